#include "core/store/held_rows.h"

#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

std::vector<std::vector<std::string>> heldKeys(
    SQLite::Database &db, const std::string &source, const std::string &entity, std::int64_t import)
{
    SQLite::Statement row(db,
        "SELECT i.record FROM import_batch b CROSS JOIN row_image i ON i.batch_id = b.batch_id AND i.table_name = ?4 "
        "WHERE b.import_id = ?1 AND b.source = ?2 AND b.entity = ?3");
    row.bind(1, import);
    row.bind(2, source);
    row.bind(3, entity);
    row.bind(4, HeldRows);
    std::vector<std::vector<std::string>> keys;
    while (row.executeStep()) {
        std::vector<std::string> key;
        const auto parts = nlohmann::json::parse(row.getColumn(0).getString(), nullptr, false);
        for (const auto &part : parts)
            key.push_back(part.is_string() ? part.get<std::string>() : std::string());
        keys.push_back(std::move(key));
    }
    return keys;
}

} // namespace qd::store
