#pragma once
#include "core/store/entity_rows.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

/// A stored value; a BLOB counts as text.
[[nodiscard]] inline Value valueOf(const SQLite::Column &column)
{
    if (column.isNull())
        return {};
    if (column.isInteger())
        return {Value::Kind::Integer, column.getInt64(), 0, {}};
    if (column.isFloat())
        return {Value::Kind::Real, 0, column.getDouble(), {}};
    return {Value::Kind::Text, 0, 0, column.getString()};
}

inline void bindValue(SQLite::Statement &statement, int at, const Value &value)
{
    switch (value.kind) {
    case Value::Kind::Null:
        statement.bind(at);
        break;
    case Value::Kind::Integer:
        statement.bind(at, value.integer);
        break;
    case Value::Kind::Real:
        statement.bind(at, value.real);
        break;
    case Value::Kind::Text:
        statement.bind(at, value.text);
        break;
    }
}

} // namespace qd::store
