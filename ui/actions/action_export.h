#pragma once
#include "core/actions/action_files.h"
#include "core/session/read_back.h"
#include "ui/actions/actions_view.h"
#include "ui/shell/job.h"

#include <QObject>

class QAction;
class QPushButton;

namespace qd::ui {

/// The open actions of the queue as a list for another system, noted in the audit log; and what such a system gives
/// back of it, by which actions are closed.
class ActionExport : public QObject {
    Q_OBJECT
public:
    /// The button belongs to `page` until it is laid out.
    explicit ActionExport(QWidget *page);
    [[nodiscard]] QPushButton *button() const { return m_button; }
    /// What is open in `view`, which is the one shown; null: nothing can be exported.
    void setView(const std::string &workspace, std::shared_ptr<const ActionsView> view);
    /// Writes the list in a job; e-mail addresses in it are masked.
    void exportTo(const QString &path, actions::FileFormat format);

    /// Reads in a job what another system says of our actions, and asks before anything is closed.
    void readBack(const QString &path);

Q_SIGNALS:
    void closingWanted(const QString &text, const std::vector<qd::actions::OwnChange> &changes);
    void written(const QString &sentence);
    void failed(const QString &sentence);

private:
    void ask(actions::FileFormat format, const QString &system);
    void askForFile();
    void confirm(const QString &path, const session::ReadBack &back);

    QWidget *m_page;
    QPushButton *m_button = nullptr;
    QAction *m_readBack = nullptr; ///< only on the latest day, on which actions are changed
    std::string m_workspace;
    std::shared_ptr<const ActionsView> m_view;
    Job<int> m_job; ///< how many rows were written
    Job<session::ReadBack> m_back;
};

} // namespace qd::ui
