#include "core/health/model_changes.h"

#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/health/health_store.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>

namespace qd::health {

namespace {

std::string personOf(const std::string &by)
{
    return trimmed(by).empty() ? store::currentUser() : std::string(trimmed(by));
}

Error readOnly(const store::Workspace &workspace)
{
    return {ErrorCode::ReadOnly,
        {QD_WORDS("Health", "%1 cannot be written; no health model was changed. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

/// `validate --models` splits names at commas and knows some itself.
bool isTaken(const std::string &name)
{
    constexpr std::string_view Known[] = {"call", "constant", "tenure", "last_quarter", "in_force"};
    return name.find(',') != std::string::npos || std::ranges::find(Known, name) != std::end(Known)
        || name.starts_with("vendor:") || name.starts_with("version:") || name.ends_with(".json");
}

Result<void> checkName(const std::string &name)
{
    if (trimmed(name).empty())
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Health", "A health model that is saved needs a name: \"name\". Nothing was saved.")};
    if (isTaken(name) || trimmed(name) != name)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Health",
                 "A saved health model cannot be called \"%1\": a name has no comma and no blank at its ends, is no "
                 "file's and none that has a meaning already. Nothing was saved."),
                {name}},
            {name}};
    return {};
}

/// As the audit log tells it.
std::string described(const SavedHealthModel &version)
{
    std::string text = toString(version.state);
    if (!version.remark.empty())
        text += ": " + version.remark;
    if (version.approvedOn)
        text += " by " + version.approvedBy + " on " + version.approvedOn->iso();
    if (version.inForceFrom)
        text += ", in force from " + version.inForceFrom->iso();
    if (version.reviewedOn)
        text += ", reviewed on " + version.reviewedOn->iso();
    if (version.retiredOn)
        text += ", retired on " + version.retiredOn->iso();
    return text;
}

Error wrongState(const SavedHealthModel &version, const MessageWords &words)
{
    const char *const state = version.retiredOn ? "retired" : toString(version.state);
    return {ErrorCode::Conflict, {words, {version.title(), std::string(state)}}, {version.title()}};
}

Error wrongDays(const MessageWords &words, Date first, Date second)
{
    return {ErrorCode::InvalidArgument, {words, {first, second}}};
}

Result<SavedHealthModel> propose(SavedHealthModel next)
{
    if (next.state != ModelState::Draft)
        return wrongState(next, QD_WORDS("Health", "%1 is %2; only a draft is proposed. Nothing was changed."));
    next.state = ModelState::Proposed;
    next.remark.clear();
    return next;
}

Result<SavedHealthModel> approve(SavedHealthModel next, const ModelStepAsked &asked, const std::string &by)
{
    if (next.state != ModelState::Proposed)
        return wrongState(next,
            QD_WORDS("Health",
                "%1 is %2; only what is proposed is approved. A draft is proposed first. Nothing was changed."));
    if (equalsIgnoringCase(trimmed(next.author), by))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Health", "%2 wrote %1; another person approves. Name that one. Nothing was changed."),
                {next.title(), by}},
            {by}};
    const Date from = asked.inForceFrom.value_or(asked.on);
    if (from < asked.on)
        return wrongDays(QD_WORDS("Health",
                             "A model approved on %2 cannot be in force from %1: nobody could go by it on the days "
                             "before its approval. Nothing was changed."),
            from, asked.on);
    next.state = ModelState::Approved;
    next.approvedBy = by;
    next.approvedOn = asked.on;
    next.inForceFrom = from;
    return next;
}

Result<SavedHealthModel> reject(SavedHealthModel next, const ModelStepAsked &asked)
{
    if (next.state != ModelState::Proposed)
        return wrongState(
            next, QD_WORDS("Health", "%1 is %2; only what is proposed is rejected. Nothing was changed."));
    if (trimmed(asked.reason).empty())
        return Error{
            ErrorCode::InvalidArgument, QD_WORDS("Health", "Say why it is rejected: --reason. Nothing was changed.")};
    next.state = ModelState::Draft;
    next.remark = std::string(trimmed(asked.reason));
    return next;
}

