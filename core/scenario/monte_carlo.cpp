#include "core/scenario/monte_carlo.h"

#include "core/base/in_parallel.h"

#include <cmath>

namespace qd::scenario {

namespace {

constexpr std::size_t MaxValues = 60'000'000; // closing ARR of every run and month: half a gigabyte

SimulatedMean meanOf(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    const double mean = sum / double(values.size());
    double squares = 0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double n = double(values.size());
    return {mean, n > 1 ? std::sqrt(squares / (n - 1) / n) : 0};
}

Result<void> check(const CompleteScenario &scenario, const MonteCarloOptions &options)
{
    if (options.runs < 1 || options.runs > MaxRuns)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "The number of runs must be between 1 and %1, not %2."),
                {std::to_string(MaxRuns), std::to_string(options.runs)}}};
    if (std::size_t(options.runs) * std::size_t(scenario.months) > MaxValues)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "%1 runs of %2 months do not fit in memory; lower one of them."),
                {Count{options.runs}, Count{scenario.months}}}};
    return {};
}

bool hasOpening(const CompleteScenario &scenario)
{
    return std::any_of(scenario.segments.begin(), scenario.segments.end(), [](const Segment &s) { return s.arr > 0; });
}

} // namespace

Result<MonteCarlo> simulate(const CompleteScenario &scenario, const MonteCarloOptions &options, Progress &progress)
{
    if (auto sound = check(scenario, options); !sound)
        return sound.error();
    const std::size_t runs = std::size_t(options.runs);
    const std::size_t months = std::size_t(scenario.months);
    const std::size_t batches = (runs + RunBatch::Lanes - 1) / RunBatch::Lanes;
    RunResults results(scenario, runs, options.keepFactors);
    progress.begin({QD_WORDS_N("Progress", "Simulating %1 runs", "Simulating %1 run"), {Count{std::int64_t(runs)}}},
        std::int64_t(batches + months));
    const auto makeBatch = [&] {
        return [&results, batch = RunBatch(scenario, options.seed)](
                   std::size_t part) mutable { batch.simulate(part * RunBatch::Lanes, results); };
    };
    if (!inParallel(batches, options.threads, progress, 0, makeBatch))
        return cancelled();

    MonteCarlo result{options.runs, options.seed, std::vector<statistics::PercentileBand>(months), {}, std::nullopt,
        std::nullopt, {}, {}};
    const auto lastMonth = results.closing.end() - std::ptrdiff_t(runs);
    result.finalClosing.assign(lastMonth, results.closing.end());
    result.meanClosingArr = meanOf(result.finalClosing);
    result.factors = std::move(results.factors);
    const auto makeBand = [&] {
        return [&](std::size_t month) {
            result.closingArr[month] =
                statistics::percentileBand(std::span<const double>(results.closing).subspan(month * runs, runs));
        };
    };
    if (!inParallel(months, options.threads, progress, std::int64_t(batches), makeBand))
        return cancelled();
    if (!results.nrr.empty() && hasOpening(scenario)) {
        result.nrr = statistics::percentileBand(results.nrr);
        result.grr = statistics::percentileBand(results.grr);
    }
    return result;
}

} // namespace qd::scenario
