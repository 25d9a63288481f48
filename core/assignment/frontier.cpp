#include "core/assignment/frontier.h"

#include "core/assignment/heuristic.h"
#include "core/assignment/search_state.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace qd::assignment {
namespace {

FrontierPoint pointOf(const Problem &problem, const UnitAssignment &to)
{
    const ObjectiveParts parts = objectiveParts(problem, to);
    return {parts.moveWeight, parts.overloadHours, parts.spread,
        problem.overloadCost * parts.overloadHours + problem.spreadCost * parts.spread, to};
}

/// A plan that gives back one move after the other.
class Thinning {
public:
    Thinning(const Problem &problem, const UnitAssignment &plan)
        : m_problem(problem)
        , m_state(problem, plan)
    {
        for (int unit = 0; unit < static_cast<int>(plan.size()); ++unit) {
            if (homeOf(unit) >= 0 && homeOf(unit) != plan[static_cast<std::size_t>(unit)])
                m_away.push_back(unit);
        }
    }

    [[nodiscard]] const UnitAssignment &assignment() const { return m_state.assignment(); }

    /// Brings home the unit that raises imbalance least for its weight; false if none can go.
    bool undoOne()
    {
        auto best = m_away.end();
        double bestRate = std::numeric_limits<double>::infinity();
        for (auto unit = m_away.begin(); unit != m_away.end(); ++unit) {
            if (!m_state.hasRoom(homeOf(*unit), m_problem.units[static_cast<std::size_t>(*unit)].accounts))
                continue;
            const double saved = savedBy(*unit);
            const double harm = m_state.moveDelta(*unit, homeOf(*unit)) + m_problem.moveCost * saved;
            const double rate = harm / std::max(saved, Tiny);
            if (rate < bestRate) {
                best = unit;
                bestRate = rate;
            }
        }
        if (best == m_away.end())
            return false;
        m_state.move(*best, homeOf(*best));
        m_away.erase(best);
        return true;
    }

private:
    [[nodiscard]] int homeOf(int unit) const { return principalHome(m_problem.units[static_cast<std::size_t>(unit)]); }
    /// Move weight that is no longer needed once the unit is home.
    [[nodiscard]] double savedBy(int unit) const
    {
        const Unit &each = m_problem.units[static_cast<std::size_t>(unit)];
        return moveWeight(each, m_state.csmOf(unit)) - moveWeight(each, homeOf(unit));
    }

    const Problem &m_problem;
    SearchState m_state;
    std::vector<int> m_away; ///< units that could go home
};

/// All points from the plan down to those of `leastWeight` moves, keyed by moves.
void thin(const Problem &problem, const UnitAssignment &plan, double leastWeight, Progress &progress,
    std::map<double, FrontierPoint> &points)
{
    Thinning thinning(problem, plan);
    const auto keep = [&] {
        FrontierPoint point = pointOf(problem, thinning.assignment());
        const bool enough = point.moveWeight < leastWeight - Tiny;
        if (!enough) {
            const auto [known, isNew] = points.try_emplace(point.moveWeight, point);
            if (!isNew && point.imbalance < known->second.imbalance)
                known->second = std::move(point);
        }
        return !enough;
    };
    std::int64_t done = 0;
    while (keep() && progress.step(++done) && thinning.undoOne()) { }
}

/// Those that no point with fewer moves equals; then every so many of them, first, last and `always` included.
std::vector<FrontierPoint> thinnedOut(std::map<double, FrontierPoint> &&all, double always, int points)
{
    std::vector<FrontierPoint> best;
    for (auto &[moves, point] : all) {
        if (best.empty() || point.imbalance < best.back().imbalance - Tiny)
            best.push_back(std::move(point));
    }
    const auto count = static_cast<double>(best.size());
    const double every = std::max(1.0, (count - 1) / std::max(1, points - 1));
    std::vector<FrontierPoint> shown;
    double next = 0;
    for (std::size_t index = 0; index < best.size(); ++index) {
        const bool due = static_cast<double>(index) >= next - Tiny || index + 1 == best.size();
        if (!due && std::abs(best[index].moveWeight - always) > Tiny)
            continue;
        if (due)
            next += every;
        shown.push_back(std::move(best[index]));
    }
    return shown;
}

} // namespace

std::vector<FrontierPoint> frontier(const Problem &problem, const UnitAssignment &plan, int points, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Weighing moves against balance"));
    std::map<double, FrontierPoint> all;
    thin(problem, plan, 0, progress, all);
    const double weight = objectiveParts(problem, plan).moveWeight;
    Problem cheaper = problem;
    cheaper.moveCost /= 10;
    HeuristicOptions options;
    options.rounds = 1;
    const HeuristicAnswer further = findAssignment(cheaper, options, progress);
    if (further.feasible)
        thin(problem, further.to, weight + Tiny * 2, progress, all);
    return thinnedOut(std::move(all), weight, points);
}

} // namespace qd::assignment
