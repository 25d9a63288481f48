#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

namespace qd::store {
class Workspace;
}

namespace qd::governance {

/// The last batch that first brought one of the files the latest version of a sign-off was prepared with; nothing for a
/// sign-off there is not, and where none of them stands. Throws store::Failure.
[[nodiscard]] std::optional<std::int64_t> lastBatchWhenPrepared(
    const store::Workspace &workspace, const std::string &period, const std::string &left, const std::string &right);

/// Whose a record is, and where it stands.
struct RecordPlace {
    std::string account; ///< account_id in its source; empty where the entity has none
    std::int64_t batch = 0;
    int line = 0;
};
/// Of every record of an entity that has a table of rows, by its key columns joined by a blank. Throws store::Failure.
[[nodiscard]] std::unordered_map<std::string, RecordPlace> recordPlaces(
    const store::Workspace &workspace, const store::Entity &entity, const std::string &source);

} // namespace qd::governance
