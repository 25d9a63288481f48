#pragma once
#include "core/portfolio/arr_book.h"

namespace qd::store {
class Workspace;
}

namespace qd::portfolio {

/// Line of an `accounts` record in its file, by source and id.
using RecordLines = std::map<std::string, std::unordered_map<std::string, int>>;

/// What ARR is read from, of every source that has any: subscriptions by their stated dates, months of arr_history,
/// snapshots of accounts.arr (CONTRACT section 2). One pass over each table.
[[nodiscard]] std::map<std::string, ArrContracts> readContracts(const store::Workspace &workspace,
    const std::vector<ArrSource> &sources, const identity::AccountDirectory &accounts, const RecordLines &lines);

} // namespace qd::portfolio
