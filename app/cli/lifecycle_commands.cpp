#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/lifecycle/funnel.h"
#include "core/lifecycle/origins.h"
#include "core/lifecycle/time_to_value.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct LifecycleArguments {
    std::string path, from, to, by, asOf;
    bool json = false;
};

const char *nameOf(lifecycle::Clock clock)
{
    switch (clock) {
    case lifecycle::Clock::Contract:
        return "contract";
    case lifecycle::Clock::Close:
        return "close";
    case lifecycle::Clock::Kickoff:
        return "kickoff";
    }
    return "";
}

/// Hands customers as known on the day of the arguments to `work`.
Exit withCustomers(const LifecycleArguments &arguments,
    const std::function<Exit(const store::Workspace &, const lifecycle::KnownCustomers &)> &work)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto customers = lifecycle::KnownCustomers::read(workspace, portfolio::Portfolio::of(workspace), *asOf);
        return customers ? work(workspace, *customers) : fail(customers.error());
    });
}

Json ttvJson(const std::vector<lifecycle::TimeToValue> &rows, const lifecycle::KnownCustomers &customers)
{
    Json groups = Json::array();
    for (const lifecycle::TimeToValue &row : rows) {
        Json json{{"group", row.group}, {"n", row.n}, {"completed", row.completed}, {"negative", row.negative},
            {"median", optionalNumber(row.median())}};
        for (const int days : lifecycle::ValueDays)
            json["within_" + std::to_string(days)] = optionalNumber(row.within(days));
        groups.push_back(std::move(json));
    }
    return {{"as_of", customers.day.iso()}, {"clock", nameOf(customers.settings.clock)},
        {"milestone", customers.settings.milestone}, {"groups", groups}};
}

Result<std::vector<lifecycle::TimeToValue>> rowsOf(
    const store::Workspace &workspace, const lifecycle::KnownCustomers &customers, const std::string &by)
{
    if (by.empty())
        return lifecycle::timeToValue(customers, by);
    const auto groups = lifecycle::valueGroups(workspace, customers, by);
    if (!groups)
        return groups.error();
    return lifecycle::timeToValue(lifecycle::groupedCases(customers, *groups));
}

Exit runTtv(const LifecycleArguments &arguments)
{
    if (auto known = lifecycle::checkDimensionOrOrigin(arguments.by); !known)
        return fail(known.error());
    return withCustomers(arguments, [&](const store::Workspace &workspace, const lifecycle::KnownCustomers &customers) {
        const auto rows = rowsOf(workspace, customers, arguments.by);
        if (!rows)
            return fail(rows.error());
        if (arguments.json) {
            print(withDefinitions(ttvJson(*rows, customers), workspace, customers.day, {"ttv"}));
            return Exit::Done;
        }
        std::cout << padded("Group", 24) << std::right << std::setw(8) << "Cases" << std::setw(11) << "Completed"
                  << std::setw(10) << "Negative" << std::setw(13) << "Median days";
        for (const int days : lifecycle::ValueDays)
            std::cout << std::setw(11) << "Within " + std::to_string(days);
        std::cout << '\n';
        for (const lifecycle::TimeToValue &row : *rows) {
            std::cout << padded(row.group, 24) << std::right << std::setw(8) << row.n << std::setw(11) << row.completed
                      << std::setw(10) << row.negative << std::setw(13) << cellText(row.median(), 1);
            for (const int days : lifecycle::ValueDays)
                std::cout << std::setw(11) << cellText(row.within(days));
            std::cout << '\n';
        }
        std::cout << "\nFrom " << nameOf(customers.settings.clock) << " to " << customers.settings.milestone
                  << ", as of " << customers.day.iso() << '\n';
        return Exit::Done;
    });
}

Json funnelJson(const lifecycle::Funnel &funnel, const lifecycle::KnownCustomers &customers)
{
    Json stages = Json::array();
    for (const lifecycle::FunnelRow &row : funnel.rows)
        stages.push_back(
            {{"group", row.group}, {"stage", row.stage}, {"entered", row.entered}, {"moved_on", row.movedOn},
                {"rate", optionalNumber(row.rate())}, {"median_days", optionalNumber(row.medianDays)},
                {"in_stage", row.inStage}, {"stuck", row.stuck ? Json(*row.stuck) : Json(nullptr)}});
    return {{"as_of", customers.day.iso()}, {"stages", stages},
        {"handoff",
            {{"due", funnel.handoff.all}, {"done", funnel.handoff.done},
                {"rate", optionalNumber(funnel.handoff.rate())}}},
        {"milestones",
            {{"accounts", funnel.milestones.all}, {"with", funnel.milestones.done},
                {"rate", optionalNumber(funnel.milestones.rate())}}}};
}

