#include "core/sources/import_changes.h"

#include "core/base/checked_sum.h"
#include "core/base/money.h"
#include "core/base/text.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>

namespace qd::sources {

namespace {

constexpr char KeySeparator = '\x1F'; ///< as EntityWriter joins keys

struct Batch {
    std::string source;
    std::string entity;
    std::string asOf;
};

std::optional<Batch> load(const store::Workspace &workspace, std::int64_t batch)
{
    SQLite::Statement query(workspace.db(), "SELECT source, entity, as_of FROM import_batch WHERE batch_id = ?");
    query.bind(1, batch);
    if (!query.executeStep())
        return std::nullopt;
    return Batch{query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString()};
}

void readChanges(const store::Workspace &workspace, std::int64_t id, const Batch &batch, ImportChanges &result)
{
    SQLite::Statement query(workspace.db(),
        "SELECT record_id, field, coalesce(old_value, ''), coalesce(new_value, '') FROM record_history h"
        " WHERE batch_id = ? AND as_of = ? AND (old_value IS NOT NULL OR EXISTS (SELECT 1 FROM record_history e"
        " WHERE e.entity = h.entity AND e.field = h.field AND e.source = h.source AND e.record_id = h.record_id"
        " AND e.known_batch IS NOT NULL AND e.history_id < h.history_id))"
        " ORDER BY record_id, field, history_id");
    query.bind(1, id);
    query.bind(2, batch.asOf);
    while (query.executeStep())
        result.changes.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
            query.getColumn(2).getString(), query.getColumn(3).getString()});
}

/// Whether this is news of the entity: no file of a later day was there before. Notes the file before; one that only
/// confirmed an earlier one left its rows on that one's day.
bool findLast(const store::Workspace &workspace, std::int64_t id, const Batch &batch, ImportChanges &result)
{
    SQLite::Statement query(workspace.db(),
        "SELECT file, as_of FROM import_batch WHERE source = ? AND entity = ? AND batch_id < ?"
        " AND accepted + unchanged + quarantined > 0 AND state IS NULL"
        " ORDER BY as_of DESC, batch_id DESC LIMIT 1");
    query.bind(1, batch.source);
    query.bind(2, batch.entity);
    query.bind(3, id);
    if (!query.executeStep() || query.getColumn(1).getString() > batch.asOf)
        return false;
    result.lastFile = query.getColumn(0).getString();
    result.lastAsOf = query.getColumn(1).getString();
    return true;
}

/// Key, ARR and currency of the rows of an entity on a day, ?3, for those that `condition` on t holds for.
std::string recordsSql(const store::Entity &entity, const std::string &condition)
{
    std::string key;
    for (const store::Column &column : entity.columns) {
        if (column.key)
            key += (key.empty() ? "" : " || char(31) || ") + ('"' + std::string(column.name) + '"');
    }
    std::string arr = "NULL, ''";
    if (entity.name == "accounts")
        arr = "arr_minor, currency";
    if (entity.name == "subscriptions")
        arr = "CASE WHEN start_date <= ?3 AND coalesce(end_date, '9999-12-31') >= ?3"
              " AND coalesce(cancelled_date, '9999-12-31') > ?3 THEN annual_minor END, currency";
    return "SELECT " + key + ", " + arr + " FROM " + std::string(entity.name) + " t WHERE source = ?1 AND " + condition
        + (entity.name == "accounts" ? " AND bare = 0" : "") + " AND ?3 <> '' ORDER BY 1";
}

MissingRecord recordOf(SQLite::Statement &row)
{
    std::string key = row.getColumn(0).getString();
    std::replace(key.begin(), key.end(), KeySeparator, ' ');
    const SQLite::Column arr = row.getColumn(1);
    return {std::move(key), arr.isNull() ? std::nullopt : std::optional(arr.getInt64()), row.getColumn(2).getString()};
}

/// What the batch closed.
void readVanished(const store::Workspace &workspace, const store::Entity &entity, std::int64_t id, const Batch &batch,
    ImportChanges &result)
{
    std::string record;
    for (const std::string &key : store::keyColumns(entity))
        record += (record.empty() ? "json_array(\"" : ", \"") + key + '"';
    SQLite::Statement query(workspace.db(),
        recordsSql(entity,
            "closed_on = ?3 AND EXISTS (SELECT 1 FROM row_image i WHERE i.batch_id = ?2 AND i.table_name = '"
                + std::string(entity.name) + "' AND i.record = " + record
                + ") AND json_type(i.image, '$.closed_on') = 'null')"));
    query.bind(1, batch.source);
    query.bind(2, id);
    query.bind(3, batch.asOf);
    while (query.executeStep())
        result.vanished.push_back(recordOf(query));
}

