#include "ui/shell/edit.h"

#include "core/store/workspace.h"
#include "ui/shell/seen_workspace.h"

namespace qd::ui {

EditQueue::~EditQueue()
{
    m_job.waitForFinished();
    try {
        while (!m_waiting.isEmpty() && carryOut(m_waiting.dequeue())) { }
    } catch (const std::exception &failure) {
        qWarning("a decision could not be kept: %s", failure.what());
    }
}

void EditQueue::add(Edit::Change change)
{
    m_waiting.enqueue({m_path, m_shown, std::move(change)});
    if (!m_busy)
        next();
}

Result<bool> EditQueue::carryOut(const Waiting &waiting)
{
    const auto workspace = openAsSeen(waiting.path, waiting.shown);
    if (!workspace)
        return workspace.error();
    if (auto done = waiting.change(**workspace); !done)
        return done.error();
    return true;
}

void EditQueue::next()
{
    m_busy = true;
    m_job.start([waiting = m_waiting.dequeue()](Progress &) { return carryOut(waiting); },
        [this](const Result<bool> &result) {
            m_busy = false;
            if (!result) {
                m_waiting.clear();
                Q_EMIT failed(result.error());
            } else if (m_waiting.isEmpty()) {
                Q_EMIT idle();
            } else {
                next();
            }
        });
}

} // namespace qd::ui
