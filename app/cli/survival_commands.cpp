#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/query_input.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/chart/chart.h"
#include "core/lifecycle/churn_drivers.h"
#include "core/lifecycle/origins.h"
#include "core/portfolio/portfolio.h"
#include "core/survival/hazard_model.h"
#include "core/survival/query_lives.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct SurvivalArguments {
    std::string path, sql, interval = "log";
    std::string by, strata, after, asOf;
    std::vector<std::string> at;
    std::string tau;
    bool json = false;
};

Result<survival::SurvivalOptions> optionsOf(const SurvivalArguments &arguments)
{
    survival::SurvivalOptions options;
    options.interval = arguments.interval == "plain" ? statistics::SurvivalInterval::Plain
        : arguments.interval == "log-log"            ? statistics::SurvivalInterval::LogLog
                                                     : statistics::SurvivalInterval::Log;
    if (!arguments.tau.empty()) {
        const auto tau = numberOption("--tau", arguments.tau);
        if (!tau)
            return tau.error();
        options.tau = *tau;
    }
    if (!arguments.at.empty())
        options.atRiskTimes.clear();
    for (const std::string &text : arguments.at) {
        const auto time = numberOption("--at", text);
        if (!time)
            return time.error();
        options.atRiskTimes.push_back(*time);
    }
    return options;
}

Json groupJson(const survival::GroupSurvival &group)
{
    Json curve = Json::array();
    for (const statistics::SurvivalStep &step : group.curve.steps())
        curve.push_back({{"t", step.time}, {"n_risk", step.atRisk}, {"n_event", step.events},
            {"n_censored", step.censored}, {"survival", step.survival}, {"lower", optionalNumber(step.lower)},
            {"upper", optionalNumber(step.upper)}, {"hazard", step.hazard}, {"hazard_variance", step.hazardVariance}});
    Json atRisk = Json::array();
    for (const auto &one : group.atRisk)
        atRisk.push_back({{"t", one.time}, {"n", one.n}});
    return {{"group", group.group}, {"n", group.n}, {"events", group.events},
        {"median", optionalNumber(group.curve.median())}, {"median_lower", optionalNumber(group.curve.medianLower())},
        {"median_upper", optionalNumber(group.curve.medianUpper())}, {"rmst", group.restrictedMean.mean},
        {"rmst_se", group.restrictedMean.standardError}, {"at_risk", atRisk}, {"curve", curve}};
}

Json analysisJson(const survival::SurvivalAnalysis &analysis)
{
    Json groups = Json::array();
    for (const survival::GroupSurvival &group : analysis.groups)
        groups.push_back(groupJson(group));
    Json logRank;
    if (analysis.logRank)
        logRank = {{"chi2", analysis.logRank->chi2}, {"df", analysis.logRank->degrees}, {"p", analysis.logRank->p}};
    return {{"groups", groups}, {"tau", optionalNumber(analysis.tau)}, {"log_rank", logRank}};
}

/// From when on a curve rests on few to its end; nothing where it never does.
std::optional<double> fewFrom(const statistics::SurvivalCurve &curve)
{
    std::optional<double> from;
    for (auto step = curve.steps().rbegin(); step != curve.steps().rend() && step->atRisk < chart::SmallNumber; ++step)
        from = step->time;
    return from;
}

