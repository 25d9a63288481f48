#pragma once
#include "core/base/result.h"
#include "core/programmes/escalation_edits.h"
#include "core/store/escalation_rows.h"

#include <optional>
#include <string>

namespace qd::store {
class Workspace;
}

namespace qd::programmes {

/// An escalation that a person opens.
struct NewEscalation {
    std::string account; ///< id of the customer
    int tier = 1; ///< 1 to 4
    std::string criterion; ///< why
    std::string owner; ///< empty for nobody
    std::int64_t opened = 0; ///< seconds since 1970-01-01 UTC, up to the end of `day`
    Date day; ///< the latest day of the data, from which it is known
    std::string note; ///< empty for none
};

/// What a person does to an escalation of the program's own. Another system's is changed there, and its next export
/// says so.
struct EscalationChange {
    EscalationEditKind kind = EscalationEditKind::Commented; ///< not Opened, which is openEscalation()
    Date day; ///< the latest day of the data
    std::int64_t at = 0; ///< Answered and Resolved: when, seconds since 1970-01-01 UTC, up to the end of `day`
    int tier = 1; ///< Raised: the tier it goes to, above its own
    std::string owner; ///< Raised and OwnerChanged: who has it from then on; empty for nobody
    std::string note; ///< Commented: the words; else what is said with it, perhaps nothing
};

/// An escalation as it was before a change and is after it: what takeBackEscalation() undoes.
struct KeptEscalation {
    std::optional<store::OwnEscalationRow> before; ///< nothing for one that was opened
    store::OwnEscalationRow after;
};

/// Opens an escalation with the id `hand:ACCOUNT:DAY:N`, kept as a row of `escalations` with the source quarterdeck:
/// one transaction, recorded in the audit log. An import that is undone leaves it. InvalidArgument without a criterion,
/// for a tier there is not and for a time after the day; NotFound for a customer there is not; NoData where nothing was
/// imported; ReadOnly.
[[nodiscard]] Result<KeptEscalation> openEscalation(store::Workspace &workspace, const NewEscalation &made);

/// Changes one, with its edit by store::currentUser() and an entry in the audit log: one transaction. Resolved answers
/// it too, where nobody had. InvalidArgument for a comment without words, a time after the day or before the opening, a
/// tier not above its own; NotFound for an id that is none of the program's own; Conflict for one that is answered or
/// resolved already; ReadOnly. On errors nothing is changed.
[[nodiscard]] Result<KeptEscalation> changeEscalation(
    store::Workspace &workspace, const std::string &id, const EscalationChange &change);

/// Undoes a change: the escalation is again what it was before; one that was opened goes. Conflict, and nothing is
/// changed, where it was changed since; ReadOnly.
[[nodiscard]] Result<void> takeBackEscalation(store::Workspace &workspace, const KeptEscalation &made);

} // namespace qd::programmes
