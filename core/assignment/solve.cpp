#include "core/assignment/solve.h"

#include "core/assignment/blocks.h"
#include "core/assignment/cbc_solver.h"
#include "core/assignment/lagrangian_bound.h"
#include "core/assignment/lower_bound.h"
#include "core/assignment/mip_model.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sstream>
#include <variant>

namespace qd::assignment {
namespace {

constexpr double Rounding = 1e-7; // relative; what counts as equal between our sums and the solver's

class Clock {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begun).count();
    }

private:
    std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
};

/// The search where a solver follows, which needs but a good start.
HeuristicOptions briefly(const Options &options)
{
    HeuristicOptions brief = options.search;
    brief.rounds = 1;
    brief.stepsPerUnit /= 4;
    brief.leastSteps /= 4;
    return brief;
}

/// One solve of one problem, whole or block.
class Solving {
public:
    Solving(const Problem &problem, const Options &options, Progress &progress)
        : m_problem(problem)
        , m_options(options)
        , m_progress(progress)
    {
        m_best.bound = lowerBound(problem);
    }

    std::variant<Solution, Impossible> solve();

private:
    [[nodiscard]] double secondsLeft() const { return m_options.timeLimit - m_clock.seconds(); }
    [[nodiscard]] bool isDone() const { return m_found && m_best.gap() <= std::max(m_options.gap, Rounding); }
    void offer(const UnitAssignment &to);
    void raiseBound(double bound);
    void solveBlocks();
    void boundAlone();
    CbcEnd solveFor(double seconds);
    void search(const HeuristicOptions &options);
    [[nodiscard]] Status statusOf(CbcEnd end) const;

    const Problem &m_problem;
    const Options &m_options;
    Progress &m_progress;
    Clock m_clock;
    Solution m_best;
    bool m_found = false;
};

void Solving::offer(const UnitAssignment &to)
{
    if (!isFeasible(m_problem, to))
        return;
    const double value = objective(m_problem, to);
    if (m_found && value > m_best.objective + Rounding * std::max(1.0, value) * 1e-3)
        return; // of equals the later one holds, so that the canonical one may come last
    m_found = true;
    m_best.to = to;
    m_best.objective = value;
    m_best.bound = std::min(m_best.bound, value);
}

void Solving::raiseBound(double bound)
{
    m_best.bound = std::max(m_best.bound, bound);
    if (m_found)
        m_best.bound = std::min(m_best.bound, m_best.objective); // both sums round differently
}

void Solving::search(const HeuristicOptions &options)
{
    m_progress.begin(QD_WORDS("Progress", "Searching for a good assignment"));
    offer(findAssignment(m_problem, options, m_progress).to);
}

/// The bound that is left where no solver improves on it.
void Solving::boundAlone()
{
    m_progress.begin(QD_WORDS("Progress", "Proving how good the assignment is"));
    const double enough = m_best.objective - m_options.gap * std::max(1.0, std::abs(m_best.objective));
    raiseBound(lagrangianBound(m_problem, m_best.objective, enough, m_progress));
}

CbcEnd Solving::solveFor(double seconds)
{
    const MipModel model(m_problem);
    std::ostringstream mps;
    model.writeMps(mps);
    std::ostringstream start;
    if (m_found)
        model.writeStart(start, m_best.to);
    m_progress.begin(QD_WORDS("Progress", "Proving how good the assignment is"));
    const CbcLimits limits{m_options.gap, std::max(0.1, seconds)};
    const CbcAnswer answer = runCbc(mps.str(), start.str(), limits, m_progress);
    m_best.solverRan = m_best.solverRan || (answer.end != CbcEnd::Missing && answer.end != CbcEnd::Failed);
    if (answer.objective && !answer.values.empty()) {
        const UnitAssignment to = model.assignmentOf(answer.values);
        if (isFeasible(m_problem, to))
            offer(descend(m_problem, to));
    }
    if (answer.bound)
        raiseBound(*answer.bound);
    if (answer.end == CbcEnd::Failed)
        m_best.note = {QD_WORDS("Coverage", "The solver cbc failed: %1"), {answer.detail}};
    return answer.end;
}

