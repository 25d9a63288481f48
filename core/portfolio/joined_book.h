#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::portfolio {

/// The book with customers that became one by `day` (AccountDirectory::customerOn()) as one on all days: what is
/// compared with that day is compared with all of them. A view: the contracts are shared, each with its own customer,
/// and ArrBook::customerOf() says whom it counts to.
[[nodiscard]] ArrBook joinedOn(const ArrBook &book, Date day);

/// Values of customers, by directory index, with those of customers that became another's by `day` counted to it.
/// Overflow as withSum().
[[nodiscard]] Result<std::vector<std::int64_t>> countedOn(
    Result<std::vector<std::int64_t>> values, const identity::AccountDirectory &accounts, Date day);

} // namespace qd::portfolio
