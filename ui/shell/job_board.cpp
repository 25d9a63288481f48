#include "ui/shell/job_board.h"

#include <QWidget>

#include <mutex>

namespace qd::ui {

/// Where workers find the board; shared with their listeners.
struct JobBoard::Address {
    std::mutex mutex;
    JobBoard *board = nullptr;
};

JobBoard::JobBoard(QObject *parent)
    : QObject(parent)
    , m_address(std::make_shared<Address>())
{
    m_address->board = this;
}

JobBoard::~JobBoard()
{
    const std::lock_guard lock(m_address->mutex);
    m_address->board = nullptr;
}

JobBoard *JobBoard::of(const QWidget *widget)
{
    return widget ? widget->window()->findChild<JobBoard *>(QString(), Qt::FindDirectChildrenOnly) : nullptr;
}

int JobBoard::begin(const QString &name, std::function<void()> cancel)
{
    m_cancels.insert(++m_last, std::move(cancel));
    Q_EMIT started(m_last, name);
    return m_last;
}

Progress::Listener JobBoard::listener(int job)
{
    return [address = m_address, job](const Progress::State &state) {
        const std::lock_guard lock(address->mutex);
        JobBoard *board = address->board;
        if (!board)
            return;
        QMetaObject::invokeMethod(
            board,
            [board, job, state] {
                if (board->m_cancels.contains(job)) // news of a job that has ended meanwhile is no news
                    Q_EMIT board->progressed(job, state);
            },
            Qt::QueuedConnection);
    };
}

void JobBoard::end(int job)
{
    if (m_cancels.remove(job) > 0)
        Q_EMIT finished(job);
}

void JobBoard::cancel(int job)
{
    if (const auto stop = m_cancels.value(job))
        stop();
}

} // namespace qd::ui
