#include "app/cli/definitions_used.h"
#include "app/cli/forecast_records.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"

#include "core/base/rounding.h"
#include "core/forecast/accuracy.h"
#include "core/forecast/forecast_notes.h"
#include "core/forecast/query_chances.h"
#include "core/forecast/renewal_forecast.h"
#include "core/store/query_table.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct ForecastArguments {
    std::string path, quarter, asOf, sql;
    std::string rho = "0.1";
    std::uint64_t seed = 1;
    bool accuracy = false;
    bool json = false;
    ForecastRecords records = {};
};

Json sum(double amount, Currency currency)
{
    return money(std::int64_t(shownValue(amount, 0)), currency);
}

/// Amounts as `amountJson` writes them: money, or numbers of the unit of a query.
template <typename AmountJson>
Json modelJson(const forecast::RenewalDistribution &model, const AmountJson &amountJson)
{
    return {{"mean", amountJson(model.mean)}, {"p10", amountJson(model.p10)}, {"p50", amountJson(model.p50)},
        {"p90", amountJson(model.p90)}, {"count_mean", model.countMean}, {"count_p10", model.countP10},
        {"count_p50", model.countP50}, {"count_p90", model.countP90}};
}

Json unknownModel()
{
    Json model;
    for (const char *key : {"mean", "p10", "p50", "p90", "count_mean", "count_p10", "count_p50", "count_p90"})
        model[key] = nullptr;
    return model;
}

Json cellJson(const forecast::ForecastCell &cell, Currency currency)
{
    return {{"colour", health::tierName(cell.key.colour)}, {"segment", cell.key.segment}, {"n", cell.history.n},
        {"renewed", cell.history.renewed}, {"p", optionalNumber(cell.p)}, {"r", cell.r},
        {"open_arr", money(cell.openArr, currency)}, {"open", cell.open}, {"leads", cell.leads}};
}

Json forecastJson(const forecast::ForecastData &data, const forecast::RenewalForecast &found,
    const forecast::SimulationOptions &options)
{
    const Currency currency = data.portfolio->currency();
    const auto amount = [currency](double value) { return sum(value, currency); };
    Json by = Json::array();
    for (const forecast::ForecastCell &cell : found.by)
        by.push_back(cellJson(cell, currency));
    return {{"quarter", data.quarter.text()}, {"as_of", found.asOf.iso()}, {"currency", currency.code()},
        {"due_arr", money(found.due.arr, currency)}, {"due_count", found.due.count},
        {"settled",
            {{"count", found.settled.count}, {"arr", money(found.settled.arr, currency)}, {"renewed", found.renewed}}},
        {"model", found.model ? modelJson(*found.model, amount) : unknownModel()},
        {"weighted", money(found.pipeline.weighted, currency)}, {"commit", money(found.pipeline.commit, currency)},
        {"best_case", money(found.pipeline.bestCase, currency)}, {"by", by},
        {"untouched", {{"count", found.untouched.count}, {"arr", money(found.untouched.arr, currency)}}},
        {"rho", options.rho}, {"seed", options.seed}};
}

Json accuracyJson(const std::vector<forecast::AccuracyRow> &found, Currency currency)
{
    Json rows = Json::array();
    for (const forecast::AccuracyRow &row : found)
        rows.push_back({{"author", row.author}, {"lead", row.lead}, {"forecast", money(row.forecast, currency)},
            {"actual", money(row.actual, currency)}, {"error", optionalNumber(row.error())},
            {"bias", optionalNumber(row.bias())}, {"accuracy", optionalNumber(row.accuracy())},
            {"wape", optionalNumber(row.wape())}, {"n", row.n}, {"untouched", row.untouched}});
    return rows;
}

void printLine(const std::string &name, const Json &value, const std::string &more = {})
{
    std::cout << padded(name, 22) << std::right << std::setw(16) << (value.is_null() ? "-" : scalarText(value)) << more
              << '\n';
}

/// "90", or "30-90" for several.
std::string leadsText(const Json &leads)
{
    const std::string first = scalarText(leads.front());
    return leads.size() == 1 ? first : first + "-" + scalarText(leads.back());
}

