#include "core/assignment/heuristic.h"

#include "core/assignment/search_state.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace qd::assignment {
namespace {

/// Draws that are the same on every platform; the standard's distributions are not.
class Draws {
public:
    explicit Draws(std::uint64_t seed)
        : m_engine(seed)
    {
    }
    int below(std::size_t count) { return static_cast<int>(m_engine() % count); }
    double unit() { return static_cast<double>(m_engine() >> 11) * 0x1p-53; }

private:
    std::mt19937_64 m_engine;
};

/// A step of the search: `unit` goes to `csm`; with `other` >= 0 that one comes back in its place.
struct Move {
    int unit = -1;
    int csm = -1;
    int other = -1;
};

bool mayServe(const Unit &unit, int csm)
{
    return std::binary_search(unit.allowed.begin(), unit.allowed.end(), csm);
}

class Search {
public:
    Search(const Problem &problem, UnitAssignment start)
        : m_problem(problem)
        , m_state(problem, std::move(start))
        , m_best(m_state.assignment())
        , m_bestObjective(m_state.objective())
    {
        for (int unit = 0; unit < static_cast<int>(problem.units.size()); ++unit) {
            if (problem.units[at(unit)].allowed.size() > 1)
                m_free.push_back(unit);
        }
    }

    [[nodiscard]] const UnitAssignment &best() const { return m_best; }
    [[nodiscard]] double bestObjective() const { return m_bestObjective; }

    void anneal(std::int64_t steps, Draws &draws, Progress &progress);
    void descend();
    void restart() { m_state = SearchState(m_problem, m_best); }

private:
    [[nodiscard]] Move propose(Draws &draws) const;
    [[nodiscard]] bool isPossible(const Move &step) const;
    [[nodiscard]] double delta(const Move &step) const;
    void apply(const Move &step);
    [[nodiscard]] double firstTemperature(Draws &draws) const;
    bool improveByMoves();
    bool improveBySwaps();
    void keepIfBest();

    const Problem &m_problem;
    SearchState m_state;
    UnitAssignment m_best;
    double m_bestObjective;
    std::vector<int> m_free; ///< units with a choice
};

Move Search::propose(Draws &draws) const
{
    Move step;
    step.unit = m_free[at(draws.below(m_free.size()))];
    const Unit &unit = m_problem.units[at(step.unit)];
    const int from = m_state.csmOf(step.unit);
    const int home = principalHome(unit);
    const double kind = draws.unit();
    if (home >= 0 && home != from && kind < 0.4) {
        step.csm = home;
        return step;
    }
    step.csm = unit.allowed[at(draws.below(unit.allowed.size()))];
    if (kind > 0.8 && !m_state.unitsOf(step.csm).empty())
        step.other = m_state.unitsOf(step.csm)[at(draws.below(m_state.unitsOf(step.csm).size()))];
    return step;
}

bool Search::isPossible(const Move &step) const
{
    const int from = m_state.csmOf(step.unit);
    if (step.csm == from)
        return false;
    const int entering = m_problem.units[at(step.unit)].accounts;
    if (step.other < 0)
        return m_state.hasRoom(step.csm, entering);
    const Unit &other = m_problem.units[at(step.other)];
    return mayServe(other, from) && m_state.hasRoom(step.csm, entering, other.accounts)
        && m_state.hasRoom(from, other.accounts, entering);
}

double Search::delta(const Move &step) const
{
    return step.other < 0 ? m_state.moveDelta(step.unit, step.csm) : m_state.swapDelta(step.unit, step.other);
}

void Search::apply(const Move &step)
{
    const int from = m_state.csmOf(step.unit);
    m_state.move(step.unit, step.csm);
    if (step.other >= 0)
        m_state.move(step.other, from);
}

void Search::keepIfBest()
{
    if (m_state.objective() < m_bestObjective - Tiny) {
        m_bestObjective = m_state.objective();
        m_best = m_state.assignment();
    }
}

/// Half the median of what a worsening step costs: about one in seven of these is taken at first.
double Search::firstTemperature(Draws &draws) const
{
    std::vector<double> rises;
    for (int draw = 0; draw < 500; ++draw) {
        const Move step = propose(draws);
        if (isPossible(step) && delta(step) > Tiny)
            rises.push_back(delta(step));
    }
    if (rises.empty())
        return 0;
    const auto middle = rises.begin() + static_cast<std::ptrdiff_t>(rises.size() / 2);
    std::ranges::nth_element(rises, middle);
    return *middle / 2;
}

void Search::anneal(std::int64_t steps, Draws &draws, Progress &progress)
{
    constexpr double Cooling = 400; // first over last temperature
    double temperature = m_free.empty() ? 0 : firstTemperature(draws);
    if (temperature <= 0)
        return;
    const double factor = std::pow(Cooling, -1.0 / static_cast<double>(steps));
    for (std::int64_t done = 0; done < steps; ++done) {
        if ((done & 0x3FF) == 0 && !progress.step(done, steps))
            return;
        temperature *= factor;
        const Move step = propose(draws);
        if (!isPossible(step))
            continue;
        const double change = delta(step);
        if (change > 0 && draws.unit() >= std::exp(-change / temperature))
            continue;
        apply(step);
        keepIfBest();
    }
}

bool Search::improveByMoves()
{
    bool improved = false;
    for (const int unit : m_free) {
        Move best;
        double bestDelta = -Tiny;
        for (const int csm : m_problem.units[at(unit)].allowed) {
            const Move step{unit, csm, -1};
            if (!isPossible(step))
                continue;
            const double change = delta(step);
            if (change < bestDelta) {
                best = step;
                bestDelta = change;
            }
        }
        if (best.unit >= 0) {
            apply(best);
            improved = true;
        }
    }
    return improved;
}

bool Search::improveBySwaps()
{
    bool improved = false;
    for (const int unit : m_free) {
        for (const int csm : m_problem.units[at(unit)].allowed) {
            for (const int other : m_state.unitsOf(csm)) {
                const Move step{unit, csm, other};
                if (isPossible(step) && delta(step) < -Tiny) {
                    apply(step);
                    improved = true;
                    break;
                }
            }
        }
    }
    return improved;
}

void Search::descend()
{
    while (improveByMoves() || improveBySwaps())
        keepIfBest();
}

} // namespace

UnitAssignment descend(const Problem &problem, UnitAssignment to)
{
    Search search(problem, std::move(to));
    search.descend();
    return search.best();
}

HeuristicAnswer findAssignment(const Problem &problem, const HeuristicOptions &options, Progress &progress)
{
    HeuristicAnswer answer = startAssignment(problem);
    if (!answer.feasible)
        return answer;
    Draws draws(options.seed);
    Search search(problem, std::move(answer.to));
    search.descend();
    const auto units = static_cast<std::int64_t>(problem.units.size());
    const auto steps = std::clamp<std::int64_t>(units * options.stepsPerUnit, options.leastSteps, options.mostSteps);
    for (int round = 0; round < options.rounds && !progress.isCancelled(); ++round) {
        search.restart();
        search.anneal(steps, draws, progress);
        search.descend();
    }
    answer.to = search.best();
    return answer;
}

} // namespace qd::assignment
