#include "app/cli/command.h"
#include "app/cli/text_table.h"

#include "core/coverage/assignment_plan.h"
#include "core/health/model_colours.h"
#include "core/store/output_file.h"

#include <algorithm>
#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct AssignArguments {
    std::string path, model, asOf, handover;
    double gap = 0.01;
    double timeLimit = 30;
    bool json = false;
};

const std::string &csmId(const coverage::CoverageInput &input, int csm)
{
    static const std::string none;
    return csm < 0 ? none : input.roster.csms[std::size_t(csm)].id;
}

const identity::Account &accountOf(const coverage::CoverageInput &input, int load)
{
    return input.accounts->at(input.loads[std::size_t(load)].account);
}

Json booksJson(const coverage::CoverageInput &input, const coverage::AssignmentPlan &plan)
{
    Json csms = Json::array();
    for (const coverage::PlannedBook &book : plan.books)
        csms.push_back({{"csm", csmId(input, book.csm)}, {"accounts", book.after.accounts},
            {"arr", money(book.after.arr, input.currency)}, {"hours", book.after.hours},
            {"capacity_hours", book.capacityHours}, {"utilisation", book.utilisationAfter()},
            {"before",
                {{"accounts", book.before.accounts}, {"arr", money(book.before.arr, input.currency)},
                    {"hours", book.before.hours}, {"utilisation", book.utilisationBefore()}}}});
    return csms;
}

Json planJson(const coverage::CoverageInput &input, const coverage::AssignmentPlan &plan)
{
    Json assignments = Json::array();
    for (const coverage::PlacedAccount &account : plan.accounts) {
        Json row = {{"account", accountOf(input, account.load).id}, {"from", textOrNull(csmId(input, account.from))},
            {"to", csmId(input, account.to)}};
        if (account.why) {
            row["reason"] = toString(*account.why);
            row["explanation"] = explained(input, plan, account).english();
        }
        assignments.push_back(std::move(row));
    }
    Json unassignable = Json::array();
    for (const int load : plan.unassignable)
        unassignable.push_back(accountOf(input, load).id);
    const assignment::Solution &assignment = plan.assignment;
    return {{"as_of", input.asOf.iso()}, {"currency", input.currency.code()}, {"status", toString(assignment.status)},
        {"objective", assignment.objective}, {"bound", assignment.bound}, {"gap", assignment.gap()},
        {"moves", plan.moves}, {"move_weight", plan.parts.moveWeight}, {"overload_hours", plan.parts.overloadHours},
        {"spread", plan.parts.spread}, {"assignments", assignments}, {"unassignable", unassignable},
        {"csms", booksJson(input, plan)}};
}

/// How good the plan is, in one line.
std::string verdict(const assignment::Solution &assignment, double timeLimit)
{
    std::ostringstream text;
    text << std::fixed << std::setprecision(2);
    switch (assignment.status) {
    case assignment::Status::Optimal:
        return "No assignment is better.";
    case assignment::Status::GapReached:
        text << "Proven to be within " << assignment.gap() * 100 << " % of the best.";
        break;
    case assignment::Status::TimeLimit:
        text << "The best found in " << std::setprecision(0) << timeLimit << " s; proven to be within "
             << std::setprecision(2) << assignment.gap() * 100 << " % of the best.";
        break;
    case assignment::Status::Cancelled:
        text << "The best found until it was cancelled; within " << assignment.gap() * 100 << " % of the best.";
        break;
    case assignment::Status::Heuristic:
        text << "Found without a solver; by our own bound within " << assignment.gap() * 100 << " % of the best.";
        break;
    }
    return text.str();
}

