#pragma once
#include "core/renewals/renewal_rates.h"

#include <string>
#include <vector>

namespace qd::answers {

/// What renewals are split by: revenue::dimensions(), and `month` and `quarter` (fiscal) of the due date, and `risk`.
[[nodiscard]] const std::vector<std::string> &renewalDimensions();

/// How renewals are split by one of renewalDimensions(): by the customer's golden value on the day, by product each
/// case into its products, by `risk` the status of the customer's last row of risks of anybody, as known on the day, in
/// lower case; nothing is split where `by` is empty. What comes back asks `known`, which has to outlive it.
/// InvalidArgument for a dimension that is none.
[[nodiscard]] Result<renewals::RenewalGroups> renewalGroups(
    const std::string &by, const renewals::KnownRenewals &known);

} // namespace qd::answers
