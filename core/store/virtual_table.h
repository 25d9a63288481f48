#pragma once
#include <sqlite3.h>

#include <new>

namespace qd::store {

/// A read-only table of a connection that needs no CREATE: it exists under its name. `Cursor` is one walk over its
/// rows:
///
///     static constexpr const char *Declaration;                  CREATE TABLE statement
///     static int choose(sqlite3_index_info &info);               as xBestIndex
///     int filter(sqlite3 *, const char *index, int count, sqlite3_value **values);   begins anew
///     int next();                                                SQLite's codes, as all of them
///     bool ended() const;
///     void give(sqlite3_context *context, int column) const;
///     sqlite3_int64 rowId() const;                               the same however the row is found
template <typename Cursor>
class VirtualTable {
public:
    /// Makes the table known to a connection. Returns SQLite's code.
    static int make(sqlite3 *connection, const char *name)
    {
        static const sqlite3_module module = callbacks();
        return sqlite3_create_module_v2(connection, name, &module, nullptr, nullptr);
    }

private:
    struct Table {
        sqlite3_vtab base{};
        sqlite3 *connection = nullptr;
    };
    struct Walk {
        sqlite3_vtab_cursor base{};
        Cursor cursor{};
    };
    static Cursor &cursorOf(sqlite3_vtab_cursor *walk) { return reinterpret_cast<Walk *>(walk)->cursor; }

    static int connect(sqlite3 *connection, void *, int, const char *const *, sqlite3_vtab **out, char **)
    {
        const int status = sqlite3_declare_vtab(connection, Cursor::Declaration);
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
    static int disconnect(sqlite3_vtab *table)
    {
        delete reinterpret_cast<Table *>(table);
        return SQLITE_OK;
    }
    static int open(sqlite3_vtab *, sqlite3_vtab_cursor **out)
    {
        auto *walk = new (std::nothrow) Walk;
        if (!walk)
            return SQLITE_NOMEM;
        *out = &walk->base;
        return SQLITE_OK;
    }
    static int close(sqlite3_vtab_cursor *walk)
    {
        delete reinterpret_cast<Walk *>(walk);
        return SQLITE_OK;
    }
    static int filter(sqlite3_vtab_cursor *walk, int, const char *index, int count, sqlite3_value **values)
    {
        try {
            return cursorOf(walk).filter(reinterpret_cast<Table *>(walk->pVtab)->connection, index, count, values);
        } catch (const std::bad_alloc &) { // SQLite is C
            return SQLITE_NOMEM;
        }
    }
    static int next(sqlite3_vtab_cursor *walk)
    {
        try {
            return cursorOf(walk).next();
        } catch (const std::bad_alloc &) {
            return SQLITE_NOMEM;
        }
    }
    static sqlite3_module callbacks()
    {
        sqlite3_module module{};
        module.iVersion = 1;
        module.xConnect = connect; // without xCreate the table exists by itself, under the module's name
        module.xBestIndex = [](sqlite3_vtab *, sqlite3_index_info *info) { return Cursor::choose(*info); };
        module.xDisconnect = disconnect;
        module.xOpen = open;
        module.xClose = close;
        module.xFilter = filter;
        module.xNext = next;
        module.xEof = [](sqlite3_vtab_cursor *walk) { return cursorOf(walk).ended() ? 1 : 0; };
        module.xColumn = [](sqlite3_vtab_cursor *walk, sqlite3_context *context, int column) {
            cursorOf(walk).give(context, column);
            return SQLITE_OK;
        };
        module.xRowid = [](sqlite3_vtab_cursor *walk, sqlite3_int64 *out) {
            *out = cursorOf(walk).rowId();
            return SQLITE_OK;
        };
        return module;
    }
};

} // namespace qd::store
