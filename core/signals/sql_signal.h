#pragma once
#include "core/base/date.h"
#include "core/base/progress.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::identity {
class AccountDirectory;
}

namespace qd::signs {

/// The query with each `:as_of` outside of texts, quoted names and comments replaced by the day as a text.
[[nodiscard]] std::string withAsOf(const std::string &query, Date day);

/// A signal by a read-only query with the columns `account` (the workspace's id of it) and `value`, `:as_of` being
/// `day`: a value for each account, Empty where the query has no row or no value. What the query sees of later days its
/// author answers for. BadData for a query that cannot run, a missing column, a value that is no number, an account
/// that stands twice or that nobody has.
[[nodiscard]] Result<std::vector<double>> sqlSignal(const store::Workspace &workspace,
    const identity::AccountDirectory &accounts, const std::string &query, Date day, Progress &progress);

} // namespace qd::signs