void printModel(const Json &model)
{
    if (model["mean"].is_null()) {
        std::cout << "There is no history to judge the open renewals by.\n";
        return;
    }
    for (const char *key : {"mean", "p10", "p50", "p90"}) {
        const Json &count = model[std::string("count_") + key];
        printLine(key, model[key], "  " + cellText(count.get<double>(), 1) + " renewals");
    }
}

void printForecast(const Json &found)
{
    std::cout << "Renewals due in " << found["quarter"].get<std::string>() << ", as known on "
              << found["as_of"].get<std::string>() << ", " << found["currency"].get<std::string>() << '\n';
    printLine("due", found["due_arr"], "  " + scalarText(found["due_count"]) + " renewals");
    printLine("settled, renewed", found["settled"]["arr"],
        "  " + scalarText(found["settled"]["renewed"]) + " of " + scalarText(found["settled"]["count"]));
    printModel(found["model"]);
    for (const char *key : {"weighted", "commit", "best_case"})
        printLine(key, found[key]);
    printLine("untouched", found["untouched"]["arr"], "  " + scalarText(found["untouched"]["count"]) + " renewals");
    std::cout << '\n'
              << padded("Colour", 8) << padded("Segment", 20) << std::right << std::setw(8) << "Lead" << std::setw(6)
              << "n" << std::setw(9) << "Renewed" << std::setw(8) << "p" << std::setw(8) << "r" << std::setw(16)
              << "Open ARR" << '\n';
    for (const Json &cell : found["by"]) {
        const std::optional<double> p = cell["p"].is_null() ? std::nullopt : std::optional(cell["p"].get<double>());
        std::cout << padded(cell["colour"].get<std::string>(), 8) << padded(cell["segment"].get<std::string>(), 20)
                  << std::right << std::setw(8) << leadsText(cell["leads"]) << std::setw(6) << scalarText(cell["n"])
                  << std::setw(9) << scalarText(cell["renewed"]) << std::setw(8) << cellText(p) << std::setw(8)
                  << cellText(cell["r"].get<double>()) << std::setw(16) << scalarText(cell["open_arr"]) << '\n';
    }
    std::cout << "\nThe correlation of renewals within a segment, " << scalarText(found["rho"])
              << ", is an assumption.\n";
}

void printAccuracy(const std::vector<forecast::AccuracyRow> &rows, Currency currency)
{
    std::cout << padded("Author", 20) << std::right << std::setw(5) << "Lead" << std::setw(6) << "n" << std::setw(10)
              << "Untouched" << std::setw(16) << "Forecast" << std::setw(16) << "Actual" << std::setw(8) << "Bias"
              << std::setw(10) << "Accuracy" << std::setw(8) << "WAPE" << '\n';
    for (const forecast::AccuracyRow &row : rows)
        std::cout << padded(row.author, 20) << std::right << std::setw(5) << row.lead << std::setw(6) << row.n
                  << std::setw(10) << row.untouched << std::setw(16) << scalarText(money(row.forecast, currency))
                  << std::setw(16) << scalarText(money(row.actual, currency)) << std::setw(8) << cellText(row.bias())
                  << std::setw(10) << cellText(row.accuracy()) << std::setw(8) << cellText(row.wape()) << '\n';
}

/// Of a query: amounts are in its own unit, and unrounded.
Exit forecastQuery(
    store::Workspace &workspace, const ForecastArguments &arguments, const forecast::SimulationOptions &options)
{
    const auto table = store::QueryTable::read(workspace, arguments.sql, terminalProgress());
    if (!table)
        return fail(table.error());
    const auto query = forecast::chancesOf(*table);
    if (!query)
        return fail(query.error());
    sayUnused(query->unused);
    const auto model = forecast::renewalDistribution(query->chances, {}, options, terminalProgress());
    if (!model)
        return fail(model.error());
    const Json shown = modelJson(*model, [](double amount) { return Json(amount); });
    if (arguments.json)
        print({{"model", shown}, {"n", query->chances.size()}, {"rho", options.rho}, {"seed", options.seed}});
    else
        printModel(shown);
    return Exit::Done;
}

