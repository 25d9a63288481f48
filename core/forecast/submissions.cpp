#include "core/forecast/submissions.h"

#include "core/base/text.h"
#include "core/identity/setting_json.h"
#include "core/store/audit.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <QDate>
#include <QDateTime>

#include <algorithm>
#include <map>

namespace qd::forecast {

namespace {

using Json = nlohmann::ordered_json;
using identity::textAt;
using renewals::RenewalState;

std::optional<std::int64_t> wholeAt(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_number_integer() ? std::optional(found->get<std::int64_t>())
                                                               : std::nullopt;
}

std::optional<RenewalState> stateOf(const std::string &text)
{
    for (const RenewalState state : {RenewalState::Renewed, RenewalState::Pending, RenewalState::Lost}) {
        if (text == toString(state))
            return state;
    }
    return std::nullopt;
}

Json asJson(const SnapshotRow &row)
{
    return {{"account", row.account}, {"due", row.due.iso()}, {"state", toString(row.state)}, {"due_arr", row.dueArr},
        {"amount", row.amount}, {"category", row.category}, {"author", row.author}, {"contracts", row.contracts}};
}

std::optional<SnapshotRow> rowFrom(const Json &json)
{
    if (!json.is_object())
        return std::nullopt;
    const auto due = Date::fromIso(textAt(json, "due"));
    const auto state = stateOf(textAt(json, "state"));
    const auto dueArr = wholeAt(json, "due_arr");
    const auto amount = wholeAt(json, "amount");
    if (!due || !state || !dueArr || !amount)
        return std::nullopt;
    SnapshotRow row{
        textAt(json, "account"), *due, *state, *dueArr, *amount, textAt(json, "category"), textAt(json, "author")};
    if (const auto contracts = json.find("contracts"); contracts != json.end() && contracts->is_array()) {
        for (const Json &contract : *contracts) {
            if (contract.is_string())
                row.contracts.push_back(contract.get<std::string>());
        }
    }
    return row;
}

std::optional<Submission> submissionFrom(const Json &json)
{
    const auto day = json.is_object() ? Date::fromIso(textAt(json, "day")) : std::nullopt;
    if (!day)
        return std::nullopt;
    Submission made{textAt(json, "quarter"), textAt(json, "week"), textAt(json, "owner"), textAt(json, "by"),
        textAt(json, "at"), {*day, {}}};
    const auto rows = json.find("renewals");
    if (rows == json.end() || !rows->is_array())
        return std::nullopt;
    for (const Json &each : *rows) {
        auto row = rowFrom(each);
        if (!row)
            return std::nullopt; // one row less would be another forecast
        made.snapshot.rows.push_back(std::move(*row));
    }
    return made;
}

std::vector<Submission> allOf(const store::Workspace &workspace)
{
    return submissionsFrom(workspace.setting(SubmissionsSetting).value_or(std::string()));
}

std::string keyText(const Submission &each)
{
    return each.quarter + ' ' + each.week + ' ' + each.owner;
}

/// For the audit log: "12 renewals, 120000 minor units".
Result<std::string> words(const Submission &each)
{
    const auto total = totalOf(each.snapshot);
    if (!total)
        return total.error();
    return std::to_string(each.snapshot.rows.size()) + " renewals, " + std::to_string(*total) + " minor units";
}

std::optional<Error> readOnly(const store::Workspace &workspace)
{
    if (!workspace.isReadOnly())
        return std::nullopt;
    return Error{ErrorCode::ReadOnly,
        {QD_WORDS("Forecast", "%1 cannot be written; nothing was submitted. Copy the file to a folder of yours."),
            {workspace.path()}}};
}

/// Their renewals as one snapshot, the later day's where two have one.
Snapshot together(std::vector<const Submission *> submissions)
{
    std::ranges::stable_sort(submissions, {}, [](const Submission *each) { return each->snapshot.day; });
    std::map<std::string, SnapshotRow> rows;
    for (const Submission *each : submissions) {
        for (const SnapshotRow &row : each->snapshot.rows)
            rows.insert_or_assign(row.account, row);
    }
    Snapshot snapshot{submissions.back()->snapshot.day, {}};
    for (auto &[account, row] : rows)
        snapshot.rows.push_back(std::move(row));
    return snapshot;
}

Error nothingDue(const ForecastData &data, const renewals::KnownRenewals &known, const std::string &owner)
{
    std::vector<std::string> owners;
    if (const auto cases = known.casesIn(data.window())) {
        for (const renewals::RenewalCase &renewal : *cases)
            owners.push_back(data.fields->on("owner", known.day())[std::size_t(renewal.account)]);
    }
    const std::string close = nearest(owner, owners);
    if (!close.empty())
        return {ErrorCode::InvalidArgument,
            {QD_WORDS("Forecast", "%1 owns nothing that is due in %2; did you mean %3? Nothing was submitted."),
                {owner, data.quarter.text(), close}},
            {owner, close}};
    return {ErrorCode::InvalidArgument,
        {QD_WORDS("Forecast", "%1 owns nothing that is due in %2. Nothing was submitted."),
            {owner, data.quarter.text()}},
        {owner}};
}

} // namespace

std::vector<Submission> submissionsFrom(std::string_view text)
{
    std::vector<Submission> all;
    const Json list = Json::parse(text, nullptr, false);
    if (!list.is_array())
        return all;
    for (const Json &each : list) {
        if (auto made = submissionFrom(each))
            all.push_back(std::move(*made));
    }
    return all;
}

std::string textOf(const std::vector<Submission> &submissions)
{
    if (submissions.empty())
        return {};
    Json list = Json::array();
    for (const Submission &each : submissions) {
        Json rows = Json::array();
        for (const SnapshotRow &row : each.snapshot.rows)
            rows.push_back(asJson(row));
        list.push_back({{"quarter", each.quarter}, {"week", each.week}, {"owner", each.owner}, {"by", each.by},
            {"at", each.at}, {"day", each.snapshot.day.iso()}, {"renewals", rows}});
    }
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<Submission> submissionsOf(const store::Workspace &workspace, FiscalQuarter quarter, Date upTo)
{
    std::vector<Submission> all = allOf(workspace);
    std::erase_if(
        all, [&](const Submission &each) { return each.quarter != quarter.text() || each.snapshot.day > upTo; });
    return all;
}

std::string weekOf(Date day)
{
    int year = 0;
    const int week = QDate(day.year(), day.month(), day.day()).weekNumber(&year);
    return std::to_string(year) + (week < 10 ? "-W0" : "-W") + std::to_string(week);
}

Result<Submission> submitCalls(store::Workspace &workspace, FiscalQuarter quarter, Date day, const std::string &owner)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "submit a forecast");
    const auto data = ForecastData::read(workspace, quarter);
    if (!data)
        return data.error();
    const auto known = data->known(day);
    if (!known)
        return known.error();
    const std::vector<std::string> &owners = data->fields->on("owner", day);
    auto snapshot = snapshotOn(*data, *known,
        {Counted::Calls, {}, [&](int account) { return equalsIgnoringCase(owners[std::size_t(account)], owner); }});
    if (!snapshot)
        return snapshot.error();
    if (snapshot->rows.empty())
        return nothingDue(*data, *known, owner);
    Submission made{quarter.text(), weekOf(day), owner, store::currentUser(),
        QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString(), std::move(*snapshot)};
    std::vector<Submission> all = allOf(workspace);
    if (std::ranges::any_of(all, [&](const Submission &each) {
            return each.quarter == made.quarter && each.week == made.week && equalsIgnoringCase(each.owner, made.owner);
        }))
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Forecast",
                 "%1 has submitted %2 for week %3 already, which is frozen; nothing was submitted. The next one is due "
                 "next week."),
                {owner, made.quarter, made.week}},
            {owner, made.week}};
    const auto said = words(made);
    if (!said)
        return said.error();
    all.push_back(made);
    workspace.setSetting(SubmissionsSetting, textOf(all));
    store::recordChange(workspace, "submit a forecast", keyText(made), std::nullopt, *said);
    transaction.commit();
    return made;
}

