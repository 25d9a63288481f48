#pragma once
#include "core/base/text.h"

namespace qd {

/// "`where` has an unknown key "`key`"; did you mean "annual_churn"?", or, when no known key is near, the list of those
/// there are. For files whose keys people type.
[[nodiscard]] std::string unknownKeySentence(
    std::string_view where, std::string_view key, const std::vector<std::string> &known);

} // namespace qd
