#pragma once
#include "core/portfolio/arr_book.h"

#include <span>

namespace qd::portfolio {

/// Where ARR of all `days` is valued at the rates of `rateDay`: a sentence for each of those rates that was over
/// FxRates::StaleAfterDays old then, by currency. What was in force on any of the days counts, though it no longer is
/// on `rateDay` (ArrBook::staleRates() has what is in force on the day of the rates alone).
[[nodiscard]] std::vector<Message> staleConstantRates(const ArrBook &book, Date rateDay, std::span<const Date> days);

/// The same of the month-ends `first` to `last`; nothing where `last` is before `first`.
[[nodiscard]] std::vector<Message> staleConstantRates(const ArrBook &book, Date rateDay, Month first, Month last);

} // namespace qd::portfolio
