#include "app/cli/command.h"
#include "app/cli/definitions_used.h"

#include "core/base/csv_text.h"
#include "core/base/own_exports.h"
#include "core/base/text.h"
#include "core/lifecycle/churn_reasons.h"
#include "core/lifecycle/origins.h"
#include "core/portfolio/portfolio.h"
#include "core/retention/cohort_comparison.h"
#include "core/revenue/retention_rates.h"
#include "core/signals/signals.h"

#include <array>
#include <cmath>
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
    bool churnReasons = false;
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

/// What churned by reason; of each month its rows add up to the churn of `total`.
Result<Json> churnReasonsJson(const store::Workspace &workspace, const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const revenue::Movements &movements)
{
    const auto reasons = lifecycle::ChurnReasons::read(workspace, portfolio, signs::latestDay(portfolio, book));
    if (!reasons)
        return reasons.error();
    Json rows = Json::array();
    for (const lifecycle::ChurnReasonRow &row : lifecycle::churnByReason(movements, *reasons))
        rows.push_back({{"month", row.month.iso()}, {"reason", row.reason},
            {"churn", money(row.churn, movements.currency)}, {"churned_logos", row.logos}});
    return rows;
}

Exit runMovements(const PeriodOptions &options)
{
    const auto from = monthOption("--from", options.from);
    const auto to = monthOption("--to", options.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (const auto fine = checkOrder(*from, *to); !fine)
        return fail(fine.error());
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
        if (options.csv) {
            printCsv(own_exports::Movements, rows.size(), [&rows](std::size_t i) { return rows[i]; });
            return Exit::Done;
        }
        Json json{{"currency", result->currency.code()}, {"source", book->source().name},
            {"definitions", definitionsUsed(workspace, to->lastDay(), {"movements"})}, {"rows", rows}};
        if (options.churnReasons) {
            auto reasons = churnReasonsJson(workspace, *portfolio, *book, *result);
            if (!reasons)
                return fail(reasons.error());
            json["churn_reasons"] = std::move(*reasons);
        }
        print(json);
        return Exit::Done;
    });
}

Exit runRetention(const PeriodOptions &options)
{
    const auto from = monthOption("--from", options.from);
    const auto to = monthOption("--to", options.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (const auto fine = revenue::checkWindow(*from, *to); !fine)
        return fail(fine.error());
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
        if (options.variant != "flow" && options.grain != "parent" && options.fx != "asof")
            warnOfOtherConventions(workspace, to->lastDay());
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
            {"definitions", definitionsUsed(workspace, to->lastDay(), {"nrr", "grr", "logo_churn", "expansion_rate"})},
            {"rows", rows}});
        return Exit::Done;
    });
}

struct CohortArguments {
    std::string path, measure, by = "month", asOf, fx = "asof", grain = "account", base = "start", group;
    std::vector<std::string> compare; ///< two labels
    int at = 0;
    bool csv = false;
    bool json = false;
};

/// Value k; null where it compares with nothing.
Json valueJson(const retention::Cohorts &cohorts, const retention::Cohort &cohort, std::size_t k)
{
    if (cohorts.measure == retention::CohortMeasure::Arr)
        return money(cohort.arr[k], cohorts.currency);
    return std::isnan(cohort.values[k]) ? Json(nullptr) : Json(cohort.values[k]);
}

Json cohortsJson(const retention::Cohorts &cohorts, const CohortArguments &arguments)
{
    Json rows = Json::array();
    for (const retention::Cohort &cohort : cohorts.rows) {
        Json values = Json::array();
        for (std::size_t k = 0; k < cohort.values.size(); ++k)
            values.push_back(valueJson(cohorts, cohort, k));
        Json row;
        if (!arguments.group.empty())
            row["group"] = cohort.group;
        row.update({{"cohort", cohort.label}, {"size", cohort.size},
            {"opening", money(cohort.opening, cohorts.currency)}, {"values", values}});
        rows.push_back(std::move(row));
    }
    Json json{{"measure", arguments.measure}, {"by", arguments.by}};
    if (!arguments.group.empty())
        json["group"] = arguments.group;
    json.update({{"base", arguments.base}, {"currency", cohorts.currency.code()},
        {"last_month", cohorts.lastMonth.iso()}, {"rows", rows}});
    return json;
}

/// A line for each cell.
void printCohorts(const retention::Cohorts &cohorts, bool grouped)
{
    std::cout << (grouped ? headerLine(own_exports::CohortsOfGroups) : "cohort,size,opening,period,value\n");
    for (const retention::Cohort &cohort : cohorts.rows) {
        for (std::size_t k = 0; k < cohort.values.size(); ++k) {
            std::vector<CsvCell> cells;
            if (grouped)
                cells.emplace_back(cohort.group);
            cells.insert(cells.end(),
                {CsvCell::raw(cohort.label), CsvCell::raw(std::to_string(cohort.size)),
                    CsvCell::raw(Money{cohort.opening, cohorts.currency}.text()), CsvCell::raw(std::to_string(k)),
                    csvCell(valueJson(cohorts, cohort, k))});
            std::cout << csvLine(cells);
        }
    }
}

