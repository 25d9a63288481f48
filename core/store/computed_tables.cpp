#include "core/store/computed_tables.h"

#include "core/store/cell_values.h"
#include "core/store/custom_tables.h"

#include <sqlite3.h>

#include <unordered_map>

namespace qd::store {

namespace {

/// Rows of one day, and where those of each first value are once somebody looks for one.
struct DayRows {
    std::shared_ptr<const ComputedRows> rows;
    std::unordered_map<std::string, std::vector<std::size_t>> byFirst;
    bool isIndexed = false;

    const std::vector<std::size_t> &with(const std::string &first)
    {
        static const std::vector<std::size_t> None;
        if (!isIndexed) {
            for (std::size_t row = 0; row < rows->size(); ++row) {
                const Cell cell = rows->at(row, 0);
                if (const auto *text = std::get_if<std::string>(&cell))
                    byFirst[*text].push_back(row);
            }
            isIndexed = true;
        }
        const auto found = byFirst.find(first);
        return found == byFirst.end() ? None : found->second;
    }
};

/// What a plan looks rows up by, as bits of idxNum; its values come in this order.
enum Lookup { ByDay = 1, ByFirst = 2 };

} // namespace

struct ComputedTables::Kept {
    ComputedTable table;
    std::optional<Error> *failure = nullptr;
    std::map<std::optional<Date>, DayRows> days;

    /// nullptr where it cannot be computed, with why.
    DayRows *on(std::optional<Date> day)
    {
        const auto found = days.find(day);
        if (found != days.end())
            return &found->second;
        auto rows = table.compute(day);
        if (!rows) {
            *failure = rows.error();
            return nullptr;
        }
        return &days.emplace(day, DayRows{std::move(*rows), {}, false}).first->second;
    }
};

namespace {

struct Table {
    sqlite3_vtab base{};
    ComputedTables::Kept *kept = nullptr;
};

struct Walk {
    sqlite3_vtab_cursor base{};
    DayRows *day = nullptr;
    const std::vector<std::size_t> *chosen = nullptr; ///< all rows where nullptr
    std::size_t at = 0;

