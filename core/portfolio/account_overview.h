#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::portfolio {

class Portfolio;

/// A customer with what most people ask first.
struct AccountOverview {
    int account = -1; ///< index in the directory
    std::optional<std::int64_t> arr; ///< base minor units on the as-of date; nothing when no source has ARR
    std::optional<Date> renewalDate; ///< golden, else the latest end among subscriptions in force
};

struct Overview {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Currency currency;
    std::optional<Date> asOf;
    std::vector<AccountOverview>
        rows; ///< one per customer, by account id, without those that are a part of another by then
    std::vector<Message> staleRates = {}; ///< as ArrBook::staleRates() has them on the day
};

/// Golden records with ARR of the system of record on `asOf` (default: its latest as-of date). A workspace without ARR
/// gives rows without; NoRate and Overflow otherwise.
[[nodiscard]] Result<Overview> accountOverview(const Portfolio &portfolio, std::optional<Date> asOf = std::nullopt);

} // namespace qd::portfolio
