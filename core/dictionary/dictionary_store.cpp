#include "core/dictionary/dictionary_store.h"

#include "core/store/audit.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace qd::dictionary {

namespace {

using Json = nlohmann::ordered_json;
using store::textAt;

std::string nowText()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

std::string listText(const std::vector<std::string> &texts)
{
    return Json(texts).dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The texts of a JSON list; what is no text is left out.
std::vector<std::string> listAt(SQLite::Statement &row, int column)
{
    std::vector<std::string> texts;
    const Json json = Json::parse(textAt(row, column), nullptr, false);
    for (const Json &each : json.is_array() ? json : Json::array()) {
        if (each.is_string())
            texts.push_back(each.get<std::string>());
    }
    return texts;
}

void bindDate(SQLite::Statement &statement, int at, const std::optional<Date> &date)
{
    if (date)
        statement.bind(at, date->iso());
    else
        statement.bind(at);
}

DefinitionVersion versionAt(SQLite::Statement &row)
{
    DefinitionVersion version;
    Definition &definition = version.definition;
    definition.metric = textAt(row, 0);
    version.version = row.getColumn(1).getInt();
    definition.name = textAt(row, 2);
    definition.plain = textAt(row, 3);
    definition.formula = textAt(row, 4);
    definition.edgeCases = textAt(row, 5);
    definition.owner = textAt(row, 6);
    definition.sources = listAt(row, 7);
    definition.cadence = textAt(row, 8);
    definition.unit = textAt(row, 9);
    definition.definitionClass = classFromText(textAt(row, 10)).value_or(DefinitionClass::Operational);
    definition.variant = textAt(row, 11);
    definition.inForceFrom = store::dateAt(row, 12);
    version.status = statusFromText(textAt(row, 13)).value_or(DefinitionStatus::Draft);
    version.authors = listAt(row, 14);
    version.reviews = row.getColumn(15).getInt();
    version.reason = textAt(row, 16);
    version.retiredOn = store::dateAt(row, 17);
    return version;
}

void fillApprovals(const store::Workspace &workspace, DefinitionVersion &version)
{
    SQLite::Statement row(workspace.db(),
        "SELECT approved_by, approved_on FROM metric_approval WHERE metric = ? AND version = ? AND review = ? ORDER BY "
        "approved_by");
    row.bind(1, version.definition.metric);
    row.bind(2, version.version);
    row.bind(3, version.reviews);
    while (row.executeStep())
        version.approvals.push_back({textAt(row, 0), store::dateAt(row, 1).value_or(Date())});
}

} // namespace

std::vector<DefinitionVersion> keptVersions(const store::Workspace &workspace)
{
    std::vector<DefinitionVersion> versions;
    SQLite::Statement row(workspace.db(),
        "SELECT metric, version, name, plain, formula, edge_cases, owner, sources, cadence, unit, class, variant, "
        "in_force_from, status, authors, reviews, reason, retired_on FROM metric_definition ORDER BY metric, version");
    while (row.executeStep()) {
        versions.push_back(versionAt(row));
        if (versions.back().status != DefinitionStatus::Draft) // those of a review that was rejected count no more
            fillApprovals(workspace, versions.back());
    }
    return versions;
}

std::vector<Conflict> keptConflicts(const store::Workspace &workspace)
{
    std::vector<Conflict> conflicts;
    SQLite::Statement row(workspace.db(),
        "SELECT metric, team, convention, critical, state, decision FROM metric_conflict WHERE conflict_id IN (SELECT "
        "max(conflict_id) FROM metric_conflict GROUP BY metric, team) ORDER BY metric, team");
    while (row.executeStep())
        conflicts.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2), row.getColumn(3).getInt() != 0,
            textAt(row, 4) == "resolved", textAt(row, 5)});
    return conflicts;
}