void inWords(const survival::SurvivalAnalysis &analysis)
{
    std::cout << padded("Group", 24) << std::right << std::setw(8) << "Lives" << std::setw(8) << "Events"
              << std::setw(10) << "Median" << std::setw(20) << "95 %" << std::setw(12) << "Mean to T" << std::setw(10)
              << "Error" << '\n';
    for (const survival::GroupSurvival &group : analysis.groups)
        std::cout << padded(group.group, 24) << std::right << std::setw(8) << group.n << std::setw(8) << group.events
                  << std::setw(10) << cellText(group.curve.median(), 1) << std::setw(20)
                  << cellText(group.curve.medianLower(), 1) + " to " + cellText(group.curve.medianUpper(), 1)
                  << std::setw(12) << cellText(group.restrictedMean.mean, 2) << std::setw(10)
                  << cellText(group.restrictedMean.standardError, 2) << '\n';
    std::cout << '\n' << padded("At risk at", 24);
    if (!analysis.groups.empty())
        for (const auto &one : analysis.groups.front().atRisk)
            std::cout << std::right << std::setw(8) << one.time;
    std::cout << '\n';
    for (const survival::GroupSurvival &group : analysis.groups) {
        std::cout << padded(group.group, 24);
        for (const auto &one : group.atRisk)
            std::cout << std::right << std::setw(8) << one.n;
        std::cout << '\n';
    }
    for (const survival::GroupSurvival &group : analysis.groups) {
        if (const auto from = fewFrom(group.curve))
            std::cout << "Fewer than " << chart::SmallNumber << " at risk: " << group.group << " from "
                      << cellText(*from, 1) << '\n';
    }
    if (analysis.tau)
        std::cout << "\nT = " << cellText(*analysis.tau, 1) << '\n';
    if (analysis.logRank)
        std::cout << "Log-rank: chi-square " << cellText(analysis.logRank->chi2, 3) << " with "
                  << analysis.logRank->degrees << " degrees of freedom, p = " << cellText(analysis.logRank->p, 4)
                  << '\n';
}

/// Lives, and of which day and source they are where they are the workspace's customers.
struct Lives {
    std::vector<survival::GroupedLife> lives;
    std::optional<Date> asOf = {};
    std::string source = {};
};

Result<Lives> queriedLives(store::Workspace &workspace, const std::string &sql)
{
    const auto table = store::QueryTable::read(workspace, sql, terminalProgress());
    if (!table)
        return table.error();
    auto lives = survival::livesOf(*table);
    if (!lives)
        return lives.error();
    sayUnused(table->besides({"duration", "event", "entry", "strata", "grp"}));
    if (lives->empty())
        std::cerr << "qdeck: The query gives no rows, so there is no curve.\n";
    else if (std::ranges::none_of(*lives, [](const survival::GroupedLife &one) { return one.life.event; }))
        std::cerr << "qdeck: None of the lives ends with an event, so every curve stays at 1 and has no median.\n";
    return Lives{std::move(*lives)};
}

Result<Lives> customerLives(
    store::Workspace &workspace, const lifecycle::LifeOptions &options, std::optional<Date> asOf)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book(asOf);
    if (!book)
        return book.error();
    auto lives = lifecycle::customerLives(workspace, portfolio, *book, options);
    if (!lives)
        return lives.error();
    return Lives{std::vector<survival::GroupedLife>(lives->begin(), lives->end()), book->day(), book->source().name};
}

Exit runSurvival(const SurvivalArguments &arguments)
{
    const auto options = optionsOf(arguments);
    if (!options)
        return fail(options.error());
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    lifecycle::LifeOptions of{arguments.by, arguments.strata, {}};
    if (auto known = lifecycle::checkDimensionOrOrigin(of.by); !known)
        return fail(known.error());
    if (auto known = lifecycle::checkCustomerDimension(of.strata); !known)
        return fail(known.error());
    if (!arguments.after.empty()) {
        auto event = lifecycle::LifeEvent::fromText(arguments.after);
        if (!event)
            return fail(event.error());
        of.after = std::move(*event);
    }
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto found =
            arguments.sql.empty() ? customerLives(workspace, of, *asOf) : queriedLives(workspace, arguments.sql);
        if (!found)
            return fail(found.error());
        const survival::SurvivalAnalysis analysis = survival::analyseSurvival(found->lives, *options);
        if (!arguments.json) {
            inWords(analysis);
            return Exit::Done;
        }
        Json json = analysisJson(analysis);
        if (found->asOf)
            json.update({{"as_of", found->asOf->iso()}, {"source", found->source}});
        print(withDefinitions(std::move(json), workspace, found->asOf, {"survival", "rmst"}));
        return Exit::Done;
    });
}

