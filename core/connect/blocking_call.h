#pragma once
#include "core/base/progress.h"

#include <chrono>
#include <functional>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace qd::connect {

/// How long a cancelled call is waited for, before it is left to end by itself.
inline constexpr std::chrono::milliseconds Grace{120};

/// Starts `work` on a thread of its own, which nobody waits for: it owns all that it uses.
template <typename Work>
auto startBeside(Work work) -> std::future<decltype(work())>
{
    std::packaged_task<decltype(work())()> task(std::move(work));
    auto result = task.get_future();
    std::thread(std::move(task)).detach();
    return result;
}

/// What `work`, a call that blocks, gives; nothing once `progress` was cancelled or `until` has passed. Then `stop` is
/// run, beside too, and `work` has a moment to end; a call that a dead network holds ends later, by itself, so both own
/// all that they use.
template <typename Work>
auto waitedFor(Work work, std::function<void()> stop, const Progress &progress,
    std::chrono::steady_clock::time_point until) -> std::optional<decltype(work())>
{
    constexpr std::chrono::milliseconds Look{20};
    auto result = startBeside(std::move(work));
    while (result.wait_for(Look) != std::future_status::ready) {
        if (!progress.isCancelled() && std::chrono::steady_clock::now() < until)
            continue;
        const auto stopped = startBeside(std::move(stop));
        (void)stopped.wait_for(Grace);
        (void)result.wait_for(std::chrono::milliseconds(20));
        return std::nullopt;
    }
    return result.get();
}

} // namespace qd::connect
