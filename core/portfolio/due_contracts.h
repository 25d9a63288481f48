#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::portfolio {

/// The end of what a piece stands for: of a subscription its end_date as imported, elsewhere the golden renewal date.
[[nodiscard]] std::optional<Date> endOf(const ArrBook &book, const ArrPiece &piece);

/// Whether a contract that ends on `end` is due in `from` .. `to`, both days included (CONTRACT section 2, "renewal
/// due"): it has value (a credit has one below zero) and is in force on `base`, the day on which the base is fixed, be
/// it signed anew since or cancelled for later. An ARR history that stops before `base` goes on.
[[nodiscard]] bool isDue(
    const ArrBook &book, const ArrPiece &piece, std::optional<Date> end, Date base, Date from, Date to);

/// Latest stated end among the contracts in force on `day`, by directory index; none where ARR is not read from
/// subscriptions. What a system of contracts gives as a customer's renewal date.
[[nodiscard]] std::vector<std::optional<Date>> latestEnds(const ArrBook &book, Date day);

} // namespace qd::portfolio
