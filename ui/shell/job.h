#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/store/workspace.h"

#include <QFutureWatcher>
#include <QtConcurrent>

#include <memory>

namespace qd::ui {

/// Runs one core function at a time off the GUI thread; owned by the page that shows its result. `work` captures by
/// value and opens its own Workspace. `done` runs on the GUI thread, never for a replaced or cancelled job. The
/// destructor cancels and waits, so that nothing outlives its page.
template <typename T>
class Job {
public:
    /// T may be anything that can be copied; share large results by std::shared_ptr<const X>.
    using Work = std::function<Result<T>(Progress &)>;
    using Done = std::function<void(const Result<T> &)>;

    Job() = default;
    ~Job()
    {
        cancel();
        m_watcher.waitForFinished();
    }
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    void cancel()
    {
        if (m_progress)
            m_progress->cancel();
    }
    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

    /// `listener` is called on the worker's thread; use it to post to the GUI thread.
    void start(Work work, Done done, Progress::Listener listener = {})
    {
        cancel();
        m_watcher.disconnect(); // a stale result can no longer arrive
        auto progress = std::make_shared<Progress>(std::move(listener));
        m_progress = progress;
        QObject::connect(
            &m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this, progress, finish = std::move(done)] {
                if (!progress->isCancelled())
                    finish(m_watcher.result());
            });
        m_watcher.setFuture(QtConcurrent::run([run = std::move(work), progress]() -> Result<T> {
            try {
                return run(*progress);
            } catch (const std::exception &failure) { // SQLite, bad_alloc: the worker's only catch
                return store::describe(failure);
            }
        }));
    }

private:
    QFutureWatcher<Result<T>> m_watcher;
    std::shared_ptr<Progress> m_progress;
};

} // namespace qd::ui
