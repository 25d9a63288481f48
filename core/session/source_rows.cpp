#include "core/session/source_rows.h"

#include "core/base/text.h"
#include "core/store/entities.h"
#include "core/store/usage_reader.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <cmath>
#include <map>
#include <set>

namespace qd::session {

namespace {

std::string rowQuery(const store::Entity &entity, const std::string &order)
{
    std::string columns;
    for (const store::Column &column : entity.columns)
        columns += ", t.\"" + std::string(column.name) + "\"";
    return "SELECT t.source, b.file, t.line, t.as_of" + columns + " FROM account_link l JOIN "
        + std::string(entity.name)
        + " t ON t.source = l.source AND t.account_id = l.record_id JOIN import_batch b ON b.batch_id = t.batch_id "
          "WHERE l.account = ?1 AND l.status = 'accepted' AND (?2 = '' OR t.source = ?2)"
        + (entity.name == "accounts" ? " AND t.bare = 0" : "") + " ORDER BY " + order + " LIMIT ?3";
}

/// Newest first by the entity's first date; accounts by source.
std::string newestFirst(const store::Entity &entity)
{
    using store::ValueType;
    for (const store::Column &column : entity.columns) {
        const bool dated =
            column.type == ValueType::Date || column.type == ValueType::Month || column.type == ValueType::Time;
        if (dated && entity.name != "accounts")
            return "t.\"" + std::string(column.name) + "\" DESC, t.source, t.line";
    }
    return "t.source, t.line";
}

void addRows(const store::Workspace &workspace, const store::Entity &entity, const std::string &account,
    const std::string &source, int limit, std::vector<SourceRow> &rows)
{
    SQLite::Statement query(workspace.db(), rowQuery(entity, newestFirst(entity)));
    query.bind(1, account);
    query.bind(2, source);
    query.bind(3, limit);
    while (query.executeStep()) {
        SourceRow row;
        row.entity = entity.name;
        row.source = query.getColumn(0).getString();
        row.file = query.getColumn(1).getString();
        row.line = query.getColumn(2).getInt();
        row.asOf = query.getColumn(3).getString();
        for (std::size_t i = 0; i < entity.columns.size(); ++i) {
            const SQLite::Column value = query.getColumn(int(i) + 4);
            if (entity.columns[i].key && row.recordId.empty() && entity.columns[i].name != "month")
                row.recordId = value.getString();
            if (!value.isNull() && value.getBytes() > 0)
                row.fields.emplace_back(std::string(entity.columns[i].name), value.getString());
        }
        rows.push_back(std::move(row));
    }
}

std::vector<std::pair<std::string, std::string>> linkedRecords(
    const store::Workspace &workspace, const std::string &account)
{
    std::vector<std::pair<std::string, std::string>> records;
    SQLite::Statement query(workspace.db(),
        "SELECT source, record_id FROM account_link WHERE account = ? AND status = 'accepted' ORDER BY source, "
        "record_id");
    query.bind(1, account);
    while (query.executeStep())
        records.emplace_back(query.getColumn(0).getString(), query.getColumn(1).getString());
    return records;
}

/// File and as-of date of a batch.
std::pair<std::string, std::string> fileOf(const store::Workspace &workspace, std::int64_t batch)
{
    SQLite::Statement query(workspace.db(), "SELECT file, as_of FROM import_batch WHERE batch_id = ?");
    query.bind(1, batch);
    return query.executeStep() ? std::pair(query.getColumn(0).getString(), query.getColumn(1).getString())
                               : std::pair<std::string, std::string>();
}

SourceRow rowOf(const store::UsageRow &usage)
{
    SourceRow row;
    row.entity = "usage";
    row.source = usage.source;
    row.recordId = usage.accountId;
    row.line = int(usage.line);
    row.fields = {{"account_id", std::string(usage.accountId)}, {"date", usage.date.iso()}};
    if (!usage.feature.empty())
        row.fields.emplace_back("feature", std::string(usage.feature));
    const char *const names[store::UsageMeasures]{"active_users", "licensed_users", "events", "minutes"};
    for (std::size_t i = 0; i < usage.measures.size(); ++i) {
        if (!std::isnan(usage.measures[i]))
            row.fields.emplace_back(
                names[i], fixedDecimals(usage.measures[i], usage.measures[i] == std::round(usage.measures[i]) ? 0 : 2));
    }
    return row;
}

Result<void> addUsage(
    const store::Workspace &workspace, const std::string &account, std::size_t limit, std::vector<SourceRow> &rows)
{
    for (const auto &[source, id] : linkedRecords(workspace, account)) {
        std::multimap<Date, std::pair<std::int64_t, SourceRow>> newest;
        store::UsageFilter filter;
        filter.source = source;
        filter.accountId = id;
        const auto read = store::forEachUsage(workspace, filter, [&](const store::UsageRow &usage) {
            newest.emplace(usage.date, std::pair(usage.batch, rowOf(usage)));
            if (newest.size() > limit)
                newest.erase(newest.begin());
            return true;
        });
        if (!read)
            return read;
        for (auto each = newest.rbegin(); each != newest.rend(); ++each) {
            auto &[batch, row] = each->second;
            std::tie(row.file, row.asOf) = fileOf(workspace, batch);
            rows.push_back(std::move(row));
        }
    }
    return {};
}

} // namespace

std::vector<SourceRow> sourceRows(
    const store::Workspace &workspace, const std::string &account, const std::string &source, int limit)
{
    std::vector<SourceRow> rows;
    for (const char *name : {"accounts", "subscriptions", "arr_history"})
        addRows(workspace, *store::findEntity(name), account, source, limit, rows);
    return rows;
}

Result<std::vector<SourceRow>> allSourceRows(const store::Workspace &workspace, const std::string &account, int limit)
{
    std::vector<SourceRow> rows;
    std::set<std::string> sources;
    for (const auto &[source, id] : linkedRecords(workspace, account))
        sources.insert(source);
    for (const store::Entity &entity : store::entities()) {
        if ((!entity.hasAccount && entity.name != "accounts") || entity.name == "usage")
            continue;
        for (const std::string &source : sources)
            addRows(workspace, entity, account, source, limit, rows);
    }
    if (auto done = addUsage(workspace, account, std::size_t(limit), rows); !done)
        return done.error();
    return rows;
}

} // namespace qd::session