void keepVersion(store::Workspace &workspace, const DefinitionVersion &version)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO metric_definition (metric, version, name, plain, formula, edge_cases, owner, sources, cadence, "
        "unit, class, variant, in_force_from, status, authors, reviews, reason, retired_on, changed_user, changed_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (metric, version) DO UPDATE "
        "SET name = excluded.name, plain = excluded.plain, formula = excluded.formula, edge_cases = "
        "excluded.edge_cases, owner = excluded.owner, sources = excluded.sources, cadence = excluded.cadence, unit = "
        "excluded.unit, class = excluded.class, variant = excluded.variant, in_force_from = excluded.in_force_from, "
        "status = excluded.status, authors = excluded.authors, reviews = excluded.reviews, reason = excluded.reason, "
        "retired_on = excluded.retired_on, changed_user = excluded.changed_user, changed_at = excluded.changed_at");
    const Definition &definition = version.definition;
    insert.bind(1, definition.metric);
    insert.bind(2, version.version);
    insert.bind(3, definition.name);
    insert.bind(4, definition.plain);
    insert.bind(5, definition.formula);
    insert.bind(6, definition.edgeCases);
    insert.bind(7, definition.owner);
    insert.bind(8, listText(definition.sources));
    insert.bind(9, definition.cadence);
    insert.bind(10, definition.unit);
    insert.bind(11, toString(definition.definitionClass));
    insert.bind(12, definition.variant);
    bindDate(insert, 13, definition.inForceFrom);
    insert.bind(14, toString(version.status));
    insert.bind(15, listText(version.authors));
    insert.bind(16, version.reviews);
    insert.bind(17, version.reason);
    bindDate(insert, 18, version.retiredOn);
    insert.bind(19, store::currentUser());
    insert.bind(20, nowText());
    insert.exec();
}

void addApproval(store::Workspace &workspace, const DefinitionVersion &version, const Approval &approval)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO metric_approval (metric, version, review, approved_by, approved_user, approved_on, approved_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, version.definition.metric);
    insert.bind(2, version.version);
    insert.bind(3, version.reviews);
    insert.bind(4, approval.by);
    insert.bind(5, store::currentUser());
    insert.bind(6, approval.at.iso());
    insert.bind(7, nowText());
    insert.exec();
}

void keepOnly(store::Workspace &workspace, const std::string &metric, const std::vector<DefinitionVersion> &before)
{
    // Of a draft the approvals of a review that was rejected stay; of a review those that it has.
    SQLite::Statement late(
        workspace.db(), "DELETE FROM metric_approval WHERE metric = ? AND version = ? AND review > ?");
    SQLite::Statement given(
        workspace.db(), "SELECT approved_by FROM metric_approval WHERE metric = ? AND version = ? AND review = ?");
    SQLite::Statement one(workspace.db(),
        "DELETE FROM metric_approval WHERE metric = ? AND version = ? AND review = ? AND approved_by = ?");
    const auto bind = [&metric](SQLite::Statement &statement, const DefinitionVersion &version) {
        statement.reset();
        statement.bind(1, metric);
        statement.bind(2, version.version);
        statement.bind(3, version.reviews);
    };
    int last = 0;
    for (const DefinitionVersion &version : before) {
        last = std::max(last, version.version);
        keepVersion(workspace, version);
        bind(late, version);
        late.exec();
        if (version.status == DefinitionStatus::Draft)
            continue;
        std::vector<std::string> gone;
        bind(given, version);
        while (given.executeStep()) {
            const std::string by = textAt(given, 0);
            if (std::ranges::none_of(version.approvals, [&by](const Approval &each) { return each.by == by; }))
                gone.push_back(by);
        }
        for (const std::string &by : gone) {
            bind(one, version);
            one.bind(4, by);
            one.exec();
        }
    }
    for (const char *table : {"metric_approval", "metric_definition"}) {
        SQLite::Statement rest(
            workspace.db(), std::string("DELETE FROM ") + table + " WHERE metric = ? AND version > ?");
        rest.bind(1, metric);
        rest.bind(2, last);
        rest.exec();
    }
}

std::int64_t lastConflict(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT coalesce(max(conflict_id), 0) FROM metric_conflict");
    return row.executeStep() ? row.getColumn(0).getInt64() : 0;
}

void dropConflictsAfter(store::Workspace &workspace, const std::string &metric, std::int64_t number)
{
    SQLite::Statement rows(workspace.db(), "DELETE FROM metric_conflict WHERE metric = ? AND conflict_id > ?");
    rows.bind(1, metric);
    rows.bind(2, number);
    rows.exec();
}

void addConflict(store::Workspace &workspace, const Conflict &conflict, const std::string &by)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO metric_conflict (metric, team, convention, critical, state, decision, entered_by, entered_user, "
        "entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, conflict.metric);
    insert.bind(2, conflict.team);
    insert.bind(3, conflict.convention);
    insert.bind(4, conflict.critical ? 1 : 0);
    insert.bind(5, conflict.resolved ? "resolved" : "open");
    insert.bind(6, conflict.decision);
    insert.bind(7, by);
    insert.bind(8, store::currentUser());
    insert.bind(9, nowText());
    insert.exec();
}

} // namespace qd::dictionary
