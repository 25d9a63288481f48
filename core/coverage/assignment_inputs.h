#pragma once
#include "core/assignment/problem.h"
#include "core/coverage/books.h"

namespace qd::coverage {

/// The assignment problem of a workspace: CONTRACT section 3, "Assignment", with names behind the numbers.
struct AssignmentInputs {
    assignment::Problem problem;
    std::vector<int> csms; ///< per CSM of the problem its index in Roster::csms: in force, with capacity
    std::vector<std::vector<int>> units; ///< per unit its accounts, as indices in CoverageInput::loads
    std::vector<int> held; ///< loads that keep their CSM by a pin or a protection, ascending
    std::vector<int> unassignable; ///< loads of covered segments that no CSM may serve; they stay where they are
    std::vector<Message> warnings; ///< pins without effect, families that cannot stay together
};

/// Builds the problem for `input.model.assign`. Takes part: every account with a touch model; every CSM in force on
/// the as-of date with capacity above 0, with the capacity that books show. A CSM serves the account's region, segment
/// and, where it has one, language. Units are in ascending order of ARR, so that of equal accounts the smaller move.
/// Weights with move_weight "arr" are ARR over the mean ARR of the accounts that take part. Protected accounts keep
/// their CSM where that one may serve them; pinned ones must.
/// Errors: NoData when no CSM has capacity or no account a touch model; InvalidArgument names a pin whose id nobody
/// knows, whose id two sources use for different accounts, that has no CSM, or whose CSM may not serve it.
[[nodiscard]] Result<AssignmentInputs> assignmentInputs(const CoverageInput &input);

/// Whether the rule `protection` holds for an account on `asOf`.
[[nodiscard]] bool isProtected(const AccountLoad &load, Protection protection, Date asOf);

} // namespace qd::coverage
