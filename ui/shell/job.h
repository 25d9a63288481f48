#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/store/workspace.h"
#include "ui/shell/job_board.h"

#include <QFutureWatcher>
#include <QPointer>
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
        replace();
        m_watcher.waitForFinished();
    }
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;

    void cancel()
    {
        if (m_progress)
            m_progress->cancel();
    }
    /// Blocks until the work is done, without cancelling it; `done` is not called before the event loop runs again.
    void waitForFinished() { m_watcher.waitForFinished(); }
    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }

    /// `listener` is called on the worker's thread; use it to post to the GUI thread.
    void start(Work work, Done done, Progress::Listener listener = {})
    {
        replace();
        launch(std::move(work), std::move(done), std::move(listener));
    }

    /// The same, named in the status bar of the window that holds `owner`. A person may stop it there; then `done` is
    /// called with the result, if it was ready, or with Cancelled.
    void startShown(const QWidget *owner, const QString &name, Work work, Done done)
    {
        replace();
        m_board = JobBoard::of(owner);
        Progress::Listener listener;
        if (m_board) {
            m_number = m_board->begin(name, [this] {
                m_stopped = true;
                cancel();
            });
            listener = m_board->listener(m_number);
        }
        launch(std::move(work), std::move(done), std::move(listener));
    }

private:
    void replace()
    {
        cancel();
        m_watcher.disconnect(); // a stale result can no longer arrive
        endShown();
    }

    void endShown()
    {
        if (m_board)
            m_board->end(m_number);
        m_board.clear();
        m_stopped = false;
    }

    void launch(Work work, Done done, Progress::Listener listener)
    {
        auto progress = std::make_shared<Progress>(std::move(listener));
        m_progress = progress;
        QObject::connect(
            &m_watcher, &QFutureWatcherBase::finished, &m_watcher, [this, progress, finish = std::move(done)] {
                const bool wanted = m_stopped || !progress->isCancelled();
                endShown();
                if (wanted)
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

    QFutureWatcher<Result<T>> m_watcher;
    std::shared_ptr<Progress> m_progress;
    QPointer<JobBoard> m_board;
    int m_number = 0;
    bool m_stopped = false; ///< by a person, in the status bar
};

} // namespace qd::ui
