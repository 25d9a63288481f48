#include "app/cli/definitions_used.h"

#include "core/answers/renewal_groups.h"
#include "core/backtest/readiness.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/renewals/exception_file.h"
#include "core/renewals/renewal_report.h"
#include "core/revenue/grouping.h"

#include <iostream>
#include <map>
#include <memory>
#include <set>

namespace qd::cli {

namespace {

struct RenewalsArguments {
    std::string path, from, to, asOf, by, exceptions;
    std::optional<int> dateTolerance;
    bool json = false;
    bool csv = false;
    bool strict = false;
    bool pii = false;
};

Json rowJson(const renewals::RenewalRow &row, Currency currency)
{
    return {{"group", row.group}, {"due", row.due}, {"due_arr", money(row.dueArr, currency)}, {"renewed", row.renewed},
        {"renewed_arr", money(row.renewedArr, currency)}, {"retained_arr", money(row.retainedArr, currency)},
        {"lost", row.lost}, {"lost_arr", money(row.lostArr, currency)}, {"pending", row.pending},
        {"pending_arr", money(row.pendingArr, currency)}, {"auto", row.automatic},
        {"rate_logos", optionalNumber(row.rateLogos())}, {"rate_arr", optionalNumber(row.rateArr())},
        {"on_time", row.onTime}, {"on_time_rate", optionalNumber(row.onTimeRate())}};
}

Json contractJson(const renewals::ListedRenewal &listed, const portfolio::ArrBook &book)
{
    const renewals::RenewalCase &renewal = listed.renewal;
    Json exceptions = Json::array();
    for (const renewals::Exception exception : listed.exceptions)
        exceptions.push_back(renewals::toString(exception));
    return {{"account", book.accounts().at(renewal.account).id}, {"due_date", renewal.due.iso()},
        {"due_arr", money(renewal.dueArr, book.currency())}, {"state", renewals::toString(renewal.state)},
        {"renewed_arr", money(renewal.renewedArr, book.currency())},
        {"on_time", renewal.onTime ? Json(*renewal.onTime) : Json(nullptr)},
        {"opportunity_id", renewal.opportunity ? Json(renewal.opportunity->opportunity->id) : Json(nullptr)},
        {"exceptions", exceptions}};
}

Json openEndedJson(const std::vector<renewals::OpenEndedContract> &contracts, const portfolio::ArrBook &book)
{
    Json list = Json::array();
    for (const renewals::OpenEndedContract &each : contracts)
        list.push_back({{"account", book.accounts().at(each.account).id}, {"subscription_id", each.id},
            {"kind", renewals::toString(each.kind)}, {"start_date", each.start.iso()},
            {"arr", money(each.arr, book.currency())}});
    return list;
}

Json coverageJson(const std::vector<renewals::RiskCoverage> &coverage, Currency currency)
{
    Json rows = Json::array();
    for (const renewals::RiskCoverage &row : coverage)
        rows.push_back(
            {{"window", row.window}, {"due", row.due}, {"covered", row.covered}, {"rate", optionalNumber(row.rate())},
                {"due_arr", money(row.dueArr, currency)}, {"covered_arr", money(row.coveredArr, currency)}});
    return rows;
}

Json readinessJson(const backtest::Readiness &readiness)
{
    Json rows = Json::array();
    for (const backtest::ReadinessRow &row : readiness.rows)
        rows.push_back({{"checkpoint", row.checkpoint}, {"due", row.due}, {"ready", row.ready},
            {"rate", optionalNumber(row.rate())}});
    return rows;
}

Json disagreementsJson(const backtest::Readiness &readiness, const identity::AccountDirectory &accounts)
{
    Json list = Json::array();
    for (const backtest::Disagreement &each : readiness.disagreements)
        list.push_back({{"account", accounts.at(each.account).id}, {"due_date", each.due.iso()},
            {"checkpoint", each.checkpoint}, {"colour", portfolio::toString(each.colour)}, {"call", each.call}});
    return list;
}

Json reportJson(
    const renewals::KnownRenewals &known, const renewals::RenewalReport &report, const backtest::Readiness &readiness)
{
    const portfolio::ArrBook &book = known.book();
    Json rows = Json::array();
    for (const renewals::RenewalRow &row : report.rows)
        rows.push_back(rowJson(row, book.currency()));
    Json undated = Json::array();
    for (const int account : report.undated)
        undated.push_back(
            {{"account", book.accounts().at(account).id}, {"exceptions", {toString(renewals::Exception::NoDate)}}});
    return {{"as_of", known.day().iso()}, {"currency", book.currency().code()}, {"source", book.source().name},
        {"rows", rows}, {"contracts", Json::array()},
        {"risk_coverage", coverageJson(report.riskCoverage, book.currency())},
        {"hygiene",
            {{"due", report.hygiene.due}, {"complete", report.hygiene.complete},
                {"rate", optionalNumber(report.hygiene.rate())}}},
        {"readiness", readinessJson(readiness)}, {"disagreements", disagreementsJson(readiness, book.accounts())},
        {"undated", undated}, {"open_ended", openEndedJson(report.openEnded, book)}};
}

/// Each amount is at the rates of its due date, or of the day where that is earlier. Of a currency its oldest rate.
void warnOfRates(const renewals::KnownRenewals &known, const renewals::RenewalReport &report)
{
    std::set<Date> rateDays{known.day()};
    for (const renewals::ListedRenewal &contract : report.contracts)
        rateDays.insert(std::min(contract.renewal.due, known.day()));
    std::map<Currency, portfolio::StaleRate> oldest;
    for (const Date day : rateDays) {
        for (const portfolio::StaleRate &rate : known.book().staleRatesOn(day)) {
            const auto [at, isFirst] = oldest.try_emplace(rate.currency, rate);
            if (!isFirst && rate.age() > at->second.age())
                at->second = rate;
        }
    }
    for (const auto &[currency, rate] : oldest)
        std::cerr << "qdeck: " << portfolio::sentence(rate).english() << '\n';
}

/// How the renewals of a report were prepared.
Result<backtest::Readiness> readinessOf(const store::Workspace &workspace, const renewals::KnownRenewals &known,
    const renewals::RenewalReport &report, portfolio::Knowing knowing)
{
    if (knowing == portfolio::Knowing::ByDates) {
        const signs::AccountEvents events(workspace, known.portfolio().accounts());
        const auto scored = health::coloursInForce(workspace, events, terminalProgress());
        return scored ? backtest::readinessOf(events, *scored, known, report.contracts)
                      : Result<backtest::Readiness>(scored.error());
    }
    const auto history = signs::Signals::read(workspace, terminalProgress(), knowing);
    if (!history)
        return history.error();
    auto models = health::ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    return backtest::readinessOf(
        **history, health::coloursInForce(std::move(*models), **history), known, report.contracts);
}

Exit runRenewals(const RenewalsArguments &arguments)
{
    const auto from = dateOption("--from", arguments.from);
    const auto to = dateOption("--to", arguments.to);
    const auto asOf = dateOption("--as-of", arguments.asOf);
    for (const auto *date : {&from, &to, &asOf}) {
        if (!*date)
            return fail(date->error());
    }
    if (!*from || !*to)
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "%1 wants a date as YYYY-MM-DD, not \"%2\"."), {*from ? "--to" : "--from", ""}}});
    if (const auto fine = checkOrder(**from, **to); !fine)
        return fail(fine.error());
    if (auto fine = revenue::checkDimension(arguments.by, answers::renewalDimensions()); !fine)
        return fail(fine.error());
    const auto mode =
        arguments.exceptions.empty() ? store::Workspace::Mode::ReadOnly : store::Workspace::Mode::ReadWrite;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto knowing = arguments.strict ? portfolio::Knowing::Seen : portfolio::Knowing::ByDates;
        const auto data = renewals::RenewalData::read(workspace, *portfolio, knowing);
        if (!data)
            return fail(data.error());
        const auto known = renewals::KnownRenewals::on(portfolio, *data, *asOf);
        if (!known)
            return fail(known.error());
        auto groups = answers::renewalGroups(arguments.by, *known);
        if (!groups)
            return fail(groups.error());
        const auto report =
            renewals::renewalReport(*known, {{**from, **to}, arguments.dateTolerance, std::move(*groups), {}});
        if (!report)
            return fail(report.error());
        warnOfRates(*known, *report);
        if (!arguments.exceptions.empty()) {
            const auto file = renewals::exceptionFile(*report, *known, arguments.pii);
            if (auto written = renewals::writeExceptionFile(workspace, arguments.exceptions, file); !written)
                return fail(written.error());
            std::cerr << arguments.exceptions << ": " << file.rows
                      << (file.rows == 1 ? " exception\n" : " exceptions\n");
        }
        if (arguments.csv) {
            printCsv(own_exports::Renewals, report->rows.size(),
                [&](std::size_t i) { return rowJson(report->rows[i], known->book().currency()); });
            return Exit::Done;
        }
        const auto readiness = readinessOf(workspace, *known, *report, knowing);
        if (!readiness)
            return fail(readiness.error());
        Json json = reportJson(*known, *report, *readiness);
        json["definitions"] = definitionsUsed(workspace, known->day(),
            {"renewal_rate", "renewal_rate_logos", "on_time_renewal_rate", "risk_coverage", "renewal_hygiene",
                "renewal_readiness"});
        print(json, {"contracts", report->contracts.size(), [&](std::size_t i) {
                         return contractJson(report->contracts[i], known->book());
                     }});
        return Exit::Done;
    });
}

} // namespace

void addRenewalsCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<RenewalsArguments>();
    CLI::App *command = app.add_subcommand(
        "renewals", "Renewals due in a window: what became of them, and how those ahead are prepared");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--from", arguments->from, "First day of the window, YYYY-MM-DD")->required();
    command->add_option("--to", arguments->to, "Its last day")->required();
    command->add_option("--as-of", arguments->asOf,
        "Day as of which all is told, with what was known by then; default: the ARR source's as-of date");
    command->add_option(
        "--by", arguments->by, "Group by: " + joined(answers::renewalDimensions(), ", ") + "; values as on the day");
    command
        ->add_option("--date-tolerance", arguments->dateTolerance,
            "Days that renewal dates of several systems may lie apart; default: the setting tolerance.renewal_date")
        ->check(CLI::Range(0, 366));
    command->add_flag("--strict-known", arguments->strict,
        "A row is known only from the as-of date of the first import that held it, not from its own date alone");
    auto *exceptions = command->add_option("--exceptions", arguments->exceptions,
        "Also write what is wrong into this CSV, a line each with the ids of CRM and CS platform, to be loaded there");
    command->add_flag("--pii", arguments->pii, "E-mail addresses in that file as they are; without it they are masked")
        ->needs(exceptions);
    auto *csv = command->add_flag("--csv", arguments->csv, "CSV of the rows");
    command->add_flag("--json", arguments->json, "JSON (the default)")->excludes(csv);
    command->callback([arguments, &action] { action = [arguments] { return runRenewals(*arguments); }; });
}

} // namespace qd::cli
