#include "core/assignment/search_state.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace qd::assignment {
namespace {

} // namespace

SearchState::SearchState(const Problem &problem, UnitAssignment to)
    : m_problem(&problem)
    , m_to(problem.units.size(), -1)
    , m_loads(problem.csms.size(), 0)
    , m_utilisations(problem.csms.size(), 0)
    , m_accounts(problem.csms.size(), 0)
    , m_books(problem.csms.size())
    , m_placeInBook(problem.units.size(), -1)
    , m_poolCsms(at(problem.pools))
    , m_extremes(at(problem.pools))
{
    for (std::size_t csm = 0; csm < problem.csms.size(); ++csm)
        m_poolCsms[at(problem.csms[csm].pool)].push_back(static_cast<int>(csm));
    for (std::size_t unit = 0; unit < to.size(); ++unit) {
        if (to[unit] >= 0)
            take(static_cast<int>(unit), to[unit]);
    }
    for (std::size_t csm = 0; csm < m_loads.size(); ++csm)
        m_utilisations[csm] = m_loads[csm] / problem.csms[csm].capacity;
    for (int pool = 0; pool < problem.pools; ++pool)
        refresh(pool);
    m_objective = assignment::objective(problem, m_to);
}

bool SearchState::hasRoom(int csm, int entering, int leaving) const
{
    return !m_problem->maxAccounts || accounts(csm) + entering - leaving <= *m_problem->maxAccounts;
}

double SearchState::moveDelta(int unit, int csm) const
{
    const Unit &each = m_problem->units[at(unit)];
    const int from = csmOf(unit);
    const double toLoad = load(csm) + each.hours;
    const double fromLoad = from >= 0 ? load(from) - each.hours : 0;
    double delta = overloadChange(csm, toLoad);
    double weight = moveWeight(each, csm);
    if (from >= 0) {
        delta += overloadChange(from, fromLoad);
        weight -= moveWeight(each, from);
    }
    return delta + m_problem->moveCost * weight + spreadChange(csm, toLoad, from, fromLoad);
}

double SearchState::swapDelta(int left, int right) const
{
    const Unit &one = m_problem->units[at(left)];
    const Unit &other = m_problem->units[at(right)];
    const int from = csmOf(left);
    const int to = csmOf(right);
    const double fromLoad = load(from) - one.hours + other.hours;
    const double toLoad = load(to) - other.hours + one.hours;
    const double weight = moveWeight(one, to) - moveWeight(one, from) + moveWeight(other, from) - moveWeight(other, to);
    return m_problem->moveCost * weight + overloadChange(from, fromLoad) + overloadChange(to, toLoad)
        + spreadChange(from, fromLoad, to, toLoad);
}

void SearchState::move(int unit, int csm)
{
    const int from = csmOf(unit);
    if (from == csm)
        return;
    if (csm >= 0)
        m_objective += moveDelta(unit, csm);
    if (from >= 0)
        leave(unit, from);
    if (csm >= 0)
        take(unit, csm);
    if (from >= 0)
        followLoad(from);
    if (csm >= 0)
        followLoad(csm);
    if (csm < 0) // rare: only while a start is being made
        m_objective = assignment::objective(*m_problem, m_to);
}

/// Most steps touch no extreme; only the others look at the whole pool again.
void SearchState::followLoad(int csm)
{
    m_utilisations[at(csm)] = load(csm) / m_problem->csms[at(csm)].capacity;
    const int pool = m_problem->csms[at(csm)].pool;
    const Extremes &extremes = m_extremes[at(pool)];
    const bool listed = std::ranges::find(extremes.highest, csm) != extremes.highest.end()
        || std::ranges::find(extremes.lowest, csm) != extremes.lowest.end();
    const auto passes = [&](int last, double sign) {
        return last < 0 || sign * utilisation(csm) > sign * utilisation(last);
    };
    if (listed || passes(extremes.highest.back(), 1) || passes(extremes.lowest.back(), -1))
        refresh(pool);
}

double SearchState::overloadChange(int csm, double newLoad) const
{
    const double capacity = m_problem->csms[at(csm)].capacity;
    return m_problem->overloadCost * (std::max(0.0, newLoad - capacity) - std::max(0.0, load(csm) - capacity));
}

double SearchState::spreadChange(int first, double firstLoad, int second, double secondLoad) const
{
    const int pool = m_problem->csms[at(first)].pool;
    const int otherPool = second >= 0 ? m_problem->csms[at(second)].pool : pool;
    double change = 0;
    if (pool == otherPool) {
        change = poolSpread(pool, first, firstLoad, second, secondLoad) - m_extremes[at(pool)].spread;
    } else {
        change = poolSpread(pool, first, firstLoad, -1, 0) - m_extremes[at(pool)].spread
            + poolSpread(otherPool, second, secondLoad, -1, 0) - m_extremes[at(otherPool)].spread;
    }
    return m_problem->spreadCost * change / m_problem->pools;
}

double SearchState::poolSpread(int pool, int first, double firstLoad, int second, double secondLoad) const
{
    const Extremes &extremes = m_extremes[at(pool)];
    double high = firstLoad / m_problem->csms[at(first)].capacity;
    double low = high;
    if (second >= 0) {
        const double other = secondLoad / m_problem->csms[at(second)].capacity;
        high = std::max(high, other);
        low = std::min(low, other);
    }
    for (const int csm : extremes.highest) {
        if (csm >= 0 && csm != first && csm != second) {
            high = std::max(high, utilisation(csm));
            break;
        }
    }
    for (const int csm : extremes.lowest) {
        if (csm >= 0 && csm != first && csm != second) {
            low = std::min(low, utilisation(csm));
            break;
        }
    }
    return high - low;
}

void SearchState::refresh(int pool)
{
    Extremes &extremes = m_extremes[at(pool)];
    extremes = {};
    const auto enter = [](std::array<int, 3> &best, int csm, auto &&isBefore) {
        for (int &place : best) {
            if (place < 0 || isBefore(csm, place))
                std::swap(place, csm);
            if (csm < 0)
                return;
        }
    };
    for (const int csm : m_poolCsms[at(pool)]) {
        enter(extremes.highest, csm, [this](int a, int b) { return utilisation(a) > utilisation(b); });
        enter(extremes.lowest, csm, [this](int a, int b) { return utilisation(a) < utilisation(b); });
    }
    if (extremes.highest[0] >= 0)
        extremes.spread = utilisation(extremes.highest[0]) - utilisation(extremes.lowest[0]);
}

void SearchState::take(int unit, int csm)
{
    const Unit &each = m_problem->units[at(unit)];
    m_to[at(unit)] = csm;
    m_loads[at(csm)] += each.hours;
    m_accounts[at(csm)] += each.accounts;
    m_placeInBook[at(unit)] = static_cast<int>(m_books[at(csm)].size());
    m_books[at(csm)].push_back(unit);
}

void SearchState::leave(int unit, int csm)
{
    const Unit &each = m_problem->units[at(unit)];
    std::vector<int> &book = m_books[at(csm)];
    const int place = m_placeInBook[at(unit)];
    book[at(place)] = book.back();
    m_placeInBook[at(book.back())] = place;
    book.pop_back();
    m_to[at(unit)] = -1;
    m_loads[at(csm)] -= each.hours;
    m_accounts[at(csm)] -= each.accounts;
}

} // namespace qd::assignment
