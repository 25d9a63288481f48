#pragma once
#include "core/reconcile/causes.h"

namespace qd::reconcile {

/// A cause that an unexplained amount comes near to, and what speaks against it.
struct NearMiss {
    Cause cause = Cause::Unexplained;
    Message against;
};

/// Amounts come near where they are off by this share of the larger side at most.
inline constexpr double NearShare = 0.05;
/// A change of a contract comes near to timing up to so many days from the as-of date.
inline constexpr int NearTimingDays = 45;

/// The nearest cause of an amount that no rule explains: first those whose amounts fit while something else does not
/// (the days, the length of a contract, how long ago a discount ended), then the one whose amount is least off; of
/// equals the first in the order of the rules. Nothing where no rule comes near, and where one side has 0.
[[nodiscard]] std::optional<NearMiss> nearMiss(
    const Side &left, const Side &right, int account, const Tolerance &tolerance);

} // namespace qd::reconcile
