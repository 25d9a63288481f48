#include "app/cli/command.h"

#include "core/governance/relearned.h"
#include "core/portfolio/portfolio.h"
#include "core/signoff/signoff.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, left, right, period, by;
    bool prepare = false;
    bool sign = false;
    bool list = false;
    bool rows = false;
    bool json = false;
};

Json differenceJson(const signoff::ContentDifference &difference, Currency currency)
{
    const bool isState = difference.what.starts_with("break:");
    const auto value = [&](std::int64_t amount, const std::string &state) {
        return isState ? textOrNull(state) : difference.isMoney ? money(amount, currency) : Json(amount);
    };
    return {{"what", difference.what}, {"then", value(difference.thenAmount, difference.thenState)},
        {"now", value(difference.nowAmount, difference.nowState)}};
}

Json standingJson(const signoff::SignoffStanding &standing, Currency currency)
{
    Json difference = Json::array();
    for (const signoff::ContentDifference &each : standing.difference)
        difference.push_back(differenceJson(each, currency));
    if (standing.failure)
        difference.push_back({{"what", "reconciliation"}, {"then", nullptr}, {"now", standing.failure->english()}});
    return {{"period", standing.key.period}, {"left", standing.key.left}, {"right", standing.key.right},
        {"state", toString(standing.state)}, {"prepared_by", textOrNull(standing.preparedBy)},
        {"signed_by", textOrNull(standing.signedBy)}, {"hash", textOrNull(standing.hash)}, {"difference", difference}};
}

std::string cell(const Json &value)
{
    return value.is_null() ? "-" : value.is_string() ? value.get<std::string>() : scalarText(value);
}

void printTable(const Json &signoffs)
{
    for (const Json &each : signoffs) {
        std::cout << cell(each["period"]) << "  " << cell(each["left"]) << " against " << cell(each["right"]) << "  "
                  << cell(each["state"]) << "  prepared by " << cell(each["prepared_by"]) << ", signed by "
                  << cell(each["signed_by"]) << '\n';
        if (!each["hash"].is_null())
            std::cout << "  " << cell(each["hash"]) << '\n';
        for (const Json &difference : each["difference"])
            std::cout << "  " << cell(difference["what"]) << ": " << cell(difference["then"]) << " then, "
                      << cell(difference["now"]) << " now\n";
    }
    if (signoffs.empty())
        std::cout << "Nothing is prepared or signed.\n";
    std::cout << "This is a record of who said so, not an access control.\n";
}

Json reopenedJson(const governance::ReopenedMonth &month, const portfolio::Portfolio &portfolio)
{
    const auto rows = [&](const std::vector<explain::ExplainedRow> &all) {
        Json list = Json::array();
        for (const explain::ExplainedRow &row : all)
            list.push_back({{"account", portfolio.accounts().at(row.account).id}, {"source", row.source},
                {"entity", row.entity}, {"id", row.id}, {"amount", optionalMoney(row.amount, portfolio.currency())},
                {"file", row.file}, {"line", row.line > 0 ? Json(row.line) : Json(nullptr)}, {"batch", row.batch}});
        return list;
    };
    const explain::ChangeSince &change = month.arr.change;
    return {{"period", month.period}, {"left", month.left}, {"right", month.right}, {"batch", month.batch},
        {"arr",
            {{"then", money(change.then.numerator, portfolio.currency())},
                {"now", money(change.now.numerator, portfolio.currency())}}},
        {"came", rows(month.arr.rows)}, {"went", rows(month.arr.gone)}};
}

void printReopened(const Json &months)
{
    for (const Json &month : months) {
        std::cout << "ARR of " << cell(month["period"]) << " was " << cell(month["arr"]["then"]) << " and is "
                  << cell(month["arr"]["now"]) << "; rows that changed it after batch " << cell(month["batch"])
                  << ":\n";
        for (const char *list : {"came", "went"}) {
            for (const Json &row : month[list])
                std::cout << "  " << list << "  " << cell(row["account"]) << "  " << cell(row["id"]) << "  "
                          << cell(row["amount"]) << "  " << cell(row["file"]) << " line " << cell(row["line"])
                          << ", batch " << cell(row["batch"]) << '\n';
        }
    }
}

