#pragma once
#include "core/portfolio/portfolio.h"

namespace qd::answers {

/// Exchange rates that are old on the day figures are as of: those that the ARR system of record uses, and the other
/// system of defaultPair(); each currency once, by code. Empty where there is no ARR or it cannot be read; whoever
/// shows the figures says why.
[[nodiscard]] std::vector<portfolio::StaleRate> staleRates(
    const portfolio::Portfolio &portfolio, std::optional<Date> asOf = std::nullopt);

} // namespace qd::answers