void inWords(const lifecycle::Funnel &funnel)
{
    std::cout << padded("Group", 20) << padded("Stage", 16) << std::right << std::setw(9) << "Entered" << std::setw(10)
              << "Moved on" << std::setw(8) << "Rate" << std::setw(13) << "Median days" << std::setw(10) << "In stage"
              << std::setw(8) << "Stuck" << '\n';
    for (const lifecycle::FunnelRow &row : funnel.rows)
        std::cout << padded(row.group, 20) << padded(row.stage, 16) << std::right << std::setw(9) << row.entered
                  << std::setw(10) << row.movedOn << std::setw(8) << cellText(row.rate()) << std::setw(13)
                  << cellText(row.medianDays, 1) << std::setw(10) << row.inStage << std::setw(8)
                  << (row.stuck ? std::to_string(*row.stuck) : "-") << '\n';
    std::cout << "\nCustomers new in the window: " << funnel.handoff.all << "; handed off " << funnel.handoff.done
              << " (" << cellText(funnel.handoff.rate()) << "), with milestones " << funnel.milestones.done << " ("
              << cellText(funnel.milestones.rate()) << ")\n";
}

Exit runFunnel(const LifecycleArguments &arguments)
{
    if (auto known = lifecycle::checkCustomerDimension(arguments.by); !known)
        return fail(known.error());
    const auto from = dateOption("--from", arguments.from);
    const auto to = dateOption("--to", arguments.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (!*from || !*to)
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "%1 wants a date as YYYY-MM-DD, not \"%2\"."), {*from ? "--to" : "--from", ""}}});
    if (const auto fine = checkOrder(**from, **to); !fine)
        return fail(fine.error());
    return withCustomers(arguments, [&](const store::Workspace &workspace, const lifecycle::KnownCustomers &customers) {
        const auto funnel = lifecycle::funnelOf(workspace, customers, {**from, **to}, arguments.by);
        if (!funnel)
            return fail(funnel.error());
        if (arguments.json)
            print(withDefinitions(
                funnelJson(*funnel, customers), workspace, customers.day, {"stage_conversion", "stuck_customers"}));
        else
            inWords(*funnel);
        return Exit::Done;
    });
}

void addSharedOptions(CLI::App *command, LifecycleArguments &arguments, const std::string &others)
{
    command->add_option(
        "--by", arguments.by, "Group by: " + joined(revenue::dimensions(), ", ") + others + "; values as on the day");
    command->add_option("--as-of", arguments.asOf,
        "Day as of which all is told, with what was known by then; default: the latest as-of date");
    command->add_flag("--json", arguments.json, "JSON instead of a table");
}

} // namespace

void addLifecycleCommands(CLI::App &app, Action &action)
{
    auto ttv = std::make_shared<LifecycleArguments>();
    CLI::App *command = app.add_subcommand("ttv", "Time to value: days from the clock to a customer's first value");
    command->add_option("W", ttv->path, "Workspace")->required();
    addSharedOptions(command, *ttv,
        std::string(" (those of the first day), ") + lifecycle::ByOnboardingPath + ", " + lifecycle::ByLeadSource);
    command->callback([ttv, &action] { action = [ttv] { return runTtv(*ttv); }; });

    auto funnel = std::make_shared<LifecycleArguments>();
    command = app.add_subcommand("funnel", "Customers on their way through the lifecycle's stages");
    command->add_option("W", funnel->path, "Workspace")->required();
    command->add_option("--from", funnel->from, "First day of the window, YYYY-MM-DD")->required();
    command->add_option("--to", funnel->to, "Its last day")->required();
    addSharedOptions(command, *funnel, ", but product");
    command->callback([funnel, &action] { action = [funnel] { return runFunnel(*funnel); }; });
}

} // namespace qd::cli
