#include "app/cli/command.h"
#include "app/cli/query_input.h"

#include "core/scenario/base_figures.h"
#include "core/scenario/monte_carlo.h"
#include "core/scenario/projection.h"
#include "core/scenario/thresholds.h"

#include <cmath>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>

namespace qd::cli {

namespace {

struct ScenarioArguments {
    std::string path, file;
    int runs = 0; ///< 0: no simulation
    std::uint64_t seed = 1;
    bool json = false;
};

/// Major units as JSON and table print them: the currency's decimals, half to even.
Json majorUnits(double major, Currency currency)
{
    const double scale = std::pow(10.0, currency.digits());
    const double rounded = std::nearbyint(major * scale);
    return currency.digits() == 0 ? Json(std::int64_t(rounded)) : Json(rounded / scale);
}

/// Overflow when the book outgrows what money can hold to the minor unit.
Result<void> checkSize(const scenario::Projection &projection)
{
    constexpr double largest = 9e13; // times 100 still an exact double
    for (std::size_t month = 0; month < projection.monthCount(); ++month) {
        if (!(projection.closingArr(month) < largest))
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Commands",
                     "By %1 the projected ARR is beyond what an amount can hold. Lower annual_expansion or months."),
                    {projection.month(month)}}};
    }
    return {};
}

Json monthsJson(const scenario::CompleteScenario &made, const scenario::Projection &projection, Currency currency)
{
    Json months = Json::array();
    for (std::size_t month = 0; month < projection.monthCount(); ++month) {
        const scenario::ProjectedTeam &team = projection.team[month];
        for (std::size_t i = 0; i < projection.segmentCount; ++i) {
            const scenario::ProjectedRow &row = projection.monthRows(month)[i];
            months.push_back({{"month", projection.month(month).iso()}, {"segment", made.segments[i].name},
                {"logos", row.logos}, {"opening", majorUnits(row.opening, currency)},
                {"churn", majorUnits(row.churn, currency)}, {"contraction", majorUnits(row.contraction, currency)},
                {"expansion", majorUnits(row.expansion, currency)}, {"new", majorUnits(row.added, currency)},
                {"closing", majorUnits(row.closing, currency)}, {"required_fte", row.requiredFte},
                {"available_fte", team.availableFte}, {"cost", majorUnits(team.cost, currency)}});
        }
    }
    return months;
}

Json originsJson(const scenario::CompletedScenario &made)
{
    Json list = Json::array();
    for (const scenario::ValueOrigin &origin : made.origins)
        list.push_back({{"segment", textOrNull(origin.segment)}, {"key", origin.key},
            {"value", origin.key == "start" || origin.key == "ramp" ? Json(nullptr) : Json(origin.value)},
            {"origin", toString(origin.provenance)}});
    return list;
}

/// The thresholds in force, with how many customers each moves.
Json thresholdsJson(const scenario::CompleteScenario &made)
{
    Json list = Json::array();
    const auto moves = thresholdMoves(made);
    for (std::size_t i = 0; i < moves.size(); ++i)
        list.push_back({{"from", made.thresholds[i].from}, {"to", made.thresholds[i].to},
            {"arr", made.thresholds[i].arr}, {"up", moves[i].up}, {"down", moves[i].down}});
    return list;
}

Json notesJson(const std::vector<Message> &notes)
{
    Json list = Json::array();
    for (const Message &note : notes)
        list.push_back(note.english());
    return list;
}

Json scenarioReport(const scenario::CompletedScenario &made, const scenario::Projection &projection, Currency currency)
{
    return {{"name", made.scenario.name}, {"start", made.scenario.start.iso()}, {"currency", currency.code()},
        {"months", monthsJson(made.scenario, projection, currency)},
        {"summary",
            {{"closing_arr", majorUnits(projection.summary.closingArr, currency)},
                {"nrr", optionalNumber(projection.summary.nrr)}, {"grr", optionalNumber(projection.summary.grr)}}},
        {"thresholds", thresholdsJson(made.scenario)}, {"values", originsJson(made)}, {"notes", notesJson(made.notes)}};
}

/// A percentile each; its standard error stands beside it under the same name.
template <typename Value>
Json bandJson(const statistics::PercentileBand &band, Value value)
{
    return {{"p10", value(band.p10.value)}, {"p50", value(band.p50.value)}, {"p90", value(band.p90.value)},
        {"standard_error",
            {{"p10", value(band.p10.standardError)}, {"p50", value(band.p50.standardError)},
                {"p90", value(band.p90.standardError)}}}};
}

/// Closing ARR after the last month, retention of the first year, and the fan month by month.
Json bandsJson(const scenario::MonteCarlo &simulated, const scenario::Projection &projection, Currency currency)
{
    const auto amount = [&](double value) { return majorUnits(value, currency); };
    const auto rate = [](double value) { return Json(value); };
    Json bands{{"closing_arr", bandJson(simulated.closingArr.back(), amount)},
        {"nrr", simulated.nrr ? bandJson(*simulated.nrr, rate) : Json(nullptr)},
        {"grr", simulated.grr ? bandJson(*simulated.grr, rate) : Json(nullptr)},
        {"mean_closing_arr",
            {{"value", amount(simulated.meanClosingArr.value)},
                {"standard_error", amount(simulated.meanClosingArr.standardError)}}},
        {"months", Json::array()}};
    for (std::size_t month = 0; month < simulated.closingArr.size(); ++month) {
        Json row{{"month", projection.month(month).iso()}};
        row.update(bandJson(simulated.closingArr[month], amount));
        bands["months"].push_back(std::move(row));
    }
    return bands;
}

