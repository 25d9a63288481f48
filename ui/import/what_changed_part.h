#pragma once
#include "ui/import/what_changed_view.h"
#include "ui/shell/job.h"
#include "ui/shell/page_target.h"

#include <QWidget>

class QComboBox;
class QPushButton;

namespace qd::ui {

class ChartView;
class Panel;
class SegmentedSwitch;
class TableView;

/// What changed, in place of the files: what moved ARR between two imports and what their files changed, by entity and
/// field, with the customers, records and values behind each; what is gone and new; and the way to take it back.
class WhatChangedPart : public QWidget {
    Q_OBJECT
public:
    explicit WhatChangedPart(QWidget *parent = nullptr);

    /// For the page's header: what opens this part; and, seen with it, from which import, up to which one, and back.
    [[nodiscard]] QList<QWidget *> headerWidgets() const;
    /// The workspace as it is now; read where the part is open, else when it is opened. What was chosen stays where it
    /// still can be; in another workspace nothing is, and the part closes.
    void refresh(const std::string &path);
    void setOpen(bool open);
    [[nodiscard]] bool isOpen() const { return m_open; }
    [[nodiscard]] const QString &fact() const { return m_fact; } ///< for beside the page's title

Q_SIGNALS:
    void opened(bool open);
    void factSaid();
    void failed(const qd::Error &error);
    void settled();
    /// To the customer of a row, or to the pack, with what these imports changed.
    void linkActivated(const QString &page, const qd::ui::PageTarget &target);
    void undoWanted(qlonglong batch);
    void said(const QString &sentence); ///< for the status bar

private:
    void build();
    void show();
    void showList();
    void fillChoices();
    void choose();
    void read();
    void askForFile();
    void save(const QString &path);

    std::string m_path;
    bool m_open = false;
    QString m_fact;
    WhatChangedPtr m_view;
    std::optional<std::int64_t> m_from; ///< as a person chose it
    std::optional<std::int64_t> m_to;
    Job<WhatChangedPtr> m_job;
    Job<QString> m_saving;
    QComboBox *m_fromChoice = nullptr;
    QComboBox *m_toChoice = nullptr;
    Panel *m_changedPanel = nullptr;
    Panel *m_listPanel = nullptr;
    Panel *m_chartPanel = nullptr;
    TableView *m_changed = nullptr;
    TableView *m_list = nullptr;
    TableView *m_gone = nullptr;
    TableView *m_facts = nullptr;
    ChartView *m_chart = nullptr;
    SegmentedSwitch *m_listAs = nullptr;
    QPushButton *m_undo = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_pack = nullptr;
    QPushButton *m_opener = nullptr;
    QPushButton *m_back = nullptr;
};

} // namespace qd::ui
