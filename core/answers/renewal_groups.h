#pragma once
#include "core/renewals/renewal_rates.h"

namespace qd::answers {

/// How renewals are split by a dimension (revenue::dimensions()): by the customer's golden value on the day, by product
/// each case into its products; nothing is split where `by` is empty. What comes back asks `known`, which has to
/// outlive it. InvalidArgument for a dimension that is none.
[[nodiscard]] Result<renewals::RenewalGroups> renewalGroups(
    const std::string &by, const renewals::KnownRenewals &known);

} // namespace qd::answers
