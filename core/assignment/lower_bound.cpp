#include "core/assignment/lower_bound.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>

namespace qd::assignment {
namespace {

/// Hours and weights of the units that may leave or reach a CSM; after close() the sums over the k most hours, the k
/// most accounts and the k least weights.
struct Traffic {
    std::vector<double> hours = {};
    std::vector<double> accounts = {};
    std::vector<double> weights = {};

    void add(const Unit &unit, double weight)
    {
        hours.push_back(unit.hours);
        accounts.push_back(unit.accounts);
        weights.push_back(weight);
    }
    void close()
    {
        std::ranges::sort(hours, std::greater());
        std::ranges::sort(accounts, std::greater());
        std::ranges::sort(weights);
        for (std::vector<double> *list : {&hours, &accounts, &weights}) {
            list->insert(list->begin(), 0.0);
            std::partial_sum(list->begin(), list->end(), list->begin());
        }
    }
};

/// A step at which a function of the highest or lowest utilisation changes.
struct Step {
    double utilisation = 0;
    std::size_t csm = 0;
    double cost = 0; ///< the CSM's share on the far side of the step
};

/// What is known of one CSM.
struct Side {
    double staying = 0; ///< hours of units at home, less those that leave at no cost
    double atHome = 0; ///< hours of all units at home
    double accounts = 0; ///< of the units in `staying`
    Traffic leaving = {};
    Traffic arriving = {};
};

class Bound {
public:
    explicit Bound(const Problem &problem);
    [[nodiscard]] double value() const;

private:
    void meetUnit(const Unit &unit);
    void meetComponents();
    [[nodiscard]] double poolValue(int pool) const;
    [[nodiscard]] double leaveFloor(std::size_t csm, std::vector<Step> &steps) const;
    void arrivalSteps(std::size_t csm, std::vector<Step> &steps, double &ceiling) const;
    [[nodiscard]] std::vector<Step> lowSide(int pool) const;
    [[nodiscard]] double bestLow(const std::vector<Step> &low, double cost) const;