/// Each block to half the gap, so that room is left for the spread of the whole: first all in a part of the time, then
/// those that are not there yet. What they find together is an assignment of the whole, and a start for its solve.
void Solving::solveBlocks()
{
    const std::vector<Block> blocks = blocksOf(m_problem);
    Options options = m_options;
    options.gap = m_options.gap / 2;
    std::vector<Solving> parts;
    parts.reserve(blocks.size());
    for (const Block &block : blocks) {
        parts.emplace_back(block.problem, options, m_progress).offer(partOf(m_best.to, block));
        parts.back().search(briefly(options));
    }
    const auto combine = [&] {
        UnitAssignment together = m_best.to;
        double bound = 0;
        for (std::size_t index = 0; index < blocks.size(); ++index) {
            bound += parts[index].m_best.bound;
            m_best.solverRan = m_best.solverRan || parts[index].m_best.solverRan;
            copyInto(together, blocks[index], parts[index].m_best.to);
        }
        offer(together);
        raiseBound(bound);
    };
    for (const double share : {0.3, 0.8}) {
        for (std::size_t index = 0; index < blocks.size() && !isDone(); ++index) {
            if (!parts[index].isDone())
                parts[index].solveFor(share * secondsLeft() / static_cast<double>(blocks.size() - index));
            combine();
        }
    }
}

Status Solving::statusOf(CbcEnd end) const
{
    if (m_best.gap() <= Rounding)
        return Status::Optimal;
    if (m_best.gap() <= m_options.gap)
        return Status::GapReached;
    if (m_progress.isCancelled())
        return Status::Cancelled;
    if (end == CbcEnd::Missing || end == CbcEnd::Failed)
        return Status::Heuristic;
    return Status::TimeLimit;
}

std::variant<Solution, Impossible> Solving::solve()
{
    constexpr std::size_t ManyUnits = 5000; // above, blocks come first
    const HeuristicAnswer start = startAssignment(m_problem);
    const bool singles = std::ranges::all_of(m_problem.units, [](const auto &unit) { return unit.accounts == 1; });
    if (!start.feasible && (singles || !m_options.useSolver))
        return Impossible{start.unplaced, start.fullCsms};
    offer(start.to);
    const bool byBlocks = m_options.useSolver && m_problem.units.size() >= ManyUnits && m_found;
    if (m_found && !byBlocks)
        search(m_options.useSolver ? briefly(m_options) : m_options.search);
    CbcEnd end = CbcEnd::Missing;
    if (m_options.useSolver && !isDone()) {
        if (byBlocks)
            solveBlocks();
        if (!isDone())
            end = solveFor(secondsLeft());
    }
    if (!m_found)
        return Impossible{start.unplaced, start.fullCsms};
    if (!isDone() && (end == CbcEnd::Missing || end == CbcEnd::Failed)) {
        if (m_options.useSolver)
            search(m_options.search);
        boundAlone();
        if (m_options.useSolver && end == CbcEnd::Missing && !isDone())
            m_best.note = QD_WORDS("Coverage",
                "The solver cbc is not installed, so plan and bound are our own; install coinor-cbc to bring them "
                "nearer.");
    }
    offer(MipModel(m_problem).canonical(m_best.to));
    m_best.status = statusOf(end);
    return m_best;
}

} // namespace

const char *toString(Status status)
{
    switch (status) {
    case Status::Optimal:
        return "optimal";
    case Status::GapReached:
        return "gap_reached";
    case Status::TimeLimit:
        return "time_limit";
    case Status::Cancelled:
        return "cancelled";
    case Status::Heuristic:
        break;
    }
    return "heuristic";
}

double Solution::gap() const
{
    return (objective - bound) / std::max(1.0, std::abs(objective));
}

std::variant<Solution, Impossible> solve(const Problem &problem, const Options &options, Progress &progress)
{
    return Solving(problem, options, progress).solve();
}

} // namespace qd::assignment
