#include "core/store/closed_rows.h"

#include "core/store/row_images.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

std::string openCondition(const Entity &entity)
{
    return std::string(" FROM \"") + std::string(entity.name) + "\" WHERE source = ?1 AND closed_on IS NULL"
        + (entity.mayBeBare() ? " AND bare = 0" : "");
}

} // namespace

std::vector<OpenRow> openRows(
    SQLite::Database &db, const Entity &entity, const std::string &source, const std::string &asOf)
{
    const std::vector<std::string> keys = keyColumns(entity);
    std::string columns;
    std::string order;
    for (const std::string &key : keys) {
        columns += '"' + key + "\", ";
        order += (order.empty() ? "\"" : ", \"") + key + '"';
    }
    const int kept = entity.indexOf("arr");
    columns += kept >= 0 && entity.columns[std::size_t(kept)].history != History::None
        ? "arr_minor, coalesce(currency, '')"
        : "NULL, ''";
    SQLite::Statement row(db, "SELECT " + columns + openCondition(entity) + " AND as_of <= ?2 ORDER BY " + order);
    row.bind(1, source);
    row.bind(2, asOf);
    std::vector<OpenRow> rows;
    while (row.executeStep()) {
        OpenRow open;
        for (std::size_t i = 0; i < keys.size(); ++i)
            open.key.push_back(row.getColumn(int(i)).getString());
        if (const SQLite::Column arr = row.getColumn(int(keys.size())); !arr.isNull())
            open.arrMinor = arr.getInt64();
        open.currency = row.getColumn(int(keys.size()) + 1).getString();
        rows.push_back(std::move(open));
    }
    return rows;
}

std::int64_t openBefore(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch)
{
    SQLite::Statement row(db, "SELECT count(*)" + openCondition(entity) + " AND coalesce(first_batch, 0) < ?2");
    row.bind(1, source);
    row.bind(2, batch);
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

void closeRows(SQLite::Database &db, const Entity &entity, const std::string &source, std::int64_t batch,
    const std::string &asOf, const std::vector<OpenRow> &rows)
{
    const std::vector<std::string> keys = keyColumns(entity);
    std::string sql = "UPDATE \"" + std::string(entity.name) + "\" SET closed_on = ? WHERE source = ?";
    for (const std::string &key : keys)
        sql += " AND \"" + key + "\" = ?";
    SQLite::Statement close(db, sql);
    RowImages images(db, std::string(entity.name), keys.size(), batch);
    ImageText open;
    open.add("closed_on", {});
    for (const OpenRow &row : rows) {
        images.keep({row.key.begin(), row.key.end()}, open.text());
        close.reset();
        int at = 1;
        close.bind(at++, asOf);
        close.bind(at++, source);
        for (const std::string &part : row.key)
            close.bind(at++, part);
        close.exec();
    }
}

} // namespace qd::store
