#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/economics/retention_economics.h"
#include "core/lifecycle/origins.h"
#include "core/portfolio/portfolio.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct EconomicsArguments {
    std::string path, from, to, by = "segment", fx = "constant";
    bool json = false;
};

Json economicsJson(const economics::RetentionEconomics &found)
{
    Json rows = Json::array();
    for (const economics::EconomicsRow &row : found.rows)
        rows.push_back({{"group", row.group}, {"customers", row.customers}, {"left", row.left},
            {"opening", money(row.opening, found.currency)}, {"kept", money(row.kept, found.currency)},
            {"expansion", money(row.expansion, found.currency)}, {"kept_rate", optionalNumber(row.keptRate())},
            {"expansion_rate", optionalNumber(row.expansionRate())}, {"hours", optionalNumber(row.hours)},
            {"cost", optionalNumber(row.cost)}, {"cost_rate", optionalNumber(found.costRate(row))},
            {"arr_per_cost", optionalNumber(found.arrPerCost(row))}});
    Json notes = Json::array();
    for (const Message &note : found.notes)
        notes.push_back(note.english());
    return {{"from", found.from.iso()}, {"to", found.to.iso()}, {"currency", found.currency.code()},
        {"cost_per_hour", optionalNumber(found.hourCost)}, {"rows", rows}, {"notes", notes}};
}

void inWords(const economics::RetentionEconomics &found)
{
    std::cout << padded("Group", 24) << std::right << std::setw(10) << "Customers" << std::setw(16) << "Opening ARR"
              << std::setw(16) << "Kept" << std::setw(8) << "Rate" << std::setw(16) << "Expansion" << std::setw(12)
              << "Hours" << std::setw(14) << "Cost" << std::setw(14) << "ARR per cost" << '\n';
    for (const economics::EconomicsRow &row : found.rows)
        std::cout << padded(row.group, 24) << std::right << std::setw(10) << row.customers << std::setw(16)
                  << Money{row.opening, found.currency}.text() << std::setw(16)
                  << Money{row.kept, found.currency}.text() << std::setw(8) << cellText(row.keptRate()) << std::setw(16)
                  << Money{row.expansion, found.currency}.text() << std::setw(12) << cellText(row.hours, 1)
                  << std::setw(14) << cellText(row.cost, 0) << std::setw(14) << cellText(found.arrPerCost(row), 2)
                  << '\n';
    std::cout << "\n"
              << found.from.iso() << " to " << found.to.iso() << ", in " << found.currency.code() << "; an hour costs "
              << cellText(found.hourCost, 2) << '\n';
    for (const Message &note : found.notes)
        std::cout << note.english() << '\n';
}

Exit run(const EconomicsArguments &arguments)
{
    const auto from = monthOption("--from", arguments.from);
    const auto to = monthOption("--to", arguments.to);
    if (!from || !to)
        return fail(from ? to.error() : from.error());
    if (const auto fine = checkOrder(*from, *to); !fine)
        return fail(fine.error());
    if (auto known = lifecycle::checkDimensionOrOrigin(arguments.by); !known)
        return fail(known.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto book = portfolio->book();
        if (!book)
            return fail(book.error());
        economics::EconomicsOptions options{*from, *to, arguments.by};
        options.fx = arguments.fx == "constant" ? revenue::FxMode::Constant : revenue::FxMode::AsOf;
        const auto found = economics::retentionEconomics(workspace, *portfolio, *book, options, terminalProgress());
        if (!found)
            return fail(found.error());
        if (arguments.json)
            print(withDefinitions(
                economicsJson(*found), workspace, found->to.lastDay(), {"arr", "expansion_rate", "hours"}));
        else
            inWords(*found);
        return Exit::Done;
    });
}

} // namespace

void addEconomicsCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<EconomicsArguments>();
    CLI::App *command = app.add_subcommand(
        "economics", "What keeping customers brings and costs: ARR kept and added against the hours of serving them");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--from", arguments->from, "Month at whose end the window begins, YYYY-MM")->required();
    command->add_option("--to", arguments->to, "Month at whose end it ends")->required();
    command
        ->add_option("--by", arguments->by,
            "Group by: " + joined(revenue::dimensions(), ", ") + ", " + lifecycle::ByOnboardingPath + ", "
                + lifecycle::ByLeadSource + "; values as at the window's beginning")
        ->capture_default_str();
    command->add_option("--fx", arguments->fx, "Rates of the window's end, or each value at those of its own day")
        ->check(CLI::IsMember({"constant", "asof"}))
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
