#pragma once
#include "core/demo/account.h"

namespace qd::demo {

/// What ends on one day and is up for renewal: the records that ran to their own end.
struct Term {
    Date end; ///< last day
    std::int64_t annualMinor = 0; ///< in the customer's currency
    std::optional<Date> notice; ///< when the customer said that it will not renew
    bool renewed = false; ///< something follows within 60 days
};

/// The terms of a customer by their end; none for one that is billed without a term.
[[nodiscard]] std::vector<Term> termsOf(const Account &account);

/// What the customer's CSM takes its health for in `month`, in thousandths of a deviation: some see things brighter
/// than they are, and nobody sees them exactly.
[[nodiscard]] int judgedHealth(const World &world, const Account &account, Month month);

/// By how much the forecasts of a member of the team are too high, in thousandths of what is due; below 0 too low.
[[nodiscard]] int forecastBias(const World &world, std::size_t csm);

} // namespace qd::demo
