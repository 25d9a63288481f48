#pragma once
#include "core/base/month.h"
#include "core/identity/account_directory.h"
#include "core/portfolio/arr_source.h"
#include "core/portfolio/fx_rates.h"
#include "core/portfolio/subscription_terms.h"

#include <memory>
#include <string>
#include <vector>

namespace qd::portfolio {

/// One stretch of recurring revenue: an annual value in its own currency from a day up to, not including, another.
struct ArrPiece {
    int account = -1; ///< index in the directory
    int product = -1; ///< index in ArrBook::products(); -1 for none
    Date start; ///< as imported; of a month or snapshot its day
    Date from; ///< by the terms in force (subscription_terms.h)
    Date until;
    std::optional<Date> statedEnd; ///< a subscription's end_date as imported
    std::optional<Date> cancelled; ///< a subscription's first day no longer in force, as imported
    Date valueFrom =
        BeginningOfTime; ///< where a snapshot edited the amount in place: the days for which this one holds,
    Date valueUntil = EndOfTime; ///< up to, not including, the next snapshot's
    Date termFrom = BeginningOfTime; ///< where a trial or a discount parts it: the days for which the amount holds,
    Date termUntil = EndOfTime; ///< up to, not including, the next part's
    Date heldFrom = BeginningOfTime; ///< where a merger gives it to another customer: the days it counts to this one,
    Date heldUntil = EndOfTime; ///< up to, not including, the day of the merger
    std::int64_t annualMinor = 0;
    Currency currency;
    std::string recordId; ///< subscription_id, or account_id for the other bases
    PooledText accountId; ///< account_id in the source
    std::int64_t batchId = 0;
    int line = 0;
    bool pendingRenewal = false;

    [[nodiscard]] bool inForceOn(Date day) const { return from <= day && day < until; }
};

/// Narrows the days in force to those for which the amount holds and counts to this customer.
void clipToValue(ArrPiece &piece);

/// By account, then first day, then record: as ArrBook has them.
void sortPieces(std::vector<ArrPiece> &pieces);

/// What one source's ARR is read from.
struct ArrContracts {
    std::vector<ArrPiece> pieces; ///< sorted, by their stated dates
    std::vector<std::string> products; ///< names of ArrPiece::product
    Date lastKnownDay = EndOfTime; ///< as ArrBook::lastKnownDay()
};

/// A rate over FxRates::StaleAfterDays old on the day it is used.
struct StaleRate {
    Currency currency;
    Date used;
    Date of; ///< the rate's own day
    [[nodiscard]] int age() const { return daysBetween(of, used); }
};
/// "The rate of EUR used on 2026-10-31 is of 2026-08-31, 61 days old."
[[nodiscard]] Message sentence(const StaleRate &rate);
/// "rate of EUR 61 days old, of CHF 70", for a line beside a figure; empty without any.
[[nodiscard]] Message inShort(const std::vector<StaleRate> &rates);

/// The ARR of one source, customer by customer, on any day (CONTRACT section 2). Built once, then read-only and
/// safe from any thread. A piece counts what it is worth on the day asked, converted at the rate of a day that may be
/// another, rounded half to even, and only then added.
class ArrBook {
public:
    /// The book of `source` from what it is read from. A grace of `graceDays` and `asOf` decide pending renewals;
    /// without grace the contracts are shared, not copied.
    ArrBook(ArrSource source, std::shared_ptr<const identity::AccountDirectory> accounts, FxRates rates,
        std::shared_ptr<const ArrContracts> contracts, int graceDays, Date asOf);
    /// A book from parts, for tests and what-ifs. Pieces need not be sorted.
    ArrBook(ArrSource source, std::shared_ptr<const identity::AccountDirectory> accounts, FxRates rates,
        std::vector<ArrPiece> pieces, std::vector<std::string> products, Date asOf);

    [[nodiscard]] const ArrSource &source() const { return m_source; }
    [[nodiscard]] const identity::AccountDirectory &accounts() const { return *m_accounts; }
    [[nodiscard]] std::shared_ptr<const identity::AccountDirectory> accountsPtr() const { return m_accounts; }
    [[nodiscard]] const FxRates &rates() const { return m_rates; }
    [[nodiscard]] Currency currency() const { return m_rates.base(); }
    /// Ordered by account, then start.
    [[nodiscard]] const std::vector<ArrPiece> &pieces() const { return m_contracts->pieces; }
    [[nodiscard]] const std::vector<std::string> &products() const { return m_contracts->products; }
    /// Directory index of the customer a piece counts to: its own, in a joined book (joinedOn()) whoever has it on the
    /// day of the join.
    [[nodiscard]] int customerOf(const ArrPiece &piece) const
    {
        return m_joined ? (*m_joined)[std::size_t(piece.account)] : piece.account;
    }
    /// The same book with the pieces of each customer counted to another one, both by directory index; the contracts
    /// are shared, and pieces() keeps its order.
    [[nodiscard]] ArrBook countedTo(std::vector<int> customers) const;
    [[nodiscard]] Date asOf() const { return m_asOf; }
    /// Last day the source says anything about; EndOfTime unless its basis is History.
    [[nodiscard]] Date lastKnownDay() const { return m_contracts->lastKnownDay; }
    /// The as-of date, or the last day the source knows where that is earlier: what figures "as of" are of.
    [[nodiscard]] Date day() const { return std::min(asOf(), lastKnownDay()); }

    /// Base minor units of each piece in force on `day` at the rates of `rateDay`; 0 for the others. NoRate, Overflow.
    [[nodiscard]] Result<std::vector<std::int64_t>> pieceValues(Date day, Date rateDay) const;
    /// ARR of every customer on `day` at the rates of `rateDay`, by directory index; a sum below zero counts 0.
    [[nodiscard]] Result<std::vector<std::int64_t>> accountValues(Date day, Date rateDay) const;
    /// Rates over FxRates::StaleAfterDays old on `day`, of the currencies in force then, by code.
    [[nodiscard]] std::vector<StaleRate> staleRatesOn(Date day) const;
    /// The same as sentences.
    [[nodiscard]] std::vector<Message> staleRates(Date day) const;
    /// Of the month-ends `first` to `last`, each rate once, on the last of them on which it was used; by currency, then
    /// by the rate's own day.
    [[nodiscard]] std::vector<Message> staleRates(Month first, Month last) const;

private:
    ArrSource m_source;
    std::shared_ptr<const identity::AccountDirectory> m_accounts;
    FxRates m_rates;
    std::shared_ptr<const ArrContracts> m_contracts;
    std::shared_ptr<const std::vector<int>> m_joined; ///< by directory index; none where every piece is its customer's
    Date m_asOf;
};

/// Values of customers (or products, or parents) on one day, none below 0, of which any may be added to any others:
/// Overflow where 64 bits do not hold the sum of all.
[[nodiscard]] Result<std::vector<std::int64_t>> withSum(std::vector<std::int64_t> values, Date day);

} // namespace qd::portfolio
