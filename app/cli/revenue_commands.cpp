#include "app/cli/command.h"

#include "core/base/csv_text.h"
#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/retention/cohorts.h"
#include "core/revenue/retention_rates.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct PeriodOptions {
    std::string path, from, to, by, grain = "account", asOf;
    std::string groupAs = "now";
    std::string variant = "point", fx;
    bool json = false;
    bool csv = false;
};

void addPeriodOptions(CLI::App *command, PeriodOptions &options)
{
    command->add_option("W", options.path, "Workspace")->required();
    command->add_option("--from", options.from, "Month, YYYY-MM")->required();
    command->add_option("--to", options.to, "Month, YYYY-MM")->required();
    command->add_option("--by", options.by, "Group by: " + joined(revenue::dimensions(), ", "));
    command->add_option("--grain", options.grain, "Count accounts or ultimate parents")
        ->check(CLI::IsMember({"account", "parent"}))
        ->capture_default_str();
    command->add_option("--group-as", options.groupAs, "Golden values now, or at the opening")
        ->check(CLI::IsMember({"now", "opening"}))
        ->capture_default_str();
}

revenue::GroupingOptions groupingOf(const PeriodOptions &options, Date opening)
{
    revenue::GroupingOptions grouping;
    grouping.by = options.by;
    grouping.grain = options.grain == "parent" ? revenue::Grain::Parent : revenue::Grain::Account;
    if (options.groupAs == "opening")
        grouping.groupAsOf = opening;
    return grouping;
}

void warn(const std::vector<Message> &warnings)
{
    for (const Message &warning : warnings)
        std::cerr << "qdeck: " << warning.english() << '\n';
}

Json movementJson(const revenue::MovementRow &row, Currency currency)
{
    return {{"month", row.month.iso()}, {"group", row.group}, {"opening", money(row.opening, currency)},
        {"new", money(row.newAmount, currency)}, {"reactivation", money(row.reactivation, currency)},
        {"expansion", money(row.expansion, currency)}, {"contraction", money(row.contraction, currency)},
        {"churn", money(row.churn, currency)}, {"fx", money(row.fx, currency)},
        {"closing", money(row.closing, currency)}, {"opening_logos", row.openingLogos}, {"new_logos", row.newLogos},
        {"reactivated_logos", row.reactivatedLogos}, {"churned_logos", row.churnedLogos},
        {"closing_logos", row.closingLogos}};
}

/// Rows of equal JSON objects as CSV, headed by their keys.
void printCsv(const Json &rows)
{
    bool first = true;
    for (const Json &row : rows) {
        std::vector<CsvCell> header;
        std::vector<CsvCell> cells;
        for (const auto &[key, value] : row.items()) {
            header.emplace_back(key);
            cells.push_back(csvCell(value));
        }
        if (first)
            std::cout << csvLine(header);
        first = false;
        std::cout << csvLine(cells);
    }
}

Exit runMovements(const PeriodOptions &options)
{
    const auto from = monthOption("--from", options.from);
    const auto to = monthOption("--to", options.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (auto known = revenue::checkDimension(options.by); !known)
        return fail(known.error());
    return withWorkspace(options.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto book = portfolio->book();
        if (!book)
            return fail(book.error());
        const auto result = revenue::computeMovements(
            *portfolio, *book, {*from, *to, groupingOf(options, from->plus(-1).lastDay())}, terminalProgress());
        if (!result)
            return fail(result.error());
        warn(result->warnings);
        Json rows = Json::array();
        for (const revenue::MovementRow &row : result->rows)
            rows.push_back(movementJson(row, result->currency));
        if (options.csv)
            printCsv(rows);
        else
            print({{"currency", result->currency.code()}, {"source", book->source().name}, {"rows", rows}});
        return Exit::Done;
    });
}

Exit runRetention(const PeriodOptions &options)
{
    const auto from = monthOption("--from", options.from);
    const auto to = monthOption("--to", options.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (auto known = revenue::checkDimension(options.by); !known)
        return fail(known.error());
    return withWorkspace(options.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto book = portfolio->book();
        if (!book)
            return fail(book.error());
        const auto result = revenue::computeRetention(*portfolio, *book,
            {*from, *to, groupingOf(options, from->lastDay()),
                options.variant == "flow" ? revenue::RetentionVariant::Flow : revenue::RetentionVariant::Point,
                options.fx == "asof" ? revenue::FxMode::AsOf : revenue::FxMode::Constant},
            terminalProgress());
        if (!result)
            return fail(result.error());
        warn(result->warnings);
        Json rows = Json::array();
        for (const revenue::RetentionRow &row : result->rows) {
            Json json{{"group", row.group}, {"opening", money(row.opening, book->currency())},
                {"closing", money(row.closing, book->currency())}, {"logos", row.logos},
                {"churned_logos", row.churnedLogos}};
            addRates(json, row);
            rows.push_back(std::move(json));
        }
        print({{"from", from->iso()}, {"to", to->iso()}, {"variant", options.variant}, {"fx", options.fx},
            {"grain", options.grain}, {"currency", book->currency().code()}, {"source", book->source().name},
            {"rows", rows}});
        return Exit::Done;
    });
}

