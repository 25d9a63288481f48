#pragma once
#include "core/base/money.h"
#include "core/renewals/kept_values.h"

#include <span>
#include <string_view>

namespace qd::renewals {

/// An opportunity as it was known on a day.
struct OpportunityState {
    std::string stage;
    std::optional<Money> amount;
    std::optional<Date> close;
    bool isOpen = true; ///< also where it closed only later
    bool isWon = false; ///< closed and won by then
    Date stageSince; ///< as-of date of the file that first had the stage
    std::string category = {}; ///< forecast_category
    std::optional<double> probability = {}; ///< as imported
};

/// An opportunity of one customer: its last file's values, and of those that changed the earlier ones.
struct Opportunity {
    std::string id;
    std::string source;
    std::string subscriptionId; ///< empty for none
    std::string type; ///< renewal, expansion, new, or what else a file said
    std::string stage;
    std::optional<Money> amount;
    std::optional<Date> created;
    std::optional<Date> close;
    std::optional<Date> renewal; ///< renewal_date
    std::string category = {}; ///< forecast_category
    std::optional<double> probability = {}; ///< as imported
    bool isClosed = false;
    bool isWon = false;
    Date firstSeen; ///< as-of date of the batch that first held it
    std::optional<Date> closedOn = {}; ///< since when a complete file of its source lacks it
    KeptValues stages = {};
    KeptValues amounts = {};
    KeptValues closes = {};
    KeptValues closedFlags = {};
    KeptValues wonFlags = {};
    KeptValues categories = {};
    KeptValues probabilities = {};
    std::string product = {}; ///< empty for none
    std::optional<Date> heldBackUntil = {}; ///< firstSeen where a row counts only once a batch held it

    [[nodiscard]] bool isRenewal() const;
    [[nodiscard]] bool isExpansion() const;
    /// From created_date on; without one from the earlier of firstSeen and the day it closed. Not before
    /// heldBackUntil.
    [[nodiscard]] bool isKnownOn(Date day) const;
    /// Values in force on `day`; one that closes after it is open, one that its source has no more is not.
    [[nodiscard]] OpportunityState on(Date day) const;
};

/// What a renewal's opportunity is looked for by.
struct RenewalKey {
    std::span<const std::string> contracts; ///< ids of those due
    Date due;
    Date settled; ///< day on which the renewal is settled
};

/// The opportunity of a renewal among `all`, as known on `day`.
struct FoundOpportunity {
    const Opportunity *opportunity = nullptr; ///< of `all`
    OpportunityState state;
};

/// How those stand that are looked for; lost ones are closed and not won.
enum class Standing { Won, Open, Lost };

/// Of the renewal opportunities known on `day` the one that belongs to `key`: with subscription_id one of the contracts
/// (earliest close_date); else with renewal_date = due (earliest); else closing from 180 days before due to the settled
/// day, nearest to due (of equals the earlier). Of equals the first id.
[[nodiscard]] std::optional<FoundOpportunity> findOpportunity(
    std::span<const Opportunity> all, const RenewalKey &key, Standing standing, Date day);

/// Any open renewal opportunity known on `day`, the one that closes nearest to `due`; those without a close_date last.
[[nodiscard]] std::optional<FoundOpportunity> anyOpenRenewal(std::span<const Opportunity> all, Date due, Date day);

} // namespace qd::renewals
