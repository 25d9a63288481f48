#include "core/base/progress.h"

namespace qd {

Progress::Progress(Listener listener)
    : m_listener(std::move(listener))
{
}

void Progress::begin(Message task, std::int64_t total)
{
    m_state = State{std::move(task), 0, total, -1, 0, -1};
    m_begun = std::chrono::steady_clock::now();
    report(true);
}

void Progress::report(bool force)
{
    if (!m_listener)
        return;
    const auto now = std::chrono::steady_clock::now();
    if (!force && now - m_reported < std::chrono::milliseconds(50))
        return;
    m_reported = now;
    const double seconds = std::chrono::duration<double>(now - m_begun).count();
    const double speed = seconds > 0 ? double(m_state.done) / seconds : 0;
    m_state.perSecond = m_state.counted < 0 ? speed : seconds > 0 ? double(m_state.counted) / seconds : 0;
    m_state.secondsLeft = m_state.total > 0 && speed > 0 ? double(m_state.total - m_state.done) / speed : -1;
    m_listener(m_state);
}

Error cancelled()
{
    return {ErrorCode::Cancelled, QD_WORDS("Files", "Cancelled; nothing was changed.")};
}

} // namespace qd
