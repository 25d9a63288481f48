#include "app/cli/break_json.h"

#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/reconcile/break_lists.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, left, right, asOf, owner, state, set;
    bool overdue = false;
    bool json = false;
    bool csv = false;
};

/// The pair whose register it is: the one named, else the one that people reconcile first.
Result<portfolio::SourcePair> pairOf(const portfolio::Portfolio &portfolio, const Arguments &arguments)
{
    if (arguments.left.empty()) {
        const auto pair = portfolio.defaultPair();
        return pair ? Result(*pair)
                    : Error{ErrorCode::NoData, QD_WORDS("Commands", "There are no two systems with ARR to compare.")};
    }
    const auto left = portfolio.findSource(arguments.left);
    const auto right = portfolio.findSource(arguments.right);
    if (!left || !right)
        return Error{ErrorCode::InvalidArgument, (left ? right : left).error().message};
    return portfolio::SourcePair{*left, *right};
}

/// Whether a break is among those asked for.
bool isWanted(const Json &row, const Arguments &arguments)
{
    const auto is = [&row](const char *key, const std::string &text) {
        return text.empty() || (row[key].is_string() && equalsIgnoringCase(row[key].get<std::string>(), text));
    };
    return is("owner", arguments.owner) && is("state", arguments.state)
        && (!arguments.overdue || row["overdue"].get<bool>());
}

/// The list of the register as CSV; what is not asked for is left out of it and of `rows` alike.
std::string csvOf(const reconcile::Reconciliation &result, const std::vector<reconcile::RegisterEntry> &entries,
    const Json &breaks, const Arguments &arguments)
{
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        if (isWanted(breaks[i], arguments))
            chosen.push_back(i);
    }
    return registeredBreaksCsv(result, reconcile::registeredOn(entries, result.asOf), chosen);
}

Exit show(store::Workspace &workspace, const Arguments &arguments)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto pair = pairOf(*portfolio, arguments);
    const auto day = dateOption("--as-of", arguments.asOf);
    if (!pair || !day)
        return fail(pair ? day.error() : pair.error());
    reconcile::ReconcileOptions options;
    options.left = pair->left;
    options.right = pair->right;
    options.asOf = *day;
    const auto result = reconcile::reconcile(*portfolio, options, terminalProgress());
    if (!result)
        return fail(result.error());
    for (const Message &warning : result->warnings)
        std::cerr << "qdeck: " << warning.english() << '\n';
    const auto entries = reconcile::registerEntries(workspace, pair->left.name, pair->right.name);
    Json json = registerJson(*portfolio, *result, entries);
    if (arguments.csv) {
        std::cout << csvOf(*result, entries, json["breaks"], arguments);
        return Exit::Done;
    }
    Json wanted = Json::array();
    for (Json &row : json["breaks"]) {
        if (isWanted(row, arguments))
            wanted.push_back(std::move(row));
    }
    json["breaks"] = std::move(wanted);
    print(json);
    return Exit::Done;
}

Exit decide(store::Workspace &workspace, const Arguments &arguments)
{
    const auto decisions =
        reconcile::readBreakDecisions(workspace, portfolio::Portfolio::of(workspace)->accounts(), arguments.set);
    if (!decisions)
        return fail(decisions.error());
    if (!decisions->empty()) {
        if (const auto done = reconcile::decideBreaks(workspace, *decisions); !done)
            return fail(done.error());
    }
    print({{"decided", decisions->size()}});
    return Exit::Done;
}

Exit run(const Arguments &arguments)
{
    if (arguments.left.empty() != arguments.right.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "A register is of two systems: give --left and --right, or neither.")});
    const auto &states = reconcile::breakStates();
    if (!arguments.state.empty() && std::ranges::find(states, lowered(arguments.state)) == states.end())
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "A break is %1, not \"%2\"."), {joined(states, ", "), arguments.state}}});
    const bool writes = !arguments.set.empty();
    return withWorkspace(arguments.path, writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly,
        [&](store::Workspace &workspace) {
            return writes ? decide(workspace, arguments) : show(workspace, arguments);
        });
}

} // namespace

void addBreaksCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("breaks",
        "The register of breaks of two systems: owner, due date, age and state of each, and days from found to fixed");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--left", arguments->left, "Source, or a kind that one source has");
    command->add_option("--right", arguments->right, "Source, or a kind that one source has");
    command->add_option("--as-of", arguments->asOf, "Day, YYYY-MM-DD; default: the latest as-of date of the systems");
    command->add_option("--owner", arguments->owner, "Only the breaks of this owner");
    command->add_option("--state", arguments->state, "Only those: " + joined(reconcile::breakStates(), ", "));
    command->add_flag("--overdue", arguments->overdue, "Only those to do whose due date has passed");
    auto *csv = command->add_flag("--csv", arguments->csv, "The breaks as CSV, to fill in for --set");
    command->add_flag("--json", arguments->json, "JSON (the default)")->excludes(csv);
    command
        ->add_option("--set", arguments->set,
            "Decide by a CSV with the column break and any of state, note, owner, due_date; all rows or none")
        ->excludes("--as-of")
        ->excludes("--owner")
        ->excludes("--state")
        ->excludes("--overdue")
        ->excludes(csv);
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
