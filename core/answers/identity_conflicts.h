#pragma once
#include "core/answers/identity_review.h"

namespace qd::answers {

/// The conflicts of a review whose records, customers, weights and decisions are there. A customer's records hang
/// together where they carry one id, share a domain of their own, were linked by a person, or weigh from 0.5 on; each
/// part that does not hang together with the largest is a weak link. Of each source with several records all but the
/// first by id are named. Bare records take no part. O(records + pairs).
[[nodiscard]] std::vector<IdentityConflict> identityConflicts(const IdentityReview &review);

} // namespace qd::answers
