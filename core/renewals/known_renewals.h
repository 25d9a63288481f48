#pragma once
#include "core/renewals/known_book.h"

namespace qd::renewals {

/// What became of a renewal that was due.
enum class RenewalState {
    Renewed, ///< renewed ARR above 0
    Pending, ///< before the settled day, and nothing follows
    Lost,
};
/// "renewed", "pending", "lost".
[[nodiscard]] const char *toString(RenewalState state);

/// A contract that is due.
struct DueContract {
    std::string id; ///< subscription_id; account_id where ARR is not read from subscriptions
    Date end;
    std::int64_t arr = 0; ///< base minor units at the rates of the due date
    int product = -1; ///< index in the book's products(); -1 for none
    const Term *term = nullptr; ///< of the data; nullptr where ARR is not read from subscriptions
};

/// A contract that follows those due.
struct Successor {
    std::string id;
    int product = -1; ///< as DueContract
    std::int64_t arr = 0; ///< on the settled day, base minor units at the rates of the due date
};

/// The renewal of one customer in one window (CONTRACT "Renewal due", CONTRACT-ROOMS "Renewals, more"). Amounts are
/// base minor units at the rates of the due date, or of the as-of date where that is earlier.
struct RenewalCase {
    int account = -1; ///< index in the directory
    Date due; ///< latest end of the contracts due
    std::int64_t dueArr = 0; ///< value of the contracts due
    std::vector<DueContract> contracts; ///< those due, by id
    Date settled; ///< due + 1 + grace
    RenewalState state = RenewalState::Pending;
    std::int64_t renewedArr = 0; ///< value of the successors on the settled day; 0 unless renewed
    std::vector<Successor> successors; ///< of renewed ones: the first to start first, then by id
    std::optional<bool> onTime; ///< of renewed ones
    bool isAuto = false; ///< auto_renew holds on all contracts due
    /// The won opportunity of this due date, else the open one of it; else of a lost case the lost one of it, of a
    /// pending case any open renewal.
    std::optional<FoundOpportunity> opportunity;

    [[nodiscard]] std::int64_t retained() const { return std::min(renewedArr, dueArr); }
    [[nodiscard]] bool isSettled() const { return state != RenewalState::Pending; }
};

/// Which renewals are asked for: due in `from` .. `to`, both days included, of the contracts in force on `base`, by
/// default the window's first day.
struct DueWindow {
    Date from;
    Date to;
    std::optional<Date> base = std::nullopt;
};

/// All renewals as they were known on one day, whatever came later: what health is validated by, survival of renewals
/// and forecasts are told from. Reading is safe from any thread.
class KnownRenewals {
public:
    /// Of the system of record, or of another `source`. `asOf` defaults to the latest as-of date of its batches. NoData
    /// without ARR; ConflictingRates, BadData.
    [[nodiscard]] static Result<KnownRenewals> on(std::shared_ptr<const portfolio::Portfolio> portfolio,
        std::shared_ptr<const RenewalData> data, std::optional<Date> asOf = std::nullopt,
        std::optional<portfolio::ArrSource> source = std::nullopt);

    [[nodiscard]] const portfolio::Portfolio &portfolio() const { return *m_portfolio; }
    [[nodiscard]] const RenewalData &data() const { return *m_data; }
    [[nodiscard]] const portfolio::ArrBook &book() const { return m_book; } ///< as known
    [[nodiscard]] Date day() const { return m_book.asOf(); }
    /// Terms of a contract of the book; nullptr where ARR is not read from subscriptions.
    [[nodiscard]] const Term *term(const std::string &contract) const;

    /// One case for each customer with a contract due, by directory index. Contracts are due as renewalsDue() has them;
    /// without subscriptions by the golden renewal date on the base day. NoRate, Overflow.
    [[nodiscard]] Result<std::vector<RenewalCase>> casesIn(const DueWindow &window) const;

private:
    KnownRenewals(std::shared_ptr<const portfolio::Portfolio> portfolio, std::shared_ptr<const RenewalData> data,
        portfolio::ArrBook book);

    std::shared_ptr<const portfolio::Portfolio> m_portfolio;
    std::shared_ptr<const RenewalData> m_data;
    portfolio::ArrBook m_book;
};

/// The case as one for each product that is due, in the order of the book's products(): its contracts and what follows
/// them of the same product. Due ARR adds up to that of the case. Of a renewed customer a product that nothing follows
/// is pending until the settled day, then lost; on time it is as the customer is.
[[nodiscard]] std::vector<RenewalCase> byProduct(const KnownRenewals &renewals, const RenewalCase &renewal);
/// The product of a case of one product; NoGroup for none.
[[nodiscard]] std::string productOf(const KnownRenewals &renewals, const RenewalCase &renewal);

} // namespace qd::renewals