void addSurvival(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<SurvivalArguments>();
    CLI::App *command = app.add_subcommand(
        "survival", "How long customers, or lives of a query, last: Kaplan-Meier and the log-rank test");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *sql = command->add_option("--sql", arguments->sql,
        "Query of lives instead of customers: duration and event (0 or 1), optionally entry, strata and grp");
    command
        ->add_option("--by", arguments->by,
            "Groups of customers by: " + joined(revenue::dimensions(), ", ") + ", " + lifecycle::ByOnboardingPath + ", "
                + lifecycle::ByLeadSource)
        ->excludes(sql);
    command->add_option("--strata", arguments->strata, "Compare groups within each value of this, but product")
        ->excludes(sql);
    command
        ->add_option("--after", arguments->after,
            "Time runs from the first of these: milestone:NAME, activity:TYPE, stage:NAME, csm_change, sponsor_lost; "
            "default: from the first day in force")
        ->excludes(sql);
    command->add_option("--as-of", arguments->asOf, "Last day that is known; default: the ARR source's as-of date")
        ->excludes(sql);
    command->add_option("--interval", arguments->interval, "Scale on which the limits are made")
        ->check(CLI::IsMember({"log", "plain", "log-log"}))
        ->capture_default_str();
    command
        ->add_option("--at", arguments->at, "Times at which those at risk are counted, default: 0,90,180,365,730,1095")
        ->delimiter(',')
        ->allow_extra_args(false); // else it takes the workspace behind it for a time
    command->add_option(
        "--tau", arguments->tau, "Time up to which means are taken; default: the least over groups of the last time");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runSurvival(*arguments); }; });
}

struct CoxArguments {
    std::string path, sql, ties = "efron";
    std::vector<std::string> by;
    std::string strata, after, asOf;
    bool json = false;
};

/// What a model is made of: a query's rows, or the workspace's customers.
struct CoxData {
    survival::HazardData data;
    lifecycle::ChurnDrivers drivers = {}; ///< of customers: what the inputs are
    std::optional<Date> asOf = {};
    std::string source = {};
};

Result<CoxData> queriedData(store::Workspace &workspace, const std::string &sql)
{
    const auto table = store::QueryTable::read(workspace, sql, terminalProgress());
    if (!table)
        return table.error();
    auto data = survival::hazardDataOf(*table);
    if (!data)
        return data.error();
    return CoxData{std::move(*data)};
}

Result<CoxData> customerData(store::Workspace &workspace, const CoxArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    lifecycle::LifeOptions of{{}, arguments.strata, {}};
    if (!arguments.after.empty()) {
        auto event = lifecycle::LifeEvent::fromText(arguments.after);
        if (!event)
            return event.error();
        of.after = std::move(*event);
    }
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book(*asOf);
    if (!book)
        return book.error();
    const auto lives = lifecycle::customerLives(workspace, portfolio, *book, of);
    if (!lives)
        return lives.error();
    auto drivers = lifecycle::churnDrivers(workspace, *portfolio, *book, *lives, arguments.by);
    if (!drivers)
        return drivers.error();
    if (drivers->inputs.empty())
        return Error{ErrorCode::BadData, lifecycle::withoutDrivers()};
    CoxData found{drivers->data, std::move(*drivers), book->day(), book->source().name};
    return found;
}

/// What groups are compared with, or that a dimension is left out: `group` null.
Json basesJson(const lifecycle::ChurnDrivers &drivers)
{
    Json bases = Json::array();
    for (const lifecycle::DriverBase &base : drivers.bases)
        bases.push_back({{"dimension", base.dimension}, {"group", base.isLeftOut() ? Json(nullptr) : Json(base.group)},
            {"n", base.n}, {"joined", base.joined}});
    return bases;
}

