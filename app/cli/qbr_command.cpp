#include "app/cli/command.h"
#include "app/cli/definitions_used.h"
#include "app/cli/text_table.h"

#include "core/actions/business_reviews.h"
#include "core/revenue/grouping.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct QbrArguments {
    std::string path, asOf, by;
    bool json = false;
};

Json rowJson(const actions::ReviewRow &row)
{
    return {{"group", row.group}, {"eligible", row.eligible}, {"done", row.done}, {"rate", optionalNumber(row.rate())}};
}

Json reviewsJson(const actions::ReviewCompletion &reviews, const identity::AccountDirectory &accounts)
{
    Json rows = Json::array();
    for (const actions::ReviewRow &row : reviews.rows)
        rows.push_back(rowJson(row));
    Json late = Json::array();
    for (const actions::LateReview &each : reviews.late)
        late.push_back({{"account", accounts.at(each.account).id},
            {"last", each.last ? Json(each.last->iso()) : Json(nullptr)}, {"due_date", each.due.iso()}});
    return {{"rows", rows}, {"late", late},
        {"renewal_rate",
            {{"done", optionalNumber(reviews.done.rate())}, {"not_done", optionalNumber(reviews.notDone.rate())},
                {"done_n", reviews.done.settled}, {"not_done_n", reviews.notDone.settled}}},
        {"as_of", reviews.day.iso()}};
}

void printReviews(const actions::ReviewCompletion &reviews, const identity::AccountDirectory &accounts)
{
    std::cout << "Business reviews on " << reviews.day.iso() << '\n'
              << padded("Group", 24) << std::right << std::setw(10) << "Eligible" << std::setw(8) << "Done"
              << std::setw(8) << "Rate" << '\n';
    for (const actions::ReviewRow &row : reviews.rows)
        std::cout << padded(row.group, 24) << std::right << std::setw(10) << row.eligible << std::setw(8) << row.done
                  << std::setw(8) << cellText(row.rate()) << '\n';
    std::cout << "\nLate: " << reviews.late.size() << '\n';
    for (const actions::LateReview &each : reviews.late)
        std::cout << "  " << padded(accounts.at(each.account).name, 36) << "last "
                  << padded(each.last ? each.last->iso() : "-", 12) << "due " << each.due.iso() << '\n';
    std::cout << "\nRenewed in the last twelve months, with a review 90 days before: " << cellText(reviews.done.rate())
              << " of " << reviews.done.settled << "; without: " << cellText(reviews.notDone.rate()) << " of "
              << reviews.notDone.settled << '\n';
}

Exit run(const QbrArguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    if (!arguments.by.empty()) {
        if (const auto known = revenue::checkDimension(arguments.by); !known)
            return fail(known.error());
        if (arguments.by == "product")
            return fail({ErrorCode::InvalidArgument,
                QD_WORDS("Commands", "A review is an account's, not a product's; take another dimension.")});
    }
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto reviews = actions::reviewCompletion(workspace, portfolio, *asOf, arguments.by, terminalProgress());
        if (!reviews)
            return fail(reviews.error());
        if (arguments.json)
            print(withDefinitions(
                reviewsJson(*reviews, portfolio->accounts()), workspace, reviews->day, {"qbr_completion"}));
        else
            printReviews(*reviews, portfolio->accounts());
        return Exit::Done;
    });
}

} // namespace

void addQbrCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<QbrArguments>();
    CLI::App *command = app.add_subcommand(
        "qbr", "Which customers should have had a business review, which had one, and who renewed with and without");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--as-of", arguments->asOf, "Day, as known then; default: the latest as-of date");
    command->add_option("--by", arguments->by, "Groups also by a dimension: segment, region, owner ...");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
