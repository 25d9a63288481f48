#pragma once
#include "core/base/message.h"

#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// `it has an unknown key "hours_per_mont"; did you mean "hours_per_month"?` or the known ones, where none is near. A
/// long key is shown by its first 60 bytes, so that the sentence stays one. `where` is a key or path, or words of its
/// own: the segment, the rule.
[[nodiscard]] Message unknownKey(Message::Value where, std::string_view key, const std::vector<std::string> &known);

} // namespace qd
