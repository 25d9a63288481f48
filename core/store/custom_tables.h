#pragma once
#include "core/store/entity_rows.h"

namespace qd::store {

/// Custom tables: files of no canonical entity, each a table of its own, registered in `custom_table`.

/// A name as SQL takes it: in quotes, those within doubled.
[[nodiscard]] std::string quotedName(std::string_view name);

/// Whether the workspace has a table, view or index of that name, in whatever case, that is no custom table.
[[nodiscard]] bool isOwnName(SQLite::Database &db, const std::string &name);

/// How many rows a custom table has; nothing where there is none of that name.
[[nodiscard]] std::optional<std::int64_t> customTableRows(SQLite::Database &db, const std::string &name);

struct TableColumn {
    std::string name;
    std::string type; ///< INTEGER, REAL or TEXT
};

/// Fills a custom table, within the caller's transaction. Throws Failure.
class CustomTableWriter {
public:
    /// Makes and registers the table for `batch`; one of that name gives way and is kept (custom_images.h).
    CustomTableWriter(
        SQLite::Database &db, const std::string &table, std::int64_t batch, const std::vector<TableColumn> &columns);
    ~CustomTableWriter();

    /// Adds a row: values parallel to the columns, each of its column's type or null.
    void add(const std::vector<Value> &row);

private:
    struct Statement;
    std::unique_ptr<Statement> m_insert;
};

} // namespace qd::store
