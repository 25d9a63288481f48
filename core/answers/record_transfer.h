#pragma once
#include "core/answers/identity_review.h"

namespace qd::answers {

/// What a person says to move one record alone to the customer of another: never one customer with each record it
/// leaves, and one with `other`. Both are positions in the review's records. Empty where both have one customer
/// already, and where one of them has none. The record keeps what its rows say on all days; for a company that became
/// another on a day there are mergers (identity/mergers.h). Linear in the records.
[[nodiscard]] std::vector<identity::LinkDecision> transferred(
    const IdentityReview &review, int record, int other, const std::string &by);

} // namespace qd::answers
