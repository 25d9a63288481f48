#pragma once
#include "core/store/workspace.h"

#include <string>
#include <utility>
#include <vector>

namespace qd::answers {

/// A row of a source file behind a figure: where it stood and what it said.
struct SourceRow {
    std::string entity;
    std::string source;
    std::string recordId;
    std::string file;
    int line = 0; ///< of the file, 1 is the header
    std::string asOf; ///< ISO
    std::vector<std::pair<std::string, std::string>> fields; ///< column and value, empty values left out
};

/// The rows of `accounts`, `subscriptions` and `arr_history` that one source has of a customer, for "open the number";
/// subscriptions newest first, at most `limit` rows an entity. `source` empty means all sources.
[[nodiscard]] std::vector<SourceRow> sourceRows(
    const store::Workspace &workspace, const std::string &account, const std::string &source = {}, int limit = 50);

/// The rows of every entity that any source has of a customer, entity by entity in CONTRACT's order, newest first, at
/// most `limit` rows of each entity and source; usage comes last. Damaged and Io as store::forEachUsage().
[[nodiscard]] Result<std::vector<SourceRow>> allSourceRows(
    const store::Workspace &workspace, const std::string &account, int limit = 50);

} // namespace qd::answers
