// bench_cancel FOLDER [CUTS]: an import of the sample is stopped at CUTS moments spread over its whole length; the time
// from the wish to stop until the import has ended and nothing is changed, in milliseconds. FOLDER is empty or absent;
// the sample of 2,000 customers and a workspace for each cut are written into it.
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "core/sources/source_list.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <thread>
#include <vector>

using namespace qd;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double Goal = 200; // ms

double since(Clock::time_point begun)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begun).count();
}

struct Cut {
    double askedAfter = 0;
    double took = 0; ///< from the wish to the end
    bool stopped = false; ///< else it was done by then
    std::string task; ///< what it was at
};

/// Imports the sample into a new workspace and asks it to stop after some milliseconds; below 0 never.
Cut cutAfter(const std::string &folder, int number, double milliseconds)
{
    const std::string path = folder + "/cut-" + std::to_string(number) + ".qdeck";
    auto workspace = store::Workspace::create(path, {*Currency::fromCode("USD"), 1});
    if (!workspace) {
        std::cerr << workspace.error().message.english() << '\n';
        std::exit(1);
    }
    std::string task;
    Progress progress([&task](const Progress::State &state) { task = state.task.english(); });
    Clock::time_point asked;
    const Clock::time_point begun = Clock::now();
    std::thread other([&] {
        if (milliseconds < 0)
            return;
        std::this_thread::sleep_until(begun + std::chrono::duration<double, std::milli>(milliseconds));
        asked = Clock::now();
        progress.cancel();
    });
    const auto report = session::importAndResolve(**workspace, {folder + "/sample"}, {}, progress);
    const Clock::time_point ended = Clock::now();
    other.join();
    if (!report && !sources::listSources(**workspace).batches.empty()) {
        std::cerr << "something was changed\n";
        std::exit(1);
    }
    const double took = milliseconds < 0 ? std::chrono::duration<double, std::milli>(ended - begun).count()
                                         : std::chrono::duration<double, std::milli>(ended - asked).count();
    return {milliseconds, took, !report && report.error().code == ErrorCode::Cancelled, task};
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 2) {
        std::cerr << "bench_cancel FOLDER [CUTS]\n";
        return 2;
    }
    const std::string folder = argv[1];
    const int cuts = argc > 2 ? std::max(1, std::atoi(argv[2])) : 40;
    Progress quiet;
    const auto sample = demo::writeDemo(folder + "/sample", {2000, 36, Month(2026, 10), 1}, quiet);
    if (!sample) {
        std::cerr << sample.error().message.english() << '\n';
        return 1;
    }
    const Clock::time_point begun = Clock::now();
    (void)cutAfter(folder, 0, -1);
    const double whole = since(begun);
    std::vector<Cut> all;
    for (int i = 0; i < cuts; ++i) {
        const Cut cut = cutAfter(folder, i + 1, whole * i / cuts);
        if (cut.stopped)
            all.push_back(cut);
    }
    std::ranges::sort(all, std::ranges::less(), &Cut::took);
    if (all.empty())
        return 1;
    const Cut &worst = all.back();
    const auto late = std::ranges::count_if(all, [](const Cut &cut) { return cut.took > Goal; });
    std::cout << "import " << whole << " ms; stopped " << all.size() << " of " << cuts << ": median "
              << all[all.size() / 2].took << ", worst " << worst.took << " ms (asked after " << worst.askedAfter
              << ", at \"" << worst.task << "\"); " << late << " over " << Goal << " ms\n";
    return late == 0 ? 0 : 1;
}
