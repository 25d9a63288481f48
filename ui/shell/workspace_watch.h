#pragma once
#include "core/store/file_header.h"
#include "core/store/write_transaction.h"
#include "ui/shell/job.h"

#include <QObject>
#include <QTimer>

class QFileSystemWatcher;

namespace qd::ui {

/// Notices what others do to the open workspace file: another program's commit, another file in its place, no file any
/// more. It looks when the system tells of a change in the folder, and every two seconds for those that do not tell. No
/// connection stays open between two looks: one would keep others from folding the log back. Commits of this process
/// are not told.
class WorkspaceWatch : public QObject {
    Q_OBJECT
public:
    explicit WorkspaceWatch(QObject *parent = nullptr);
    ~WorkspaceWatch() override;

    /// Watches `path`, of which `seen` is what is shown; an empty path watches nothing. Watching the same file again
    /// only takes over `seen`; one of another program that was not told yet is told, unless `isSaid`.
    void watch(const std::string &path, const store::ChangeMark &seen, bool isSaid = false);

Q_SIGNALS:
    void changedElsewhere(const QString &writer, const QString &what);
    void replaced(); ///< another file, or the one that was gone, is at the path
    void gone();

private:
    void look();
    void readMark();
    void take(const store::ChangeMark &mark);

    std::string m_path;
    store::ChangeMark m_seen;
    store::FileIdentity m_identity;
    bool m_gone = false;
    bool m_again = false; ///< something happened while a look was under way
    QFileSystemWatcher *m_watcher = nullptr;
    QTimer m_soon;
    QTimer m_regularly;
    Job<store::ChangeMark> m_job;
};

} // namespace qd::ui
