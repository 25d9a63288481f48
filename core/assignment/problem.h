#pragma once
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace qd::assignment {

/// Part of a unit that has one CSM now: whose it is and the move weight lost when it goes elsewhere.
struct UnitHome {
    int csm = -1; ///< index into Problem::csms
    double weight = 0; ///< >= 0; 1 for an account when moves are counted

    bool operator==(const UnitHome &) const = default;
};

/// What gets one CSM as a whole: an account, or a family of accounts kept together.
struct Unit {
    double hours = 0; ///< per month, >= 0
    int accounts = 1; ///< how many accounts it stands for; counts against max_accounts
    double weight = 1; ///< move weight of all its accounts together
    std::vector<int> allowed; ///< CSMs that may serve it, ascending; a pinned unit has exactly one
    std::vector<UnitHome> homes; ///< where its accounts are now; empty for a vacancy

    bool operator==(const Unit &) const = default;
};

struct Csm {
    double capacity = 0; ///< hours per month, > 0
    int pool = 0; ///< 0, 1, ...; CSMs whose utilisation is compared with one another
};

/// Book assignment without names, money or dates: minimise
///     moveCost x (weight of the accounts whose CSM changes) + overloadCost x (sum of hours above capacity)
///     + spreadCost x (mean over the pools of highest - lowest utilisation)
/// such that every unit has one allowed CSM and no CSM more than maxAccounts. With one pool, the default, the mean is
/// the spread of the whole team. Costs are >= 0.
struct Problem {
    std::vector<Unit> units;
    std::vector<Csm> csms;
    double moveCost = 1;
    double overloadCost = 5;
    double spreadCost = 10;
    std::optional<int> maxAccounts; ///< per CSM; none: no limit
    int pools = 1; ///< every pool has at least one CSM
};

inline constexpr double Infinity = std::numeric_limits<double>::infinity();
inline constexpr double Tiny = 1e-9; ///< of objectives and weights: what differs by less differs by rounding

/// The place in a vector of what an index above names; index >= 0.
[[nodiscard]] constexpr std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

/// For each unit the index of its CSM; -1 while it has none.
using UnitAssignment = std::vector<int>;

/// The three terms before they are multiplied with their costs.
struct ObjectiveParts {
    double moveWeight = 0;
    double overloadHours = 0;
    double spread = 0; ///< mean over the pools
};

/// Weight of those accounts of the unit that would have to change hands if `csm` got it.
[[nodiscard]] double moveWeight(const Unit &unit, int csm);

/// Hours per CSM; units without one count nowhere.
[[nodiscard]] std::vector<double> loads(const Problem &problem, const UnitAssignment &to);

/// The terms of the objective, each computed from nothing. Units without a CSM count in none of them.
[[nodiscard]] ObjectiveParts objectiveParts(const Problem &problem, const UnitAssignment &to);

/// The objective, computed from nothing; what is reported always comes from here.
[[nodiscard]] double objective(const Problem &problem, const UnitAssignment &to);

/// Whether every unit has an allowed CSM and no CSM more than maxAccounts.
[[nodiscard]] bool isFeasible(const Problem &problem, const UnitAssignment &to);

/// The CSM to start from: the allowed home with the most weight (the first of equals), else -1.
[[nodiscard]] int principalHome(const Unit &unit);

} // namespace qd::assignment