void printBands(const Json &report, Currency currency)
{
    std::cout << '\n' << report["runs"] << " runs with seed " << report["seed"] << ", closing ARR:\n" << std::fixed;
    for (const char *percentile : {"p10", "p50", "p90"}) {
        const Json &band = report["bands"]["closing_arr"];
        std::cout << "  P" << percentile + 1 << std::setprecision(currency.digits()) << std::setw(18)
                  << band[percentile].get<double>() << " +- " << band["standard_error"][percentile].get<double>()
                  << '\n';
    }
}

/// The report as lines of a terminal.
void printTable(const Json &report, Currency currency)
{
    const auto amount = [&](const Json &value) {
        std::ostringstream text;
        text << std::fixed << std::setprecision(currency.digits()) << value.get<double>();
        return text.str();
    };
    constexpr const char *amounts[] = {"opening", "churn", "contraction", "expansion", "new", "closing"};
    std::cout << std::left << std::setw(9) << "month" << std::setw(18) << "segment" << std::right << std::setw(10)
              << "logos";
    for (const char *key : amounts)
        std::cout << std::setw(16) << key;
    std::cout << std::setw(10) << "required" << std::setw(10) << "available" << std::setw(14) << "cost" << '\n';
    for (const Json &row : report["months"]) {
        std::cout << std::left << std::setw(9) << row["month"].get<std::string>() << std::setw(18)
                  << row["segment"].get<std::string>() << std::right << std::fixed << std::setprecision(1)
                  << std::setw(10) << row["logos"].get<double>();
        for (const char *key : amounts)
            std::cout << std::setw(16) << amount(row[key]);
        std::cout << std::setprecision(2) << std::setw(10) << row["required_fte"].get<double>() << std::setw(10)
                  << row["available_fte"].get<double>() << std::setw(14) << amount(row["cost"]) << '\n';
    }
    const auto percent = [](const Json &rate) {
        std::ostringstream text;
        text << std::fixed << std::setprecision(1) << (rate.is_null() ? 0 : rate.get<double>() * 100) << " %";
        return rate.is_null() ? std::string("not known under 12 months") : text.str();
    };
    std::cout << "\nClosing ARR " << amount(report["summary"]["closing_arr"]) << ' ' << currency.code() << "\nNRR "
              << percent(report["summary"]["nrr"]) << "\nGRR " << percent(report["summary"]["grr"]) << '\n';
}

Exit report(
    const store::Workspace &workspace, const scenario::CompletedScenario &made, const ScenarioArguments &arguments)
{
    const scenario::Projection projection = project(made.scenario);
    if (auto sized = checkSize(projection); !sized)
        return fail(sized.error());
    const Currency currency = workspace.baseCurrency();
    Json report = scenarioReport(made, projection, currency);
    if (arguments.runs > 0) {
        const auto simulated =
            simulate(made.scenario, {.runs = arguments.runs, .seed = arguments.seed}, terminalProgress());
        if (!simulated)
            return fail(simulated.error());
        report["bands"] = bandsJson(*simulated, projection, currency);
        report["runs"] = simulated->runs;
        report["seed"] = simulated->seed;
    }
    if (arguments.json) {
        print(report);
        return Exit::Done;
    }
    for (const Message &note : made.notes)
        std::cerr << "qdeck: " << note.english() << '\n';
    printTable(report, currency);
    if (arguments.runs > 0)
        printBands(report, currency);
    return Exit::Done;
}

Exit runScenario(const ScenarioArguments &arguments)
{
    const auto text = textOf(arguments.file, "a scenario file (S.json)");
    if (!text)
        return fail(text.error());
    const auto stated = scenario::parseScenario(*text);
    if (!stated)
        return fail({stated.error().code,
            {QD_WORDS("Commands", "%1: %2"), {arguments.file, Sentences(stated.error().message)}}});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto made = complete(workspace, *stated, terminalProgress());
        return made ? report(workspace, *made, arguments) : fail(made.error());
    });
}

} // namespace

void addScenarioCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ScenarioArguments>();
    CLI::App *command = app.add_subcommand("scenario", "Project ARR, customers, CSMs and cost from a scenario file");
    command->add_option("W", arguments->path, "Workspace")->required();
    command
        ->add_option("S", arguments->file,
            "Scenario file; what it leaves out comes from the workspace. Segments may have max_logos_per_csm, and "
            "thresholds sort their customers anew (docs/guide.md)")
        ->required();
    auto *runs = command->add_option("--monte-carlo", arguments->runs, "Simulate N runs with the file's uncertainty")
                     ->check(CLI::Range(1, scenario::MaxRuns));
    command->add_option("--seed", arguments->seed, "Seed of the simulation")
        ->capture_default_str()
        ->check(seedFault)
        ->needs(runs);
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runScenario(*arguments); }; });
}

} // namespace qd::cli
