#include "core/health/scoring.h"
#include "core/store/workspace.h"

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string_view>

using namespace qd;

namespace {

double millisecondsOf(auto work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

constexpr const char *Made = R"({"segments": [{"name": "All", "signals": [
    {"signal": "usage_trend", "weight": 30, "points": [[-50, 0], [0, 60], [25, 100]]},
    {"signal": "tickets_90", "weight": 20, "steps": [[-20, 100], [40, 60], [null, 10]]},
    {"signal": "nps", "weight": 20, "points": [[-50, 0], [0, 60], [25, 100]]},
    {"signal": "csat_90", "weight": 10, "steps": [[-20, 100], [40, 60], [null, 10]]},
    {"signal": "breadth", "weight": 10, "points": [[-50, 0], [0, 60], [25, 100]]},
    {"signal": "overdue_days", "weight": 10, "steps": [[-20, 100], [40, 60], [null, 10]]}]}]})";

/// The values of health_numpy.py: -100..100 in tenths, one in eleven missing.
health::SignalInput madeInput(int account, int signal, int day)
{
    const int draw = int((std::int64_t(account) * 7919 + signal * 10'007 + day * 5003) % 2003);
    if (draw % 11 == 0)
        return {};
    return {draw % 2001 / 10.0 - 100.0, health::SignalState::Present};
}

/// Scores made values only: what NumPy does, too. Prints the sums that must agree.
int scoreMade()
{
    constexpr int Accounts = 10'000;
    constexpr int Days = 36;
    constexpr int Signals = 6;
    const auto model = health::healthModelFromText(Made);
    if (!model)
        return 1;
    std::vector<health::SignalInput> inputs;
    inputs.reserve(std::size_t(Accounts) * Days * Signals);
    for (int day = 0; day < Days; ++day) {
        for (int account = 0; account < Accounts; ++account) {
            for (int signal = 0; signal < Signals; ++signal)
                inputs.push_back(madeInput(account, signal, day));
        }
    }
    double total = 0;
    health::ColourCounts colours;
    const double scoring = millisecondsOf([&] {
        for (std::size_t at = 0; at < inputs.size(); at += Signals) {
            const health::Score score =
                health::scoreOf(*model, model->segments.front(), std::span(inputs).subspan(at, Signals));
            total += score.score.value_or(0);
            colours.add(score.colour);
        }
    });
    std::printf("%.1f ms; sum %.3f, green %d yellow %d red %d none %d\n", scoring, total, colours.green, colours.yellow,
        colours.red, colours.none);
    return 0;
}

} // namespace

/// bench_health made: see scoreMade(). bench_health WORKSPACE MODEL.json [MONTHS]: reads what accounts did, then scores
/// all of them on as many month-ends, the latest first. Prints wall milliseconds of both and how many scores there
/// were.
int main(int argc, char *argv[])
{
    if (argc == 2 && std::string_view(argv[1]) == "made")
        return scoreMade();
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