void inWords(const coverage::CoverageInput &input, const coverage::AssignmentPlan &plan, double timeLimit)
{
    std::cout << plan.moves << (plan.moves == 1 ? " account changes" : " accounts change") << " hands on "
              << input.asOf.iso() << ". " << verdict(plan.assignment, timeLimit) << "\n\n"
              << std::fixed << std::setprecision(1) << padded("CSM", 28) << std::right << std::setw(20) << "Accounts"
              << std::setw(20) << "Hours" << std::setw(9) << "Can do" << std::setw(22) << "Used" << '\n';
    const auto change = [](auto before, auto after, int width, const char *unit) {
        std::ostringstream text;
        text << std::fixed << std::setprecision(1) << before << unit << " -> " << after << unit;
        std::cout << std::setw(width) << text.str();
    };
    for (const coverage::PlannedBook &book : plan.books) {
        std::cout << padded(input.roster.csms[std::size_t(book.csm)].name, 28);
        change(book.before.accounts, book.after.accounts, 20, "");
        change(book.before.hours, book.after.hours, 20, "");
        std::cout << std::setw(9) << book.capacityHours;
        change(book.utilisationBefore() * 100, book.utilisationAfter() * 100, 22, " %");
        std::cout << '\n';
    }
    if (plan.moves > 0)
        std::cout << "\nMoves\n";
    for (const coverage::PlacedAccount &account : plan.accounts) {
        if (account.isMove())
            std::cout << padded(accountOf(input, account.load).name, 36)
                      << padded(account.from < 0 ? "(vacant)" : input.roster.csms[std::size_t(account.from)].name, 24)
                      << "-> " << padded(input.roster.csms[std::size_t(account.to)].name, 24)
                      << explained(input, plan, account).english() << '\n';
    }
    if (!plan.unassignable.empty())
        std::cout << "\nNobody may serve\n";
    for (const int load : plan.unassignable)
        std::cout << accountOf(input, load).name << " (" << accountOf(input, load).id << ")\n";
}

Exit runAssign(const AssignArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    const std::vector<std::string> inputs{arguments.path, arguments.model};
    if (!arguments.handover.empty()) {
        if (const auto fine = store::checkOutput(arguments.handover, inputs); !fine)
            return fail(fine.error());
    }
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto model = capacityModel(workspace, arguments.model);
        if (!model)
            return fail(model.error());
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto input =
            coverage::coverageOf(*portfolio, *model, *asOf, health::shownColoursOf(workspace, *portfolio));
        if (!input)
            return fail(input.error());
        assignment::Options options;
        options.gap = arguments.gap;
        options.timeLimit = arguments.timeLimit;
        const auto plan = coverage::planAssignment(*input, options, terminalProgress());
        if (!plan)
            return fail(plan.error());
        for (const auto *warnings : {&input->warnings, &plan->warnings}) {
            for (const Message &warning : *warnings)
                std::cerr << "qdeck: " << warning.english() << '\n';
        }
        if (!arguments.handover.empty()) {
            const std::string list = handoverCsv(*input, handoversOf(*input, *plan));
            if (const auto written = store::writeOutput(arguments.handover, list, inputs); !written)
                return fail(written.error());
        }
        if (arguments.json)
            print(planJson(*input, *plan));
        else
            inWords(*input, *plan, arguments.timeLimit);
        return Exit::Done;
    });
}

} // namespace

void addAssignCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<AssignArguments>();
    CLI::App *command =
        app.add_subcommand("assign", "Whose account should be whose: fewest moves, no overload, even books");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option(
        "--model", arguments->model, "Capacity model, a JSON file; default: the one saved in the workspace");
    command->add_option("--as-of", arguments->asOf, "Day of the books; default: the ARR source's as-of date");
    command->add_option("--gap", arguments->gap, "Stop when the plan is proven to be this near the best, 0.01 for 1 %")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    command->add_option("--time-limit", arguments->timeLimit, "Seconds, after which the best found is given")
        ->check(CLI::Range(0.1, 86400.0))
        ->capture_default_str();
    command->add_option("--handover", arguments->handover, "Also write the moves to this CSV file");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return runAssign(*arguments); }; });
}

} // namespace qd::cli
