#include "ui/shell/job_board.h"

#include <QWidget>

namespace qd::ui {

JobBoard::JobBoard(QObject *parent)
    : QObject(parent)
{
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
    return [this, job](const Progress::State &state) {
        QMetaObject::invokeMethod(
            this,
            [this, job, state] {
                if (m_cancels.contains(job)) // news of a job that has ended meanwhile is no news
                    Q_EMIT progressed(job, state);
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
