#pragma once
#include "core/base/date.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qd::actions {

/// What a person does to an action of the program's own; Stepped: a step of its play is done.
enum class EditKind { Opened, Commented, OwnerChanged, Started, Snoozed, Done, Dismissed, Stepped };

/// What an edit may change of an action.
struct ActionState {
    std::string owner;
    std::string status;
    std::optional<Date> closed;
    std::string outcome;

    bool operator==(const ActionState &) const = default;
};

/// One edit, kept with the action, which stands as its last one left it.
struct ActionEdit {
    EditKind kind = EditKind::Commented;
    std::string by; ///< store::currentUser()
    std::string at; ///< UTC, ISO 8601 to the second
    Date day; ///< of the data: first day on which it is known
    std::string note; ///< the comment, the reason, what came of it; empty for none
    std::optional<Date> until; ///< Snoozed: first day on which it is in the queue again
    ActionState before; ///< what it takes the place of

    bool operator==(const ActionEdit &) const = default;
};

/// As they are kept with a row: a JSON list, empty for none.
[[nodiscard]] std::string textOf(const std::vector<ActionEdit> &edits);
/// What textOf() wrote; what it did not write is left out.
[[nodiscard]] std::vector<ActionEdit> editsFromText(std::string_view text);

/// "opened", "commented", "owner", "started", "snoozed", "done", "dismissed", "step": in files and in the audit log.
[[nodiscard]] const char *toString(EditKind kind);

} // namespace qd::actions
