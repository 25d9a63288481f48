#include "app/cli/command.h"

#include "core/reconcile/reconciliation.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, left, right, asOf, amountTolerance = "1.00";
    double percentTolerance = 0;
    int dateTolerance = 0;
    bool json = false;
    bool csv = false;
};

Json breakJson(const reconcile::Break &found, const reconcile::Reconciliation &result)
{
    const identity::Account &account = result.accounts->at(found.account);
    const bool amount = found.isAmount();
    return {{"account", account.id}, {"name", account.name}, {"field", found.field}, {"type", toString(found.type)},
        {"cause", toString(found.finding.cause)},
        {"left", amount ? optionalMoney(found.leftAmount, result.currency) : textOrNull(found.leftValue)},
        {"right", amount ? optionalMoney(found.rightAmount, result.currency) : textOrNull(found.rightValue)},
        {"delta", amount ? money(found.delta, result.currency) : Json(nullptr)}, {"left_id", textOrNull(found.leftId)},
        {"right_id", textOrNull(found.rightId)}};
}

Json reconciliationJson(const reconcile::Reconciliation &result)
{
    Json bridge = Json::array();
    for (const reconcile::BridgeStep &step : result.bridge)
        bridge.push_back(
            {{"cause", toString(step.cause)}, {"amount", money(step.amount, result.currency)}, {"count", step.count}});
    Json breaks = Json::array();
    for (const reconcile::Break &found : result.breaks)
        breaks.push_back(breakJson(found, result));
    return {{"left", result.left.name}, {"right", result.right.name}, {"as_of", result.asOf.iso()},
        {"currency", result.currency.code()}, {"left_total", money(result.leftTotal, result.currency)},
        {"right_total", money(result.rightTotal, result.currency)}, {"compared", result.compared},
        {"matched", result.matched}, {"bridge", bridge}, {"breaks", breaks}};
}

Exit run(const Arguments &arguments)
{
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return fail(asOf.error());
    const auto tolerance = Decimal::parse(arguments.amountTolerance);
    if (!tolerance || tolerance->mantissa < 0)
        return fail({ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--amount-tolerance wants an amount of 0 or more, not \"%1\"."),
                {arguments.amountTolerance}}});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        const auto left = portfolio->findSource(arguments.left);
        const auto right = portfolio->findSource(arguments.right);
        if (!left || !right)
            return fail({ErrorCode::InvalidArgument, (left ? right : left).error().message});
        reconcile::ReconcileOptions options{*left, *right, *asOf, {}, arguments.dateTolerance, {}};
        options.tolerance =
            reconcile::Tolerance{Money::fromDecimal(*tolerance, workspace.baseCurrency()).value_or(Money()).minor,
                arguments.percentTolerance};
        const auto result = reconcile::reconcile(*portfolio, options, terminalProgress());
        if (!result)
            return fail(result.error());
        for (const Message &warning : result->warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
        if (arguments.csv)
            std::cout << breaksCsv(*result);
        else
            print(reconciliationJson(*result));
        return Exit::Done;
    });
}

} // namespace

void addReconcileCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command =
        app.add_subcommand("reconcile", "Compare two systems as of a day; every difference gets a cause");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--left", arguments->left, "Source, or a kind that one source has")->required();
    command->add_option("--right", arguments->right, "Source, or a kind that one source has")->required();
    command->add_option("--as-of", arguments->asOf, "Day, YYYY-MM-DD; default: the later as-of date of the two");
    command->add_option("--amount-tolerance", arguments->amountTolerance, "Base currency")->capture_default_str();
    command->add_option("--pct-tolerance", arguments->percentTolerance, "Percent of the larger amount")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    command->add_option("--date-tolerance", arguments->dateTolerance, "Days")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    auto *csv = command->add_flag("--csv", arguments->csv, "The breaks as CSV");
    command->add_flag("--json", arguments->json, "JSON (the default)")->excludes(csv);
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
