#pragma once
#include "core/programmes/by_group.h"
#include "core/programmes/escalation_edits.h"
#include "core/programmes/escalation_tiers.h"

#include <cstdint>
#include <optional>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::programmes {

/// An escalation, its times in seconds since 1970-01-01 UTC.
struct Escalation {
    int account = -1; ///< index in the directory
    int tier = 0; ///< 1 to 4; 0 for none
    std::int64_t opened = 0;
    std::optional<std::int64_t> responded;
    std::optional<std::int64_t> resolved;
    std::string source = {};
    std::string id = {};
    std::string criterion = {}; ///< why it was opened
    std::string owner = {}; ///< empty for none
    bool isOwn = false; ///< opened here, where it can be changed
    std::vector<EscalationEdit> edits = {}; ///< what persons did to one that was opened here
};

/// All escalations of known customers, of whom their rows count to on a day (AccountDirectory::holderOfRecord()), those
/// opened here of the tier and owner they had by then.
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

/// An escalation that is open on a day, as it is known then.
struct OpenEscalation {
    Escalation escalation;
    std::optional<std::int64_t> due; ///< by which it is answered, seconds since 1970-01-01 UTC; nothing without a tier
    bool isAnswered = false; ///< by the day's end
    bool isLate = false; ///< answered after `due`, or not by the day's end though `due` is over
};

/// Those opened by the day's end and not resolved by then, of customers asked about: unanswered before answered ones,
/// each by due time, those without a tier last, then source and id.
[[nodiscard]] std::vector<OpenEscalation> openEscalations(
    const std::vector<Escalation> &escalations, const ResponseHours &hours, const Asked &asked);

} // namespace qd::programmes
