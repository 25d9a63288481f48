#pragma once
#include "core/dictionary/dictionary_changes.h"
#include "ui/dictionary/dictionary_view.h"
#include "ui/shell/edit.h"

#include <QObject>

class QPushButton;

namespace qd::ui {

/// The button *Change* of the dictionary: the next draft of a metric, a new one, and what moves a draft on. Each asks
/// who, and becomes an edit of the window, which undo takes back.
class DictionaryMenu : public QObject {
    Q_OBJECT
public:
    explicit DictionaryMenu(QWidget *page);

    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// What is shown, and which metric is chosen; null and empty while nothing is.
    void setMetric(std::shared_ptr<const DictionaryView> view, const std::string &metric);
    /// The entry of the register that is chosen, or none.
    void setConflict(const std::optional<dictionary::Conflict> &conflict);

Q_SIGNALS:
    void edited(const qd::ui::Edit &edit);

private:
    QAction *addStep(const char *name, const QString &title, dictionary::Step step);
    void write(bool isNew);
    void take(dictionary::Step step);
    void enter(const dictionary::Conflict &before);
    void keep();
    void carryOut(const QString &title, const dictionary::Change &asked);

    QWidget *m_page = nullptr;
    QPushButton *m_button = nullptr;
    QAction *m_next = nullptr;
    QAction *m_new = nullptr;
    QAction *m_submit = nullptr;
    QAction *m_approve = nullptr;
    QAction *m_reject = nullptr;
    QAction *m_retire = nullptr;
    QAction *m_register = nullptr;
    QAction *m_settle = nullptr;
    std::optional<dictionary::Conflict> m_conflict;
    std::shared_ptr<const DictionaryView> m_view;
    std::string m_metric;
};

} // namespace qd::ui
