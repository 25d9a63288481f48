#include "core/session/golden_decisions.h"

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/session/actions.h"
#include "core/session/customer_records.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <algorithm>
#include <charconv>

namespace qd::session {

namespace {

using identity::GoldenChoice;

bool isWholeNumber(const std::string &text)
{
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc() && read.ptr == text.data() + text.size();
}

Result<void> checkField(const std::string &field)
{
    const std::vector<std::string> &names = identity::goldenFieldNames();
    if (std::ranges::find(names, field) != names.end())
        return {};
    const std::string close = nearest(field, names);
    if (!close.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Identity", "There is no golden field %1; did you mean %2? Nothing was changed."),
                {field, close}},
            {field, close}};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Identity", "There is no golden field %1. Fields are %2. Nothing was changed."),
            {field, joined(names, ", ")}},
        {field}};
}

Result<void> checkValue(const std::string &field, const std::string &value)
{
    const auto refused = [&](const MessageWords &words) {
        return Error{ErrorCode::InvalidArgument, {words, {field, value}}, {field, value}};
    };
    if (trimmed(value).empty())
        return refused(QD_WORDS("Identity", "%1 cannot be set to nothing. Nothing was changed."));
    if (field.ends_with("_date") && !Date::fromIso(value))
        return refused(QD_WORDS("Identity", "%1 wants a day as YYYY-MM-DD, not \"%2\". Nothing was changed."));
    if (field == "employees" && !isWholeNumber(value))
        return refused(QD_WORDS("Identity", "%1 wants a whole number, not \"%2\". Nothing was changed."));
    if (field == "health_score" && !Decimal::parse(value))
        return refused(QD_WORDS("Identity", "%1 wants a number, not \"%2\". Nothing was changed."));
    return {};
}

std::vector<GoldenChoice> choicesOf(const store::Workspace &workspace)
{
    return identity::goldenChoicesFrom(workspace.setting(identity::GoldenSetting).value_or(std::string()));
}

/// Within the caller's transaction.
void keep(store::Workspace &workspace, const std::vector<GoldenChoice> &choices)
{
    workspace.setSetting(identity::GoldenSetting, identity::textOf(choices));
    settleAll(workspace, false);
}

std::string words(const GoldenChoice &choice)
{
    return choice.value + " by " + choice.by + (choice.until ? " until " + choice.until->iso() : "")
        + (choice.reason.empty() ? "" : ": " + choice.reason);
}

} // namespace

Result<std::vector<GoldenChoice>> chooseGolden(
    store::Workspace &workspace, const GoldenRequest &request, Progress &progress)
{
    if (const auto fine = checkField(request.field); !fine)
        return fine.error();
    if (const auto fine = request.value ? checkValue(request.field, *request.value) : Result<void>(); !fine)
        return fine.error();
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "choose golden value");
    const CustomerRecords customers(workspace);
    const auto record = customers.recordOf(request.account);
    if (!record)
        return record.error();
    const std::vector<GoldenChoice> before = choicesOf(workspace);
    std::vector<GoldenChoice> choices = before;
    const auto isMeant = [&](const GoldenChoice &each) {
        return each.field == request.field && customers.accountOf(each.record) == request.account;
    };
    const auto stood = std::ranges::find_if(choices, isMeant);
    const std::optional<std::string> was = stood == choices.end() ? std::nullopt : std::optional(words(*stood));
    if (!request.value && !was)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Identity", "Nobody chose %1 of %2 by hand. Nothing was changed."),
                {request.field, request.account}},
            {request.field, request.account}};
    std::erase_if(choices, isMeant);
    std::optional<std::string> now;
    if (request.value) {
        choices.push_back(
            {*record, request.field, std::string(trimmed(*request.value)), request.by, request.reason, request.until});
        now = words(choices.back());
    }
    store::recordChange(workspace, "choose golden value", request.account + " " + request.field, was, now);
    keep(workspace, choices);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return before;
}

Result<void> setGoldenChoices(store::Workspace &workspace, const std::vector<GoldenChoice> &choices, Progress &progress)
{
    progress.begin(QD_WORDS("Progress", "Matching identities"));
    store::WriteTransaction transaction(workspace, "choose golden value");
    store::recordChange(workspace, "set golden values", identity::GoldenSetting, identity::textOf(choicesOf(workspace)),
        identity::textOf(choices));
    keep(workspace, choices);
    if (progress.isCancelled())
        return cancelled();
    transaction.commit();
    return {};
}

} // namespace qd::session
