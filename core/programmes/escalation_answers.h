#pragma once
#include "core/programmes/by_group.h"

#include <array>
#include <cstdint>
#include <optional>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

inline constexpr int EscalationTiers = 4; ///< CSM, manager, director, sponsor
/// Hours within which an escalation of each tier is answered.
using ResponseHours = std::array<int, EscalationTiers>;

/// "CSM", "Manager", "Director", "Sponsor" for tiers 1 to 4, "No tier" for another; a window translates the word.
[[nodiscard]] const char *tierName(int tier);

/// An escalation, its times in seconds since 1970-01-01 UTC.
struct Escalation {
    int account = -1; ///< index in the directory
    int tier = 0; ///< 1 to 4; 0 for none
    std::int64_t opened = 0;
    std::optional<std::int64_t> responded;
    std::optional<std::int64_t> resolved;
};

/// All escalations of known customers, of whom their rows count to on a day (AccountDirectory::holderOfRecord()).
[[nodiscard]] std::vector<Escalation> readEscalations(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

/// How escalations of a tier are answered and resolved (CONTRACT-ROOMS section 2, "Escalation resolution").
struct TierFigures {
    int tier = 0;
    int opened = 0; ///< on or before the day
    int open = 0; ///< of them, on the day
    std::optional<double> medianHours; ///< opened to resolved by Kaplan-Meier, open ones censored at the day's end
    std::optional<double> meanHours; ///< of the resolved
    int asked = 0; ///< answered by the day's end, or whose hours are over by then
    int inTime = 0; ///< of them, answered within the tier's hours

    [[nodiscard]] std::optional<double> answeredRate() const; ///< inTime / asked
};

/// A row for each tier that has any, by tier, those without one last; they have no hours and so no `asked`. What comes
/// after the day is not known: resolved later is open. A resolution before the opening takes 0 hours.
[[nodiscard]] std::vector<TierFigures> tierFigures(
    const std::vector<Escalation> &escalations, const ResponseHours &hours, const Asked &asked);

} // namespace qd::programmes
