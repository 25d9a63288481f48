#pragma once
#include "core/base/progress.h"

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace qd {

/// Does parts 0..count-1 on `threads` threads (0: as many as the machine has), this one included, which alone tells the
/// progress. Each thread works with what `makeWorker` gives, asked for one after another on this thread. Which thread
/// does which part is left to chance, so parts must not share what they write. False when cancelled.
template <typename MakeWorker>
bool inParallel(std::size_t count, int threads, Progress &progress, std::int64_t doneBefore, MakeWorker makeWorker)
{
    if (threads <= 0)
        threads = int(std::max(1U, std::thread::hardware_concurrency()));
    std::atomic<std::size_t> next{0};
    const auto work = [&](auto worker, bool tells) {
        for (std::size_t part = next++; part < count; part = next++) {
            if (progress.isCancelled() || (tells && !progress.step(doneBefore + std::int64_t(part))))
                return;
            worker(part);
        }
    };
    std::vector<std::jthread> others;
    for (int i = 1; i < threads && std::size_t(i) < count; ++i)
        others.emplace_back([&work, worker = makeWorker()]() mutable { work(std::move(worker), false); });
    work(makeWorker(), true);
    others.clear();
    return !progress.isCancelled();
}

} // namespace qd
