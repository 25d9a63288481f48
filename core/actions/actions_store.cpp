#include "core/actions/actions_store.h"

#include "core/base/text.h"
#include "core/identity/own_subjects.h"
#include "core/store/action_rows.h"
#include "core/store/audit.h"
#include "core/store/escalation_rows.h"
#include "core/store/row_values.h"
#include "core/store/settings.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <nlohmann/json.hpp>

#include <QDateTime>

#include <algorithm>

namespace qd::actions {

namespace {

using Json = nlohmann::ordered_json;
using store::textAt;

/// Rows of the program's own, its source as ?1, that no person has touched since a rule opened them.
constexpr const char *UntouchedEscalation = "source = ?1 AND responded_at IS NULL AND resolved_at IS NULL AND "
                                            "json_extract(extra, '$.edits') IS NULL";
constexpr const char *Untouched = "source = ?1 AND batch_id = first_batch AND closed_date IS NULL AND status = 'open' "
                                  "AND json_extract(extra, '$.edits') IS NULL";

/// When a rule opens something on a day: now where that is today, so that it can be answered on the same day, else in
/// the day's last minute; persons give minutes.
std::int64_t openingTime(Date day)
{
    constexpr std::int64_t MinuteSeconds = 60;
    const std::int64_t begin = std::int64_t(day.days()) * SecondsPerDay;
    const std::int64_t last = begin + SecondsPerDay - MinuteSeconds;
    const std::int64_t now = QDateTime::currentSecsSinceEpoch() / MinuteSeconds * MinuteSeconds;
    return now >= begin && now < last ? now : last;
}

/// The escalation that a rule opens with an action. One of its id that somebody touched and that is still there stays.
void keepEscalation(store::Workspace &workspace, const Opening &opening, const std::string &id,
    const identity::Account &account, Date day)
{
    if (opening.escalation == 0 || store::ownEscalation(workspace, id))
        return;
    const auto owners = store::tierOwnersSetting(workspace.setting(store::TierOwnersSetting).value_or(std::string()));
    const std::string owner = owners ? (*owners)[std::size_t(opening.escalation - 1)] : std::string("owner");
    const store::OwnSubject subject = identity::subjectByAnyRecord(account);
    store::OwnEscalationRow row{id, subject.accountId, subject.recordSource, subject.recordId, day, openingTime(day),
        opening.escalation, opening.title, owner == "owner" ? opening.owner : owner};
    store::keepOwnEscalation(workspace, row);
}

struct KeptRules {
    int version = 0;
    std::string body;
};

KeptRules lastRules(const store::Workspace &workspace)
{
    SQLite::Statement row(workspace.db(), "SELECT version, body FROM action_rules ORDER BY version DESC LIMIT 1");
    return row.executeStep() ? KeptRules{row.getColumn(0).getInt(), textAt(row, 1)} : KeptRules();
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

std::string rulesText(const store::Workspace &workspace)
{
    return lastRules(workspace).body;
}

Result<SavedRules> keepRules(store::Workspace &workspace, std::string_view text)
{
    auto rules = ruleSetFromText(text);
    if (!rules)
        return rules.error();
    const KeptRules before = lastRules(workspace);
    if (before.version > 0) {
        // By what they say: numbers and keys may have been written in another way.
        if (const auto last = ruleSetFromText(before.body); last && *last == *rules)
            return SavedRules{before.version, std::move(*rules)};
    }
    const std::string body = Json::parse(text).dump();
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

store::OwnActionRow newRow(std::string id, const identity::Account &account, Date day)
{
    store::OwnActionRow row;
    row.id = std::move(id);
    row.accountId = account.id;
    row.opened = day;
    row.status = "open";
    const store::OwnSubject subject = identity::subjectOf(account);
    row.recordSource = subject.recordSource;
    row.recordId = subject.recordId;
    return row;
}

void keepOpened(
    store::Workspace &workspace, const Evaluation &evaluation, int version, const identity::AccountDirectory &accounts)
{
    if (evaluation.opened.empty())
        return;
    store::OwnActionWriter writer(workspace);
    std::vector<std::string> ids;
    for (const Opening &opening : evaluation.opened) {
        ids.push_back(actionId(opening.rule, accounts.at(opening.account).id, evaluation.day));
        store::OwnActionRow row = newRow(ids.back(), accounts.at(opening.account), evaluation.day);
        row.trigger = opening.rule;
        row.title = opening.title;
        row.owner = opening.owner;
        row.due = opening.due;
        writer.add(row);
        keepEscalation(workspace, opening, row.id, accounts.at(opening.account), evaluation.day);
    }
    store::recordChange(workspace, "open actions",
        "rules version " + std::to_string(version) + ", " + evaluation.day.iso(), std::nullopt, joined(ids, ", "));
}

void takeBackOpened(store::Workspace &workspace, std::int64_t import)
{
    SQLite::Statement remove(workspace.db(),
        "DELETE FROM actions WHERE " + std::string(Untouched)
            + " AND first_batch IN (SELECT batch_id FROM import_batch WHERE import_id = ?2)");
    remove.bind(1, store::OwnSource);
    remove.bind(2, import);
    remove.exec();
    SQLite::Statement escalations(workspace.db(),
        "DELETE FROM escalations WHERE " + std::string(UntouchedEscalation)
            + " AND first_batch IN (SELECT batch_id FROM import_batch WHERE import_id = ?2)");
    escalations.bind(1, store::OwnSource);
    escalations.bind(2, import);
    escalations.exec();
}

void takeBackOpened(store::Workspace &workspace, const std::vector<std::string> &ids)
{
    SQLite::Statement remove(
        workspace.db(), "DELETE FROM actions WHERE " + std::string(Untouched) + " AND action_id = ?2");
    SQLite::Statement escalation(workspace.db(),
        "DELETE FROM escalations WHERE " + std::string(UntouchedEscalation) + " AND escalation_id = ?2");
    std::vector<std::string> gone;
    for (const std::string &id : ids) {
        remove.reset();
        remove.bind(1, store::OwnSource);
        remove.bind(2, id);
        if (remove.exec() > 0)
            gone.push_back(id);
        escalation.reset();
        escalation.bind(1, store::OwnSource);
        escalation.bind(2, id);
        escalation.exec();
    }
    if (!gone.empty())
        store::recordChange(workspace, "take back opened actions", std::to_string(gone.size()) + " actions",
            joined(gone, ", "), std::nullopt);
}

void noteExport(
    store::Workspace &workspace, const std::string &file, const std::string &format, int rows, bool withPersonalData)
{
    if (workspace.isReadOnly()) // the file stands, noted or not
        return;
    store::WriteTransaction transaction(workspace, "export actions");
    store::recordChange(workspace, "export actions", file, std::nullopt,
        std::to_string(rows) + " rows for " + format + ", personal data: " + (withPersonalData ? "yes" : "no"));
    transaction.commit();
}

} // namespace qd::actions
