#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace qd::store {

class Workspace;

/// Rows of a query, one after the other, without a copy of what they hold: for the tables that analyses read whole, and
/// for connections that have nothing but SQLite's own handle.
class RowCursor {
public:
    RowCursor(sqlite3 *connection, const std::string &sql);
    RowCursor(const Workspace &workspace, const std::string &sql);
    ~RowCursor();
    RowCursor(const RowCursor &) = delete;
    RowCursor &operator=(const RowCursor &) = delete;

    void bind(int at, const std::string &text);
    void bind(int at, std::int64_t value);

    /// Goes to the next row; false after the last one and after a failure, which status() tells apart.
    bool step();
    /// SQLITE_OK while all is well.
    [[nodiscard]] int status() const;
    /// step() that throws SQLite::Exception for a failure.
    bool next();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    /// Text and bytes are valid until the next step; empty for NULL.
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::string_view blob(int column) const;
    /// Nothing for NULL and for a text that is no date.
    [[nodiscard]] std::optional<Date> date(int column) const;
    /// `base` for NULL and for a text that is no currency.
    [[nodiscard]] Currency currency(int column, Currency base) const;

private:
    sqlite3 *m_connection;
    sqlite3_stmt *m_statement = nullptr;
    int m_status;
};

} // namespace qd::store
