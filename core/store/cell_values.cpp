#include "core/store/cell_values.h"

#include <sqlite3.h>

namespace qd::store {

Cell cellOf(sqlite3_value *value)
{
    switch (sqlite3_value_type(value)) {
    case SQLITE_NULL:
        return {};
    case SQLITE_INTEGER:
        return std::int64_t(sqlite3_value_int64(value));
    case SQLITE_FLOAT:
        return sqlite3_value_double(value);
    default: {
        const auto *text = reinterpret_cast<const char *>(sqlite3_value_text(value));
        return text ? Cell(std::string(text, std::size_t(sqlite3_value_bytes(value)))) : Cell();
    }
    }
}

void giveCell(sqlite3_context *context, const Cell &cell)
{
    if (const auto *whole = std::get_if<std::int64_t>(&cell))
        sqlite3_result_int64(context, *whole);
    else if (const auto *number = std::get_if<double>(&cell))
        sqlite3_result_double(context, *number);
    else if (const auto *text = std::get_if<std::string>(&cell))
        sqlite3_result_text64(context, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    else
        sqlite3_result_null(context);
}

} // namespace qd::store
