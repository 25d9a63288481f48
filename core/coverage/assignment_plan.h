#pragma once
#include "core/assignment/solve.h"
#include "core/coverage/assignment_inputs.h"
#include "core/coverage/handover.h"

#include <span>

namespace qd::coverage {

/// Why an account changes hands.
enum class MoveReason {
    Vacancy, ///< it has no CSM
    NotServed, ///< its CSM has gone, has no capacity, or may not serve it
    FullBook, ///< its CSM holds more than max_accounts
    Overload, ///< its CSM has more hours than capacity
    Balance, ///< its CSM is busier than the one it goes to
    Exchange, ///< it makes room for another account
};

/// Name as in JSON, for example "overload".
[[nodiscard]] const char *toString(MoveReason reason);

/// An account that takes part, and where it goes. CSMs are indices in Roster::csms.
struct PlacedAccount {
    int load = -1; ///< index in CoverageInput::loads
    int from = -1; ///< -1: vacant
    int to = -1;
    std::optional<MoveReason> why; ///< only for a move

    [[nodiscard]] bool isMove() const { return from != to; }
};

/// A CSM's book of accounts that take part, before and after all moves.
struct PlannedBook {
    int csm = -1; ///< index in Roster::csms
    double capacityHours = 0;
    struct Content {
        int accounts = 0;
        std::int64_t arr = 0; ///< base minor units
        double hours = 0;
    };
    Content before;
    Content after;

    [[nodiscard]] double utilisationBefore() const { return before.hours / capacityHours; }
    [[nodiscard]] double utilisationAfter() const { return after.hours / capacityHours; }
};

struct AssignmentPlan {
    AssignmentInputs inputs; ///< the problem behind it
    assignment::Solution assignment;
    assignment::ObjectiveParts parts; ///< of the assignment
    int moves = 0; ///< accounts whose CSM changes, vacancies filled included
    std::vector<PlacedAccount> accounts; ///< by account id
    std::vector<PlannedBook> books; ///< CSMs that take part, by csm_id
    std::vector<int> unassignable; ///< indices in CoverageInput::loads, by account id
    std::vector<Message> warnings;
};

/// Reads the problem out of `input`, solves it and puts the names back. Errors of assignmentInputs; InvalidArgument
/// when max_accounts leaves some account without a CSM: it names the account and the full CSMs.
[[nodiscard]] Result<AssignmentPlan> planAssignment(
    const CoverageInput &input, const assignment::Options &options, Progress &progress);

/// The same problem with another answer to it, for example a point of the frontier or a board on which somebody dragged
/// an account: books, reasons and objective follow; the bound stays, the status becomes Heuristic. `to` gives every
/// unit a CSM that may serve it.
[[nodiscard]] AssignmentPlan withAssignment(
    const CoverageInput &input, const AssignmentPlan &plan, assignment::UnitAssignment to);

/// The plan with these moves only: every other account stays where it is, vacancies stay vacant. Accounts, books,
/// reasons and the count of moves follow; inputs, assignment, parts and bound remain those of `plan`. Each move names
/// an account that takes part; the last one counts where two name the same.
[[nodiscard]] AssignmentPlan withMoves(
    const CoverageInput &input, const AssignmentPlan &plan, std::span<const PlacedAccount> moves);

/// The workspace as it would be with these moves done and locked: their accounts are with their new CSMs and pinned
/// there. Planning again from it keeps them.
[[nodiscard]] CoverageInput withAccepted(const CoverageInput &input, std::span<const PlacedAccount> moves);

/// The move in a sentence: why, and what becomes of both books: "Relieves Ann Lee, whose book is above capacity: Ann
/// Lee 118 % to 97 %, Bo Chen 71 % to 88 %, all moves taken together."
[[nodiscard]] Message explained(const CoverageInput &input, const AssignmentPlan &plan, const PlacedAccount &account);

/// The moves for handoverCsv(), in order of the CSMs they leave, then of account id.
[[nodiscard]] std::vector<Handover> handoversOf(const CoverageInput &input, const AssignmentPlan &plan);

} // namespace qd::coverage
