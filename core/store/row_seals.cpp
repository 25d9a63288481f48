#include "core/store/row_seals.h"

#include "core/store/action_rows.h"
#include "core/store/custom_tables.h"

#include <QCryptographicHash>

#include <sqlite3.h>
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <tuple>

namespace qd::store {

namespace {

/// These keep themselves: the log by its chain, the mark by the log, the seals by what they seal.
const std::set<std::string> Unsealed{"audit_log", "workspace_change", "row_seal"};
const std::set<std::string> SealedByBatch{"quarantine", "record_history", "row_image", "usage_image"};

struct Table {
    std::string name;
    std::string columns; ///< stored ones, quoted; what is generated follows from them
    std::string order; ///< of its key
    std::string part; ///< column that parts it; empty for none
};

/// A custom table has the columns of its file, whatever they are called.
bool isCustom(SQLite::Database &db, const std::string &name)
{
    SQLite::Statement row(
        db, "SELECT 1 FROM custom_table WHERE name = ?1 UNION ALL SELECT 1 FROM custom_table_image WHERE kept_as = ?1");
    row.bind(1, name);
    return row.executeStep();
}

Table describeTable(SQLite::Database &db, const std::string &name)
{
    constexpr int Stored = 0; // neither hidden nor generated
    Table table{name, {}, {}, {}};
    std::map<int, std::string> key;
    bool hasBatch = false;
    bool hasSource = false;
    SQLite::Statement column(db, "SELECT name, hidden, pk FROM pragma_table_xinfo(?)");
    column.bind(1, name);
    while (column.executeStep()) {
        const std::string text = column.getColumn(0).getString();
        if (column.getColumn(1).getInt() != Stored)
            continue;
        table.columns += (table.columns.empty() ? "" : ", ") + quotedName(text);
        hasBatch = hasBatch || text == "batch_id";
        hasSource = hasSource || text == "source";
        if (const int place = column.getColumn(2).getInt(); place > 0)
            key.emplace(place, quotedName(text));
    }
    for (const auto &[place, text] : key)
        table.order += (table.order.empty() ? "" : ", ") + text;
    if (table.order.empty())
        table.order = "rowid";
    if (SealedByBatch.contains(name))
        table.part = "batch_id";
    else if (hasBatch && hasSource && name != "import_batch" && !isCustom(db, name))
        table.part = "source";
    return table;
}

std::vector<Table> sealedTables(SQLite::Database &db)
{
    std::vector<std::string> names;
    SQLite::Statement row(db,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\' ORDER BY name");
    while (row.executeStep())
        names.push_back(row.getColumn(0).getString());
    std::vector<Table> tables;
    for (const std::string &name : names) {
        if (!Unsealed.contains(name))
            tables.push_back(describeTable(db, name));
    }
    return tables;
}

struct Seal {
    std::int64_t rows = 0;
    std::string digest;

    bool operator==(const Seal &) const = default;
};

/// Adds a value so that no two rows give the same bytes: kind, length, content.
void append(std::string &bytes, sqlite3_stmt *row, int column)
{
    const int kind = sqlite3_column_type(row, column);
    bytes += char('0' + kind);
    std::int64_t number = 0;
    if (kind == SQLITE_FLOAT) {
        const double real = sqlite3_column_double(row, column);
        std::memcpy(&number, &real, sizeof number);
    } else if (kind == SQLITE_INTEGER) {
        number = sqlite3_column_int64(row, column);
    } else if (kind != SQLITE_NULL) {
        const void *content = sqlite3_column_blob(row, column);
        number = sqlite3_column_bytes(row, column);
        bytes.append(static_cast<const char *>(content), content ? std::size_t(number) : 0);
    }
    for (int shift = 0; shift < 64; shift += 8)
        bytes += char(std::uint64_t(number) >> shift);
}

/// By SQLite's own calls: a column object for each value would double the time.
Seal sealOf(SQLite::Database &db, const Table &table, const std::string &part)
{
    constexpr std::size_t PieceBytes = 1 << 16;
    const std::string sql = "SELECT " + table.columns + " FROM " + quotedName(table.name)
        + (table.part.empty() ? std::string() : " WHERE " + table.part + " = ?1") + " ORDER BY " + table.order;
    sqlite3_stmt *raw = nullptr;
    const int prepared = sqlite3_prepare_v2(db.getHandle(), sql.c_str(), -1, &raw, nullptr);
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> row(raw, sqlite3_finalize);
    if (prepared != SQLITE_OK)
        throw SQLite::Exception(db.getHandle(), prepared);
    if (!table.part.empty())
        sqlite3_bind_text(raw, 1, part.c_str(), int(part.size()), SQLITE_STATIC);
    const int columns = sqlite3_column_count(raw);
    QCryptographicHash hash(QCryptographicHash::Blake2b_256);
    std::string bytes;
    Seal seal;
    int state = sqlite3_step(raw);
    for (; state == SQLITE_ROW; state = sqlite3_step(raw)) {
        ++seal.rows;
        for (int i = 0; i < columns; ++i)
            append(bytes, raw, i);
        if (bytes.size() >= PieceBytes) {
            hash.addData(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
            bytes.clear();
        }
    }
    if (state != SQLITE_DONE)
        throw SQLite::Exception(db.getHandle(), state);
    hash.addData(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
    seal.digest = hash.result().toHex().toStdString();
    return seal;
}

std::set<std::string> texts(SQLite::Statement &&query)
{
    std::set<std::string> found;
    while (query.executeStep())
        found.insert(query.getColumn(0).getString());
    return found;
}

std::set<std::string> partsOf(SQLite::Database &db, const Table &table)
{
    if (table.part.empty())
        return {""};
    return texts(SQLite::Statement(db, "SELECT DISTINCT " + table.part + " FROM " + quotedName(table.name)));
}

std::set<std::string> partsSince(SQLite::Database &db, const Table &table, std::int64_t lastBatch)
{
    if (table.part.empty())
        return {""};
    SQLite::Statement query(db, "SELECT DISTINCT " + table.part + " FROM import_batch WHERE batch_id > ?");
    query.bind(1, lastBatch);
    std::set<std::string> parts = texts(std::move(query));
    if (table.part == "source")
        parts.insert(OwnSource); // an import lets rules write rows that are no file's
    return parts;
}

void write(SQLite::Database &db, const Table &table, const std::set<std::string> &parts)
{
    SQLite::Statement drop(db, "DELETE FROM row_seal WHERE table_name = ? AND part = ?");
    SQLite::Statement insert(db, "INSERT INTO row_seal (table_name, part, rows, digest) VALUES (?, ?, ?, ?)");
    for (const std::string &part : parts) {
        const Seal seal = sealOf(db, table, part);
        drop.reset();
        drop.bind(1, table.name);
        drop.bind(2, part);
        drop.exec();
        if (seal.rows == 0)
            continue; // nothing there is nothing sealed
        insert.reset();
        insert.bind(1, table.name);
        insert.bind(2, part);
        insert.bind(3, seal.rows);
        insert.bind(4, seal.digest);
        insert.exec();
    }
}

std::map<std::string, Seal> kept(SQLite::Database &db, const std::string &table)
{
    std::map<std::string, Seal> seals;
    SQLite::Statement row(db, "SELECT part, rows, digest FROM row_seal WHERE table_name = ?");
    row.bind(1, table);
    while (row.executeStep())
        seals.emplace(row.getColumn(0).getString(), Seal{row.getColumn(1).getInt64(), row.getColumn(2).getString()});
    return seals;
}

/// Also parts of which nothing is left.
std::set<std::string> partsNowOrSealed(SQLite::Database &db, const Table &table)
{
    std::set<std::string> parts = partsOf(db, table);
    for (const auto &[part, seal] : kept(db, table.name))
        parts.insert(part);
    return parts;
}

/// A whole table that is not there any more, a custom table for example.
std::vector<SealBreak> lostTables(SQLite::Database &db)
{
    std::vector<SealBreak> lost;
    SQLite::Statement row(db,
        "SELECT table_name, part, rows FROM row_seal s WHERE NOT EXISTS "
        "(SELECT 1 FROM sqlite_master m WHERE m.type = 'table' AND m.name = s.table_name)");
    while (row.executeStep())
        lost.push_back({row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getInt64(), 0});
    return lost;
}

} // namespace

std::int64_t lastBatch(SQLite::Database &db)
{
    return db.execAndGet("SELECT coalesce(max(batch_id), 0) FROM import_batch").getInt64();
}

void sealWritten(SQLite::Database &db, const std::set<std::string> &tables, std::int64_t lastBatch)
{
    const bool imported = store::lastBatch(db) > lastBatch;
    SQLite::Statement replaced(db, "SELECT kept_as FROM custom_table_image WHERE batch_id > ?");
    replaced.bind(1, lastBatch);
    const std::set<std::string> kept = texts(std::move(replaced));
    for (const Table &table : sealedTables(db)) {
        if (tables.contains(table.name) || kept.contains(table.name))
            write(db, table, imported ? partsSince(db, table, lastBatch) : partsNowOrSealed(db, table));
    }
}

void sealAll(SQLite::Database &db)
{
    db.exec("DELETE FROM row_seal");
    for (const Table &table : sealedTables(db))
        write(db, table, partsOf(db, table));
}

Result<std::vector<SealBreak>> brokenSeals(SQLite::Database &db, Progress &progress)
{
    std::vector<SealBreak> broken = lostTables(db);
    for (const Table &table : sealedTables(db)) {
        const auto seals = kept(db, table.name);
        for (const std::string &part : partsNowOrSealed(db, table)) {
            if (progress.isCancelled())
                return cancelled();
            const Seal now = sealOf(db, table, part);
            const auto was = seals.find(part);
            if (was == seals.end() ? now.rows > 0 : was->second != now)
                broken.push_back({table.name, part, was == seals.end() ? 0 : was->second.rows, now.rows});
        }
    }
    std::sort(broken.begin(), broken.end(),
        [](const SealBreak &a, const SealBreak &b) { return std::tie(a.table, a.part) < std::tie(b.table, b.part); });
    return broken;
}

} // namespace qd::store