Result<Json> reopened(const store::Workspace &workspace)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto months = governance::reopenedMonths(workspace, portfolio, terminalProgress());
    if (!months)
        return months.error();
    Json list = Json::array();
    for (const governance::ReopenedMonth &month : *months)
        list.push_back(reopenedJson(month, *portfolio));
    return list;
}

Exit show(store::Workspace &workspace, const signoff::SignoffFilter &filter, bool rows, bool json)
{
    const auto standings = signoff::standings(workspace, filter, terminalProgress());
    if (!standings)
        return fail(standings.error());
    Json signoffs = Json::array();
    for (const signoff::SignoffStanding &standing : *standings)
        signoffs.push_back(standingJson(standing, workspace.baseCurrency()));
    Json shown{{"signoffs", signoffs}};
    if (rows) {
        const auto months = reopened(workspace);
        if (!months)
            return fail(months.error());
        shown["reopened"] = *months;
    }
    if (json) {
        print(shown);
        return Exit::Done;
    }
    printTable(signoffs);
    if (rows)
        printReopened(shown["reopened"]);
    return Exit::Done;
}

/// The source that a name or kind means; an empty one stays empty.
Result<std::string> sourceName(const portfolio::Portfolio &portfolio, const std::string &nameOrKind)
{
    if (nameOrKind.empty())
        return std::string();
    const auto source = portfolio.findSource(nameOrKind);
    if (!source)
        return Error{ErrorCode::InvalidArgument, source.error().message};
    return source->name;
}

Exit run(const Arguments &arguments)
{
    const bool writes = arguments.prepare || arguments.sign;
    if (!writes && !arguments.list)
        return fail({ErrorCode::InvalidArgument, QD_WORDS("Commands", "Say what to do: --prepare, --sign or --list.")});
    if (writes && (arguments.left.empty() || arguments.right.empty() || arguments.period.empty()))
        return fail(
            {ErrorCode::InvalidArgument, QD_WORDS("Commands", "Name what is signed: --left, --right and --period.")});
    const auto mode = writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        signoff::SignoffKey key{arguments.period, {}, {}};
        {
            const auto portfolio = portfolio::Portfolio::of(workspace);
            const auto left = sourceName(*portfolio, arguments.left);
            const auto right = sourceName(*portfolio, arguments.right);
            if (!left || !right)
                return fail((left ? right : left).error());
            key.left = *left;
            key.right = *right;
        }
        if (writes) {
            const auto done = arguments.prepare ? signoff::prepare(workspace, key, arguments.by, terminalProgress())
                                                : signoff::sign(workspace, key, arguments.by, terminalProgress());
            if (!done)
                return fail(done.error());
        }
        return show(workspace, key, arguments.rows, arguments.json);
    });
}

} // namespace

void addSignoffCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand(
        "signoff", "A reconciliation prepared by one person and signed by another: a record, not an access control");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--left", arguments->left, "Source, or a kind that one source has");
    command->add_option("--right", arguments->right, "Source, or a kind that one source has");
    command->add_option("--period", arguments->period, "Month, YYYY-MM, or fiscal quarter, YYYYQn");
    auto *prepare = command->add_flag("--prepare", arguments->prepare,
        "Keep totals, bridge and breaks as of the period's last day; what was signed before starts over");
    auto *sign = command->add_flag("--sign", arguments->sign, "Sign what another person prepared")->excludes(prepare);
    command->add_flag("--list", arguments->list, "How they stand: open, prepared, signed, review_again")
        ->excludes(prepare)
        ->excludes(sign);
    command->add_flag("--rows", arguments->rows,
        "Of signed months whose ARR came out otherwise since: what it was, and the rows of later files that changed "
        "it");
    command->add_option("--by", arguments->by, "Who; default: the user of the machine");
    command->add_flag("--json", arguments->json, "JSON");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
