#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// Sets `parent` and `ultimate_parent` of every customer from its records' parent_account_id (an id of the same
/// source; 15- and 18-character Salesforce ids are the same), most trusted record first. A parent nobody has is none.
/// Customers on a loop have no parent and are each their own ultimate parent; those below a loop end at the first
/// customer on it. Linear.
[[nodiscard]] Result<void> refreshHierarchy(store::Workspace &workspace);

/// Customers whose parents lead back to themselves, each loop once, starting at its smallest account.
[[nodiscard]] std::vector<std::vector<std::string>> hierarchyLoops(const store::Workspace &workspace);

} // namespace qd::identity