Result<void> takeBackSubmission(store::Workspace &workspace, const Submission &made)
{
    if (auto refused = readOnly(workspace))
        return *refused;
    store::WriteTransaction transaction(workspace, "take back a submission");
    std::vector<Submission> all = allOf(workspace);
    if (std::erase(all, made) == 0)
        return Error{ErrorCode::Conflict,
            {QD_WORDS("Forecast", "The submission of %1 for week %2 is not as it was made; nothing was taken back."),
                {made.owner, made.week}},
            {made.owner}};
    workspace.setSetting(SubmissionsSetting, textOf(all));
    const auto said = words(made);
    store::recordChange(workspace, "submission taken back", keyText(made), said ? *said : std::string(), std::nullopt);
    transaction.commit();
    return {};
}

std::optional<SubmittedTwice> submittedSince(
    const std::vector<Submission> &submissions, std::string_view week, std::string_view owner)
{
    std::vector<const Submission *> then;
    std::vector<const Submission *> last;
    for (const Submission &each : submissions) {
        if (each.week != week || !(owner.empty() || equalsIgnoringCase(each.owner, owner)))
            continue;
        then.push_back(&each);
        last.push_back(&each);
        for (const Submission &other : submissions) {
            if (equalsIgnoringCase(other.owner, each.owner) && other.snapshot.day >= last.back()->snapshot.day)
                last.back() = &other;
        }
    }
    if (then.empty())
        return std::nullopt;
    return SubmittedTwice{together(then), together(last)};
}

} // namespace qd::forecast
