#include "core/assignment/heuristic.h"
#include "core/assignment/search_state.h"

#include <algorithm>
#include <deque>
#include <numeric>

namespace qd::assignment {
namespace {

/// Takes units from books above maxAccounts: first those that move cheapest, of these the ones with most hours, since
/// hours elsewhere are what an overfull book needs.
void shed(const Problem &problem, SearchState &state)
{
    for (int csm = 0; csm < static_cast<int>(problem.csms.size()); ++csm) {
        std::vector<int> book(state.unitsOf(csm).begin(), state.unitsOf(csm).end());
        std::erase_if(book, [&](int unit) { return problem.units[at(unit)].allowed.size() < 2; });
        std::ranges::sort(book, [&](int a, int b) {
            const Unit &one = problem.units[at(a)];
            const Unit &other = problem.units[at(b)];
            if (one.weight != other.weight)
                return one.weight < other.weight;
            return one.hours != other.hours ? one.hours > other.hours : a < b;
        });
        for (std::size_t next = 0; next < book.size() && !state.hasRoom(csm, 0); ++next)
            state.move(book[next], -1);
    }
}

/// The cheapest allowed CSM with room, or -1.
int cheapestPlace(const Problem &problem, const SearchState &state, int unit)
{
    int best = -1;
    double bestDelta = 0;
    for (const int csm : problem.units[at(unit)].allowed) {
        if (!state.hasRoom(csm, problem.units[at(unit)].accounts))
            continue;
        const double delta = state.moveDelta(unit, csm);
        if (best < 0 || delta < bestDelta) {
            best = csm;
            bestDelta = delta;
        }
    }
    return best;
}

/// Breadth-first search over CSMs for the shortest chain "the unit takes the place of another, that one of a third ..."
/// which ends where there is room.
class ShiftChain {
public:
    ShiftChain(const Problem &problem, SearchState &state)
        : m_problem(problem)
        , m_state(state)
    {
    }

    /// Places the unit; false if no chain ends in a free place. reached() then says which CSMs were seen, all full.
    bool place(int unit)
    {
        m_displaced.assign(m_problem.csms.size(), -1);
        m_seen.assign(m_problem.csms.size(), false);
        m_reached.clear();
        std::deque<int> queue;
        visit(unit, unit, queue);
        while (!queue.empty()) {
            const int csm = queue.front();
            queue.pop_front();
            if (m_state.hasRoom(csm, m_problem.units[at(m_displaced[at(csm)])].accounts)) {
                shift(csm, unit);
                return true;
            }
            const int entering = m_problem.units[at(m_displaced[at(csm)])].accounts;
            for (const int other : m_state.unitsOf(csm)) {
                if (m_state.hasRoom(csm, entering, m_problem.units[at(other)].accounts))
                    visit(other, other, queue);
            }
        }
        return false;
    }

    [[nodiscard]] std::vector<int> reached() const { return m_reached; }

private:
    void visit(int unit, int displaced, std::deque<int> &queue)
    {
        for (const int csm : m_problem.units[at(unit)].allowed) {
            if (m_seen[at(csm)])
                continue;
            m_seen[at(csm)] = true;
            m_displaced[at(csm)] = displaced;
            m_reached.push_back(csm);
            queue.push_back(csm);
        }
    }

    /// Walks back from the free place: the unit that enters a CSM leaves its own, which the next one enters.
    void shift(int csm, int first)
    {
        for (;;) {
            const int unit = m_displaced[at(csm)];
            const int from = m_state.csmOf(unit);
            m_state.move(unit, csm);
            if (unit == first)
                return;
            csm = from;
        }
    }

    const Problem &m_problem;
    SearchState &m_state;
    std::vector<int> m_displaced; ///< per CSM the unit that would enter it
    std::vector<bool> m_seen;
    std::vector<int> m_reached;
};

std::vector<int> vacanciesHardestFirst(const Problem &problem, const SearchState &state)
{
    std::vector<int> units;
    for (int unit = 0; unit < static_cast<int>(problem.units.size()); ++unit) {
        if (state.csmOf(unit) < 0)
            units.push_back(unit);
    }
    std::ranges::sort(units, [&](int a, int b) {
        const Unit &one = problem.units[at(a)];
        const Unit &other = problem.units[at(b)];
        if (one.accounts != other.accounts)
            return one.accounts > other.accounts;
        return one.hours != other.hours ? one.hours > other.hours : a < b;
    });
    return units;
}

} // namespace

HeuristicAnswer startAssignment(const Problem &problem)
{
    UnitAssignment home(problem.units.size());
    std::ranges::transform(problem.units, home.begin(), principalHome);
    SearchState state(problem, std::move(home));
    shed(problem, state);
    HeuristicAnswer answer;
    ShiftChain chain(problem, state);
    for (const int unit : vacanciesHardestFirst(problem, state)) {
        if (const int csm = cheapestPlace(problem, state, unit); csm >= 0) {
            state.move(unit, csm);
        } else if (!chain.place(unit) && answer.unplaced < 0) {
            answer.unplaced = unit;
            answer.fullCsms = chain.reached();
            std::ranges::sort(answer.fullCsms);
        }
    }
    answer.to = state.assignment();
    answer.feasible = isFeasible(problem, answer.to);
    return answer;
}

} // namespace qd::assignment
