#include "core/store/own_rows.h"

#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::store {

namespace {

std::int64_t lastStandingBatch(const Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT max(batch_id) FROM import_batch WHERE state IS NULL");
    row.executeStep();
    return row.getColumn(0).getInt64();
}

} // namespace

bool hasStandingBatch(const Workspace &workspace)
{
    return lastStandingBatch(workspace) > 0;
}

std::vector<Date> standingDays(const Workspace &workspace)
{
    SQLite::Statement rows(
        workspace.db(), "SELECT DISTINCT as_of FROM import_batch WHERE state IS NULL ORDER BY as_of");
    std::vector<Date> days;
    while (rows.executeStep()) {
        if (const auto day = Date::fromIso(rows.getColumn(0).getText()))
            days.push_back(*day);
    }
    return days;
}

std::int64_t batchOfOwnRows(Workspace &workspace)
{
    SQLite::Statement source(
        workspace.db(), "INSERT INTO source (name, kind) VALUES (?, 'other') ON CONFLICT (name) DO NOTHING");
    source.bind(1, OwnSource);
    source.exec();
    return lastStandingBatch(workspace);
}

} // namespace qd::store
