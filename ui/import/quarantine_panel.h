#pragma once
#include "ui/common/panel.h"
#include "ui/import/import_texts.h"

class QPushButton;

namespace qd::ui {

class TableView;

/// The reasons for which rows wait in quarantine, each with how many; opens the rows of one, and saves all as CSV.
class QuarantinePanel : public Panel {
    Q_OBJECT
public:
    explicit QuarantinePanel(QWidget *parent = nullptr);
    void setReasons(const std::string &workspacePath, std::vector<QuarantineReason> reasons);

Q_SIGNALS:
    void opened(const qd::ui::QuarantineReason &reason);
    void failed(const QString &sentence);
    void saved(const QString &sentence);

private:
    void save();

    std::string m_path;
    std::vector<QuarantineReason> m_reasons;
    TableView *m_table = nullptr;
    QPushButton *m_csv = nullptr;
};

} // namespace qd::ui
