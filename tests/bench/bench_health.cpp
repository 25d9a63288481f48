#include "core/health/scoring.h"
#include "core/store/workspace.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>

using namespace qd;

namespace {

double millisecondsOf(auto work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

} // namespace

/// bench_health WORKSPACE MODEL.json [MONTHS]: reads what accounts did, then scores all of them on as many month-ends,
/// the latest first. Prints wall milliseconds of both and how many scores there were.
int main(int argc, char *argv[])
{
    if (argc < 3)
        return 2;
    const auto workspace = store::Workspace::open(argv[1], store::Workspace::Mode::ReadOnly);
    std::ostringstream text;
    text << std::ifstream(argv[2]).rdbuf();
    const auto model = health::healthModelFromText(text.str());
    if (!workspace || !model) {
        std::fprintf(stderr, "%s\n", (workspace ? model.error() : workspace.error()).message.english().c_str());
        return 1;
    }
    Progress progress;
    std::unique_ptr<const signs::Signals> history;
    const double portfolio = millisecondsOf([&] { (void)portfolio::Portfolio::of(**workspace); });
    const double reading = millisecondsOf([&] {
        auto read = signs::Signals::read(**workspace, progress);
        if (read)
            history = std::move(*read);
    });
    if (!history)
        return 1;
    const int months = argc > 3 ? std::atoi(argv[3]) : 36;
    std::size_t accounts = 0;
    int scored = 0;
    const double scoring = millisecondsOf([&] {
        Month month = Month::lastEndedBy(history->latestDay());
        for (int i = 0; i < months; ++i, month = month.plus(-1)) {
            const auto scores = health::scoresOn(*model, *history, month.lastDay());
            if (!scores)
                return;
            accounts += scores->accounts.size();
            scored += health::coloursOf(*scores).scored();
        }
    });
    std::printf("portfolio %.0f ms, signals read %.0f ms, %d month-ends scored %.0f ms: %d scores of %zu accounts\n",
        portfolio, reading, months, scoring, scored, accounts);
    return 0;
}