Result<SavedHealthModel> retire(SavedHealthModel next, const ModelStepAsked &asked)
{
    if (next.state != ModelState::Approved || next.retiredOn)
        return wrongState(next, QD_WORDS("Health", "%1 is %2; only what is approved is retired. Nothing was changed."));
    if (asked.on < *next.approvedOn)
        return wrongDays(QD_WORDS("Health", "It was approved on %2 and cannot be retired on %1. Nothing was changed."),
            asked.on, *next.approvedOn);
    next.retiredOn = asked.on;
    return next;
}

Result<SavedHealthModel> review(SavedHealthModel next, const ModelStepAsked &asked)
{
    if (next.state != ModelState::Approved || next.retiredOn)
        return wrongState(
            next, QD_WORDS("Health", "%1 is %2; only what is approved is reviewed. Nothing was changed."));
    const Date last = next.reviewedOn.value_or(*next.inForceFrom);
    if (asked.on < last)
        return wrongDays(QD_WORDS("Health",
                             "A review on %1 would be before its first day in force or last review, %2. Nothing was "
                             "changed."),
            asked.on, last);
    next.reviewedOn = asked.on;
    return next;
}

Result<SavedHealthModel> moved(const SavedHealthModel &version, const ModelStepAsked &asked, const std::string &by)
{
    switch (asked.step) {
    case ModelStep::Propose:
        return propose(version);
    case ModelStep::Approve:
        return approve(version, asked, by);
    case ModelStep::Reject:
        return reject(version, asked);
    case ModelStep::Retire:
        return retire(version, asked);
    case ModelStep::Review:
        break;
    }
    return review(version, asked);
}

/// What was taken back is done again: the version has its number again, and what follows finds it.
bool isSavedAgain(const SavedHealthModel &last, const SavedHealthModel &next)
{
    return last.state == ModelState::Withdrawn && last.body == next.body && last.reason == next.reason
        && last.author == next.author;
}

const char *nameOf(ModelStep step)
{
    static constexpr const char *Names[] = {"propose health model", "approve health model", "reject health model",
        "retire health model", "review health model"};
    return Names[std::size_t(step)];
}

void keepProposed(
    store::Workspace &workspace, const SavedHealthModel &draft, const SavedHealthModel &proposed, const std::string &by)
{
    keepModelVersion(workspace, proposed);
    store::recordChange(
        workspace, nameOf(ModelStep::Propose), proposed.title(), described(draft), described(proposed) + ", by " + by);
}

} // namespace

Message ModelChange::sentence() const
{
    const std::string title = after.title();
    if (after.state == ModelState::Approved && after.retiredOn)
        return {QD_WORDS("Health", "%1 is retired from %2."), {title, *after.retiredOn}};
    if (after.state == ModelState::Approved)
        return {QD_WORDS("Health", "%1 is approved by %2 and in force from %3; its review is due on %4."),
            {title, after.approvedBy, *after.inForceFrom, *after.reviewDue()}};
    if (after.state == ModelState::Proposed)
        return {QD_WORDS("Health", "%1 is proposed; another person than %2 approves."), {title, after.author}};
    if (!after.remark.empty())
        return {QD_WORDS("Health", "%1 is a draft again: %2"), {title, after.remark}};
    return {QD_WORDS("Health", "%1 is a draft by %2."), {title, after.author}};
}

