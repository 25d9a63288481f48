#include "core/store/settled_images.h"

#include "core/store/row_images.h"
#include "core/store/typed_values.h"

#include <nlohmann/json.hpp>
#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

using Json = nlohmann::ordered_json;

/// All columns of a row as an image.
std::string imageOf(SQLite::Statement &row)
{
    ImageText image;
    for (int i = 0; i < row.getColumnCount(); ++i)
        image.add(row.getColumnName(i), valueOf(row.getColumn(i)));
    return image.text();
}

void keepRow(SQLite::Database &db, std::int64_t import, const std::string &table, const std::string &record,
    const std::optional<std::string> &image)
{
    SQLite::Statement insert(
        db, "INSERT INTO row_image (batch_id, table_name, record, image) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING");
    insert.bind(1, import);
    insert.bind(2, table);
    insert.bind(3, record);
    if (image)
        insert.bind(4, *image);
    else
        insert.bind(4);
    insert.exec();
}

/// Of records that were linked before and are linked otherwise now: all of their links as they were.
void keepLinks(SQLite::Database &db, std::int64_t import)
{
    if (db.execAndGet("SELECT EXISTS (SELECT 1 FROM temp.link_before)").getInt() == 0)
        return; // a first import
    SQLite::Statement row(db,
        "SELECT json_array(source, record_id) AS record, account, method, score, status, evidence, decided_by, "
        "evidence_values FROM temp.link_before b WHERE (source, record_id) IN (SELECT source, record_id FROM "
        "(SELECT * FROM temp.link_before EXCEPT SELECT * FROM main.account_link)"
        " UNION SELECT source, record_id FROM (SELECT * FROM main.account_link EXCEPT SELECT * FROM temp.link_before)) "
        "ORDER BY source, record_id, account");
    std::string record;
    std::string links;
    const auto keep = [&] {
        if (!record.empty())
            keepRow(db, import, "account_link", record, '[' + links + ']');
    };
    while (row.executeStep()) {
        if (row.getColumn(0).getString() != record) {
            keep();
            record = row.getColumn(0).getString();
            links.clear();
        }
        links += (links.empty() ? "" : ",") + imageOf(row);
    }
    keep();
}

void keepBreaks(SQLite::Database &db, std::int64_t import)
{
    SQLite::Statement changed(db,
        "SELECT json_array(break_key), b.closed, b.state FROM temp.break_before b JOIN main.break_register r "
        "USING (break_key) WHERE b.closed IS NOT r.closed OR b.state IS NOT r.state");
    while (changed.executeStep()) {
        ImageText image;
        image.add("closed", valueOf(changed.getColumn(1)));
        image.add("state", valueOf(changed.getColumn(2)));
        keepRow(db, import, "break_register", changed.getColumn(0).getString(), image.text());
    }
    SQLite::Statement made(db,
        "SELECT json_array(break_key) FROM main.break_register WHERE break_key NOT IN "
        "(SELECT break_key FROM temp.break_before)");
    while (made.executeStep())
        keepRow(db, import, "break_register", made.getColumn(0).getString(), std::nullopt);
}

void bindText(SQLite::Statement &statement, int at, const Json &value)
{
    statement.bind(at, value.get<std::string>());
}

/// Whether the record is still there and nobody has decided about its links.
bool mayRestore(SQLite::Database &db, const Json &record)
{
    SQLite::Statement row(db,
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE source = ?1 AND account_id = ?2) AND NOT EXISTS (SELECT 1 FROM "
        "account_link WHERE source = ?1 AND record_id = ?2 AND decided_by NOT IN ('import', 'certain passes'))");
    bindText(row, 1, record[0]);
    bindText(row, 2, record[1]);
    return row.executeStep() && row.getColumn(0).getInt() != 0;
}

void restoreLinksOf(SQLite::Database &db, const Json &record, const Json &links)
{
    SQLite::Statement remove(db, "DELETE FROM account_link WHERE source = ? AND record_id = ?");
    bindText(remove, 1, record[0]);
    bindText(remove, 2, record[1]);
    remove.exec();
    SQLite::Statement customer(db,
        "INSERT OR IGNORE INTO account (account, name, ultimate_parent) SELECT ?1, name, ?1 FROM accounts "
        "WHERE source = ?2 AND account_id = ?3");
    SQLite::Statement insert(db,
        "INSERT INTO account_link (source, record_id, account, method, score, status, evidence, decided_by, "
        "evidence_values) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Json &link : links) {
        const auto columns = columnsOfImage(link.dump());
        // record, then account to decided_by; the values of evidence came with schema 6
        constexpr std::size_t Before = 7;
        if (!columns || (columns->size() != Before && columns->size() != Before + 1))
            continue;
        customer.reset();
        customer.bind(1, (*columns)[1].value.text);
        bindText(customer, 2, record[0]);
        bindText(customer, 3, record[1]);
        customer.exec();
        insert.reset();
        bindText(insert, 1, record[0]);
        bindText(insert, 2, record[1]);
        for (std::size_t i = 1; i < columns->size(); ++i)
            bindValue(insert, int(i) + 2, (*columns)[i].value);
        if (columns->size() == Before)
            insert.bind(int(Before) + 2);
        insert.exec();
    }
}

