#pragma once
#include "core/base/result.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>

namespace qd {

/// What a long computation reports and how it is asked to stop. It goes in with the first line of a loop:
///     if (!progress.step(done, total)) return cancelled();
/// step() is cheap enough for every row; listeners hear it at most every 50 ms. One thread steps, any thread cancels.
class Progress {
public:
    struct State {
        Message task; ///< what is being done now, for example "Reading usage.csv"
        std::int64_t done = 0;
        std::int64_t total = 0; ///< 0 when unknown
        std::int64_t counted = -1; ///< things done, where `done` and `total` count others (bytes); -1: `done` itself
        double perSecond = 0; ///< things done by the second since the task began
        double secondsLeft = -1; ///< negative when unknown
    };
    using Listener = std::function<void(const State &)>;

    /// Without a listener it only carries the wish to cancel.
    explicit Progress(Listener listener = {});

    /// Begins a named part; counts start again at 0.
    void begin(Message task, std::int64_t total = 0);
    /// Tells how far it is; false once cancellation was asked for.
    bool step(std::int64_t done)
    {
        m_state.done = done;
        if ((++m_calls & 0xFF) == 0)
            report(false);
        return !m_cancelled.load(std::memory_order_relaxed);
    }
    bool step(std::int64_t done, std::int64_t total)
    {
        m_state.total = total;
        return step(done);
    }
    /// The same where what is counted for people (rows) is not what the end is known of (bytes).
    bool rows(std::int64_t counted, std::int64_t done, std::int64_t total)
    {
        m_state.counted = counted;
        return step(done, total);
    }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }

private:
    void report(bool force);

    Listener m_listener;
    State m_state;
    std::uint32_t m_calls = 0;
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point m_reported{};
    std::atomic<bool> m_cancelled{false};
};

/// The error a computation returns when step() was false: nothing was changed.
[[nodiscard]] Error cancelled();

} // namespace qd