Result<ModelChange> saveHealthModel(
    store::Workspace &workspace, std::string_view text, const std::string &reason, const std::string &by, SaveAs as)
{
    const auto model = healthModelFromText(text);
    if (!model)
        return model.error();
    if (const auto named = checkName(model->name); !named)
        return named.error();
    if (trimmed(reason).empty())
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Health", "Say what the model changes and why: --reason. Nothing was saved.")};
    if (workspace.isReadOnly())
        return readOnly(workspace);
    const std::string body = jsonFromText<nlohmann::ordered_json>(text)->dump();
    store::WriteTransaction transaction(workspace, "save health model");
    const std::vector<SavedHealthModel> versions = savedHealthModels(workspace);
    const SavedHealthModel *last = nullptr;
    for (const SavedHealthModel &each : versions) {
        if (each.state != ModelState::Withdrawn)
            last = &each;
    }
    const bool isLast = last && last->body == body && !last->retiredOn;
    if (isLast && (as == SaveAs::Draft || last->state != ModelState::Draft))
        return ModelChange{*last, *last};
    if (isLast) {
        ModelChange proposed{*last, *propose(*last)};
        keepProposed(workspace, *last, proposed.after, personOf(by));
        transaction.commit();
        return proposed;
    }
    SavedHealthModel next;
    next.version = versions.empty() ? 1 : versions.back().version + 1;
    next.name = model->name;
    next.body = body;
    next.reason = std::string(trimmed(reason));
    next.author = personOf(by);
    std::optional<SavedHealthModel> before;
    if (!versions.empty() && isSavedAgain(versions.back(), next)) {
        before = versions.back();
        next.version = before->version;
    }
    keepModelVersion(workspace, next);
    store::recordChange(workspace, "save health model", next.title(), last ? std::optional(last->body) : std::nullopt,
        body + ", by " + next.author + ": " + next.reason);
    if (as == SaveAs::Proposed) {
        const SavedHealthModel draft = savedHealthModels(workspace).back();
        keepProposed(workspace, draft, *propose(draft), next.author);
    }
    ModelChange change{std::move(before), savedHealthModels(workspace).back()};
    transaction.commit();
    return change;
}

Result<ModelChange> moveHealthModel(store::Workspace &workspace, const ModelStepAsked &asked)
{
    if (workspace.isReadOnly())
        return readOnly(workspace);
    store::WriteTransaction transaction(workspace, nameOf(asked.step));
    const auto version = savedModelNamed(savedHealthModels(workspace), "version:" + std::to_string(asked.version));
    if (!version)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Health", "No health model has the version %1. Nothing was changed."),
                {std::to_string(asked.version)}},
            {std::to_string(asked.version)}};
    const std::string by = personOf(asked.by);
    auto next = moved(*version, asked, by);
    if (!next)
        return next.error();
    keepModelVersion(workspace, *next);
    const bool isSaid = !next->remark.empty() || trimmed(asked.reason).empty();
    store::recordChange(workspace, nameOf(asked.step), next->title(), described(*version),
        described(*next) + (isSaid ? std::string() : ": " + std::string(trimmed(asked.reason))) + ", by " + by);
    transaction.commit();
    return ModelChange{*version, std::move(*next)};
}

Result<void> takeBack(store::Workspace &workspace, const ModelChange &change)
{
    if (workspace.isReadOnly())
        return readOnly(workspace);
    if (change.before == change.after)
        return {};
    store::WriteTransaction transaction(workspace, "take back health model");
    const std::vector<SavedHealthModel> versions = savedHealthModels(workspace);
    const auto now = std::ranges::find(versions, change.after.version, &SavedHealthModel::version);
    if (now == versions.end() || *now != change.after)
        return Error{ErrorCode::Conflict,
            {QD_WORDS(
                 "Health", "%1 was changed since, so the change before cannot be taken back. Nothing was changed."),
                {change.after.title()}},
            {change.after.title()}};
    SavedHealthModel next = change.before.value_or(change.after);
    if (!change.before)
        next.state = ModelState::Withdrawn;
    keepModelVersion(workspace, next);
    store::recordChange(workspace, "take back health model", next.title(), described(change.after), described(next));
    transaction.commit();
    return {};
}

} // namespace qd::health
