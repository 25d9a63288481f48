#pragma once
#include "core/revenue/arr_cells.h"

namespace qd::lifecycle {

/// A customer's first time in force without a gap, as far as a book knows.
struct Stay {
    Date from; ///< first day in force, on or before the book's day
    std::optional<Date> over; ///< first day not in force, where that is on or before the book's day

    /// The day up to which it is seen: `over`, else `day`.
    [[nodiscard]] Date seenUntil(Date day) const { return over.value_or(day); }
};

/// What keeps a customer in force.
enum class Counted {
    Value, ///< an annual value above 0: what `survival` and churn go by
    Contracts, ///< any contract by its dates, a trial too; of a history or snapshots an ARR above 0
};

/// The first stay of each cell, by cell; nothing for one that is not in force by the book's day. A gap of any length
/// ends it (the grace is the book's), coming back is not counted (CONTRACT, *Survival*). Credits leave a cell without
/// value where its sum is not above 0, at the rates of the day; they are no contracts. Where ARR comes from snapshots
/// of accounts, the golden contract_start_date is the first day; without one the first snapshot that follows another
/// of its source is, and what was always there has none. NoRate, Overflow for cells with credits.
[[nodiscard]] Result<std::vector<std::optional<Stay>>> firstStays(
    const portfolio::ArrBook &book, const revenue::ArrCells &cells, Counted counted);

} // namespace qd::lifecycle
