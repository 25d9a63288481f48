#pragma once
#include "core/base/date.h"
#include "core/identity/account_directory.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::revenue {

/// Last health colour of each customer known on a day, by directory index; empty where none is. Scores of
/// health_scores dated on or before the day come first; the golden field `health` serves customers without any score
/// on record, since it has no date of its own.
[[nodiscard]] std::vector<std::string> healthColours(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

} // namespace qd::revenue
