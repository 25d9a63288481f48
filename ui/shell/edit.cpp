#include "ui/shell/edit.h"

#include "ui/common/formatting.h"

namespace qd::ui {

void EditQueue::add(Edit::Change change)
{
    m_waiting.enqueue(std::move(change));
    if (!m_busy)
        next();
}

void EditQueue::next()
{
    m_busy = true;
    m_job.start(
        [path = m_path, change = m_waiting.dequeue()](Progress &) -> Result<bool> {
            auto workspace = store::Workspace::open(path);
            if (!workspace)
                return workspace.error();
            if (auto done = change(**workspace); !done)
                return done.error();
            return true;
        },
        [this](const Result<bool> &result) {
            m_busy = false;
            if (!result) {
                m_waiting.clear();
                Q_EMIT failed(qt(result.error().message));
            } else if (m_waiting.isEmpty()) {
                Q_EMIT idle();
            } else {
                next();
            }
        });
}

} // namespace qd::ui
