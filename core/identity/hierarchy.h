#pragma once
#include "core/identity/source_record.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// Sets `parent` and `ultimate_parent` of every customer from its records' parent_account_id (an id of the same
/// source; 15- and 18-character Salesforce ids are the same), most trusted record first. A parent nobody has is none.
/// Customers on a loop have no parent and are each their own ultimate parent; those below a loop end at the first
/// customer on it. Inside the caller's transaction; `records` are all of the workspace. O(n log n).
void refreshHierarchy(store::Workspace &workspace, const std::vector<SourceRecord> &records);

/// Customers whose parents lead back to themselves, each loop once, starting at its smallest account. `precedence` is
/// the order of trust of the field "parent" (golden_record.h).
[[nodiscard]] std::vector<std::vector<std::string>> hierarchyLoops(
    const std::vector<SourceRecord> &records, const std::vector<std::string> &precedence);

} // namespace qd::identity
