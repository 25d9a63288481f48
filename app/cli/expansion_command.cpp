#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/forecast/expansion_leads.h"
#include "core/revenue/grouping.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct ExpansionArguments {
    std::string path, period, by, asOf;
    bool json = false;
};

Json rowJson(const forecast::ExpansionRow &row, Currency currency)
{
    return {{"group", row.group}, {"pipeline", money(row.pipeline, currency)},
        {"weighted", money(row.weighted, currency)}, {"target", optionalNumber(row.target)},
        {"coverage", optionalNumber(row.coverage(currency))}};
}

Json pairJson(const forecast::WhiteSpace &pair, const identity::AccountDirectory &accounts)
{
    return {{"account", accounts.at(pair.account).id}, {"product", pair.product}, {"segment", pair.segment},
        {"having", pair.having}, {"of", pair.of}};
}

Json leadJson(const forecast::ExpansionLead &lead, const identity::AccountDirectory &accounts, Currency currency)
{
    Json reasons = Json::array();
    for (const forecast::ExpansionReason reason : lead.reasons)
        reasons.push_back(forecast::toString(reason));
    return {{"account", accounts.at(lead.account).id}, {"arr", money(lead.arr, currency)}, {"reasons", reasons},
        {"licence_use", optionalNumber(lead.licenceUse)}, {"usage_trend", optionalNumber(lead.usageTrend)},
        {"due_in_days", lead.dueInDays ? Json(*lead.dueInDays) : Json(nullptr)}, {"teams", lead.teams},
        {"products", lead.products}};
}

/// Who may buy more, as the page has it.
Result<std::vector<forecast::ExpansionLead>> leadsOf(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, const forecast::Expansion &found)
{
    const auto history = signs::Signals::read(workspace, terminalProgress());
    if (!history)
        return history.error();
    return forecast::expansionLeads(
        **history, found.whiteSpace, forecast::newTeams(workspace, accounts, found.asOf), found.asOf);
}

void printRows(const forecast::Expansion &found, Currency currency)
{
    std::cout << "Open expansion closing in " << found.period.name << ", as known on " << found.asOf.iso() << ", "
              << currency.code() << '\n'
              << padded("Group", 24) << std::right << std::setw(16) << "Pipeline" << std::setw(16) << "Weighted"
              << std::setw(16) << "Target" << std::setw(10) << "Coverage" << '\n';
    for (const forecast::ExpansionRow &row : found.rows)
        std::cout << padded(row.group, 24) << std::right << std::setw(16) << scalarText(money(row.pipeline, currency))
                  << std::setw(16) << scalarText(money(row.weighted, currency)) << std::setw(16)
                  << cellText(row.target, currency.digits()) << std::setw(10) << cellText(row.coverage(currency), 2)
                  << '\n';
    std::cout << "\nWhite space: " << found.whiteSpace.size()
              << " pairs of a customer and a product that enough of its segment have; --json lists them.\n";
}

Exit runExpansion(const ExpansionArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    if (const auto fine = revenue::checkDimension(arguments.by); !fine)
        return fail(fine.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto found = forecast::expansion(workspace, arguments.period, arguments.by, *asOf);
        if (!found)
            return fail(found.error());
        for (const Message &warning : found->staleRates)
            std::cerr << "qdeck: " << warning.english() << '\n';
        if (const auto note = forecast::noCoverageNote(*found))
            std::cerr << "qdeck: " << note->english() << '\n';
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const Currency currency = portfolio->currency();
        if (!arguments.json) {
            printRows(*found, currency);
            return Exit::Done;
        }
        Json rows = Json::array();
        for (const forecast::ExpansionRow &row : found->rows)
            rows.push_back(rowJson(row, currency));
        const auto leads = leadsOf(workspace, portfolio->accounts(), *found);
        if (!leads)
            return fail(leads.error());
        Json list = Json::array();
        for (const forecast::ExpansionLead &lead : *leads)
            list.push_back(leadJson(lead, portfolio->accounts(), currency));
        print(
            {{"period", found->period.name}, {"as_of", found->asOf.iso()}, {"currency", currency.code()},
                {"rows", rows}, {"leads", list}, {"white_space", Json::array()},
                {"definitions",
                    definitionsUsed(workspace, found->asOf, {"expansion_coverage", "coverage_ratio", "white_space"})}},
            {"white_space", found->whiteSpace.size(),
                [&](std::size_t i) { return pairJson(found->whiteSpace[i], portfolio->accounts()); }});
        return Exit::Done;
    });
}

} // namespace

void addExpansionCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ExpansionArguments>();
    CLI::App *command = app.add_subcommand("expansion",
        "Open expansion of a period against its target, and products that customers lack and their likes have");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--period", arguments->period, "Month, YYYY-MM, or fiscal quarter, YYYYQn")->required();
    command->add_option(
        "--by", arguments->by, "Group by: " + joined(revenue::dimensions(), ", ") + "; values as on the day");
    command->add_option("--as-of", arguments->asOf,
        "Day as of which all is told, with what was known by then; default: the latest as-of date");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runExpansion(*arguments); }; });
}

} // namespace qd::cli
