#pragma once
#include "ui/renewals/register_view.h"
#include "ui/shell/edit.h"
#include "ui/shell/job.h"

#include <QWidget>

class QPushButton;

namespace qd::ui {

class Panel;
class TableView;

/// The part Risks of the page: which open renewals are at risk and why, who said so, and what is done about it.
class RegisterPart : public QWidget {
    Q_OBJECT
public:
    explicit RegisterPart(QWidget *parent = nullptr);
    /// What was read of a workspace; null: nothing is known.
    void setView(const std::string &workspace, std::shared_ptr<const RegisterView> view);
    [[nodiscard]] Panel *busyPanel() const { return m_registerPanel; }
    /// Writes what was judged as a list for a CS platform, in a job; e-mail addresses in it are masked.
    void exportTo(const QString &path);

Q_SIGNALS:
    void listWanted(const qd::ui::AccountList &list);
    void accountWanted(const QString &account);
    void edited(const qd::ui::Edit &edit);
    void said(const QString &sentence); ///< for the status bar
    void failed(const QString &sentence);

private:
    void showSelection();
    void judge();
    void askForFile();

    std::string m_workspace;
    std::shared_ptr<const RegisterView> m_view;
    Panel *m_registerPanel = nullptr;
    Panel *m_reasonsPanel = nullptr;
    TableView *m_register = nullptr;
    TableView *m_reasons = nullptr;
    QPushButton *m_judge = nullptr;
    QPushButton *m_export = nullptr;
    Job<int> m_job; ///< how many rows were written
};

} // namespace qd::ui
