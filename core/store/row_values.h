#pragma once
#include "core/base/currency.h"
#include "core/base/date.h"
#include "core/base/stored_message.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <optional>
#include <string>

namespace qd::store {

/// Text of a column; empty for NULL.
[[nodiscard]] inline std::string textAt(SQLite::Statement &row, int column)
{
    return row.getColumn(column).getString();
}

/// The message whose words stand in `column` and whose values in the one after it.
[[nodiscard]] inline Message messageAt(SQLite::Statement &row, int column)
{
    const SQLite::Column values = row.getColumn(column + 1);
    return messageFrom(textAt(row, column), values.isNull() ? std::nullopt : std::optional(values.getString()));
}

/// Nothing for NULL and for a text that is no date.
[[nodiscard]] inline std::optional<Date> dateAt(SQLite::Statement &row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return value.isNull() ? std::nullopt : Date::fromIso(value.getText());
}

[[nodiscard]] inline std::optional<std::int64_t> integerAt(SQLite::Statement &row, int column)
{
    const SQLite::Column value = row.getColumn(column);
    return value.isNull() ? std::nullopt : std::optional<std::int64_t>(value.getInt64());
}

/// `base` for NULL and for a text that is no currency.
[[nodiscard]] inline Currency currencyAt(SQLite::Statement &row, int column, Currency base)
{
    return Currency::fromCode(row.getColumn(column).getText()).value_or(base);
}

} // namespace qd::store
