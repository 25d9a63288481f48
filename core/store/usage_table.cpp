#include "core/store/usage_table.h"

#include "core/store/usage_reader.h"

#include <sqlite3.h>

#include <cmath>
#include <new>

namespace qd::store {

namespace {

enum Column { Source, AccountId, Day, Feature, FirstMeasure, Batch = FirstMeasure + 4, Line, Extra };

constexpr const char *Declaration =
    "CREATE TABLE x(source TEXT, account_id TEXT, date TEXT, feature TEXT, active_users NUMERIC,"
    " licensed_users NUMERIC, events NUMERIC, minutes NUMERIC, batch_id INTEGER, line INTEGER, extra TEXT)";

/// What SQLite allots for the table, and for one walk over it.
struct Table {
    sqlite3_vtab base{};
    sqlite3 *connection = nullptr;
};
struct Walk {
    sqlite3_vtab_cursor base{};
    std::unique_ptr<UsageCursor> cursor;
    bool ended = true;
};

int connectTable(sqlite3 *connection, void *, int, const char *const *, sqlite3_vtab **out, char **)
{
    const int status = sqlite3_declare_vtab(connection, Declaration);
    if (status != SQLITE_OK)
        return status;
    sqlite3_vtab_config(connection, SQLITE_VTAB_INNOCUOUS);
    auto *table = new (std::nothrow) Table;
    if (!table)
        return SQLITE_NOMEM;
    table->connection = connection;
    *out = &table->base;
    return SQLITE_OK;
}

int disconnectTable(sqlite3_vtab *table)
{
    delete reinterpret_cast<Table *>(table);
    return SQLITE_OK;
}

/// A letter for each condition handed to filterRows: s, a (source, account equal), then = < > for the date. Strictness
/// of < and > is left to SQLite, which checks every row again.
char conditionLetter(const sqlite3_index_info::sqlite3_index_constraint &condition)
{
    if (condition.iColumn == Source || condition.iColumn == AccountId) {
        if (condition.op != SQLITE_INDEX_CONSTRAINT_EQ)
            return 0;
        return condition.iColumn == Source ? 's' : 'a';
    }
    if (condition.iColumn != Day)
        return 0;
    switch (condition.op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
        return '=';
    case SQLITE_INDEX_CONSTRAINT_LT:
    case SQLITE_INDEX_CONSTRAINT_LE:
        return '<';
    case SQLITE_INDEX_CONSTRAINT_GT:
    case SQLITE_INDEX_CONSTRAINT_GE:
        return '>';
    default:
        return 0;
    }
}

int chooseIndex(sqlite3_vtab *, sqlite3_index_info *info)
{
    std::string letters;
    double cost = 1e7;
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto &condition = info->aConstraint[i];
        const char letter = condition.usable ? conditionLetter(condition) : char(0);
        // Text comparisons of another collation than BINARY would not find the same rows.
        if (letter == 0 || std::string_view(sqlite3_vtab_collation(info, i)) != "BINARY")
            continue;
        letters += letter;
        info->aConstraintUsage[i].argvIndex = int(letters.size());
        cost /= letter == 'a' ? 1000 : letter == 's' ? 2 : 4;
    }
    info->estimatedCost = cost;
    info->estimatedRows = sqlite3_int64(cost);
    info->idxStr = sqlite3_mprintf("%s", letters.c_str());
    info->needToFreeIdxStr = 1;
    return info->idxStr ? SQLITE_OK : SQLITE_NOMEM;
}

int openWalk(sqlite3_vtab *, sqlite3_vtab_cursor **out)
{
    auto *walk = new (std::nothrow) Walk;
    if (!walk)
        return SQLITE_NOMEM;
    *out = &walk->base;
    return SQLITE_OK;
}

int closeWalk(sqlite3_vtab_cursor *cursor)
{
    delete reinterpret_cast<Walk *>(cursor);
    return SQLITE_OK;
}

int moveOn(sqlite3_vtab_cursor *cursor)
{
    auto &walk = *reinterpret_cast<Walk *>(cursor);
    walk.ended = !walk.cursor->next();
    return walk.cursor->status();
}

std::optional<std::string> textOf(sqlite3_value *value)
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_value_text(value));
    if (!bytes)
        return std::nullopt;
    return std::string(bytes, std::size_t(sqlite3_value_bytes(value)));
}