    const Problem &m_problem;
    std::vector<Side> m_sides;
    std::vector<double> m_forced; ///< per pool: move weight that nothing avoids; all in pool 0 when units cross pools
    bool m_poolsApart = true; ///< no unit may be served in two pools
    std::vector<double> m_meanHighest; ///< per pool
    std::vector<double> m_meanLowest;
    std::vector<double> m_unavoidable; ///< per pool: hours of components above their whole capacity
};

Bound::Bound(const Problem &problem)
    : m_problem(problem)
    , m_sides(problem.csms.size())
    , m_forced(at(problem.pools), 0)
    , m_meanHighest(at(problem.pools), 0)
    , m_meanLowest(at(problem.pools), Infinity)
    , m_unavoidable(at(problem.pools), 0)
{
    for (const Unit &unit : problem.units) {
        for (const int csm : unit.allowed)
            m_poolsApart = m_poolsApart && problem.csms[at(csm)].pool == problem.csms[at(unit.allowed.front())].pool;
    }
    for (const Unit &unit : problem.units)
        meetUnit(unit);
    for (Side &side : m_sides) {
        side.leaving.close();
        side.arriving.close();
    }
    meetComponents();
}

void Bound::meetUnit(const Unit &unit)
{
    const int home = principalHome(unit);
    double least = Infinity;
    double second = Infinity;
    for (const int csm : unit.allowed) {
        const double weight = moveWeight(unit, csm);
        if (csm != home)
            m_sides[at(csm)].arriving.add(unit, weight);
        second = std::min(second, std::max(least, weight));
        least = std::min(least, weight);
    }
    m_forced[m_poolsApart ? at(m_problem.csms[at(unit.allowed.front())].pool) : 0] += least;
    if (home < 0)
        return;
    Side &side = m_sides[at(home)];
    side.atHome += unit.hours;
    if (second <= least)
        return;
    side.staying += unit.hours;
    side.accounts += unit.accounts;
    if (unit.allowed.size() > 1)
        side.leaving.add(unit, second - least);
}

void Bound::meetComponents()
{
    const std::vector<int> component = components(m_problem);
    std::vector<double> capacity(m_sides.size(), 0);
    std::vector<double> hours(m_sides.size(), 0);
    std::vector<int> pool(m_sides.size(), 0);
    for (std::size_t csm = 0; csm < m_sides.size(); ++csm) {
        capacity[at(component[csm])] += m_problem.csms[csm].capacity;
        pool[at(component[csm])] = m_problem.csms[csm].pool;
    }
    for (const Unit &unit : m_problem.units)
        hours[at(component[at(unit.allowed.front())])] += unit.hours;
    for (std::size_t each = 0; each < capacity.size() && capacity[each] > 0; ++each) {
        const std::size_t where = m_poolsApart ? at(pool[each]) : 0;
        m_unavoidable[where] += std::max(0.0, hours[each] - capacity[each]);
        m_meanHighest[where] = std::max(m_meanHighest[where], hours[each] / capacity[each]);
        m_meanLowest[where] = std::min(m_meanLowest[where], hours[each] / capacity[each]);
    }
}

/// The CSM's least cost of moves and overload when no utilisation limit binds; `steps` gets what each lower limit adds.
double Bound::leaveFloor(std::size_t csm, std::vector<Step> &steps) const
{
    const Side &side = m_sides[csm];
    const double capacity = m_problem.csms[csm].capacity;
    const Traffic &leaving = side.leaving;
    const std::size_t count = leaving.hours.size();
    std::size_t first = 0; // leavers that maxAccounts demands
    while (
        m_problem.maxAccounts && first + 1 < count && side.accounts - leaving.accounts[first] > *m_problem.maxAccounts)
        ++first;
    std::vector<double> least(count + 1, Infinity); // over k and more leavers
    for (std::size_t k = count; k-- > first;) {
        const double above = std::max(0.0, side.staying - leaving.hours[k] - capacity);
        least[k] = std::min(least[k + 1], m_problem.moveCost * leaving.weights[k] + m_problem.overloadCost * above);
    }
    for (std::size_t k = first; k < count; ++k)
        steps.push_back({(side.staying - leaving.hours[k]) / capacity, csm, least[k + 1]});
    return least[first];
}

/// What a lowest utilisation costs in arrivals; `ceiling` falls to what the CSM can reach at all.
void Bound::arrivalSteps(std::size_t csm, std::vector<Step> &steps, double &ceiling) const
{
    const Side &side = m_sides[csm];
    const double capacity = m_problem.csms[csm].capacity;
    for (std::size_t k = 0; k < side.arriving.hours.size(); ++k) {
        const bool last = k + 1 == side.arriving.hours.size();
        steps.push_back({(side.atHome + side.arriving.hours[k]) / capacity, csm,
            last ? Infinity : m_problem.moveCost * side.arriving.weights[k + 1]});
    }
    ceiling = std::min(ceiling, (side.atHome + side.arriving.hours.back()) / capacity);
}

/// Pairs of a lowest utilisation and the least cost of moves and overload with it, both ascending.
std::vector<Step> Bound::lowSide(int pool) const
{
    std::vector<Step> steps;
    double ceiling = m_meanLowest[at(pool)];
    for (std::size_t csm = 0; csm < m_sides.size(); ++csm) {
        if (m_problem.csms[csm].pool == pool)
            arrivalSteps(csm, steps, ceiling);
    }
    std::ranges::sort(steps, {}, &Step::utilisation);
    std::vector<double> share(m_sides.size(), 0);
    double cost = m_problem.overloadCost * m_unavoidable[at(pool)];
    std::vector<Step> low;
    for (const Step &step : steps) {
        if (step.utilisation >= ceiling)
            break;
        low.push_back({step.utilisation, 0, cost});
        cost += step.cost - share[step.csm];
        share[step.csm] = step.cost;
    }
    low.push_back({ceiling, 0, cost});
    return low;
}

/// The least of max(cost, cost of the lowest utilisation) - spreadCost / pools x lowest utilisation.
double Bound::bestLow(const std::vector<Step> &low, double cost) const
{
    const double perSpread = m_problem.spreadCost / m_problem.pools;
    double best = Infinity;
    for (std::size_t index = low.size(); index-- > 0;) {
        best = std::min(best, std::max(cost, low[index].cost) - perSpread * low[index].utilisation);
        if (low[index].cost <= cost)
            break; // further left nothing is cheaper, only lower
    }
    return best;
}

double Bound::poolValue(int pool) const
{
    std::vector<Step> steps;
    std::vector<double> share(m_sides.size(), 0);
    double leave = 0;
    for (std::size_t csm = 0; csm < m_sides.size(); ++csm) {
        if (m_problem.csms[csm].pool == pool)
            leave += share[csm] = leaveFloor(csm, steps);
    }
    const double floor = m_problem.overloadCost * m_unavoidable[at(pool)];
    const auto cost = [&](double leavers) {
        return m_problem.moveCost * m_forced[at(pool)] + std::max(leavers, floor);
    };
    if (!m_poolsApart) // where units cross pools the spread of one pool alone proves nothing
        return cost(leave);
    std::ranges::sort(steps, std::greater(), &Step::utilisation);
    const std::vector<Step> low = lowSide(pool);
    const double perSpread = m_problem.spreadCost / m_problem.pools;
    double best = Infinity;
    for (const Step &step : steps) {
        const double highest = std::max(step.utilisation, m_meanHighest[at(pool)]);
        best = std::min(best, perSpread * highest + bestLow(low, cost(leave)));
        if (step.utilisation <= m_meanHighest[at(pool)] || step.cost == Infinity)
            break;
        leave += step.cost - share[step.csm];
        share[step.csm] = step.cost;
    }
    return std::max(best, cost(0));
}

double Bound::value() const
{
    double sum = 0;
    for (int pool = 0; pool < m_problem.pools; ++pool)
        sum += poolValue(pool);
    return sum;
}

} // namespace

std::vector<int> components(const Problem &problem)
{
    std::vector<int> parent(problem.csms.size());
    std::iota(parent.begin(), parent.end(), 0);
    const auto root = [&parent](int csm) {
        while (parent[at(csm)] != csm)
            csm = parent[at(csm)] = parent[at(parent[at(csm)])];
        return csm;
    };
    for (const Unit &unit : problem.units) {
        for (const int csm : unit.allowed)
            parent[at(root(csm))] = root(unit.allowed.front());
    }
    std::vector<int> number(problem.csms.size(), -1);
    std::vector<int> component(problem.csms.size());
    int next = 0;
    for (std::size_t csm = 0; csm < component.size(); ++csm) {
        int &mine = number[at(root(static_cast<int>(csm)))];
        component[csm] = mine = mine < 0 ? next++ : mine;
    }
    return component;
}

double lowerBound(const Problem &problem)
{
    return problem.units.empty() || problem.csms.empty() ? 0 : Bound(problem).value();
}

} // namespace qd::assignment
