#pragma once
#include "core/coverage/roster.h"
#include "core/portfolio/portfolio.h"
#include "core/portfolio/renewal.h"

#include <functional>
#include <memory>

namespace qd::coverage {

/// A customer as work. Customers count while they have ARR in force on the as-of date; one without ARR counts too
/// unless it had ARR before (it churned) or its golden status says churned or prospect.
struct AccountLoad {
    int account = -1; ///< index in the directory
    int segment = -1; ///< index in CapacityModel::segments; -1: no touch model, hours 0
    double hours = 0; ///< a month: hours x lifecycle factor x risk factor
    std::int64_t arr = 0; ///< base minor units on the as-of date
    int csm = -1; ///< index in Roster::csms; -1 is a vacancy
    std::string segmentName; ///< golden, or the model's name for it where a segment is named
    std::string region;
    std::string language;
    std::string stage; ///< golden lifecycle stage, as it came
    portfolio::HealthColour health = portfolio::HealthColour::None; ///< None when not scored
    std::vector<portfolio::ContractEnd> renewals = {}; ///< due after the as-of date, the next one first (renewal.h)
    int family = -1; ///< directory index of the ultimate parent; itself when it has none
    std::vector<std::string> products = {}; ///< of its contracts in force, each once, by name
};

/// Hours a month of an account in segment `segment` of the model: hours x lifecycle factor x risk factor.
[[nodiscard]] double hoursOf(
    const CapacityModel &model, int segment, const std::string &stage, portfolio::HealthColour health);

/// Yellow or red.
[[nodiscard]] bool isAtRisk(const AccountLoad &load);
/// ARR of the load due in the `days` after `asOf`; nothing where no renewal is.
[[nodiscard]] std::optional<std::int64_t> dueAhead(
    const AccountLoad &load, Date asOf, int days = portfolio::RenewalsAheadDays);

/// Something the contracts say about days to come.
struct KnownChange {
    Date day; ///< first day with the account, or without it
    bool joins = false; ///< a first or renewed contract begins; false: every contract in force is cancelled by then
    AccountLoad load;
};

/// Everything capacity and assignment are computed from, read once on one day.
struct CoverageInput {
    CapacityModel model;
    Date asOf;
    Currency currency;
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Roster roster;
    std::vector<AccountLoad> loads; ///< by account index
    std::vector<KnownChange> changes; ///< by account; only where the ARR comes from subscriptions
    std::vector<Message> warnings; ///< accounts without a touch model, overlapping rules, stale rates ...
};

/// Colours of all accounts on a day, by directory index; None without one.
using ColoursOn = std::function<Result<std::vector<portfolio::HealthColour>>(Date day)>;

/// The portfolio as it stands on `asOf` (default: the as-of date of the system of record for ARR, else the latest of
/// any batch), health by `colours`, and without them by the last colours that systems gave. Colours that fail count as
/// none, and a warning says why. NoData without CSMs or accounts; BadData for a spoilt roster; NoRate and Overflow from
/// the ARR.
[[nodiscard]] Result<CoverageInput> coverageOf(const portfolio::Portfolio &portfolio, const CapacityModel &model,
    std::optional<Date> asOf = std::nullopt, const ColoursOn &colours = {});

/// Under 80 %, in range, over 110 % of capacity; None without capacity.
enum class Band { None, Under, InRange, Over };
inline constexpr double BandLower = 0.80;
inline constexpr double BandUpper = 1.10;
[[nodiscard]] Band bandOf(std::optional<double> utilisation);

/// What one CSM holds; or, with csm -1, what nobody holds.
struct Book {
    int csm = -1; ///< index in Roster::csms
    int accounts = 0;
    std::int64_t arr = 0; ///< base minor units
    double hours = 0; ///< required, a month
    double capacityHours = 0; ///< hours_per_month x utilisation x fte x ramp; 0 when not in force
    std::int64_t atRiskArr = 0; ///< ARR of yellow and red accounts
    int atRiskAccounts = 0;
    int renewals = 0; ///< accounts with a renewal due in the 90 days after the as-of date
    std::int64_t renewalArr = 0; ///< what of their ARR is due
    std::optional<std::int64_t> targetArr; ///< ramped FTE x targets of the segments by hours held; base minor units

    /// hours / capacityHours; nothing without capacity.
    [[nodiscard]] std::optional<double> utilisation() const;
};

struct Books {
    std::vector<Book> books; ///< by csm_id: all in force on the day, and those gone who still hold accounts
    Book vacant; ///< accounts without CSM
};

/// For every CSM by roster index, the share of the FTE in each group; each adds up to 1, or to 0 for an idle CSM who
/// serves none of the groups.
using Shares = std::vector<std::vector<double>>;

/// By hours of the accounts held; one who holds none equally over the groups served (CONTRACT section 2, "Coverage").
/// `groupOf` gives an index under `groups`, or -1 for none.
[[nodiscard]] Shares sharesOver(const CoverageInput &input, const std::vector<AccountLoad> &loads, std::size_t groups,
    const std::function<int(const AccountLoad &)> &groupOf,
    const std::function<bool(const Csm &, std::size_t)> &serves);
/// Over the segments of the model.
[[nodiscard]] Shares segmentShares(const CoverageInput &input, const std::vector<AccountLoad> &loads);

/// Books of `loads`, whoever holds them there; so a what-if passes its own copy of the loads.
[[nodiscard]] Books booksOf(const CoverageInput &input, const std::vector<AccountLoad> &loads);
[[nodiscard]] inline Books booksOf(const CoverageInput &input)
{
    return booksOf(input, input.loads);
}

} // namespace qd::coverage