Json modelJson(const survival::HazardModel &model)
{
    Json rows = Json::array();
    Json tests = Json::array();
    for (const survival::HazardRow &row : model.rows) {
        rows.push_back({{"input", row.input}, {"coefficient", row.coefficient}, {"se", row.standardError}, {"z", row.z},
            {"p", row.p}, {"hazard_ratio", row.hazardRatio}, {"lower", row.lower}, {"upper", row.upper}});
        const auto &test = row.proportionality;
        tests.push_back({{"input", row.input}, {"chi2", test ? Json(test->chi2) : Json(nullptr)},
            {"p", test ? Json(test->p) : Json(nullptr)}});
    }
    return {{"n", model.n}, {"events", model.events}, {"rows", rows}, {"loglik", model.logLikelihood},
        {"proportionality", tests}};
}

void inWords(const survival::HazardModel &model)
{
    std::cout << model.n << " lives, " << model.events << " events; log-likelihood " << cellText(model.logLikelihood, 3)
              << "\n\n"
              << padded("Input", 28) << std::right << std::setw(13) << "Coefficient" << std::setw(10) << "Error"
              << std::setw(9) << "p" << std::setw(14) << "Hazard ratio" << std::setw(20) << "95 %" << std::setw(18)
              << "Proportional: p" << '\n';
    for (const survival::HazardRow &row : model.rows)
        std::cout << padded(row.input, 28) << std::right << std::setw(13) << cellText(row.coefficient, 5)
                  << std::setw(10) << cellText(row.standardError, 5) << std::setw(9) << cellText(row.p, 4)
                  << std::setw(14) << cellText(row.hazardRatio, 3) << std::setw(20)
                  << cellText(row.lower, 3) + " - " + cellText(row.upper, 3) << std::setw(18)
                  << cellText(row.proportionality ? std::optional(row.proportionality->p) : std::nullopt, 4) << '\n';
}

Exit runCox(const CoxArguments &arguments)
{
    if (arguments.sql.empty() == arguments.by.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "Give either --sql QUERY or --by with what customers are told apart by.")});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto found =
            arguments.sql.empty() ? customerData(workspace, arguments) : queriedData(workspace, arguments.sql);
        if (!found)
            return fail(found.error());
        const auto model = survival::fitHazards(
            found->data, arguments.ties == "breslow" ? statistics::CoxTies::Breslow : statistics::CoxTies::Efron);
        if (!model)
            return fail(model.error());
        if (!arguments.json) {
            inWords(*model);
            for (const lifecycle::DriverBase &base : found->drivers.bases)
                std::cout << base.dimension << (base.isLeftOut() ? ": left out" : ": against " + base.group) << '\n';
            return Exit::Done;
        }
        Json json = modelJson(*model);
        if (found->asOf)
            json.update(
                {{"as_of", found->asOf->iso()}, {"source", found->source}, {"against", basesJson(found->drivers)}});
        print(json);
        return Exit::Done;
    });
}

void addCox(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<CoxArguments>();
    CLI::App *command = app.add_subcommand("cox", "What shortens lives: Cox's proportional hazards model");
    command->add_option("W", arguments->path, "Workspace")->required();
    auto *sql = command->add_option("--sql", arguments->sql,
        "Query of lives: duration and event (0 or 1), optionally entry and strata; every other column is an input");
    command
        ->add_option("--by", arguments->by,
            std::string("Customers instead, told apart by some of: ") + joined(revenue::dimensions(), ", ")
                + " (but product), " + lifecycle::ByOnboardingPath + ", " + lifecycle::ByLeadSource + ", "
                + lifecycle::ByFirstArr)
        ->delimiter(',')
        ->allow_extra_args(false)
        ->excludes(sql);
    command->add_option("--strata", arguments->strata, "Compare customers within each value of this, but product")
        ->excludes(sql);
    command->add_option("--after", arguments->after, "Time runs from this event, as in survival")->excludes(sql);
    command->add_option("--as-of", arguments->asOf, "Last day that is known; default: the ARR source's as-of date")
        ->excludes(sql);
    command->add_option("--ties", arguments->ties, "How events of one time are taken")
        ->check(CLI::IsMember({"efron", "breslow"}))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runCox(*arguments); }; });
}

} // namespace

void addSurvivalCommands(CLI::App &app, Action &action)
{
    addSurvival(app, action);
    addCox(app, action);
}

} // namespace qd::cli
