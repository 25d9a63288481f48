#include "core/scenario/goal_seek.h"

#include "core/scenario/parameters.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <cmath>
#include <iomanip>
#include <sstream>

namespace qd::scenario {

namespace {

/// A utilisation nobody can serve counts as this much, so that a bracket may begin without a team.
constexpr double NobodyAvailable = 1e9;

std::string shown(double value)
{
    std::ostringstream text;
    text << std::setprecision(6) << std::defaultfloat << value;
    return text.str();
}

/// The outcome as a function of the lever.
class Search {
public:
    Search(const CompleteScenario &scenario, const Goal &goal)
        : m_scenario(scenario)
        , m_goal(goal)
    {
        if (goal.from)
            m_from = std::size_t(std::max(0, monthsBetween(scenario.start, *goal.from) - 1));
    }

    [[nodiscard]] CompleteScenario with(double value) const
    {
        CompleteScenario scenario = m_scenario;
        static_cast<void>(setLever(scenario, m_goal.lever, value)); // leverRange() has shown that it can be set
        return scenario;
    }
    [[nodiscard]] std::optional<double> outcome(double value)
    {
        const Projection &projection = m_projector.run(with(value));
        const auto reached = outcomeOf(projection, m_goal.outcome, m_from);
        return reached || m_goal.outcome != Outcome::PeakUtilisation ? reached : std::optional(NobodyAvailable);
    }
    [[nodiscard]] double miss(double value) { return *outcome(value) - m_goal.target; }

private:
    const CompleteScenario &m_scenario;
    const Goal &m_goal;
    std::size_t m_from = 0;
    Projector m_projector;
};

Error outOfReach(const Goal &goal, LeverRange range, double atLowest, double atHighest)
{
    const Sentences name = leverName(goal.lever);
    if (atLowest == atHighest)
        return {ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "%1 does not move %2; choose another lever."),
                {name, std::string(toString(goal.outcome))}}};
    return {ErrorCode::InvalidArgument,
        {QD_WORDS("Scenarios", "%1 %2 is out of reach by %3 alone: %4 gives %5, %6 gives %7."),
            {std::string(toString(goal.outcome)), shown(goal.target), name, shown(range.lowest), shown(atLowest),
                shown(range.highest), shown(atHighest)}}};
}

} // namespace

Result<GoalAnswer> seek(const CompleteScenario &scenario, const Goal &goal)
{
    const auto range = leverRange(scenario, goal.lever);
    if (!range)
        return range.error();
    Search search(scenario, goal);
    const auto atLowest = search.outcome(range->lowest);
    const auto atHighest = search.outcome(range->highest);
    if (!atLowest || !atHighest)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Scenarios", "The scenario has no %1: retention needs 12 months and an opening book."),
                {std::string(toString(goal.outcome))}}};
    if (!std::isfinite(goal.target) || (*atLowest - goal.target) * (*atHighest - goal.target) > 0
        || *atLowest == *atHighest)
        return outOfReach(goal, *range, *atLowest, *atHighest);

    double value = range->lowest;
    if (*atHighest == goal.target) {
        value = range->highest;
    } else if (*atLowest != goal.target) {
        std::uintmax_t steps = 200;
        const auto bracket = boost::math::tools::toms748_solve([&](double at) { return search.miss(at); },
            range->lowest, range->highest, boost::math::tools::eps_tolerance<double>(48), steps);
        value = std::abs(search.miss(bracket.first)) <= std::abs(search.miss(bracket.second)) ? bracket.first
                                                                                              : bracket.second;
    }
    const Parameter *parameter = findParameter(goal.lever.key);
    if (parameter && parameter->scope == Scope::People)
        value = std::ceil(value - 1e-9);
    return GoalAnswer{value, *search.outcome(value), search.with(value)};
}

} // namespace qd::scenario