void readMissing(const store::Workspace &workspace, const store::Entity &entity, const Batch &batch,
    const SeenKeys *seen, const std::set<std::string> *held, ImportChanges &result)
{
    SQLite::Statement query(workspace.db(), recordsSql(entity, "as_of = ?2 AND closed_on IS NULL"));
    query.bind(1, batch.source);
    query.bind(2, result.lastAsOf);
    query.bind(3, batch.asOf);
    while (query.executeStep()) {
        const std::string key = query.getColumn(0).getString();
        if (!(seen && seen->contains(key)) && !(held && held->contains(key)))
            result.missing.push_back(recordOf(query));
    }
}

/// "A, B and 3 more".
std::string named(const std::vector<std::string> &names, std::size_t most)
{
    std::vector<std::string> first(names.begin(), names.begin() + std::ptrdiff_t(std::min(most, names.size())));
    std::string text = joined(first, ", ");
    if (names.size() > most)
        text += " and " + std::to_string(names.size() - most) + " more";
    return text;
}

} // namespace

std::string MissingRecord::arrText() const
{
    const auto known = Currency::fromCode(currency);
    return arrMinor && known ? Money{*arrMinor, *known}.text() + ' ' + currency : std::string();
}

std::string ImportChanges::arrOf(const std::vector<MissingRecord> &records)
{
    std::map<std::string, std::int64_t> sums;
    for (const MissingRecord &record : records) {
        if (record.arrMinor.value_or(0) != 0 && !addTo(sums[record.currency], *record.arrMinor))
            return "too large to add up";
    }
    std::vector<std::string> amounts;
    for (const auto &[code, minor] : sums)
        amounts.push_back(Money{minor, Currency::fromCode(code).value_or(Currency())}.text() + ' ' + code);
    return joined(amounts, ", ");
}

std::vector<std::string> ImportChanges::inWords(std::size_t most) const
{
    std::map<std::string, std::vector<std::string>> byField;
    const auto shown = [](const std::string &value) { return value.empty() ? std::string("nothing") : value; };
    for (const FieldChange &change : changes)
        byField[change.field].push_back(change.record + " from " + shown(change.before) + " to " + shown(change.after));
    std::vector<std::string> sentences;
    for (const auto &[field, records] : byField)
        sentences.push_back(field + " changed in " + std::to_string(records.size())
            + (records.size() == 1 ? " record: " : " records: ") + named(records, most));
    const auto list = [most](const std::vector<MissingRecord> &records) {
        std::vector<std::string> ids;
        for (const MissingRecord &record : records)
            ids.push_back(record.record);
        const std::string arr = arrOf(records);
        return named(ids, most) + (arr.empty() ? "" : "; ARR " + arr);
    };
    if (!vanished.empty())
        sentences.push_back(std::to_string(vanished.size()) + (vanished.size() == 1 ? " record" : " records")
            + " vanished, closed as of " + asOf + ": " + list(vanished));
    if (!missing.empty())
        sentences.push_back(std::to_string(missing.size())
            + (missing.size() == 1 ? " record of the last file is" : " records of the last file are")
            + " not in this one (" + lastFile + " as of " + lastAsOf + "): " + list(missing));
    return sentences;
}

ImportChanges importChanges(
    const store::Workspace &workspace, std::int64_t batch, const SeenKeys *seen, const std::set<std::string> *held)
{
    ImportChanges result;
    const auto known = load(workspace, batch);
    const store::Entity *entity = known ? store::findEntity(known->entity) : nullptr;
    if (!entity || entity->inSegments())
        return result;
    result.asOf = known->asOf;
    readChanges(workspace, batch, *known, result);
    readVanished(workspace, *entity, batch, *known, result);
    if (findLast(workspace, batch, *known, result) && (seen || result.lastAsOf < known->asOf))
        readMissing(workspace, *entity, *known, seen, held, result);
    return result;
}

} // namespace qd::sources
