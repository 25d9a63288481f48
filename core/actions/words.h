#pragma once
#include "core/actions/action_log.h"
#include "core/base/message.h"

namespace qd::actions {

/// What people call the things of this room, once; a window translates the words (ui/paint/words.h).

/// "Open", "In work", "Snoozed" ...
[[nodiscard]] const char *nameOf(WorkState state);
/// "Commented", "Gave to another owner" ...
[[nodiscard]] const char *nameOf(EditKind kind);

/// What a field of conditions is called: "Renewal in, days"; the field as a file writes it where there is no word.
[[nodiscard]] Message fieldName(const std::string &field);

} // namespace qd::actions
