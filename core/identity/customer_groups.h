#pragma once
#include "core/base/result.h"
#include "core/identity/account_directory.h"

#include <map>

namespace qd::identity {

/// Groups of customers that may overlap, beside the golden fields: `product`, those of whom any contract ever named it
/// (so that a product that was given up leaves nobody out of the opening of a rate), and `list`, those whom somebody
/// put on a list of that name. A list is kept in the settings of the workspace as `list.NAME`.

/// Lists by name, each with the ids of its customers in order.
[[nodiscard]] std::map<std::string, std::vector<std::string>> customerLists(const store::Workspace &workspace);

/// Keeps a list in place of the one of that name, in one transaction with its entry of the audit log; no customers
/// remove it. Ids are kept once each, in order. InvalidArgument for a name that is empty, longer than 60 characters or
/// begins or ends with a blank, and for what is no id of a customer there is; nothing is changed then.
[[nodiscard]] Result<void> keepCustomerList(
    store::Workspace &workspace, const std::string &name, const std::vector<std::string> &customers);

/// Puts the customers of a directory into the groups they are in. After AccountDirectory::merge(): contracts of a
/// record that moved are the other's.
void readCustomerGroups(const store::Workspace &workspace, AccountDirectory &directory);
/// The same of lists alone, where the contracts are read anyway: groupByProduct() is for each of them.
void readCustomerLists(const store::Workspace &workspace, AccountDirectory &directory);
/// A contract of a source's account names a product; nothing where nobody has the account.
void groupByProduct(
    AccountDirectory &directory, std::string_view source, std::string_view record, std::string_view product);

} // namespace qd::identity
