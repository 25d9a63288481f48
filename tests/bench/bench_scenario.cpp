#include "core/scenario/monte_carlo.h"
#include "core/scenario/projection.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>

using namespace qd;
using namespace qd::scenario;

namespace {

/// Six segments, 36 months; the same numbers stand in scenario_numpy.py.
CompleteScenario sixSegments()
{
    CompleteScenario scenario;
    scenario.name = "Bench";
    scenario.start = Month(2026, 10);
    scenario.months = 36;
    for (int i = 1; i <= 6; ++i) {
        Segment segment;
        segment.name = "Segment " + std::to_string(i);
        segment.logos = 100.0 * i;
        segment.arr = 6'000'000.0 / i;
        segment.annualChurn = 0.04 + 0.02 * i;
        segment.annualContraction = 0.02 + 0.005 * i;
        segment.annualExpansion = 0.20 - 0.02 * i;
        segment.newLogosPerMonth = 0.5 * i;
        segment.newAcv = 60'000.0 / i;
        segment.hoursPerAccount = 6.0 / i;
        scenario.segments.push_back(segment);
    }
    scenario.team = {28, 120'000, {}, {}};
    scenario.overloadElasticity = 0.4;
    scenario.uncertainty = {0.15, 0.10, 0.20, 0, 0};
    return scenario;
}

double millisecondsOf(auto work)
{
    const auto begun = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
}

} // namespace

/// Prints one line: wall and processor milliseconds of the best of 15 simulations, microseconds of a recalculation, and
/// the mean closing ARR with its standard error, by which the two programs are held to one another.
int main(int argc, char **argv)
{
    const CompleteScenario scenario = sixSegments();
    const MonteCarloOptions options{.runs = 10'000, .threads = argc > 1 ? std::atoi(argv[1]) : 0};
    Progress progress;
    double wall = 1e9;
    double processor = 1e9;
    SimulatedMean mean;
    for (int i = 0; i < 15; ++i) {
        const std::clock_t ticks = std::clock();
        wall = std::min(wall, millisecondsOf([&] { mean = simulate(scenario, options, progress)->meanClosingArr; }));
        processor = std::min(processor, double(std::clock() - ticks) * 1000 / CLOCKS_PER_SEC);
    }
    Projector projector;
    constexpr int Times = 20'000;
    double sum = 0;
    const double projection = millisecondsOf([&] {
        for (int i = 0; i < Times; ++i)
            sum += projector.run(scenario).summary.closingArr;
    });
    std::printf("wall_ms %.2f cpu_ms %.2f recalculation_us %.2f mean %.2f +- %.2f projected %.2f\n", wall, processor,
        projection * 1000 / Times, mean.value, mean.standardError, sum / Times);
    return 0;
}
