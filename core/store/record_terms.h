#pragma once
#include "core/store/entities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// What a record is worth, and when it counts.
struct RecordTerms {
    std::string record; ///< key columns joined by a blank
    bool made = false; ///< the batch was the first to have it
    bool firstValue = false; ///< of an account that was known without ARR: the batch, as of its own day, gave it one
    std::optional<std::int64_t> annualMinor; ///< annual value of a contract, ARR of an account; nothing of others
    std::string currency; ///< empty for none
    std::string start; ///< of contracts, ISO; empty: counts always
    std::string end; ///< last day; empty for none
    std::string cancelled; ///< first day it does not count any more; empty for none

    /// The value on a day, ISO; 0 where it does not count then, or has none.
    [[nodiscard]] std::int64_t arrOn(const std::string &day) const;
};

/// The records of a source that `batch` made, or of which it changed a kept field, as they stand now; by key, bare ones
/// left out. Precondition: an entity that has a table of rows.
[[nodiscard]] std::vector<RecordTerms> termsOfBatch(
    SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch);

} // namespace qd::store
