#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace qd::store {

/// Name under which row_image has the keys of rows that complete files held back, without an image.
inline constexpr const char *HeldRows = "quarantine";

/// Keys, without the source, that the files of an import of one source and entity held back while they were complete.
/// Of a batch that was undone there are none.
[[nodiscard]] std::vector<std::vector<std::string>> heldKeys(
    SQLite::Database &db, const std::string &source, const std::string &entity, std::int64_t import);

} // namespace qd::store
