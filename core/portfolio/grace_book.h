#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::portfolio {

/// Gives a subscription's piece the days of its stated dates alone, without grace, of those for which its amount holds.
void setStatedDays(ArrPiece &piece);

/// The book with another grace than the setting's (CONTRACT section 2, "Subscription in force"): its subscriptions in
/// force by their stated dates and a grace of `graceDays` (>= 0) on the book's as-of date. A book that is not read from
/// subscriptions knows no grace and comes back as it is. O(n log n).
[[nodiscard]] ArrBook withGrace(const ArrBook &book, int graceDays);

} // namespace qd::portfolio
