#include "core/actions/actions_store.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/action_rows.h"
#include "core/store/audit.h"
#include "core/store/row_values.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

namespace qd::actions {

namespace {

using Json = nlohmann::ordered_json;
using store::textAt;

struct KeptRules {
    int version = 0;
    std::string body;
};

KeptRules lastRules(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT version, body FROM action_rules ORDER BY version DESC LIMIT 1");
    return row.executeStep() ? KeptRules{row.getColumn(0).getInt(), textAt(row, 1)} : KeptRules();
}

/// A record of the customer that somebody described, as JSON; empty where it has none.
std::string anchorOf(const identity::Account &account)
{
    for (const identity::LinkedRecord &record : account.records) {
        if (!record.bare)
            return Json{{"record_source", record.source.str()}, {"record_id", record.id.str()}}.dump();
    }
    return {};
}

std::int64_t lastStandingBatch(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT max(batch_id) FROM import_batch WHERE state IS NULL");
    row.executeStep();
    return row.getColumn(0).getInt64();
}

void bindOptional(SQLite::Statement &statement, int at, const std::string &text)
{
    if (text.empty())
        statement.bind(at);
    else
        statement.bind(at, text);
}

} // namespace

Result<SavedRules> rulesInForce(const store::Workspace &workspace)
{
    const KeptRules kept = lastRules(workspace);
    if (kept.version == 0)
        return SavedRules();
    auto rules = ruleSetFromText(kept.body);
    if (!rules)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Actions", "Version %1 of the saved action rules cannot be used. %2"),
                {std::to_string(kept.version), Sentences(rules.error().message)}}};
    return SavedRules{kept.version, std::move(*rules)};
}

Result<SavedRules> keepRules(store::Workspace &workspace, std::string_view text)
{
    auto rules = ruleSetFromText(text);
    if (!rules)
        return rules.error();
    const KeptRules before = lastRules(workspace);
    const std::string body = Json::parse(text).dump();
    if (before.version > 0 && body == before.body)
        return SavedRules{before.version, std::move(*rules)};
    const int version = before.version + 1;
    SQLite::Statement insert(
        workspace.db(), "INSERT INTO action_rules (version, body, saved_at, saved_by) VALUES (?, ?, ?, ?)");
    insert.bind(1, version);
    insert.bind(2, body);
    insert.bind(3, QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString());
    insert.bind(4, store::currentUser());
    insert.exec();
    store::recordChange(workspace, "save action rules", "version " + std::to_string(version),
        before.version > 0 ? std::optional(before.body) : std::nullopt, body);
    return SavedRules{version, std::move(*rules)};
}

void keepOpened(
    store::Workspace &workspace, const Evaluation &evaluation, int version, const identity::AccountDirectory &accounts)
{
    if (evaluation.opened.empty())
        return;
    SQLite::Statement source(
        workspace.db(), "INSERT INTO source (name, kind) VALUES (?, 'other') ON CONFLICT (name) DO NOTHING");
    source.bind(1, store::OwnSource);
    source.exec();
    SQLite::Statement insert(workspace.db(),
        "INSERT INTO actions (source, action_id, account_id, \"trigger\", title, owner, opened_date, due_date, status, "
        "extra, content_hash, as_of, batch_id, line, first_as_of, first_batch) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'open', ?9, 0, ?7, ?10, 0, ?7, ?10)");
    const std::int64_t batch = lastStandingBatch(workspace);
    std::vector<std::string> ids;
    for (const Opening &opening : evaluation.opened) {
        const identity::Account &account = accounts.at(opening.account);
        ids.push_back(actionId(opening.rule, account.id, evaluation.day));
        insert.reset();
        insert.bind(1, store::OwnSource);
        insert.bind(2, ids.back());
        insert.bind(3, account.id);
        insert.bind(4, opening.rule);
        insert.bind(5, opening.title);
        bindOptional(insert, 6, opening.owner);
        insert.bind(7, evaluation.day.iso());
        bindOptional(insert, 8, opening.due ? opening.due->iso() : std::string());
        bindOptional(insert, 9, anchorOf(account));
        insert.bind(10, batch);
        insert.exec();
    }
    store::recordChange(workspace, "open actions",
        "rules version " + std::to_string(version) + ", " + evaluation.day.iso(), std::nullopt, joined(ids, ", "));
}

void takeBackOpened(store::Workspace &workspace, std::int64_t import)
{
    SQLite::Statement remove(workspace.db(),
        "DELETE FROM actions WHERE source = ?1 AND batch_id = first_batch AND closed_date IS NULL AND status = 'open' "
        "AND first_batch IN (SELECT batch_id FROM import_batch WHERE import_id = ?2)");
    remove.bind(1, store::OwnSource);
    remove.bind(2, import);
    remove.exec();
}

void noteExport(
    store::Workspace &workspace, const std::string &file, const std::string &format, int rows, bool withPersonalData)
{
    store::WriteTransaction transaction(workspace, "export actions");
    store::recordChange(workspace, "export actions", file, std::nullopt,
        std::to_string(rows) + " rows for " + format + ", personal data: " + (withPersonalData ? "yes" : "no"));
    transaction.commit();
}

} // namespace qd::actions
