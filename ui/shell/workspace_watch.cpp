#include "ui/shell/workspace_watch.h"

#include "ui/paint/formatting.h"

#include <QFileInfo>
#include <QFileSystemWatcher>

namespace qd::ui {

namespace {
constexpr int SettleMs = 100; // a commit touches several files
constexpr int RegularlyMs = 2000;
} // namespace

WorkspaceWatch::WorkspaceWatch(QObject *parent)
    : QObject(parent)
    , m_watcher(new QFileSystemWatcher(this))
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(SettleMs);
    m_regularly.setInterval(RegularlyMs);
    connect(&m_soon, &QTimer::timeout, this, &WorkspaceWatch::look);
    connect(&m_regularly, &QTimer::timeout, this, &WorkspaceWatch::look);
    const auto soon = [this] {
        if (!m_soon.isActive())
            m_soon.start();
    };
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, this, soon);
    connect(m_watcher, &QFileSystemWatcher::fileChanged, this, soon);
}

WorkspaceWatch::~WorkspaceWatch() = default;

void WorkspaceWatch::watch(const std::string &path, const store::ChangeMark &seen, bool isSaid)
{
    // What is shown may hold another program's commit already, made just after one of ours: it is still to be said.
    if (!isSaid && path == m_path && seen != m_seen && seen.writer != store::currentWriter())
        QMetaObject::invokeMethod(
            this, [this, seen] { Q_EMIT changedElsewhere(qt(seen.writer), qt(seen.what)); }, Qt::QueuedConnection);
    m_seen = seen;
    m_identity = store::identityOf(path);
    m_gone = false;
    if (path == m_path)
        return;
    m_path = path;
    m_job.cancel();
    if (const QStringList watched = m_watcher->files() + m_watcher->directories(); !watched.isEmpty())
        m_watcher->removePaths(watched);
    if (path.empty()) {
        m_soon.stop();
        m_regularly.stop();
        return;
    }
    m_watcher->addPaths({qt(path), QFileInfo(qt(path)).absolutePath()});
    m_regularly.start();
}

void WorkspaceWatch::look()
{
    if (m_path.empty())
        return;
    const store::FileIdentity now = store::identityOf(m_path);
    if (!now.exists) {
        if (!std::exchange(m_gone, true))
            Q_EMIT gone();
        return;
    }
    if (m_gone || now != m_identity) {
        m_gone = false;
        m_identity = now;
        m_watcher->addPath(qt(m_path)); // the system watches the file, not the name
        Q_EMIT replaced();
        return;
    }
    readMark();
}

void WorkspaceWatch::readMark()
{
    if (m_job.isRunning()) {
        m_again = true;
        return;
    }
    m_again = false;
    m_job.start(
        [path = m_path](Progress &) -> Result<store::ChangeMark> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            return store::lastChange(**workspace);
        },
        [this](const Result<store::ChangeMark> &mark) {
            if (mark) // else it is gone or held for a moment: the next look tells
                take(*mark);
            if (m_again)
                m_soon.start();
        });
}

void WorkspaceWatch::take(const store::ChangeMark &mark)
{
    if (mark == m_seen)
        return;
    m_seen = mark;
    if (mark.writer != store::currentWriter())
        Q_EMIT changedElsewhere(qt(mark.writer), qt(mark.what));
}

} // namespace qd::ui
