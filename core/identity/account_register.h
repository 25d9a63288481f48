#pragma once
#include "core/base/result.h"

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// Gives every record of `accounts` its customer, so that there is never a record without one:
/// a record without an accepted link gets a customer of its own; a bare record (an account_id that other files of its
/// source mention, but nobody described there) joins the customer of the one described record, in whatever other
/// source, that has the same id; where records of several customers have it, the CRM's. Customers left without a
/// record are removed. Then golden fields and the hierarchy are refreshed.
///
/// Runs inside the caller's transaction (import, resolve), writes `account` and `account_link`, and is idempotent.
/// Linear in the number of records.
[[nodiscard]] Result<void> settleAccounts(store::Workspace &workspace);

} // namespace qd::identity