    [[nodiscard]] std::size_t size() const { return !day ? 0 : chosen ? chosen->size() : day->rows->size(); }
    [[nodiscard]] std::size_t row() const { return chosen ? (*chosen)[at] : at; }
};

int connect(sqlite3 *db, void *kept, int, const char *const *, sqlite3_vtab **out, char **)
{
    const ComputedTable &table = static_cast<ComputedTables::Kept *>(kept)->table;
    std::string declaration = "CREATE TABLE x (";
    for (const ComputedColumn &column : table.columns)
        declaration += quotedName(column.name) + ' ' + column.type + ", ";
    const int status = sqlite3_declare_vtab(db, (declaration + "as_of TEXT HIDDEN)").c_str());
    if (status != SQLITE_OK)
        return status;
    sqlite3_vtab_config(db, SQLITE_VTAB_INNOCUOUS);
    auto *made = new (std::nothrow) Table;
    if (!made)
        return SQLITE_NOMEM;
    made->kept = static_cast<ComputedTables::Kept *>(kept);
    *out = &made->base;
    return SQLITE_OK;
}

int choose(sqlite3_vtab *table, sqlite3_index_info *info)
{
    const int dayColumn = int(reinterpret_cast<Table *>(table)->kept->table.columns.size());
    int day = -1;
    int first = -1;
    bool isDayComing = false;
    for (int i = 0; i < info->nConstraint; ++i) {
        const auto &constraint = info->aConstraint[i];
        if (constraint.op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (constraint.iColumn == dayColumn && !constraint.usable)
            isDayComing = true;
        else if (constraint.iColumn == dayColumn)
            day = i;
        else if (constraint.iColumn == 0 && constraint.usable
            && std::string_view(sqlite3_vtab_collation(info, i)) == "BINARY")
            first = i;
    }
    if (isDayComing && day < 0)
        return SQLITE_CONSTRAINT; // the day has to be known before the rows are
    int argument = 0;
    if (day >= 0) {
        info->aConstraintUsage[day].argvIndex = ++argument;
        info->aConstraintUsage[day].omit = 1;
        info->idxNum |= ByDay;
    }
    if (first >= 0) {
        info->aConstraintUsage[first].argvIndex = ++argument;
        info->idxNum |= ByFirst;
    }
    info->estimatedRows = first >= 0 ? 20 : 100'000;
    info->estimatedCost = first >= 0 ? 40 : 200'000;
    return SQLITE_OK;
}

int refuse(Table &table, const std::string &why)
{
    sqlite3_free(table.base.zErrMsg);
    table.base.zErrMsg = sqlite3_mprintf("%s", why.c_str());
    return SQLITE_ERROR;
}

int begin(Walk &walk, int index, sqlite3_value **values)
{
    auto &table = *reinterpret_cast<Table *>(walk.base.pVtab);
    walk.at = 0;
    walk.day = nullptr;
    walk.chosen = nullptr;
    std::optional<Date> day;
    if (index & ByDay) {
        const Cell asked = cellOf(*values++);
        if (std::holds_alternative<std::monostate>(asked))
            return SQLITE_OK; // as_of = NULL holds for no row
        const auto *text = std::get_if<std::string>(&asked);
        day = text ? Date::fromIso(*text) : std::nullopt;
        if (!day)
            return refuse(table, "as_of of " + table.kept->table.name + " wants a date as YYYY-MM-DD");
    }
    walk.day = table.kept->on(day);
    if (!walk.day)
        return refuse(table, "it cannot be computed");
    if (index & ByFirst) {
        static const std::vector<std::size_t> None;
        const Cell asked = cellOf(*values);
        const auto *text = std::get_if<std::string>(&asked);
        walk.chosen = text ? &walk.day->with(*text) : &None;
    }
    return SQLITE_OK;
}

int filter(sqlite3_vtab_cursor *walk, int index, const char *, int, sqlite3_value **values)
{
    try {
        return begin(*reinterpret_cast<Walk *>(walk), index, values);
    } catch (const std::bad_alloc &) { // SQLite is C
        return SQLITE_NOMEM;
    } catch (const std::exception &failure) { // what SQL of an analysis ended with
        return refuse(*reinterpret_cast<Table *>(walk->pVtab), failure.what());
    }
}

int column(sqlite3_vtab_cursor *cursor, sqlite3_context *context, int column)
{
    const auto &walk = *reinterpret_cast<Walk *>(cursor);
    try {
        const auto at = std::size_t(column);
        const std::size_t own = reinterpret_cast<Table *>(cursor->pVtab)->kept->table.columns.size();
        giveCell(context, at < own ? walk.day->rows->at(walk.row(), at) : Cell(walk.day->rows->day().iso()));
    } catch (const std::bad_alloc &) {
        return SQLITE_NOMEM;
    } catch (const std::exception &failure) {
        sqlite3_result_error(context, failure.what(), -1);
    }
    return SQLITE_OK;
}

sqlite3_module callbacks()
{
    sqlite3_module module{};
    module.iVersion = 1;
    module.xConnect = connect; // without xCreate the table exists by itself, under the module's name
    module.xBestIndex = choose;
    module.xDisconnect = [](sqlite3_vtab *table) {
        delete reinterpret_cast<Table *>(table);
        return SQLITE_OK;
    };
    module.xOpen = [](sqlite3_vtab *, sqlite3_vtab_cursor **out) {
        auto *walk = new (std::nothrow) Walk;
        if (!walk)
            return SQLITE_NOMEM;
        *out = &walk->base;
        return SQLITE_OK;
    };
    module.xClose = [](sqlite3_vtab_cursor *walk) {
        delete reinterpret_cast<Walk *>(walk);
        return SQLITE_OK;
    };
    module.xFilter = filter;
    module.xNext = [](sqlite3_vtab_cursor *walk) {
        ++reinterpret_cast<Walk *>(walk)->at;
        return SQLITE_OK;
    };
    module.xEof = [](sqlite3_vtab_cursor *cursor) {
        const auto &walk = *reinterpret_cast<Walk *>(cursor);
        return walk.at >= walk.size() ? 1 : 0;
    };
    module.xColumn = column;
    module.xRowid = [](sqlite3_vtab_cursor *cursor, sqlite3_int64 *out) {
        *out = sqlite3_int64(reinterpret_cast<Walk *>(cursor)->row());
        return SQLITE_OK;
    };
    return module;
}

} // namespace

ComputedTables::ComputedTables(std::vector<ComputedTable> tables)
{
    for (ComputedTable &table : tables) {
        m_tables.push_back(std::make_unique<Kept>());
        m_tables.back()->table = std::move(table);
        m_tables.back()->failure = &m_failure;
    }
}

ComputedTables::~ComputedTables() = default;

int ComputedTables::registerAt(sqlite3 *db)
{
    static const sqlite3_module module = callbacks();
    for (const auto &kept : m_tables) {
        int status = sqlite3_create_module_v2(db, kept->table.name.c_str(), &module, kept.get(), nullptr);
        if (status != SQLITE_OK)
            return status;
        sqlite3_stmt *first = nullptr;
        status = sqlite3_prepare_v2(db, ("SELECT 1 FROM " + quotedName(kept->table.name)).c_str(), -1, &first, nullptr);
        sqlite3_finalize(first);
        if (status != SQLITE_OK)
            return status;
    }
    return SQLITE_OK;
}

} // namespace qd::store
