#include "core/assignment/lagrangian_bound.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <tuple>

namespace qd::assignment {
namespace {

/// The nearest point of { x >= 0, sum x = total } to `values` (Held, Wolfe and Crowder).
void projectToSum(std::vector<double> &values, double total)
{
    std::vector<double> sorted = values;
    std::ranges::sort(sorted, std::greater());
    double sum = 0;
    double shift = 0;
    for (std::size_t count = 1; count <= sorted.size(); ++count) {
        sum += sorted[count - 1];
        const double candidate = (sum - total) / static_cast<double>(count);
        if (sorted[count - 1] > candidate)
            shift = candidate;
    }
    for (double &value : values)
        value = std::max(0.0, value - shift);
}

/// One set of prices per CSM, or the direction in which the bound rises.
struct Prices {
    std::vector<double> capacity;
    std::vector<double> highest;
    std::vector<double> lowest;
    std::vector<double> room;

    explicit Prices(std::size_t csms)
        : capacity(csms, 0)
        , highest(csms, 0)
        , lowest(csms, 0)
        , room(csms, 0)
    {
    }

    [[nodiscard]] double squaredLength() const
    {
        double sum = 0;
        for (const auto *part : {&capacity, &highest, &lowest, &room}) {
            for (const double value : *part)
                sum += value * value;
        }
        return sum;
    }
    void scale(double factor)
    {
        for (auto *part : {&capacity, &highest, &lowest, &room}) {
            for (double &value : *part)
                value *= factor;
        }
    }
    void add(const Prices &direction, double step)
    {
        const auto raise = [step](std::vector<double> &part, const std::vector<double> &by) {
            for (std::size_t index = 0; index < part.size(); ++index)
                part[index] += step * by[index];
        };
        raise(capacity, direction.capacity);
        raise(highest, direction.highest);
        raise(lowest, direction.lowest);
        raise(room, direction.room);
    }
};

class Relaxation {
public:
    explicit Relaxation(const Problem &problem);

    [[nodiscard]] double rise(double upper, double enough, Progress &progress);

private:
    [[nodiscard]] double value(const Prices &prices, Prices &direction) const;
    void project(Prices &prices) const;

    const Problem &m_problem;
    struct Alike {
        int unit = 0;
        double count = 0;
    };
    std::vector<Alike> m_units; ///< one unit of each kind that is alike in everything
    std::vector<std::vector<std::size_t>> m_pools; ///< CSMs by pool
};

Relaxation::Relaxation(const Problem &problem)
    : m_problem(problem)
    , m_pools(at(problem.pools))
{
    using Homes = std::vector<std::pair<int, double>>;
    std::map<std::tuple<double, int, double, std::vector<int>, Homes>, std::size_t> known;
    for (std::size_t index = 0; index < problem.units.size(); ++index) {
        const Unit &unit = problem.units[index];
        Homes homes;
        for (const UnitHome &home : unit.homes)
            homes.emplace_back(home.csm, home.weight);
        const auto [entry, isNew] = known.try_emplace(
            std::tuple(unit.hours, unit.accounts, unit.weight, unit.allowed, std::move(homes)), m_units.size());
        if (isNew)
            m_units.push_back({static_cast<int>(index), 0});
        m_units[entry->second].count += 1;
    }
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        m_pools[at(problem.csms[csm].pool)].push_back(csm);
}

/// The bound at these prices, and its subgradient.
double Relaxation::value(const Prices &prices, Prices &direction) const
{
    const std::size_t csms = m_problem.csms.size();
    const double most = m_problem.maxAccounts.value_or(0);
    std::vector<double> perHour(csms);
    std::vector<double> hours(csms, 0);
    std::vector<double> accounts(csms, 0);
    double sum = 0;
    for (std::size_t csm = 0; csm < csms; ++csm) {
        perHour[csm] = (prices.capacity[csm] + prices.highest[csm] - prices.lowest[csm]) / m_problem.csms[csm].capacity;
        sum -= prices.capacity[csm] + prices.room[csm] * most;
    }
    for (const Alike &alike : m_units) {
        const Unit &unit = m_problem.units[at(alike.unit)];
        double least = std::numeric_limits<double>::infinity();
        std::size_t where = 0;
        for (const int csm : unit.allowed) {
            const double cost = m_problem.moveCost * moveWeight(unit, csm) + unit.hours * perHour[at(csm)]
                + unit.accounts * prices.room[at(csm)];
            if (cost < least) {
                least = cost;
                where = at(csm);
            }
        }
        sum += alike.count * least;
        hours[where] += alike.count * unit.hours;
        accounts[where] += alike.count * unit.accounts;
    }
    for (std::size_t csm = 0; csm < csms; ++csm) {
        const double utilisation = hours[csm] / m_problem.csms[csm].capacity;
        direction.capacity[csm] = utilisation - 1;
        direction.highest[csm] = utilisation;
        direction.lowest[csm] = -utilisation;
        direction.room[csm] = m_problem.maxAccounts ? accounts[csm] - most : 0;
    }
    return sum;
}

void Relaxation::project(Prices &prices) const
{
    for (std::size_t csm = 0; csm < m_problem.csms.size(); ++csm) {
        const double most = m_problem.overloadCost * m_problem.csms[csm].capacity;
        prices.capacity[csm] = std::clamp(prices.capacity[csm], 0.0, most);
        prices.room[csm] = std::max(0.0, prices.room[csm]);
    }
    for (std::vector<double> *part : {&prices.highest, &prices.lowest}) {
        for (const std::vector<std::size_t> &pool : m_pools) {
            std::vector<double> values;
            for (const std::size_t csm : pool)
                values.push_back((*part)[csm]);
            projectToSum(values, m_problem.spreadCost / m_problem.pools);
            for (std::size_t index = 0; index < pool.size(); ++index)
                (*part)[pool[index]] = values[index];
        }
    }
}

double Relaxation::rise(double upper, double enough, Progress &progress)
{
    constexpr int Rounds = 20'000;
    constexpr int Patience = 150; // rounds without a better bound before steps are halved
    constexpr double Memory = 0.98; // of the course kept each round: single subgradients jump from class to class
    Prices prices(m_problem.csms.size());
    Prices direction(m_problem.csms.size());
    Prices course(m_problem.csms.size());
    project(prices);
    Prices best = prices;
    double bound = -std::numeric_limits<double>::infinity();
    double scale = 1;
    int since = 0;
    for (int round = 0; round < Rounds && progress.step(round, Rounds); ++round) {
        const double found = value(prices, direction);
        if (found > bound) {
            bound = found;
            best = prices;
            since = 0;
        } else if (++since >= Patience) {
            scale /= 2;
            since = 0;
            prices = best;
        }
        course.scale(Memory);
        course.add(direction, 1 - Memory);
        const double length = course.squaredLength();
        if (length <= 0 || bound >= enough)
            break;
        prices.add(course, scale * (upper - found) / length);
        project(prices);
    }
    return bound;
}

} // namespace

double lagrangianBound(const Problem &problem, double upper, double enough, Progress &progress)
{
    return problem.units.empty() || problem.csms.empty() ? 0 : Relaxation(problem).rise(upper, enough, progress);
}

} // namespace qd::assignment
