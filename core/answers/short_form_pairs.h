#pragma once
#include "core/answers/identity_review.h"
#include "core/identity/certain_links.h"
#include "core/names/short_form.h"

namespace qd::answers {

/// Records whose names may be short forms of one another (names::shortForm()), for a person to look at: of no other
/// name in the records either may be one, so that three letters of several companies say nothing. Their score is one
/// half, since nothing was measured; none is ever linked without a person. At most 16 pairs of two names. In the order
/// of the names. Linear in the records but for sorting their keys.
[[nodiscard]] std::vector<identity::RecordPair> shortFormPairs(const std::vector<identity::SourceRecord> &records);

/// What a person reads of it; empty of none.
[[nodiscard]] Message shortFormEvidence(names::ShortForm form);
/// Whether the names of a pair are short forms of one another.
[[nodiscard]] names::ShortForm shortFormOf(const IdentityReview &review, const ReviewPair &pair);

} // namespace qd::answers
