#pragma once
#include "core/assignment/problem.h"

#include <array>
#include <span>

namespace qd::assignment {

/// An assignment that can be changed step by step, with the change of the objective known before each step in constant
/// time. For every pool it holds the three highest and three lowest utilisations: two of them may be of the CSMs that a
/// step touches, the third then decides. The problem must outlive it.
class SearchState {
public:
    SearchState(const Problem &problem, UnitAssignment to);

    [[nodiscard]] const UnitAssignment &assignment() const { return m_to; }
    [[nodiscard]] int csmOf(int unit) const { return m_to[static_cast<std::size_t>(unit)]; }
    [[nodiscard]] double load(int csm) const { return m_loads[static_cast<std::size_t>(csm)]; }
    [[nodiscard]] int accounts(int csm) const { return m_accounts[static_cast<std::size_t>(csm)]; }
    /// The objective by way of the steps; rounding may drift by some 1e-12 of its size a step.
    [[nodiscard]] double objective() const { return m_objective; }
    /// Units now with the CSM, in no particular order.
    [[nodiscard]] std::span<const int> unitsOf(int csm) const { return m_books[static_cast<std::size_t>(csm)]; }

    /// Whether `csm` has room for `entering` more accounts while `leaving` go.
    [[nodiscard]] bool hasRoom(int csm, int entering, int leaving = 0) const;
    /// Change of the objective if the unit went to `csm` (not its own; the unit may have none). Eligibility and room
    /// are the caller's affair.
    [[nodiscard]] double moveDelta(int unit, int csm) const;
    /// Change of the objective if two units of different CSMs changed places.
    [[nodiscard]] double swapDelta(int left, int right) const;
    /// Gives the unit to `csm`; -1 takes it away from its CSM.
    void move(int unit, int csm);

private:
    struct Extremes {
        std::array<int, 3> highest = {-1, -1, -1};
        std::array<int, 3> lowest = {-1, -1, -1};
        double spread = 0;
    };

    [[nodiscard]] double utilisation(int csm) const { return m_utilisations[static_cast<std::size_t>(csm)]; }
    [[nodiscard]] double overloadChange(int csm, double newLoad) const;
    [[nodiscard]] double spreadChange(int first, double firstLoad, int second, double secondLoad) const;
    [[nodiscard]] double poolSpread(int pool, int first, double firstLoad, int second, double secondLoad) const;
    void followLoad(int csm);
    void refresh(int pool);
    void take(int unit, int csm);
    void leave(int unit, int csm);

    const Problem *m_problem; ///< a pointer, for states are copied and assigned
    UnitAssignment m_to;
    std::vector<double> m_loads;
    std::vector<double> m_utilisations;
    std::vector<int> m_accounts;
    std::vector<std::vector<int>> m_books;
    std::vector<int> m_placeInBook; ///< per unit its index in m_books of its CSM
    std::vector<std::vector<int>> m_poolCsms;
    std::vector<Extremes> m_extremes;
    double m_objective = 0;
};

} // namespace qd::assignment
