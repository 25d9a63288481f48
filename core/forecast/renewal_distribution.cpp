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
#include <map>
#include <numbers>
#include <tuple>

namespace qd::forecast {

namespace {

constexpr std::size_t RunsAPart = 250;
constexpr std::uint32_t GroupDraw = 0;
constexpr std::uint32_t CaseDraw = 1;
constexpr std::array<double, 3> Percentiles{0.1, 0.5, 0.9};

/// Cases of a group with the same chance: a run works out their common limit once.
struct Odds {
    std::uint32_t group = 0;
    double p = 0;
    double threshold = 0; ///< one renews where its normal is below
};

/// A case as a run asks for it.
struct Trial {
    std::uint32_t odds = 0;
    double amount = 0;
};

struct Trials {
    std::vector<Odds> odds; ///< by group
    std::vector<Trial> cases; ///< as numbered
    std::uint32_t groups = 0;
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

Trials trialsOf(const std::vector<RenewalChance> &sorted)
{
    Trials trials;
    std::map<double, std::uint32_t> places; // in odds of the group's chances
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const RenewalChance &chance = sorted[i];
        if (i == 0 || chance.group != sorted[i - 1].group) {
            ++trials.groups;
            places.clear();
        }
        const auto [place, isNew] = places.try_emplace(chance.p, std::uint32_t(trials.odds.size()));
        if (isNew)
            trials.odds.push_back({trials.groups - 1, chance.p, thresholdOf(chance.p)});
        trials.cases.push_back({place->second, chance.due * chance.r});
    }
    return trials;
}

/// The standard normal distribution function.
double normalShare(double z)
{
    return 0.5 * std::erfc(-z / std::numbers::sqrt2);
}

/// What came of each run.
struct Outcomes {
    std::vector<double> amounts = std::vector<double>(Runs);
    std::vector<double> counts = std::vector<double>(Runs);
};

/// Does one run after another; each worker has its own.
class Simulator {
public:
    Simulator(const Trials &trials, const SettledPart &settled, const SimulationOptions &options)
        : m_trials(trials)
        , m_settled(settled)
        , m_seed(options.seed)
        , m_shared(std::sqrt(options.rho))
        , m_own(std::sqrt(1 - options.rho))
        , m_factors(trials.groups)
        , m_limits(trials.odds.size())
        , m_draws(trials.cases.size())
    {
    }

    void simulate(std::size_t run, Outcomes &outcomes)
    {
        for (std::size_t group = 0; group < m_factors.size(); ++group)
            m_factors[group] = m_shared > 0 ? m_shared * normalDraw(m_seed, run, std::uint32_t(group), GroupDraw) : 0;
        for (std::size_t i = 0; i < m_limits.size(); ++i)
            m_limits[i] = limitOf(m_trials.odds[i]);
        statistics::uniformDraws(m_seed, std::uint32_t(run), 0, CaseDraw, m_draws);
        double amount = m_settled.amount;
        int count = m_settled.count;
        for (std::size_t i = 0; i < m_trials.cases.size(); ++i) {
            const Trial &trial = m_trials.cases[i];
            const bool isRenewed = m_draws[i] < m_limits[trial.odds];
            amount += isRenewed ? trial.amount : 0.0; // chosen, not branched on: nobody can guess a draw
            count += isRenewed ? 1 : 0;
        }
        outcomes.amounts[run] = amount;
        outcomes.counts[run] = count;
    }

private:
    /// The number below which the draw of a case's own normal must be: the distribution function of what the group's
    /// factor leaves to it, so that no case needs an inverse.
    [[nodiscard]] double limitOf(const Odds &odds) const
    {
        const double factor = m_factors[odds.group];
        if (!(m_own > 0))
            return factor < odds.threshold ? 1 : 0;
        return m_shared > 0 ? normalShare((odds.threshold - factor) / m_own) : odds.p;
    }

    const Trials &m_trials;
    SettledPart m_settled;
    std::uint64_t m_seed;
    double m_shared;
    double m_own;
    std::vector<double> m_factors; ///< of the run, by group
    std::vector<double> m_limits; ///< of the run, by odds
    std::vector<double> m_draws; ///< of the run, by case
};

std::vector<SpreadColumn> spreadOf(std::span<const double> amounts)
{
    const auto [least, largest] = std::ranges::minmax(amounts);
    if (!(largest > least))
        return {};
    const double width = (largest - least) / SpreadColumns;
    std::vector<SpreadColumn> columns;
    for (int i = 0; i < SpreadColumns; ++i)
        columns.push_back({least + i * width, i + 1 < SpreadColumns ? least + (i + 1) * width : largest, 0});
    for (const double amount : amounts) {
        // The last that begins at or below it, by the very bounds that are told.
        const auto next = std::ranges::upper_bound(columns, amount, {}, &SpreadColumn::from);
        ++std::prev(next)->runs;
    }
    return columns;
}

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

Result<void> checkRho(double rho)
{
    if (!(rho >= 0 && rho <= 1))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Forecast", "The correlation of renewals must be between 0 and 1, not %1."),
                {fixedDecimals(rho, 3)}}};
    return {};
}

Result<RenewalDistribution> renewalDistribution(std::span<const RenewalChance> chances, const SettledPart &settled,
    const SimulationOptions &options, Progress &progress)
{
    if (auto fine = checkRho(options.rho); !fine)
        return fine.error();
    const std::vector<RenewalChance> sorted = numbered(chances);
    const Trials trials = trialsOf(sorted);
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
    result.spread = spreadOf(outcomes.amounts);
    return result;
}

} // namespace qd::forecast
