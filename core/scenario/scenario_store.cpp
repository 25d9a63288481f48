#include "core/scenario/scenario_store.h"

#include "core/base/text.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::scenario {

namespace {

/// The latest row of a name, as it stands in the file.
struct LatestRow {
    int version = 0;
    std::string body;
    bool removed = false;
};

Result<SavedScenario> readScenario(SQLite::Statement &row)
{
    SavedScenario saved{row.getColumn(0).getString(), row.getColumn(1).getInt(), row.getColumn(3).getString(),
        row.getColumn(4).getString(), {}};
    auto scenario = parseScenario(row.getColumn(2).getString());
    if (!scenario)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Scenarios", "Version %1 of the saved scenario \"%2\" cannot be used. %3"),
                {std::to_string(saved.version), saved.name, Sentences(scenario.error().message)}}};
    saved.scenario = std::move(*scenario);
    return saved;
}

Result<std::vector<SavedScenario>> readAll(SQLite::Statement &row)
{
    std::vector<SavedScenario> all;
    while (row.executeStep()) {
        auto saved = readScenario(row);
        if (!saved)
            return saved.error();
        all.push_back(std::move(*saved));
    }
    return all;
}

std::optional<LatestRow> latest(const store::Workspace &workspace, const std::string &name)
{
    SQLite::Statement row(workspace.db(),
        "SELECT version, body, removed FROM saved_scenario WHERE name = ? ORDER BY version DESC LIMIT 1");
    row.bind(1, name);
    if (!row.executeStep())
        return std::nullopt;
    return LatestRow{row.getColumn(0).getInt(), row.getColumn(1).getString(), row.getColumn(2).getInt() != 0};
}

Error notFound(const store::Workspace &workspace, const std::string &name)
{
    std::vector<std::string> names;
    SQLite::Statement row(workspace.db(), "SELECT DISTINCT name FROM saved_scenario ORDER BY name");
    while (row.executeStep())
        names.push_back(row.getColumn(0).getString());
    const std::string close = nearest(name, names);
    if (close.empty())
        return {ErrorCode::NotFound, {QD_WORDS("Scenarios", "There is no saved scenario \"%1\"."), {name}}};
    return {ErrorCode::NotFound,
        {QD_WORDS("Scenarios", "There is no saved scenario \"%1\"; did you mean \"%2\"?"), {name, close}}};
}

Result<LatestRow> listed(const store::Workspace &workspace, const std::string &name)
{
    const auto row = latest(workspace, name);
    if (!row || row->removed)
        return notFound(workspace, name);
    return *row;
}

int addVersion(store::Workspace &workspace, const std::string &name, const std::string &body, bool removed)
{
    const auto before = latest(workspace, name);
    const int version = before ? before->version + 1 : 1;
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO saved_scenario (name, version, body, saved_at, saved_by, removed) VALUES (?, ?, ?, ?, ?, ?)");
    insert.bind(1, name);
    insert.bind(2, version);
    insert.bind(3, body);
    insert.bind(4, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.bind(5, store::currentUser());
    insert.bind(6, removed ? 1 : 0);
    insert.exec();
    return version;
}

Result<void> checkWritable(const store::Workspace &workspace)
{
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS(
                 "Scenarios", "%1 cannot be written; no scenario was changed. Copy the file to a folder of yours."),
                {workspace.path()}}};
    return {};
}

/// Copies `from` under `to`; the transaction is the caller's.
Result<void> copyTo(store::Workspace &workspace, const std::string &from, const std::string &to)
{
    if (trimmed(to).empty())
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Scenarios", "A scenario needs a name.")};
    const auto row = listed(workspace, from);
    if (!row)
        return row.error();
    const auto taken = latest(workspace, to);
    if (taken && !taken->removed)
        return Error{ErrorCode::AlreadyExists,
            {QD_WORDS("Scenarios", "There is a scenario \"%1\" already; nothing was changed. Choose another name."),
                {to}}};
    auto scenario = parseScenario(row->body);
    if (!scenario)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Scenarios", "The saved scenario \"%1\" cannot be used. %2"),
                {from, Sentences(scenario.error().message)}}};
    scenario->name = to;
    addVersion(workspace, to, scenarioJson(*scenario), false);
    return {};
}

