#include "core/programmes/escalation_changes.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/identity/own_subjects.h"
#include "core/programmes/escalation_tiers.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDateTime>

namespace qd::programmes {

namespace {

using store::OwnEscalationRow;

std::optional<Error> readOnly(const store::Workspace &workspace)
{
    if (!workspace.isReadOnly())
        return std::nullopt;
    return Error{ErrorCode::ReadOnly,
        {QD_WORDS("Programmes", "%1 cannot be written; no escalation was changed. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

Error wrong(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

bool isAfter(std::int64_t at, Date day)
{
    return at >= std::int64_t(day.plusDays(1).days()) * SecondsPerDay;
}

Error tooLate(Date day)
{
    return wrong(QD_WORDS("Programmes",
                     "The data end on %1, and nothing after it is known; nothing was changed. Give a time up to the "
                     "end of that day."),
        {day});
}

EscalationEdit edit(EscalationEditKind kind, Date day, const std::string &note)
{
    return {kind, store::currentUser(), QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), day,
        std::string(trimmed(note))};
}

/// For the audit log: "tier 2, owner Ann, resolved 2026-06-30T12:00:00Z".
std::string words(const OwnEscalationRow &row)
{
    return "tier " + std::to_string(row.tier) + (row.owner.empty() ? "" : ", owner " + row.owner)
        + (row.responded ? ", answered " + store::timeText(*row.responded) : "")
        + (row.resolved ? ", resolved " + store::timeText(*row.resolved) : "");
}

std::string freeId(const store::Workspace &workspace, const NewEscalation &made)
{
    for (int number = 1;; ++number) {
        std::string id = "hand:" + made.account + ':' + made.day.iso() + ':' + std::to_string(number);
        if (!store::ownEscalation(workspace, id))
            return id;
    }
}

std::optional<Error> timeFault(const EscalationChange &change, const OwnEscalationRow &row)
{
    if (isAfter(change.at, change.day))
        return tooLate(change.day);
    if (change.at < row.opened)
        return wrong(QD_WORDS("Programmes", "Escalation %1 was opened at %2, after %3; nothing was changed."),
            {row.id, store::timeText(row.opened), store::timeText(change.at)});
    return std::nullopt;
}

std::optional<Error> conflict(const MessageWords &words, const OwnEscalationRow &row)
{
    return Error{ErrorCode::Conflict, {words, {row.id}}, {row.id}};
}

std::optional<Error> faultIn(const EscalationChange &change, const OwnEscalationRow &row)
{
    if (row.resolved)
        return conflict(QD_WORDS("Programmes", "Escalation %1 is resolved already; nothing was changed."), row);
    switch (change.kind) {
    case EscalationEditKind::Commented:
        if (trimmed(change.note).empty())
            return wrong(QD_WORDS("Programmes", "A comment needs words; nothing was changed."));
        break;
    case EscalationEditKind::Raised:
        if (change.tier <= row.tier || change.tier > EscalationTiers)
            return wrong(QD_WORDS("Programmes",
                             "Escalation %1 is of tier %2 and goes up to a tier above it, %3 at most; nothing was "
                             "changed."),
                {row.id, std::to_string(row.tier), std::to_string(EscalationTiers)});
        break;
    case EscalationEditKind::Answered:
        if (row.responded)
            return conflict(QD_WORDS("Programmes", "Escalation %1 is answered already; nothing was changed."), row);
        return timeFault(change, row);
    case EscalationEditKind::Resolved:
        if (row.responded && change.at < *row.responded)
            return wrong(QD_WORDS("Programmes", "Escalation %1 was answered at %2, after %3; nothing was changed."),
                {row.id, store::timeText(*row.responded), store::timeText(change.at)});
        return timeFault(change, row);
    case EscalationEditKind::Opened:
    case EscalationEditKind::OwnerChanged:
        break;
    }
    return std::nullopt;
}

void apply(const EscalationChange &change, OwnEscalationRow &row)
{
    switch (change.kind) {
    case EscalationEditKind::Raised:
        row.tier = change.tier;
        row.owner = std::string(trimmed(change.owner));
        break;
    case EscalationEditKind::OwnerChanged:
        row.owner = std::string(trimmed(change.owner));
        break;
    case EscalationEditKind::Answered:
        row.responded = change.at;
        break;
    case EscalationEditKind::Resolved:
        row.resolved = change.at;
        if (!row.responded) // who resolves it answers
            row.responded = change.at;
        break;
    case EscalationEditKind::Opened:
    case EscalationEditKind::Commented:
        break;
    }
}

} // namespace

Result<KeptEscalation> openEscalation(store::Workspace &workspace, const NewEscalation &made)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    if (trimmed(made.criterion).empty())
        return wrong(QD_WORDS("Programmes", "An escalation needs a reason; none was opened."));
    if (made.tier < 1 || made.tier > EscalationTiers)
        return wrong(QD_WORDS("Programmes", "There is no tier %1 of escalations; give 1 to %2. None was opened."),
            {std::to_string(made.tier), std::to_string(EscalationTiers)});
    if (isAfter(made.opened, made.day))
        return tooLate(made.day);
    store::WriteTransaction transaction(workspace, "open an escalation");
    if (!store::hasStandingBatch(workspace))
        return Error{ErrorCode::NoData,
            {QD_WORDS("Programmes", "Nothing was imported yet, so there is no customer to open an escalation for.")}};
    const auto accounts = identity::AccountDirectory::load(workspace);
    const int account = accounts.indexOf(made.account);
    if (account < 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Programmes", "There is no customer %1; no escalation was opened."), {made.account}},
            {made.account}};
    const store::OwnSubject subject = identity::subjectByAnyRecord(accounts.at(account));
    OwnEscalationRow row;
    row.id = freeId(workspace, made);
    row.accountId = subject.accountId;
    row.recordSource = subject.recordSource;
    row.recordId = subject.recordId;
    row.known = made.day;
    row.opened = made.opened;
    row.tier = made.tier;
    row.criterion = std::string(trimmed(made.criterion));
    row.owner = std::string(trimmed(made.owner));
    row.edits = textOf({edit(EscalationEditKind::Opened, made.day, made.note)});
    store::keepOwnEscalation(workspace, row);
    store::recordChange(workspace, "escalation opened", row.id, std::nullopt, words(row) + ": " + row.criterion);
    transaction.commit();
    return KeptEscalation{std::nullopt, std::move(row)};
}

Result<KeptEscalation> changeEscalation(
    store::Workspace &workspace, const std::string &id, const EscalationChange &change)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "change an escalation");
    const auto before = store::ownEscalation(workspace, id);
    if (!before)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Programmes",
                 "No escalation opened here has the id %1; nothing was changed. One that came with a file is changed "
                 "in its own system."),
                {id}},
            {id}};
    if (auto fault = faultIn(change, *before))
        return *fault;
    OwnEscalationRow after = *before;
    apply(change, after);
    std::vector<EscalationEdit> edits = escalationEditsFromText(before->edits);
    edits.push_back(edit(change.kind, change.day, change.note));
    if (after.tier != before->tier)
        edits.back().tierBefore = before->tier;
    if (change.kind == EscalationEditKind::Raised || change.kind == EscalationEditKind::OwnerChanged)
        edits.back().ownerBefore = before->owner;
    after.edits = textOf(edits);
    store::keepOwnEscalation(workspace, after);
    store::recordChange(workspace, std::string("escalation ") + toString(change.kind), id, words(*before),
        words(after) + (edits.back().note.empty() ? "" : ": " + edits.back().note));
    transaction.commit();
    return KeptEscalation{before, std::move(after)};
}

Result<void> takeBackEscalation(store::Workspace &workspace, const KeptEscalation &made)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "take back an escalation");
    const auto now = store::ownEscalation(workspace, made.after.id);
    if (!now || *now != made.after)
        return *conflict(
            QD_WORDS("Programmes", "Escalation %1 was changed since; nothing was taken back."), made.after);
    if (made.before)
        store::keepOwnEscalation(workspace, *made.before);
    else
        store::removeOwnEscalation(workspace, made.after.id);
    store::recordChange(workspace, "escalation taken back", made.after.id, words(*now),
        made.before ? std::optional(words(*made.before)) : std::nullopt);
    transaction.commit();
    return {};
}

} // namespace qd::programmes
