#include "core/forecast/calls.h"

#include "core/base/rounding.h"
#include "core/base/text.h"
#include "core/forecast/forecast_data.h"
#include "core/identity/own_subjects.h"
#include "core/store/own_rows.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QtGlobal>

#include <algorithm>
#include <set>

namespace qd::forecast {

namespace {

using store::OwnForecastRow;

Error wrong(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

std::optional<Error> readOnly(const store::Workspace &workspace)
{
    if (!workspace.isReadOnly())
        return std::nullopt;
    return Error{ErrorCode::ReadOnly,
        {QD_WORDS("Forecast", "%1 cannot be written; no call was kept. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

Result<void> checkCategory(const std::string &category)
{
    const std::vector<std::string> &all = callCategories();
    if (std::ranges::find(all, category) != all.end())
        return {};
    const std::string close = nearest(category, all);
    if (!close.empty())
        return wrong(QD_WORDS("Forecast", "There is no category \"%1\" of a call; did you mean %2? No call was kept."),
            {category, close});
    return wrong(QD_WORDS("Forecast", "There is no category \"%1\" of a call; they are %2. No call was kept."),
        {category, joined(all, ", ")});
}

/// What is wrong with a call besides the customer.
Result<void> checkCall(const RenewalCall &call)
{
    if (call.amount < 0)
        return wrong(QD_WORDS("Forecast",
                         "The call of %1 is below 0; a renewal that is lost is called at 0. No call "
                         "was kept."),
            {call.account});
    return checkCategory(call.category);
}

/// Customers with something due in the quarter, by directory index.
Result<std::set<int>> dueIn(const ForecastData &data, Date day)
{
    const auto known = data.known(day);
    if (!known)
        return known.error();
    const auto cases = known->casesIn(data.window());
    if (!cases)
        return cases.error();
    std::set<int> due;
    for (const renewals::RenewalCase &renewal : *cases)
        due.insert(renewal.account);
    return due;
}

/// The row of a call of a customer who is due and not called yet in the sheet.
Result<OwnForecastRow> rowOf(const CallSheet &sheet, const RenewalCall &call, const ForecastData &data,
    const std::set<int> &due, std::set<int> &called)
{
    if (auto fine = checkCall(call); !fine)
        return fine.error();
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    const int account = accounts.indexOf(call.account);
    if (account < 0)
        return Error{ErrorCode::NotFound,
            {QD_WORDS("Forecast", "There is no customer %1; no call was kept."), {call.account}}, {call.account}};
    if (!due.contains(account))
        return wrong(QD_WORDS("Forecast", "%1 has nothing due in %2, as known on %3; no call was kept."),
            {call.account, sheet.quarter.text(), sheet.day});
    if (!called.insert(account).second)
        return wrong(QD_WORDS("Forecast", "%1 is called twice; no call was kept."), {call.account});
    return OwnForecastRow{sheet.quarter.text(), identity::subjectOf(accounts.at(account)), sheet.day,
        std::string(trimmed(sheet.author)), call.amount, data.portfolio->currency(), call.category};
}

} // namespace

const std::vector<std::string> &callCategories()
{
    static const std::vector<std::string> all{"commit", "best_case", "pipeline", "omitted"};
    return all;
}

const char *nameOfCategory(const std::string &category)
{
    if (category == "commit")
        return QT_TRANSLATE_NOOP("Words", "Commit");
    if (category == "best_case")
        return QT_TRANSLATE_NOOP("Words", "Best case");
    if (category == "pipeline")
        return QT_TRANSLATE_NOOP("Words", "Pipeline");
    return category == "omitted" ? QT_TRANSLATE_NOOP("Words", "Omitted") : nullptr;
}

std::optional<Money> callAmount(double major, Currency currency)
{
    if (!(major >= 0))
        return std::nullopt;
    const double minor = shownUnits(major, currency.digits());
    constexpr double Most = 9.0e15; // whole numbers are exact up to here
    return minor <= Most ? std::optional(Money{std::int64_t(minor), currency}) : std::nullopt;
}

Result<std::vector<KeptCall>> enterCalls(store::Workspace &workspace, const CallSheet &sheet)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    if (trimmed(sheet.author).empty())
        return wrong(QD_WORDS("Forecast", "A call needs an author; none was kept."));
    store::WriteTransaction transaction(workspace, "call renewals");
    if (!store::hasStandingBatch(workspace))
        return Error{
            ErrorCode::NoData, {QD_WORDS("Forecast", "Nothing was imported yet, so there is no renewal to call.")}};
    const auto data = ForecastData::read(workspace, sheet.quarter);
    if (!data)
        return data.error();
    const auto due = dueIn(*data, sheet.day);
    if (!due)
        return due.error();
    std::set<int> called;
    std::vector<KeptCall> kept;
    for (const RenewalCall &call : sheet.calls) {
        auto row = rowOf(sheet, call, *data, *due, called);
        if (!row)
            return row.error();
        kept.push_back(store::keepRecorded(workspace, std::move(*row), "call renewal"));
    }
    transaction.commit();
    return kept;
}

Result<void> takeBackCalls(store::Workspace &workspace, const std::vector<KeptCall> &kept)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "take back calls");
    for (const KeptCall &each : kept) {
        if (!store::takeBackRecorded(workspace, each, "call taken back"))
            return Error{ErrorCode::Conflict,
                {QD_WORDS("Forecast", "The call of %1 was changed since; nothing was taken back."),
                    {each.now.subject.accountId}},
                {each.now.subject.accountId}};
    }
    transaction.commit();
    return {};
}

} // namespace qd::forecast
