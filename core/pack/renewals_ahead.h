#pragma once
#include "core/pack/sentences.h"
#include "core/revenue/arr_book.h"

namespace qd::pack {

inline constexpr int RenewalWindowDays = 90;

/// Contracts in force on `day` that end in the 90 days after it (CONTRACT section 2, "renewal due").
struct RenewalsDue {
    RenewalsAhead sum;
    std::vector<int> accounts; ///< the customers, by directory index
    bool known = false; ///< false when the book has no end dates at all
};

/// `values` are the book's piece values on `day`; `colours` the health known by then, by directory index, empty when
/// nobody has one. A customer with several contracts counts once, with all of them that end in the window.
[[nodiscard]] RenewalsDue renewalsDue(const revenue::ArrBook &book, Date day, const std::vector<std::int64_t> &values,
    const std::vector<std::string> &colours);

} // namespace qd::pack
