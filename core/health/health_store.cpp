#include "core/health/health_store.h"

#include "core/base/text.h"
#include "core/health/known_colours.h"
#include "core/health/overrides.h"
#include "core/store/audit.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

namespace qd::health {

namespace {

using store::textAt;

/// As the audit log tells it.
std::string described(const Override &each)
{
    return std::string(tierName(each.colour)) + ", " + each.made.iso() + " to " + each.until.iso() + ", by "
        + each.author + ": " + each.reason;
}

std::string now()
{
    return QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
}

/// Draft for a word of no state, which the table does not take.
ModelState stateOf(const std::string &text)
{
    for (const ModelState state : {ModelState::Proposed, ModelState::Approved, ModelState::Withdrawn}) {
        if (text == toString(state))
            return state;
    }
    return ModelState::Draft;
}

void bindDate(SQLite::Statement &statement, int at, const std::optional<Date> &date)
{
    if (date)
        statement.bind(at, date->iso());
    else
        statement.bind(at);
}

} // namespace

std::vector<SavedHealthModel> savedHealthModels(const store::Workspace &workspace)
{
    std::vector<SavedHealthModel> all;
    SQLite::Statement row(workspace.db(),
        "SELECT version, name, body, reason, author, saved_at, state, remark, approved_by, approved_on, in_force_from, "
        "retired_on, reviewed_on FROM health_model ORDER BY version");
    while (row.executeStep())
        all.push_back({row.getColumn(0).getInt(), textAt(row, 1), textAt(row, 2), textAt(row, 3), textAt(row, 4),
            textAt(row, 5), stateOf(textAt(row, 6)), textAt(row, 7), textAt(row, 8), store::dateAt(row, 9),
            store::dateAt(row, 10), store::dateAt(row, 11), store::dateAt(row, 12)});
    return all;
}

void keepModelVersion(store::Workspace &workspace, const SavedHealthModel &version)
{
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO health_model (version, name, body, reason, author, saved_user, saved_at, state, remark, "
        "approved_by, approved_on, in_force_from, retired_on, reviewed_on, changed_user, changed_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?6, ?7) "
        "ON CONFLICT (version) DO UPDATE SET state = excluded.state, remark = excluded.remark, "
        "approved_by = excluded.approved_by, approved_on = excluded.approved_on, "
        "in_force_from = excluded.in_force_from, retired_on = excluded.retired_on, "
        "reviewed_on = excluded.reviewed_on, changed_user = excluded.changed_user, changed_at = excluded.changed_at");
    insert.bind(1, version.version);
    insert.bind(2, version.name);
    insert.bind(3, version.body);
    insert.bind(4, version.reason);
    insert.bind(5, version.author);
    insert.bind(6, store::currentUser());
    insert.bind(7, now());
    insert.bind(8, toString(version.state));
    insert.bind(9, version.remark);
    insert.bind(10, version.approvedBy);
    bindDate(insert, 11, version.approvedOn);
    bindDate(insert, 12, version.inForceFrom);
    bindDate(insert, 13, version.retiredOn);
    bindDate(insert, 14, version.reviewedOn);
    insert.exec();
}

std::vector<Override> overrides(const store::Workspace &workspace)
{
    std::vector<Override> all;
    SQLite::Statement row(workspace.db(),
        "SELECT account, colour, reason, made_by, made_on, until FROM health_override ORDER BY made_on, override_id");
    while (row.executeStep()) {
        const auto made = store::dateAt(row, 4);
        const auto until = store::dateAt(row, 5);
        if (made && until)
            all.push_back({textAt(row, 0), portfolio::healthColourOf(textAt(row, 1)), textAt(row, 2), textAt(row, 3),
                *made, *until});
    }
    return all;
}

Result<void> addOverride(store::Workspace &workspace, const Override &made)
{
    if (trimmed(made.reason).empty())
        return Error{ErrorCode::InvalidArgument, QD_WORDS("Health", "An override needs a reason.")};
    if (made.until < made.made)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Health", "The override would end on %1, before its first day, %2."), {made.until, made.made}}};
    if (workspace.isReadOnly())
        return Error{ErrorCode::ReadOnly,
            {QD_WORDS("Health", "%1 cannot be written; the override was not kept. Copy the file to a folder of yours."),
                {workspace.path()}}};
    store::WriteTransaction transaction(workspace, "override health");
    std::optional<std::string> before;
    for (const Override &each : overrides(workspace)) {
        if (each.account == made.account)
            before = described(each);
    }
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO health_override (account, colour, reason, made_by, made_user, made_on, until, made_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
    insert.bind(1, made.account);
    insert.bind(2, tierName(made.colour));
    insert.bind(3, made.reason);
    insert.bind(4, made.author);
    insert.bind(5, store::currentUser());
    insert.bind(6, made.made.iso());
    insert.bind(7, made.until.iso());
    insert.bind(8, now());
    insert.exec();
    store::recordChange(workspace, "override health", made.account, before, described(made));
    transaction.commit();
    return {};
}

} // namespace qd::health
