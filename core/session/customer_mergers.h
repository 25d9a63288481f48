#pragma once
#include "core/base/progress.h"
#include "core/identity/mergers.h"

namespace qd::session {

/// What a person says about two customers that became one, by their ids.
struct MergerRequest {
    std::string into; ///< the customer that goes on
    std::string from; ///< the one that ends
    Date on; ///< the first day from which they are one
    bool proForma = false; ///< they are one for all time
    std::string by; ///< who says so
};

/// Keeps a merger, or another day of one there is, with an entry in the audit log, and settles breaks: one action. What
/// `from` has counts to `into` from that day (AccountDirectory::merge()); before it both stay apart. Gives the mergers
/// of before, for setMergers(). NotFound for a customer that is not there, with the nearest id; InvalidArgument for one
/// with itself; Conflict where `into` ended in `from` by other mergers, and where a person said that records of both
/// are never one customer.
[[nodiscard]] Result<std::vector<identity::Merger>> mergeCustomers(
    store::Workspace &workspace, const MergerRequest &request, Progress &progress);

/// Takes the merger of a customer back, by the id it had: it is one of its own on all days. NotFound where there is
/// none.
[[nodiscard]] Result<std::vector<identity::Merger>> unmergeCustomer(
    store::Workspace &workspace, const std::string &from, Progress &progress);

/// Sets all mergers, as undo does.
[[nodiscard]] Result<void> setMergers(
    store::Workspace &workspace, const std::vector<identity::Merger> &mergers, Progress &progress);

} // namespace qd::session