/// Two cohorts at one place, and what each customer has to do with their difference.
Json comparisonJson(const retention::CohortComparison &found, const CohortArguments &arguments,
    const identity::AccountDirectory &accounts, Currency currency)
{
    const bool isAmount = found.measure == retention::CohortMeasure::Arr;
    const auto value = [&](double number) { return isAmount ? money(std::int64_t(number), currency) : Json(number); };
    Json customers = Json::array();
    for (const retention::ComparedMember &each : found.parts)
        customers.push_back({{"account", accounts.at(each.member.account).id},
            {"cohort", arguments.compare[each.ofFirst ? 0 : 1]}, {"before", money(each.member.before, currency)},
            {"now", money(each.member.now, currency)}, {"part", value(each.part)}});
    return {{"measure", arguments.measure}, {"a", arguments.compare[0]}, {"b", arguments.compare[1]},
        {"at", arguments.at}, {"a_value", value(found.first)}, {"b_value", value(found.second)},
        {"a_n", found.firstMembers}, {"b_n", found.secondMembers}, {"difference", value(found.difference())},
        {"customers", customers}};
}

Exit compareCohorts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const retention::CohortOptions &options, const CohortArguments &arguments)
{
    if (arguments.compare.size() != 2)
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "--compare wants two cohorts with a comma between, as 2025Q1,2025Q2.")});
    std::array<std::vector<retention::CohortMember>, 2> members;
    for (std::size_t i = 0; i < members.size(); ++i) {
        auto found =
            retention::cohortMembers(portfolio, book, options, arguments.compare[i], arguments.at, terminalProgress());
        if (!found)
            return fail(found.error());
        members[i] = std::move(*found);
    }
    const auto comparison = retention::compareCells(options.measure, members[0], members[1]);
    if (!comparison)
        return fail(comparison.error());
    print(comparisonJson(*comparison, arguments, portfolio.accounts(), book.currency()));
    return Exit::Done;
}

Exit runCohort(const CohortArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    if (auto known = lifecycle::checkDimensionOrOrigin(arguments.group); !known)
        return fail(known.error());
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
        options.base = arguments.base == "previous" ? retention::CohortBase::Previous : retention::CohortBase::Start;
        options.group = arguments.group;
        if (options.measure == retention::CohortMeasure::Usage) {
            auto used = retention::UsedMonths::read(workspace, portfolio->accounts());
            if (!used)
                return fail(used.error());
            options.used = std::make_shared<const retention::UsedMonths>(std::move(*used));
        }
        if (lifecycle::isOrigin(options.group)) {
            auto values = lifecycle::originsOf(options.group, workspace, *portfolio, book->day());
            if (!values)
                return fail(values.error());
            options.groupValues = std::make_shared<const std::vector<std::string>>(std::move(*values));
        }
        if (!arguments.compare.empty())
            return compareCohorts(*portfolio, *book, options, arguments);
        const auto result = retention::computeCohorts(*portfolio, *book, options, terminalProgress());
        if (!result)
            return fail(result.error());
        warn(result->warnings);
        if (arguments.csv) {
            printCohorts(*result, !arguments.group.empty());
            return Exit::Done;
        }
        Json json = cohortsJson(*result, arguments);
        json["definitions"] = definitionsUsed(workspace, result->lastMonth.lastDay(), {"cohort"});
        print(json);
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
        ->check(CLI::IsMember({"logo", "nrr", "grr", "arr", "usage"}));
    command->add_option("--base", arguments->base, "Compare with the first month, or with the value before")
        ->check(CLI::IsMember({"start", "previous"}))
        ->capture_default_str();
    command->add_option("--group", arguments->group,
        "A block of cohorts for each " + joined(revenue::dimensions(), ", ") + ", " + lifecycle::ByOnboardingPath + ", "
            + lifecycle::ByLeadSource + "; values as at each customer's start");
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
    auto *compare = command
                        ->add_option("--compare", arguments->compare,
                            "Two cohorts A,B: their difference at --at, and the part of each customer in it (JSON)")
                        ->delimiter(',')
                        ->allow_extra_args(false)
                        ->excludes(csv);
    command->add_option("--at", arguments->at, "Value K of --compare: K months, or quarters, after the start")
        ->needs(compare)
        ->check(CLI::NonNegativeNumber);
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
    command->add_flag("--churn-reasons", movements->churnReasons, "Also the churn of each month by reason")
        ->excludes(csv);
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
