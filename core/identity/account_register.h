#pragma once
#include "core/base/progress.h"
#include "core/identity/decided_pairs.h"

#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::identity {

/// Gives every record of `accounts` its customer, so that there is never a record without one:
/// pairs that persons said are one customer are (identity_decision), others get one of their own; a bare record (an
/// account_id that other files of its source mention, but nobody described there) joins the customer of the one
/// described record, in whatever other source, that has the same id; where records of several customers have it, the
/// CRM's. Customers left without a record are removed. Then golden fields and the hierarchy are refreshed.
///
/// Runs inside the caller's transaction (import, resolve), writes `account` and `account_link`, and is idempotent.
/// Reads the records once and gives them with the customers they have now, as loadSourceRecords() would read them.
/// Linear in their number.
///
/// Once `progress` is cancelled it stops, also in the midst of a statement: with store::Failure, or with records that
/// are not settled. The caller looks, and gives its transaction up.
SourceRecords settleAccounts(store::Workspace &workspace, const Progress *progress = nullptr);

/// The same after accepting the certain links (certain_links.h): merged customers keep the smallest account id.
SourceRecords acceptCertainLinks(store::Workspace &workspace, const Progress *progress = nullptr);

/// The same after taking the customers apart that have the records of these decisions, which are kept already: they are
/// put together again by what holds now: persons' decisions, and the certain links once these were ever accepted
/// (store::ResolvedSetting). Who first had the customer keeps its id. Each of these functions does so, too, with
/// customers that decisions in force contradict: an undone import may bring them back, a record that arrives show them.
SourceRecords settleDecided(store::Workspace &workspace, const std::vector<LinkDecision> &made);

} // namespace qd::identity
