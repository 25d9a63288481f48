#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::portfolio {

/// How far ahead renewals are looked at where nobody says otherwise.
inline constexpr int RenewalsAheadDays = 90;

/// A customer whose renewal is due.
struct RenewalDue {
    int account = -1; ///< index in the directory
    Date due; ///< latest end of its contracts that end in the window
    std::int64_t arr = 0; ///< value of those contracts, base minor units; never the customer's other contracts
};

/// Renewals due in the window `from` .. `to`, both days included (CONTRACT section 2, "renewal due"): contracts in
/// force on the window's first day that end in it, whatever was signed since; one cancelled for later is due on its
/// end. Where the ARR does not come from subscriptions, the golden renewal date is the end of all a customer has.
/// Contracts without value are never due. By account index, each once. Values are at the rates of `rateDay`. NoRate,
/// Overflow.
[[nodiscard]] Result<std::vector<RenewalDue>> renewalsDue(const ArrBook &book, Date from, Date to, Date rateDay);

/// Renewals due in the `days` after `day`: the window day + 1 .. day + days. A contract that ends on `day` itself is no
/// longer ahead.
[[nodiscard]] Result<std::vector<RenewalDue>> renewalsAhead(
    const ArrBook &book, Date day, int days = RenewalsAheadDays);

/// When a contract ends, and what of its customer's ARR ends with it.
struct ContractEnd {
    Date end;
    std::int64_t arr = 0; ///< base minor units
};

/// All that is due after `day`, by directory index, ascending: the contracts in force on the day after, at the rates of
/// `rateDay`. What renewalsDue() gives for a window is the sum of those in it (arrDue). NoRate.
[[nodiscard]] Result<std::vector<std::vector<ContractEnd>>> contractEnds(const ArrBook &book, Date day, Date rateDay);

/// Of a customer's contract ends the value of those in the window, both days included; nothing where none is, or where
/// credits leave less than nothing of them. It is 0 where they are worth nothing; renewalsDue() has no such customer.
[[nodiscard]] std::optional<std::int64_t> arrDue(const std::vector<ContractEnd> &ends, Date from, Date to);

/// Whether contracts, or golden renewal dates, say anything about ends at all.
[[nodiscard]] bool knowsRenewals(const ArrBook &book);

} // namespace qd::portfolio
