#pragma once
#include "ui/shell/job.h"
#include "ui/shell/job_board.h"
#include "ui/shell/workspace_facts.h"

#include <QObject>

namespace qd::ui {

/// Gets a workspace ready off the GUI thread: reads what is in a file, makes an empty one, or makes the sample (the
/// demo's exports, imported as a person would). One at a time; a new request replaces the one before.
class WorkspaceOpener : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceOpener(JobBoard &board, QObject *parent = nullptr);

    void open(const QString &path);
    void create(const QString &path, const store::Workspace::NewWorkspace &choice);
    /// Opens the sample if it was made before, else makes it (some seconds).
    void openSample();
    /// Where the sample lies: the application's data folder.
    [[nodiscard]] static QString samplePath();

Q_SIGNALS:
    void opened(const qd::ui::WorkspaceFacts &facts);
    /// What happened, what was kept, what to do.
    void failed(const QString &sentence);

private:
    void run(const QString &name, Job<WorkspaceFacts>::Work work);

    JobBoard &m_board;
    Job<WorkspaceFacts> m_job;
    int m_number = 0;
};

} // namespace qd::ui
