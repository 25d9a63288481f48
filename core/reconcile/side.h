#pragma once
#include "core/portfolio/portfolio.h"
#include "core/reconcile/customer_list.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace qd::reconcile {

/// A contract of one customer that is in force.
struct SideContract {
    Date start; ///< as imported
    std::optional<Date> end; ///< last day, as imported
    std::int64_t annual = 0; ///< base minor units at the rates of the as-of date
};

/// What is in force of one product of one customer.
struct SideProduct {
    std::string key; ///< its name with letters folded, without blanks around it; empty where contracts name none
    std::string name; ///< as the first such contract writes it
    std::int64_t annual = 0; ///< base minor units at the rates of the as-of date
};

/// What one system says about one customer.
struct SideAccount {
    bool present = false; ///< the system has a record of it
    std::vector<std::string> recordIds;
    bool everHadArr = false; ///< some amount, even 0, stands on some day
    bool arrKnown = true; ///< false where accounts.arr is empty
    std::int64_t arr = 0; ///< base minor units on the as-of date
    std::optional<Date> renewalDate;
    std::string owner; ///< empty where the system gives none; the same for the next three
    std::string segment;
    std::string lifecycleStage;
    std::string status;
    std::optional<Date> contractStart; ///< as the record says
    std::optional<Date> startDate; ///< the same, but where ARR is of subscriptions the first start of those in force
};

/// One system's view of all customers on a day.
class Side {
public:
    /// NoRate, ConflictingRates, Overflow as from the ARR book.
    [[nodiscard]] static Result<Side> of(
        const portfolio::Portfolio &portfolio, const portfolio::ArrSource &source, Date asOf);

    /// What a list says, whose amounts are of the day itself, valued at the rates that serve `reference`. The same.
    [[nodiscard]] static Result<Side> ofList(const portfolio::Portfolio &portfolio, const CustomerList &list,
        const portfolio::ArrSource &reference, Date asOf);

    [[nodiscard]] const portfolio::ArrBook &book() const { return m_book; }
    [[nodiscard]] const std::string &name() const { return m_book.source().name; }
    [[nodiscard]] bool hasArr() const { return m_book.source().basis != portfolio::ArrBasis::None; }
    /// By directory index.
    [[nodiscard]] const std::vector<SideAccount> &accounts() const { return m_accounts; }
    [[nodiscard]] const SideAccount &at(int account) const { return m_accounts[std::size_t(account)]; }

    /// ARR of a customer on another day at the rates of the as-of date; its record `without` left out if given.
    /// Nothing where a rate is missing.
    [[nodiscard]] std::optional<std::int64_t> arrOn(int account, Date day, const std::string &without = {}) const;
    /// The customer's amount in force in its own currency, if all of it is in one.
    [[nodiscard]] std::optional<Money> nativeArr(int account) const;
    /// Days on which what is in force changes for a customer, ascending.
    [[nodiscard]] std::vector<Date> changeDays(int account) const;
    /// Those of them that dates of contracts (start, end, cancellation) or months of a history give; not the days of a
    /// trial or a discount, nor of snapshots, of accounts or of a contract whose amount was edited in place, which say
    /// when somebody looked, not when something changed.
    [[nodiscard]] std::vector<Date> contractDays(int account) const;
    /// Its contracts in force on the as-of date; none where ARR is not read from subscriptions.
    [[nodiscard]] std::vector<SideContract> contractsInForce(int account) const;
    /// Products of the contracts in force, letters folded, sorted, each once.
    [[nodiscard]] std::vector<std::string> products(int account) const;
    /// The same with their amounts, and contracts without a product as one without a name. Empty where a rate is
    /// missing or an amount is too large to add up.
    [[nodiscard]] std::vector<SideProduct> productAmounts(int account) const;
    /// Last days, as imported, of all its contracts that have one, whenever in force; ascending, each once.
    [[nodiscard]] std::vector<Date> contractEnds(int account) const;
    /// One account's or contract's amount in two consecutive snapshots.
    struct SnapshotChange {
        Date day; ///< as-of date of the later one
        Money before;
        Money after;
    };
    /// The latest on or before the as-of date; nothing where no snapshot changed an amount, or for an arr_history.
    [[nodiscard]] std::optional<SnapshotChange> lastSnapshotChange(int account) const;
    [[nodiscard]] Date asOf() const { return m_asOf; }
    /// What to know of its amounts: rates that are old on the as-of date, each after the system's name.
    [[nodiscard]] std::vector<Message> warnings() const;

private:
    Side(portfolio::ArrBook book, Date asOf);
    void takeList(const CustomerList &list);
    void takeRecords(const std::vector<portfolio::CustomerRecord> &records);
    [[nodiscard]] std::span<const portfolio::ArrPiece> piecesOf(int account) const;

    portfolio::ArrBook m_book;
    Date m_asOf;
    std::vector<SideAccount> m_accounts;
    std::vector<std::size_t> m_firstPiece; ///< by directory index; one more at the end
};

} // namespace qd::reconcile
