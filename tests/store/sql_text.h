#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <QStringList>

#include <string>

namespace qd::test {

/// What a query finds: a text for each row, its cells with "|" between, "-" for NULL.
inline QStringList found(SQLite::Database &db, const std::string &sql)
{
    QStringList rows;
    SQLite::Statement row(db, sql);
    while (row.executeStep()) {
        QStringList cells;
        for (int i = 0; i < row.getColumnCount(); ++i)
            cells << (row.isColumnNull(i) ? QStringLiteral("-") : QString::fromStdString(row.getColumn(i).getString()));
        rows << cells.join(u'|');
    }
    return rows;
}

/// Enters a batch of `crm` by hand, an import of its own; `more` as in "complete = 1, import_id = 1".
inline std::int64_t enterBatch(
    SQLite::Database &db, const std::string &entity, const std::string &asOf, const std::string &more = {})
{
    db.exec("INSERT OR IGNORE INTO source (name, kind) VALUES ('crm', 'crm')");
    db.exec("INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, rows_read, "
            "accepted, unchanged, quarantined, skipped, imported_at, imported_by) VALUES ('f.csv', '', 0, 'crm', '"
        + entity + "', '', '', '" + asOf + "', 0, 0, 0, 0, 0, '', '')");
    const std::int64_t batch = db.getLastInsertRowid();
    db.exec("UPDATE import_batch SET import_id = batch_id WHERE batch_id = " + std::to_string(batch));
    if (!more.empty())
        db.exec("UPDATE import_batch SET " + more + " WHERE batch_id = " + std::to_string(batch));
    return batch;
}

} // namespace qd::test