void restoreLinks(SQLite::Database &db, std::int64_t import)
{
    SQLite::Statement row(db, "SELECT record, image FROM row_image WHERE batch_id = ? AND table_name = 'account_link'");
    row.bind(1, import);
    while (row.executeStep()) {
        const Json record = Json::parse(row.getColumn(0).getString(), nullptr, false);
        const Json links = Json::parse(row.getColumn(1).getString(), nullptr, false);
        if (record.is_array() && record.size() == 2 && links.is_array() && mayRestore(db, record))
            restoreLinksOf(db, record, links);
    }
}

/// A state that is not what registering breaks leaves is a person's, and so are a note, an owner and a due date.
void restoreBreaks(SQLite::Database &db, std::int64_t import)
{
    const std::string images =
        "(SELECT json_extract(record, '$[0]') AS k, image FROM row_image WHERE batch_id = ?1 AND table_name = "
        "'break_register')";
    SQLite::Statement made(db,
        "DELETE FROM break_register WHERE state = 'open' AND note = '' AND owner = '' AND due_date IS NULL AND "
        "break_key IN (SELECT k FROM "
            + images + " WHERE image IS NULL)");
    made.bind(1, import);
    made.exec();
    SQLite::Statement changed(db,
        "UPDATE break_register SET closed = json_extract(i.image, '$.closed'), state = CASE WHEN state = 'open' THEN "
        "json_extract(i.image, '$.state') ELSE state END FROM "
            + images + " i WHERE i.k = break_key AND i.image IS NOT NULL");
    changed.bind(1, import);
    changed.exec();
}

/// The first resolution came with the import: nothing is resolved any more, unless some link says otherwise.
void restoreResolved(SQLite::Database &db, std::int64_t import)
{
    SQLite::Statement remove(db,
        "DELETE FROM setting WHERE key = ?2 AND EXISTS (SELECT 1 FROM row_image WHERE batch_id = ?1 AND table_name = "
        "'setting') AND NOT EXISTS (SELECT 1 FROM account_link l JOIN accounts a ON a.source = l.source AND "
        "a.account_id = l.record_id WHERE l.status = 'accepted' AND l.method IN ('domain', 'name', 'probable', "
        "'manual'))");
    remove.bind(1, import);
    remove.bind(2, ResolvedSetting);
    remove.exec();
}

void dropCopies(SQLite::Database &db)
{
    db.exec("DROP TABLE IF EXISTS temp.link_before; DROP TABLE IF EXISTS temp.break_before; "
            "DROP TABLE IF EXISTS temp.setting_before");
}

} // namespace

SettledImages::SettledImages(SQLite::Database &db)
    : m_db(db)
{
    dropCopies(db);
    db.exec("CREATE TEMP TABLE link_before AS SELECT * FROM main.account_link;"
            "CREATE TEMP TABLE break_before AS SELECT * FROM main.break_register;"
            "CREATE TEMP TABLE setting_before AS SELECT * FROM main.setting");
}

SettledImages::~SettledImages()
{
    try {
        dropCopies(m_db);
    } catch (const SQLite::Exception &) {
        return; // the connection is closed soon, and they go with it
    }
}

void SettledImages::keep(std::int64_t import)
{
    keepLinks(m_db, import);
    keepBreaks(m_db, import);
    SQLite::Statement resolved(m_db,
        "SELECT 1 FROM main.setting WHERE key = ?1 AND NOT EXISTS (SELECT 1 FROM temp.setting_before WHERE key = ?1)");
    resolved.bind(1, ResolvedSetting);
    if (resolved.executeStep())
        keepRow(m_db, import, "setting", std::string("[\"") + ResolvedSetting + "\"]", std::nullopt);
}

bool restoreSettled(SQLite::Database &db, std::int64_t import)
{
    SQLite::Statement linked(
        db, "SELECT EXISTS (SELECT 1 FROM row_image WHERE batch_id = ? AND table_name = 'account_link')");
    linked.bind(1, import);
    linked.executeStep();
    const bool any = linked.getColumn(0).getInt() != 0;
    linked.reset();
    restoreLinks(db, import);
    restoreBreaks(db, import);
    restoreResolved(db, import);
    SQLite::Statement drop(
        db, "DELETE FROM row_image WHERE batch_id = ? AND table_name IN ('account_link', 'break_register', 'setting')");
    drop.bind(1, import);
    drop.exec();
    return any;
}

} // namespace qd::store
