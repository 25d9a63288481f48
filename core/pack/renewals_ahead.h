#pragma once
#include "core/pack/sentences.h"
#include "core/portfolio/portfolio.h"

#include <functional>

namespace qd::pack {

/// Renewals due in the portfolio::RenewalsAheadDays after a day (portfolio/renewal.h).
struct RenewalsDue {
    RenewalsAhead sum;
    std::vector<int> accounts; ///< the customers, by directory index
    bool known = false; ///< false when the book has no end dates at all
};

/// Of the customers for which `only` holds, with the `colours` known on `day`, by directory index. At risk is nothing
/// where nobody has a colour. NoRate, Overflow.
[[nodiscard]] Result<RenewalsDue> renewalsDue(const portfolio::ArrBook &book, Date day,
    const std::vector<portfolio::HealthColour> &colours, const std::function<bool(int)> &only);

} // namespace qd::pack
