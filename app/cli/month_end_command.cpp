#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/portfolio/portfolio.h"
#include "core/signoff/month_end.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, month, finance;
    bool json = false;
};

void printJson(const signoff::MonthEnd &check)
{
    const reconcile::Reconciliation &closing = check.closing;
    const auto amount = [&closing](std::int64_t minor) { return money(minor, closing.currency); };
    const auto named = [&closing](int account) {
        const identity::Account &found = closing.accounts->at(account);
        return Json{{"account", found.id}, {"name", found.name}};
    };
    Json movements = Json::array();
    for (const signoff::MonthStep &step : signoff::stepsOf(check))
        movements.push_back({{"step", step.id}, {"ours", amount(step.ours)}, {"theirs", amount(step.theirs)},
            {"difference", amount(step.difference())}});
    Json accounts = Json::array();
    for (const signoff::MonthDifference &difference : check.differences) {
        Json row = named(difference.account);
        row.update({{"movement", toString(difference.kind)}, {"ours", amount(difference.ours)},
            {"theirs", amount(difference.theirs)}});
        accounts.push_back(std::move(row));
    }
    Json bridge = Json::array();
    for (const reconcile::BridgeStep &step : closing.bridge)
        bridge.push_back({{"cause", toString(step.cause)}, {"amount", amount(step.amount)}, {"count", step.count}});
    Json customers = Json::array();
    for (const reconcile::AmountPair &pair : closing.amounts) {
        if (!pair.cause)
            continue;
        Json row = named(pair.account);
        row.update({{"cause", toString(*pair.cause)}, {"ours", amount(pair.left)}, {"theirs", amount(pair.right)},
            {"difference", amount(pair.delta())}});
        customers.push_back(std::move(row));
    }
    print({{"month", check.month.iso()}, {"left", closing.left.name}, {"right", closing.right.name},
        {"currency", closing.currency.code()}, {"movements", movements}, {"accounts", accounts}, {"bridge", bridge},
        {"customers", customers},
        {"renewal_cycle", {{"n", check.cycle.n}, {"median_days", optionalNumber(check.cycle.medianDays)}}}});
}

void printText(const signoff::MonthEnd &check)
{
    const reconcile::Reconciliation &closing = check.closing;
    const auto amount = [&closing](std::int64_t minor) { return Money{minor, closing.currency}.text(); };
    std::cout << check.month.iso() << ", " << closing.left.name << " against " << closing.right.name << ", "
              << closing.currency.code() << '\n';
    for (const signoff::MonthStep &step : signoff::stepsOf(check))
        std::cout << step.id << ": " << amount(step.ours) << " against " << amount(step.theirs) << ", difference "
                  << amount(step.difference()) << '\n';
    std::cout << "movements that differ: " << check.differences.size() << '\n';
    for (const reconcile::BridgeStep &step : closing.bridge)
        std::cout << "closing by " << toString(step.cause) << ": " << amount(step.amount) << ", " << step.count
                  << (step.count == 1 ? " customer\n" : " customers\n");
    std::cout << "won renewals: " << check.cycle.n;
    if (check.cycle.medianDays)
        std::cout << ", median " << fixedDecimals(*check.cycle.medianDays, 1) << " days from created to closed";
    std::cout << '\n';
}

Exit run(const Arguments &arguments)
{
    const auto month = Month::fromIso(arguments.month);
    if (!month)
        return fail(Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--month wants YYYY-MM, not \"%1\"."), {arguments.month}}});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        std::optional<portfolio::ArrSource> finance;
        if (!arguments.finance.empty()) {
            auto found = portfolio->findSource(arguments.finance);
            if (!found)
                return fail(Error{ErrorCode::InvalidArgument, found.error().message});
            finance = std::move(*found);
        }
        const auto check = signoff::checkMonthEnd(workspace, *portfolio, *month, finance, terminalProgress());
        if (!check)
            return fail(check.error());
        for (const Message &warning : check->closing.warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
        if (arguments.json)
            printJson(*check);
        else
            printText(*check);
        return Exit::Done;
    });
}

} // namespace

void addMonthEndCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("month-end",
        "A month's ARR movements against Finance's own ARR history: movements, closing by cause and customer, days "
        "that "
        "won renewals took");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--month", arguments->month, "Month, YYYY-MM")->required();
    command->add_option("--finance", arguments->finance,
        "Source with the arr_history; default: the first of kind finance that has one");
    command->add_flag("--json", arguments->json, "JSON");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