Exit forecastQuarter(store::Workspace &workspace, const ForecastArguments &arguments, FiscalQuarter quarter,
    std::optional<Date> asOf, const forecast::SimulationOptions &options)
{
    const auto data = forecast::ForecastData::read(workspace, quarter, arguments.records.knowing());
    if (!data)
        return fail(data.error());
    const Currency currency = data->portfolio->currency();
    if (arguments.accuracy) {
        const auto rows = forecast::forecastAccuracy(*data, asOf);
        if (!rows)
            return fail(rows.error());
        const auto known = data->known(asOf);
        if (!known)
            return fail(known.error());
        if (const auto note = forecast::importedOnce(*data, known->day()))
            std::cerr << "qdeck: " << note->english() << '\n';
        if (arguments.json)
            print({{"quarter", quarter.text()}, {"currency", currency.code()},
                {"definitions",
                    definitionsUsed(workspace, known->day(),
                        {"forecast_error", "forecast_bias", "forecast_accuracy", "wape", "untouched_renewals"})},
                {"rows", accuracyJson(*rows, currency)}});
        else
            printAccuracy(*rows, currency);
        return Exit::Done;
    }
    const auto scored = arguments.records.strict ? health::coloursSeen(workspace, terminalProgress())
                                                 : health::coloursInForce(workspace, *data->events, terminalProgress());
    if (!scored)
        return fail(scored.error());
    const auto found = forecast::renewalForecast(*data, *scored, asOf, options, terminalProgress());
    if (!found)
        return fail(found.error());
    const auto known = data->known(found->asOf);
    if (!known)
        return fail(known.error());
    const auto notes = forecast::forecastNotes(*data, *known, *found);
    if (!notes)
        return fail(notes.error());
    for (const std::vector<Message> *sentences : {&found->staleRates, &*notes}) {
        for (const Message &sentence : *sentences)
            std::cerr << "qdeck: " << sentence.english() << '\n';
    }
    Json shown = forecastJson(*data, *found, options);
    shown["definitions"] = definitionsUsed(
        workspace, found->asOf, {"renewal_forecast", "weighted_pipeline", "commit", "untouched_renewals"});
    if (arguments.json)
        print(shown);
    else
        printForecast(shown);
    return Exit::Done;
}

Exit runForecast(const ForecastArguments &arguments)
{
    const auto rho = numberOption("--rho", arguments.rho);
    if (!rho)
        return fail(rho.error());
    if (const auto fine = forecast::checkRho(*rho); !fine)
        return fail(fine.error());
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    const forecast::SimulationOptions options{*rho, arguments.seed};
    const auto quarter = FiscalQuarter::fromText(arguments.quarter);
    if (arguments.sql.empty() && !quarter)
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--quarter wants a fiscal quarter as YYYYQn, not \"%1\"."), {arguments.quarter}},
            {arguments.quarter}});
    if (quarter && arguments.records.isAsked())
        return keepOrCompare(arguments.path, *quarter, *asOf, arguments.records, arguments.json);
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        return arguments.sql.empty() ? forecastQuarter(workspace, arguments, *quarter, *asOf, options)
                                     : forecastQuery(workspace, arguments, options);
    });
}

} // namespace

void addForecastCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ForecastArguments>();
    CLI::App *command = app.add_subcommand("forecast",
        "Renewals of a quarter: what history lets expect of those that are open, what sales says of them, and how "
        "right forecasts were; calls and weekly submissions, and why the forecast changed");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *what = command->add_option_group("What to forecast");
    auto *quarter = what->add_option("--quarter", arguments->quarter, "Fiscal quarter, YYYYQn");
    auto *sql = what->add_option("--sql", arguments->sql,
        "Query of open renewals: due (an amount), p (chance that it is renewed, 0 to 1), optionally grp (segment)");
    what->require_option(1);
    command
        ->add_option("--as-of", arguments->asOf,
            "Day as of which all is told, with what was known by then; default: the ARR source's as-of date")
        ->excludes(sql);
    command
        ->add_option("--rho", arguments->rho,
            "Correlation of the renewals of a segment, 0 to 1: an assumption. At 0 counts are exact")
        ->capture_default_str();
    command->add_option("--seed", arguments->seed, "Seed of the simulation")->capture_default_str()->check(seedFault);
    command
        ->add_flag("--accuracy", arguments->accuracy,
            "What each author had forecast 120, 90, 60, 30 and 15 days before the quarter's end against what came")
        ->needs(quarter);
    addForecastRecords(*command, quarter, arguments->records);
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runForecast(*arguments); }; });
}

} // namespace qd::cli
