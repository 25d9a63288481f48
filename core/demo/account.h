#pragma once
#include "core/demo/faults.h"
#include "core/demo/names.h"

#include <optional>
#include <vector>

namespace qd::demo {

/// One line of one contract term, as billing holds it. A renewal, upgrade or downgrade is a record of its own.
struct Subscription {
    std::string id;
    std::string_view product;
    Date start;
    Date end; ///< last day of the term, included
    std::optional<Date> cancelled; ///< first day no longer billed
    std::optional<Date> notice; ///< when the customer said so; changes nothing
    Date created;
    std::int64_t unitMinor = 0; ///< price of one unit for one interval
    int quantity = 1;
    int intervalMonths = 12; ///< 1 or 12

    [[nodiscard]] std::int64_t annualMinor() const { return unitMinor * quantity * (12 / intervalMonths); }
    /// CONTRACT section 2, grace 0.
    [[nodiscard]] bool inForce(Date day) const
    {
        return start <= day && day <= end && (!cancelled || day < *cancelled);
    }
};

enum class DealType { New, Renewal, Expansion };

/// An opportunity of the CRM.
struct Deal {
    DealType type = DealType::New;
    Date created;
    Date close;
    std::int64_t amountMinor = 0;
    bool closed = true;
    bool won = true;
    std::optional<Date> renewalDate;
};

/// One month of the hidden process that drives usage, tickets, surveys, renewals and churn.
struct MonthState {
    int health = 0; ///< milli-deviations; 0 is ordinary, -2000 is close to leaving
    int tickets = 0;
    bool sponsorLost = false; ///< in this month
};

/// A customer and everything that happened to it.
struct Account {
    std::int64_t index = 0;
    FaultKind fault = FaultKind::None;
    std::string name; ///< as the CRM has it, with legal form
    std::string plainName; ///< in English letters, as most other systems have it
    std::string domain; ///< empty when only a public mail provider is known
    std::string mailDomain;
    const Place *place = nullptr;
    std::string_view industry;
    Segment segment = Segment::Smb;
    int employees = 0;
    std::size_t currency = 0;
    std::size_t csm = 0;
    std::int64_t parent = -1; ///< index of the parent, -1 without one
    bool rolling = false; ///< billed month by month with no term
    Date firstStart;
    std::string crmId; ///< 18 characters
    std::string billingId;
    std::string gainsightId;
    std::string zendeskId; ///< leading zeros
    std::vector<MonthState> states; ///< from the month of firstStart to the last month
    std::vector<Subscription> subscriptions; ///< by start
    std::vector<Deal> deals;

    [[nodiscard]] Month firstMonth() const { return Month::of(firstStart); }
    [[nodiscard]] const MonthState &stateIn(Month month) const;
    /// Annual value in force on `day`, in minor units of the account's currency.
    [[nodiscard]] std::int64_t annualOn(Date day) const;
    /// Latest end among those in force on `day`.
    [[nodiscard]] std::optional<Date> renewalOn(Date day) const;
};

/// Customer `index` in full; the same for the same options whatever was made before.
[[nodiscard]] Account makeAccount(const World &world, std::int64_t index);
/// Its Salesforce id of 18 characters; `kind` is the key prefix ("001" accounts, "006" opportunities ...).
[[nodiscard]] std::string salesforceId(std::string_view kind, std::uint64_t seed, std::int64_t number);

/// Fills `states`. See docs/demo.md, "The hidden process".
void liveThrough(const World &world, Account &account);
/// Fills `subscriptions` and `deals` from the states.
void signContracts(const World &world, Account &account);

} // namespace qd::demo
