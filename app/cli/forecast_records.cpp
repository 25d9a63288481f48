#include "app/cli/forecast_records.h"

#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/forecast/calls.h"
#include "core/forecast/forecast_notes.h"
#include "core/forecast/submissions.h"
#include "core/store/audit.h"

#include <iomanip>
#include <iostream>

namespace qd::cli {

namespace {

Error wrong(const MessageWords &words, std::vector<Message::Value> values = {})
{
    return {ErrorCode::InvalidArgument, {words, std::move(values)}};
}

/// The two snapshots of a waterfall.
struct Compared {
    forecast::Snapshot then;
    forecast::Snapshot now;
};

/// From a day to the as-of day: what is due, or what an author called of it.
Result<Compared> onDays(
    const forecast::ForecastData &data, Date since, std::optional<Date> asOf, const std::string &author)
{
    const auto now = data.known(asOf);
    if (!now)
        return now.error();
    if (since > now->day())
        return wrong(QD_WORDS("Commands", "--since %1 is after the day all is told of, %2."), {since, now->day()});
    const auto then = data.known(since);
    if (!then)
        return then.error();
    const forecast::SnapshotOptions options{
        author.empty() ? forecast::Counted::DueArr : forecast::Counted::Calls, author, {}};
    auto before = forecast::snapshotOn(data, *then, options);
    if (!before)
        return before.error();
    auto after = forecast::snapshotOn(data, *now, options);
    if (!after)
        return after.error();
    return Compared{std::move(*before), std::move(*after)};
}

/// Whether the text is a week as submissions have it, 2026-W01 to 2026-W53.
bool isWeek(std::string_view text)
{
    const auto isDigit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    return text.size() == 8 && isDigit(0) && isDigit(1) && isDigit(2) && isDigit(3) && text.substr(4, 2) == "-W"
        && isDigit(6) && isDigit(7) && text.substr(6) >= "01" && text.substr(6) <= "53";
}

/// From a week's submissions to the last ones of the same owners.
Result<Compared> ofSubmissions(const store::Workspace &workspace, const forecast::ForecastData &data,
    const std::string &week, std::optional<Date> asOf, const std::string &owner)
{
    const auto now = data.known(asOf);
    if (!now)
        return now.error();
    const auto all = forecast::submissionsOf(workspace, data.quarter, now->day());
    const auto found = forecast::submittedSince(all, week, owner);
    if (found)
        return Compared{found->then, found->now};
    std::vector<std::string> weeks;
    for (const forecast::Submission &each : all)
        weeks.push_back(each.week);
    return Error{ErrorCode::NotFound,
        {QD_WORDS("Commands", "Nobody submitted %1 in week \"%2\"; submitted were %3. A day is given as YYYY-MM-DD."),
            {data.quarter.text(), week, weeks.empty() ? std::string("none") : joined(weeks, ", ")}},
        {week}};
}

Json stepJson(const forecast::WaterfallPart &part, Currency currency)
{
    Json renewals = Json::array();
    for (const forecast::WaterfallMove &move : part.moves)
        renewals.push_back(
            {{"account", move.account}, {"then", money(move.then, currency)}, {"now", money(move.now, currency)}});
    return {{"step", toString(part.step)}, {"amount", money(part.amount, currency)}, {"count", part.moves.size()},
        {"renewals", renewals}};
}

void printWaterfall(const forecast::Waterfall &waterfall, Currency currency)
{
    const auto line = [](const std::string &name, const Json &amount, const std::string &more = {}) {
        std::cout << padded(name, 22) << std::right << std::setw(16) << scalarText(amount) << more << '\n';
    };
    line(waterfall.from.iso(), money(waterfall.opening, currency));
    for (const forecast::WaterfallPart &part : waterfall.parts)
        line(toString(part.step), money(part.amount, currency), "  " + std::to_string(part.moves.size()) + " renewals");
    line(waterfall.to.iso(), money(waterfall.closing, currency));
}

Exit showWaterfall(store::Workspace &workspace, FiscalQuarter quarter, std::optional<Date> asOf,
    const ForecastRecords &records, bool asJson)
{
    const auto day = Date::fromIso(records.since);
    if (!day && !isWeek(records.since))
        return fail(wrong(QD_WORDS("Commands", "--since wants a day, YYYY-MM-DD, or a week, YYYY-Www, not \"%1\"."),
            {records.since}));
    const auto data = forecast::ForecastData::read(workspace, quarter, records.knowing());
    if (!data)
        return fail(data.error());
    const auto compared = day ? onDays(*data, *day, asOf, records.author)
                              : ofSubmissions(workspace, *data, records.since, asOf, records.author);
    if (!compared)
        return fail(compared.error());
    const auto known = forecast::contractsKnownOn(*data, compared->then.day);
    if (!known)
        return fail(known.error());
    const auto waterfall = forecast::waterfallOf(compared->then, compared->now, *known);
    if (!waterfall)
        return fail(waterfall.error());
    if (const auto note = forecast::importedOnce(*data, waterfall->to))
        std::cerr << "qdeck: " << note->english() << '\n';
    const Currency currency = data->portfolio->currency();
    if (!asJson) {
        printWaterfall(*waterfall, currency);
        return Exit::Done;
    }
    Json steps = Json::array();
    for (const forecast::WaterfallPart &part : waterfall->parts)
        steps.push_back(stepJson(part, currency));
    print({{"quarter", quarter.text()}, {"from", waterfall->from.iso()}, {"to", waterfall->to.iso()},
        {"currency", currency.code()}, {"author", textOrNull(records.author)},
        {"opening", money(waterfall->opening, currency)}, {"steps", steps},
        {"closing", money(waterfall->closing, currency)}});
    return Exit::Done;
}

/// The day that is told of: what is kept is known from it on.
Result<Date> dayOf(const store::Workspace &workspace, FiscalQuarter quarter, std::optional<Date> asOf)
{
    if (asOf)
        return *asOf;
    const auto data = forecast::ForecastData::read(workspace, quarter);
    if (!data)
        return data.error();
    const auto known = data->known(std::nullopt);
    return known ? Result<Date>(known->day()) : Result<Date>(known.error());
}

Exit call(store::Workspace &workspace, FiscalQuarter quarter, Date day, const ForecastRecords &records)
{
    const auto decimal = Decimal::parse(records.amount);
    const auto amount = decimal ? Money::fromDecimal(*decimal, workspace.baseCurrency()) : std::optional<Money>();
    if (!amount)
        return fail(wrong(QD_WORDS("Commands", "--amount wants an amount in %1, not \"%2\"; no call was kept."),
            {workspace.baseCurrency().code(), records.amount}));
    const std::string author = records.by.empty() ? store::currentUser() : records.by;
    const auto kept =
        forecast::enterCalls(workspace, {quarter, day, author, {{records.call, amount->minor, records.category}}});
    if (!kept)
        return fail(kept.error());
    std::cout << records.call << " is called " << records.category << " at " << amount->text() << ' '
              << amount->currency.code() << " for " << quarter.text() << ", on " << day.iso() << " by " << author
              << ".\n";
    if (const auto &before = kept->front().before) // a second one of the day
        std::cout << "It takes the place of " << before->category << " at "
                  << Money{before->amountMinor, before->currency}.text() << " of the same day.\n";
    return Exit::Done;
}

Json submissionJson(const forecast::Submission &each, Currency currency)
{
    Json renewals = Json::array();
    for (const forecast::SnapshotRow &row : each.snapshot.rows)
        renewals.push_back({{"account", row.account}, {"due_date", row.due.iso()}, {"state", toString(row.state)},
            {"due_arr", money(row.dueArr, currency)}, {"amount", money(row.amount, currency)},
            {"category", textOrNull(row.category)}, {"author", textOrNull(row.author)}});
    const auto total = forecast::totalOf(each.snapshot);
    return {{"quarter", each.quarter}, {"week", each.week}, {"owner", each.owner}, {"day", each.snapshot.day.iso()},
        {"by", each.by}, {"at", each.at}, {"amount", total ? money(*total, currency) : Json(nullptr)},
        {"renewals", renewals}};
}

Exit submit(store::Workspace &workspace, FiscalQuarter quarter, Date day, const ForecastRecords &records, bool asJson)
{
    const auto made = forecast::submitCalls(workspace, quarter, day, records.submit);
    if (!made)
        return fail(made.error());
    const Json shown = submissionJson(*made, workspace.baseCurrency());
    if (asJson)
        print(shown);
    else
        std::cout << made->owner << " submitted " << scalarText(shown["amount"]) << ' '
                  << workspace.baseCurrency().code() << " for " << made->quarter << " in week " << made->week << ", "
                  << made->snapshot.rows.size() << " renewals.\n";
    return Exit::Done;
}

Exit list(const store::Workspace &workspace, FiscalQuarter quarter, Date day, bool asJson)
{
    Json all = Json::array();
    for (const forecast::Submission &each : forecast::submissionsOf(workspace, quarter, day))
        all.push_back(submissionJson(each, workspace.baseCurrency()));
    if (asJson) {
        print({{"quarter", quarter.text()}, {"currency", workspace.baseCurrency().code()}, {"submissions", all}});
        return Exit::Done;
    }
    std::cout << padded("Week", 10) << padded("Owner", 24) << padded("Day", 12) << std::right << std::setw(16)
              << "Amount" << std::setw(10) << "Renewals" << '\n';
    for (const Json &each : all)
        std::cout << padded(each["week"].get<std::string>(), 10) << padded(each["owner"].get<std::string>(), 24)
                  << padded(each["day"].get<std::string>(), 12) << std::right << std::setw(16)
                  << scalarText(each["amount"]) << std::setw(10) << each["renewals"].size() << '\n';
    return Exit::Done;
}

} // namespace

bool ForecastRecords::isAsked() const
{
    return !since.empty() || !call.empty() || !submit.empty() || submissions;
}

portfolio::Knowing ForecastRecords::knowing() const
{
    return strict ? portfolio::Knowing::Seen : portfolio::Knowing::ByDates;
}

void addForecastRecords(CLI::App &command, CLI::Option *quarter, ForecastRecords &records)
{
    auto *since = command.add_option("--since", records.since,
        "Waterfall from this day (YYYY-MM-DD), or from the submissions of a week (YYYY-Www) to the last ones: why the "
        "forecast of the quarter is another");
    auto *call = command.add_option("--call", records.call, "Account whose renewal is called: --amount and --category");
    auto *submit = command.add_option(
        "--submit", records.submit, "Owner whose calls are frozen as this week's submission; one a week");
    auto *submissions = command.add_flag("--submissions", records.submissions, "What was submitted for the quarter");
    command
        .add_option("--author", records.author,
            "With --since a day: compare the calls of this author instead of all that is due; a week: those of this "
            "owner")
        ->needs(since);
    command.add_option("--amount", records.amount, "What the renewal is expected to bring, in the base currency")
        ->needs(call);
    command.add_option("--category", records.category, "commit, best_case, pipeline or omitted")->needs(call);
    command.add_option("--by", records.by, "Who calls; default: the account at the machine")->needs(call);
    command
        .add_flag("--strict-known", records.strict,
            "A row is known only from the as-of date of the first import that held it, not from its own date alone")
        ->needs(quarter)
        ->excludes(call)
        ->excludes(submit)
        ->excludes(submissions);
    for (auto *one : {since, call, submit, submissions}) {
        one->needs(quarter);
        one->excludes("--accuracy");
        for (auto *other : {since, call, submit, submissions}) {
            if (one != other)
                one->excludes(other);
        }
    }
}

Exit keepOrCompare(const std::string &path, FiscalQuarter quarter, std::optional<Date> asOf,
    const ForecastRecords &records, bool asJson)
{
    const bool keeps = !records.call.empty() || !records.submit.empty();
    if (!records.call.empty() && (records.amount.empty() || records.category.empty()))
        return fail(wrong(QD_WORDS("Commands", "A call needs an amount and a category: --amount and --category.")));
    const auto mode = keeps ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(path, mode, [&](store::Workspace &workspace) {
        if (!records.since.empty())
            return showWaterfall(workspace, quarter, asOf, records, asJson);
        const auto day = dayOf(workspace, quarter, asOf);
        if (!day)
            return fail(day.error());
        if (!records.call.empty())
            return call(workspace, quarter, *day, records);
        return records.submit.empty() ? list(workspace, quarter, *day, asJson)
                                      : submit(workspace, quarter, *day, records, asJson);
    });
}

} // namespace qd::cli
