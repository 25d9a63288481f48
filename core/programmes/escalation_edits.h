#pragma once
#include "core/base/date.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd::programmes {

/// What a person does to an escalation of the program's own.
enum class EscalationEditKind { Opened, Commented, OwnerChanged, Raised, Answered, Resolved };

/// One edit, kept with the escalation.
struct EscalationEdit {
    EscalationEditKind kind = EscalationEditKind::Commented;
    std::string by; ///< store::currentUser()
    std::string at; ///< UTC, ISO 8601 to the second: when it was written, which is not when it was answered
    Date day; ///< of the data: first day on which it is known
    std::string note; ///< empty for none
    int tierBefore = 0; ///< Raised: the tier until then
    std::string ownerBefore = {}; ///< Raised and OwnerChanged: who had it until then; empty for nobody

    bool operator==(const EscalationEdit &) const = default;
};

/// "opened", "commented", "owner", "raised", "answered", "resolved": in files and in the audit log.
[[nodiscard]] const char *toString(EscalationEditKind kind);
/// "Opened", "Commented" ...; a window translates the word.
[[nodiscard]] const char *nameOf(EscalationEditKind kind);

/// As they are kept with a row: a JSON list, empty for none.
[[nodiscard]] std::string textOf(const std::vector<EscalationEdit> &edits);
/// What textOf() wrote; what it did not write is left out.
[[nodiscard]] std::vector<EscalationEdit> escalationEditsFromText(std::string_view text);

} // namespace qd::programmes