/// Narrows `filter` by one condition; false when no row can satisfy it.
bool narrow(UsageFilter &filter, char letter, const std::optional<std::string> &text)
{
    if (!text)
        return false; // nothing equals NULL or is less than it
    if (letter == 's' || letter == 'a') {
        auto &wanted = letter == 's' ? filter.source : filter.accountId;
        if (wanted && *wanted != *text)
            return false;
        wanted = text;
        return true;
    }
    const auto date = Date::fromIso(*text);
    if (!date)
        return true; // any text may stand in a comparison; SQLite compares it itself
    if ((letter == '=' || letter == '>') && (!filter.from || *date > *filter.from))
        filter.from = date;
    if ((letter == '=' || letter == '<') && (!filter.to || *date < *filter.to))
        filter.to = date;
    return true;
}

int filterRows(sqlite3_vtab_cursor *cursor, int, const char *letters, int count, sqlite3_value **values)
{
    auto &walk = *reinterpret_cast<Walk *>(cursor);
    UsageFilter filter;
    bool possible = true;
    for (int i = 0; i < count; ++i)
        possible = narrow(filter, letters[i], textOf(values[i])) && possible;
    walk.ended = true;
    if (!possible)
        return SQLITE_OK;
    walk.cursor = std::make_unique<UsageCursor>(reinterpret_cast<Table *>(cursor->pVtab)->connection, filter);
    return moveOn(cursor);
}

int atEnd(sqlite3_vtab_cursor *cursor)
{
    return reinterpret_cast<Walk *>(cursor)->ended ? 1 : 0;
}

void giveText(sqlite3_context *context, std::string_view text)
{
    sqlite3_result_text(context, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void giveMeasure(sqlite3_context *context, double value)
{
    if (std::isnan(value))
        sqlite3_result_null(context);
    else if (value == std::trunc(value) && std::abs(value) < 9e15)
        sqlite3_result_int64(context, sqlite3_int64(value));
    else
        sqlite3_result_double(context, value);
}

int giveColumn(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const UsageRow &row = reinterpret_cast<Walk *>(cursor)->cursor->row();
    switch (column) {
    case Source:
        giveText(context, row.source);
        break;
    case AccountId:
        giveText(context, row.accountId);
        break;
    case Day:
        giveText(context, row.date.iso());
        break;
    case Feature:
        giveText(context, row.feature);
        break;
    case Batch:
        sqlite3_result_int64(context, row.batch);
        break;
    case Line:
        sqlite3_result_int64(context, row.line);
        break;
    case Extra:
        row.extra.empty() ? sqlite3_result_null(context) : giveText(context, row.extra);
        break;
    default:
        giveMeasure(context, row.measures[std::size_t(column - FirstMeasure)]);
    }
    return SQLITE_OK;
}

int giveRowId(sqlite3_vtab_cursor *cursor, sqlite3_int64 *out)
{
    // SQLite merges the walks of an OR by row id.
    *out = reinterpret_cast<Walk *>(cursor)->cursor->row().rowId;
    return SQLITE_OK;
}

sqlite3_module usageModule()
{
    sqlite3_module module{};
    module.iVersion = 1;
    module.xConnect = connectTable; // without xCreate the table exists by itself, under the module's name
    module.xBestIndex = chooseIndex;
    module.xDisconnect = disconnectTable;
    module.xOpen = openWalk;
    module.xClose = closeWalk;
    module.xFilter = filterRows;
    module.xNext = moveOn;
    module.xEof = atEnd;
    module.xColumn = giveColumn;
    module.xRowid = giveRowId;
    return module;
}

} // namespace

int registerUsageTable(sqlite3 *connection)
{
    static const sqlite3_module module = usageModule();
    const int status = sqlite3_create_module_v2(connection, "usage", &module, nullptr, nullptr);
    if (status != SQLITE_OK)
        return status;
    // The first use declares the columns, which an authorizer set later (the SQL console's) would deny.
    sqlite3_stmt *first = nullptr;
    const int prepared = sqlite3_prepare_v2(connection, "SELECT 1 FROM usage", -1, &first, nullptr);
    sqlite3_finalize(first);
    return prepared;
}

} // namespace qd::store
