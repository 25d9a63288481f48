#include "core/forecast/renewal_distribution.h"

#include "core/base/in_parallel.h"
#include "core/base/text.h"
#include "core/statistics/counter_random.h"
#include "core/statistics/normal_quantile.h"
#include "core/statistics/poisson_binomial.h"
#include "core/statistics/quantiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <tuple>

namespace qd::forecast {

namespace {

constexpr std::size_t RunsAPart = 250;
constexpr std::uint32_t GroupDraw = 0;
constexpr std::uint32_t CaseDraw = 1;
constexpr std::array<double, 3> Percentiles{0.1, 0.5, 0.9};

/// A case as a run asks for it.
struct Trial {
    std::uint32_t group = 0;
    double threshold = 0; ///< it renews where its normal is below
    double amount = 0;
};

double thresholdOf(double p)
{
    constexpr double Beyond = std::numeric_limits<double>::infinity();
    if (p <= 0)
        return -Beyond;
    return p >= 1 ? Beyond : statistics::normalQuantile(p);
}

double normalDraw(std::uint64_t seed, std::size_t run, std::uint32_t which, std::uint32_t kind)
{
    return statistics::normalQuantile(statistics::uniformDraw(seed, std::uint32_t(run), which, kind));
}

/// Cases in the order that numbers them.
std::vector<RenewalChance> numbered(std::span<const RenewalChance> chances)
{
    std::vector<RenewalChance> sorted(chances.begin(), chances.end());
    std::ranges::sort(sorted, [](const RenewalChance &a, const RenewalChance &b) {
        return std::tie(a.group, a.due, a.p, a.r) < std::tie(b.group, b.due, b.p, b.r);
    });
    return sorted;
}

std::vector<Trial> trialsOf(const std::vector<RenewalChance> &sorted)
{
    std::vector<Trial> trials;
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && sorted[i].group != sorted[i - 1].group)
            ++group;
        trials.push_back({group, thresholdOf(sorted[i].p), sorted[i].due * sorted[i].r});
    }
    return trials;
}

/// What came of each run.
struct Outcomes {
    std::vector<double> amounts = std::vector<double>(Runs);
    std::vector<double> counts = std::vector<double>(Runs);
};

/// Does one run after another; each worker has its own.
class Simulator {
public:
    Simulator(const std::vector<Trial> &trials, const SettledPart &settled, const SimulationOptions &options)
        : m_trials(trials)
        , m_settled(settled)
        , m_seed(options.seed)
        , m_shared(std::sqrt(options.rho))
        , m_own(std::sqrt(1 - options.rho))
        , m_factors(trials.empty() ? 0 : trials.back().group + 1)
    {
    }

    void simulate(std::size_t run, Outcomes &outcomes)
    {
        for (std::size_t group = 0; group < m_factors.size(); ++group)
            m_factors[group] = m_shared > 0 ? m_shared * normalDraw(m_seed, run, std::uint32_t(group), GroupDraw) : 0;
        double amount = m_settled.amount;
        int count = m_settled.count;
        for (std::size_t i = 0; i < m_trials.size(); ++i) {
            const Trial &trial = m_trials[i];
            const double own = m_own > 0 ? m_own * normalDraw(m_seed, run, std::uint32_t(i), CaseDraw) : 0;
            if (m_factors[trial.group] + own < trial.threshold) {
                amount += trial.amount;
                ++count;
            }
        }
        outcomes.amounts[run] = amount;
        outcomes.counts[run] = count;
    }

private:
    const std::vector<Trial> &m_trials;
    SettledPart m_settled;
    std::uint64_t m_seed;
    double m_shared;
    double m_own;
    std::vector<double> m_factors; ///< of the run, by group
};

/// Counts that nothing was drawn for.
std::vector<double> exactCounts(const std::vector<RenewalChance> &sorted, int settled)
{
    std::vector<double> chances;
    for (const RenewalChance &chance : sorted)
        chances.push_back(chance.p);
    const std::vector<double> distribution = statistics::poissonBinomial(chances);
    std::vector<double> counts;
    for (const double share : Percentiles)
        counts.push_back(settled + statistics::countQuantile(distribution, share));
    return counts;
}

} // namespace

Result<RenewalDistribution> renewalDistribution(std::span<const RenewalChance> chances, const SettledPart &settled,
    const SimulationOptions &options, Progress &progress)
{
    if (!(options.rho >= 0 && options.rho <= 1))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Forecast", "The correlation of renewals must be between 0 and 1, not %1."),
                {fixedDecimals(options.rho, 3)}}};
    const std::vector<RenewalChance> sorted = numbered(chances);
    const std::vector<Trial> trials = trialsOf(sorted);
    Outcomes outcomes;
    constexpr std::size_t Parts = Runs / RunsAPart;
    progress.begin(
        {QD_WORDS_N("Progress", "Simulating %1 runs", "Simulating %1 run"), {Count{Runs}}}, std::int64_t(Parts));
    const auto makeWorker = [&] {
        return [&outcomes, simulator = Simulator(trials, settled, options)](std::size_t part) mutable {
            for (std::size_t run = part * RunsAPart; run < (part + 1) * RunsAPart; ++run)
                simulator.simulate(run, outcomes);
        };
    };
    if (!inParallel(Parts, options.threads, progress, 0, makeWorker))
        return cancelled();

    RenewalDistribution result{settled.amount, 0, 0, 0, double(settled.count), 0, 0, 0};
    for (const RenewalChance &chance : sorted) {
        result.mean += chance.due * chance.p * chance.r;
        result.countMean += chance.p;
    }
    const std::vector<double> amounts = statistics::quantiles(outcomes.amounts, Percentiles);
    const std::vector<double> counts =
        options.rho > 0 ? statistics::quantiles(outcomes.counts, Percentiles) : exactCounts(sorted, settled.count);
    result.p10 = amounts[0];
    result.p50 = amounts[1];
    result.p90 = amounts[2];
    result.countP10 = counts[0];
    result.countP50 = counts[1];
    result.countP90 = counts[2];
    return result;
}

} // namespace qd::forecast