/// Gives every version of `from` the unused name `to`; the transaction is the caller's.
Result<void> moveTo(store::Workspace &workspace, const std::string &from, const std::string &to)
{
    if (const auto row = listed(workspace, from); !row)
        return row.error();
    SQLite::Statement rows(workspace.db(), "SELECT version, body FROM saved_scenario WHERE name = ?");
    rows.bind(1, from);
    std::vector<std::pair<int, std::string>> versions;
    while (rows.executeStep())
        versions.emplace_back(rows.getColumn(0).getInt(), rows.getColumn(1).getString());
    for (const auto &[version, body] : versions) {
        auto scenario = parseScenario(body);
        if (scenario)
            scenario->name = to;
        SQLite::Statement update(
            workspace.db(), "UPDATE saved_scenario SET name = ?, body = ? WHERE name = ? AND version = ?");
        update.bind(1, to);
        update.bind(2, scenario ? scenarioJson(*scenario) : body); // what cannot be read stays as it is
        update.bind(3, from);
        update.bind(4, version);
        update.exec();
    }
    return {};
}

} // namespace

Result<std::vector<SavedScenario>> savedScenarios(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(),
        "SELECT name, version, body, saved_at, saved_by FROM saved_scenario AS s WHERE removed = 0 AND version = "
        "(SELECT max(version) FROM saved_scenario WHERE name = s.name) ORDER BY name");
    return readAll(row);
}

Result<std::vector<SavedScenario>> scenarioVersions(const store::Workspace &workspace, const std::string &name)
{
    SQLite::Statement row(workspace.db(),
        "SELECT name, version, body, saved_at, saved_by FROM saved_scenario WHERE name = ? AND removed = 0 "
        "ORDER BY version DESC");
    row.bind(1, name);
    return readAll(row);
}

Result<SavedScenario> loadScenario(const store::Workspace &workspace, const std::string &name)
{
    if (const auto row = listed(workspace, name); !row)
        return row.error();
    const auto versions = scenarioVersions(workspace, name);
    if (!versions)
        return versions.error();
    return versions->front();
}

Result<int> saveScenario(store::Workspace &workspace, const Scenario &scenario)
{
    if (trimmed(scenario.name).empty())
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Scenarios", "A scenario needs a name to be saved under.")};
    if (auto sound = checkScenario(scenario); !sound)
        return sound.error();
    if (auto writable = checkWritable(workspace); !writable)
        return writable.error();
    store::WriteTransaction transaction(workspace, "save scenario");
    const std::string body = scenarioJson(scenario);
    const auto before = latest(workspace, scenario.name);
    const bool replaces = before && !before->removed;
    if (replaces && before->body == body)
        return before->version;
    const int version = addVersion(workspace, scenario.name, body, false);
    store::recordChange(workspace, "save scenario", scenario.name + " version " + std::to_string(version),
        replaces ? std::optional(before->body) : std::nullopt, body);
    transaction.commit();
    return version;
}

Result<void> renameScenario(store::Workspace &workspace, const std::string &from, const std::string &to)
{
    if (auto writable = checkWritable(workspace); !writable)
        return writable;
    store::WriteTransaction transaction(workspace, "rename scenario");
    if (!trimmed(to).empty() && !latest(workspace, to)) {
        if (auto moved = moveTo(workspace, from, to); !moved)
            return moved;
        store::recordChange(workspace, "rename scenario", from, from, to);
        transaction.commit();
        return {};
    }
    if (auto copied = copyTo(workspace, from, to); !copied)
        return copied;
    addVersion(workspace, from, latest(workspace, from)->body, true);
    store::recordChange(workspace, "rename scenario", from, from, to);
    transaction.commit();
    return {};
}

Result<void> duplicateScenario(store::Workspace &workspace, const std::string &from, const std::string &to)
{
    if (auto writable = checkWritable(workspace); !writable)
        return writable;
    store::WriteTransaction transaction(workspace, "duplicate scenario");
    if (auto copied = copyTo(workspace, from, to); !copied)
        return copied;
    store::recordChange(workspace, "duplicate scenario", from, std::nullopt, to);
    transaction.commit();
    return {};
}

Result<void> removeScenario(store::Workspace &workspace, const std::string &name)
{
    if (auto writable = checkWritable(workspace); !writable)
        return writable;
    store::WriteTransaction transaction(workspace, "remove scenario");
    const auto row = listed(workspace, name);
    if (!row)
        return row.error();
    addVersion(workspace, name, row->body, true);
    store::recordChange(workspace, "remove scenario", name, row->body, std::nullopt);
    transaction.commit();
    return {};
}

Result<void> restoreScenario(store::Workspace &workspace, const std::string &name)
{
    if (auto writable = checkWritable(workspace); !writable)
        return writable;
    store::WriteTransaction transaction(workspace, "restore scenario");
    const auto row = latest(workspace, name);
    if (!row)
        return notFound(workspace, name);
    if (!row->removed)
        return {};
    addVersion(workspace, name, row->body, false);
    store::recordChange(workspace, "restore scenario", name, std::nullopt, row->body);
    transaction.commit();
    return {};
}

} // namespace qd::scenario