struct CohortArguments {
    std::string path, measure, by = "month", asOf, fx = "asof", grain = "account";
    bool csv = false;
    bool json = false;
};

Exit runCohort(const CohortArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto book = portfolio->book(*asOf);
        if (!book)
            return fail(book.error());
        retention::CohortOptions options;
        options.measure = *retention::measureFromText(arguments.measure);
        options.period = arguments.by == "quarter" ? retention::CohortPeriod::Quarter : retention::CohortPeriod::Month;
        options.asOf = *asOf;
        options.fx = arguments.fx == "constant" ? revenue::FxMode::Constant : revenue::FxMode::AsOf;
        options.grouping.grain = arguments.grain == "parent" ? revenue::Grain::Parent : revenue::Grain::Account;
        options.fiscalYearStart = workspace.fiscalYearStart();
        const auto result = retention::computeCohorts(*portfolio, *book, options, terminalProgress());
        if (!result)
            return fail(result.error());
        const auto valueJson = [&](const retention::Cohort &cohort, std::size_t k) {
            return options.measure == retention::CohortMeasure::Arr ? money(cohort.arr[k], result->currency)
                                                                    : Json(cohort.values[k]);
        };
        Json rows = Json::array();
        if (arguments.csv)
            std::cout << "cohort,size,opening,period,value\n";
        for (const retention::Cohort &cohort : result->rows) {
            Json values = Json::array();
            for (std::size_t k = 0; k < cohort.values.size(); ++k) {
                if (arguments.csv)
                    std::cout << csvLine({CsvCell::raw(cohort.label), CsvCell::raw(std::to_string(cohort.size)),
                        CsvCell::raw(Money{cohort.opening, result->currency}.text()), CsvCell::raw(std::to_string(k)),
                        CsvCell::raw(scalarText(valueJson(cohort, k)))});
                values.push_back(valueJson(cohort, k));
            }
            rows.push_back({{"cohort", cohort.label}, {"size", cohort.size},
                {"opening", money(cohort.opening, result->currency)}, {"values", values}});
        }
        if (!arguments.csv)
            print({{"measure", arguments.measure}, {"by", arguments.by}, {"currency", result->currency.code()},
                {"last_month", result->lastMonth.iso()}, {"rows", rows}});
        return Exit::Done;
    });
}

void addCohort(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<CohortArguments>();
    CLI::App *command = app.add_subcommand("cohort", "Retention of customers by the month or quarter they started");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--measure", arguments->measure, "What to follow")
        ->required()
        ->check(CLI::IsMember({"logo", "nrr", "grr", "arr"}));
    command->add_option("--by", arguments->by, "Start period")
        ->check(CLI::IsMember({"month", "quarter"}))
        ->capture_default_str();
    command->add_option(
        "--as-of", arguments->asOf, "Day up to which months count; default: the ARR source's as-of date");
    command->add_option("--fx", arguments->fx, "Rates of each month, or of the last")
        ->check(CLI::IsMember({"asof", "constant"}))
        ->capture_default_str();
    command->add_option("--grain", arguments->grain, "Accounts or ultimate parents")
        ->check(CLI::IsMember({"account", "parent"}))
        ->capture_default_str();
    auto *csv = command->add_flag("--csv", arguments->csv, "CSV, a line per cell");
    command->add_flag("--json", arguments->json, "JSON (the default)")->excludes(csv);
    command->callback([arguments, &action] { action = [arguments] { return runCohort(*arguments); }; });
}

} // namespace

void addRevenueCommands(CLI::App &app, Action &action)
{
    auto movements = std::make_shared<PeriodOptions>();
    CLI::App *command = app.add_subcommand("movements", "ARR movements by month, first and last month included");
    addPeriodOptions(command, *movements);
    auto *csv = command->add_flag("--csv", movements->csv, "CSV");
    command->add_flag("--json", movements->json, "JSON (the default)")->excludes(csv);
    command->callback([movements, &action] { action = [movements] { return runMovements(*movements); }; });

    auto retention = std::make_shared<PeriodOptions>();
    retention->fx = "constant";
    command = app.add_subcommand("retention", "Rates of retention from the end of one month to the end of another");
    addPeriodOptions(command, *retention);
    command->add_option("--variant", retention->variant, "Point to point, or summed monthly movements")
        ->check(CLI::IsMember({"point", "flow"}))
        ->capture_default_str();
    command->add_option("--fx", retention->fx, "All at the rates of the end, or each at its own")
        ->check(CLI::IsMember({"constant", "asof"}))
        ->capture_default_str();
    command->add_flag("--json", retention->json, "JSON (the default)");
    command->callback([retention, &action] { action = [retention] { return runRetention(*retention); }; });
    addCohort(app, action);
}

} // namespace qd::cli
