#include "core/store/query_functions.h"

#include "core/store/cell_values.h"

#include <sqlite3.h>

namespace qd::store {

namespace {

constexpr int Kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

std::vector<Cell> cellsOf(int count, sqlite3_value **values)
{
    std::vector<Cell> cells;
    for (int i = 0; i < count; ++i)
        cells.push_back(cellOf(values[i]));
    return cells;
}

void giveError(sqlite3_context *call, const Error &error)
{
    const std::string text = error.message.english();
    sqlite3_result_error(call, text.data(), int(text.size()));
}

void scalar(sqlite3_context *call, int count, sqlite3_value **values)
{
    try {
        const auto *function = static_cast<const ScalarFunction *>(sqlite3_user_data(call));
        const Result<Cell> value = function->value(cellsOf(count, values));
        if (value)
            giveCell(call, *value);
        else
            giveError(call, value.error());
    } catch (const std::bad_alloc &) { // SQLite is C
        sqlite3_result_error_nomem(call);
    }
}

/// SQLite keeps room for a pointer a group; the aggregate hangs on it.
Aggregate **placeOf(sqlite3_context *call)
{
    return static_cast<Aggregate **>(sqlite3_aggregate_context(call, int(sizeof(Aggregate *))));
}

void addRow(sqlite3_context *call, int count, sqlite3_value **values)
{
    try {
        Aggregate **place = placeOf(call);
        if (!place)
            return sqlite3_result_error_nomem(call);
        if (!*place)
            *place = static_cast<const AggregateFunction *>(sqlite3_user_data(call))->begin().release();
        if (const auto added = (*place)->add(cellsOf(count, values)); !added)
            giveError(call, added.error());
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(call);
    }
}

/// Also called where the query was stopped, so that nothing stays behind.
void finish(sqlite3_context *call)
{
    try {
        Aggregate **place = placeOf(call);
        const std::unique_ptr<Aggregate> aggregate(place && *place
                ? *place
                : static_cast<const AggregateFunction *>(sqlite3_user_data(call))->begin().release());
        giveCell(call, aggregate->value());
    } catch (const std::bad_alloc &) {
        sqlite3_result_error_nomem(call);
    }
}

} // namespace

int registerFunctions(sqlite3 *db, const QueryExtras &extras)
{
    for (const ScalarFunction &function : extras.functions) {
        auto *own = new ScalarFunction(function);
        const int made = sqlite3_create_function_v2(db, own->name.c_str(), own->arguments, Kind, own, scalar, nullptr,
            nullptr, [](void *gone) { delete static_cast<ScalarFunction *>(gone); });
        if (made != SQLITE_OK) // which has let go of its own
            return made;
    }
    for (const AggregateFunction &function : extras.aggregates) {
        auto *own = new AggregateFunction(function);
        const int made = sqlite3_create_function_v2(db, own->name.c_str(), own->arguments, Kind, own, nullptr, addRow,
            finish, [](void *gone) { delete static_cast<AggregateFunction *>(gone); });
        if (made != SQLITE_OK)
            return made;
    }
    return SQLITE_OK;
}

} // namespace qd::store
