#pragma once
#include "core/base/result.h"
#include "core/identity/account_directory.h"
#include "core/store/escalation_rows.h"

#include <array>
#include <string>

namespace qd::programmes {

using store::EscalationTiers; // CSM, manager, director, sponsor
/// Hours within which an escalation of each tier is answered.
using ResponseHours = std::array<int, EscalationTiers>;

/// How escalations of one tier are dealt with.
struct EscalationTier {
    std::string owner; ///< a name; empty: the customer's owner
    std::string criterion; ///< what it is opened for; those that hold unset are marked for translation
    int hours = 0; ///< within which it is answered

    /// Whose an escalation of a customer is; empty for nobody.
    [[nodiscard]] const std::string &ownerFor(const identity::Account &customer) const;
};
using TierRules = std::array<EscalationTier, EscalationTiers>; ///< of tiers 1 to 4

/// By the settings escalation.owners, escalation.criteria and escalation.response_hours. BadData for one that cannot be
/// read.
[[nodiscard]] Result<TierRules> tierRules(const store::Workspace &workspace);

[[nodiscard]] ResponseHours hoursOf(const TierRules &rules);

/// "CSM", "Manager", "Director", "Sponsor" for tiers 1 to 4, "No tier" for another; a window translates the word.
[[nodiscard]] const char *tierName(int tier);

} // namespace qd::programmes
