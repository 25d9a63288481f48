#include "app/cli/audit_sheet_output.h"
#include "app/cli/command.h"
#include "app/cli/text_table.h"

#include "core/explain/change_since.h"
#include "core/explain/definition_change.h"
#include "core/governance/relearned.h"
#include "core/portfolio/portfolio.h"
#include "core/store/output_file.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, metric, from, to, asOf, since, by, group, out;
    std::optional<std::int64_t> known; ///< batch
    bool rows = false;
    bool json = false;
};

Json isoOrNull(const auto &day)
{
    return day ? Json(day->iso()) : Json(nullptr);
}

/// An amount of the figure: money, customers or hours.
Json amountJson(const explain::Explanation &told, std::int64_t amount, double hours)
{
    if (told.metric.kind == explain::MetricKind::Hours)
        return hours;
    return told.metric.countsCustomers() ? Json(amount) : money(amount, told.currency);
}

Json denominatorJson(const explain::Explanation &told, const std::optional<std::int64_t> &denominator)
{
    return denominator ? amountJson(told, *denominator, 0) : Json(nullptr);
}

Json valueJson(const explain::Explanation &told)
{
    return told.metric.isRate() ? optionalNumber(told.rate()) : amountJson(told, told.numerator, told.hours);
}

Json windowJson(const explain::ExplainedWindow &window)
{
    Json json{{"from", isoOrNull(window.from)}, {"to", isoOrNull(window.to)}, {"as_of", isoOrNull(window.asOf)}};
    if (window.firstDay) {
        json["from"] = window.firstDay->iso();
        json["to"] = isoOrNull(window.lastDay);
    }
    return json;
}

Json accountJson(
    const explain::Explanation &told, const explain::ExplainedAccount &part, const identity::AccountDirectory &accounts)
{
    const identity::Account &account = accounts.at(part.account);
    Json json{{"account", account.id}, {"name", account.name},
        {"numerator", amountJson(told, part.numerator, part.hours)},
        {"denominator", denominatorJson(told, part.denominator)}};
    if (part.floored)
        json["floored"] = true;
    if (part.life)
        json.update({{"days", part.life->time}, {"left", part.life->event}});
    return json;
}

Json rowJson(
    const explain::Explanation &told, const explain::ExplainedRow &row, const identity::AccountDirectory &accounts)
{
    Json json{{"account", accounts.at(row.account).id}, {"source", row.source}, {"entity", row.entity}, {"id", row.id},
        {"amount", optionalMoney(row.amount, told.currency)}, {"end", textOrNull(std::string(row.end))},
        {"file", row.file}, {"sha256", textOrNull(row.sha256)}, {"sheet", textOrNull(row.sheet)},
        {"line", row.line > 0 ? Json(row.line) : Json(nullptr)}, {"batch", row.batch},
        {"profile", textOrNull(row.profile)}};
    if (row.month)
        json["month"] = row.month->iso();
    return json;
}

/// A part of a change in the unit of the figure.
Json partAmountJson(const explain::Explanation &told, const explain::ChangePart &part)
{
    return told.metric.isRate() ? Json(part.share) : amountJson(told, part.amount, part.share);
}

Json sinceJson(const explain::ChangeSince &change, const identity::AccountDirectory &directory)
{
    Json parts = Json::array();
    for (const explain::ChangePart &part : change.parts)
        parts.push_back({{"cause", toString(part.cause)},
            {"account", part.account < 0 ? Json(nullptr) : Json(directory.at(part.account).id)},
            {"amount", partAmountJson(change.now, part)}});
    return {{"then", valueJson(change.then)}, {"now", valueJson(change.now)}, {"parts", parts}};
}

/// What moved a figure, and by which rows where it was by imports.
struct Moved {
    explain::ChangeSince change;
    std::optional<std::pair<std::vector<explain::ExplainedRow>, std::vector<explain::ExplainedRow>>>
        rows; ///< came, went
};

Json learnedJson(const Moved &moved, const identity::AccountDirectory &directory)
{
    const auto list = [&](const std::vector<explain::ExplainedRow> &rows) {
        Json all = Json::array();
        for (const explain::ExplainedRow &row : rows)
            all.push_back(rowJson(moved.change.now, row, directory));
        return all;
    };
    return {{"came", list(moved.rows->first)}, {"went", list(moved.rows->second)}};
}

void printJson(const explain::Explanation &told, const Moved *moved, const identity::AccountDirectory &directory)
{
    Json accounts = Json::array();
    for (const explain::ExplainedAccount &part : told.accounts)
        accounts.push_back(accountJson(told, part, directory));
    Json json{{"metric", told.metric.text}, {"version", told.version ? Json(*told.version) : Json(nullptr)},
        {"currency", told.currency.code()}, {"window", windowJson(told.window)}, {"group", told.group},
        {"value", valueJson(told)}, {"formula", formulaOf(told.metric).english()},
        {"numerator", amountJson(told, told.numerator, told.hours)},
        {"denominator", denominatorJson(told, told.denominator)}, {"accounts", accounts}, {"rows", Json::array()}};
    if (moved)
        json["since"] = sinceJson(moved->change, directory);
    if (moved && moved->rows)
        json["learned"] = learnedJson(*moved, directory);
    print(json, {"rows", told.rows.size(), [&](std::size_t i) { return rowJson(told, told.rows[i], directory); }});
}

constexpr int Amount = 18; ///< width of a column

/// A number of the JSON as a cell.
std::string cell(const Json &value)
{
    return value.is_null() ? "-" : value.is_string() ? value.get<std::string>() : scalarText(value);
}

void printRows(const explain::Explanation &told, const std::vector<explain::ExplainedRow> &rows,
    const identity::AccountDirectory &directory)
{
    for (const explain::ExplainedRow &row : rows) {
        const Json json = rowJson(told, row, directory);
        std::cout << padded(cell(json["account"]) + "  " + cell(json["id"]), 36) << std::right << std::setw(Amount)
                  << cell(json["amount"]) << "  " << padded(row.month ? row.month->iso() : std::string(), 8)
                  << padded(std::string(row.end), 8) << cell(json["file"]) << " line " << cell(json["line"])
                  << ", batch " << row.batch << '\n';
    }
}

/// What moved it, before the customers of today.
void printChange(const Moved &moved, const identity::AccountDirectory &directory)
{
    const explain::ChangeSince &change = moved.change;
    const Json then = windowJson(change.then.window);
    std::cout << "was " << cell(valueJson(change.then)) << " ("
              << (then["to"].is_null() ? cell(then["as_of"]) : cell(then["from"]) + " to " + cell(then["to"]))
              << "); what moved it:\n";
    for (const explain::ChangePart &part : change.parts) {
        const std::string who =
            part.account < 0 ? std::string() : directory.at(part.account).id + "  " + directory.at(part.account).name;
        std::cout << padded(toString(part.cause), 14) << padded(who, 36) << std::right << std::setw(Amount)
                  << cell(partAmountJson(change.now, part)) << '\n';
    }
    if (moved.rows) {
        std::cout << "rows that came or changed:\n";
        printRows(change.now, moved.rows->first, directory);
        std::cout << "rows as they were:\n";
        printRows(change.now, moved.rows->second, directory);
    }
    std::cout << '\n';
}

void printTable(
    const explain::Explanation &told, const Moved *moved, const identity::AccountDirectory &directory, bool rows)
{
    const Json window = windowJson(told.window);
    std::cout << told.metric.text << " = " << cell(valueJson(told)) << "  (" << told.group;
    if (!window["from"].is_null())
        std::cout << ", from " << cell(window["from"]) << " to " << cell(window["to"]);
    if (!window["as_of"].is_null())
        std::cout << ", as of " << cell(window["as_of"]);
    std::cout << ")\n" << formulaOf(told.metric).english() << "\n\n";
    if (moved)
        printChange(*moved, directory);
    const auto line = [&](const std::string &name, const Json &numerator, const Json &denominator, bool floored) {
        std::cout << padded(name, 36) << std::right << std::setw(Amount) << cell(numerator);
        if (told.metric.isRate())
            std::cout << std::setw(Amount) << cell(denominator);
        std::cout << (floored ? "  below zero, counts 0\n" : "\n");
    };
    for (const explain::ExplainedAccount &part : told.accounts) {
        const Json json = accountJson(told, part, directory);
        line(cell(json["account"]) + "  " + cell(json["name"]), json["numerator"], json["denominator"], part.floored);
    }
    line("total", amountJson(told, told.numerator, told.hours), denominatorJson(told, told.denominator), false);
    if (rows) {
        std::cout << '\n';
        printRows(told, told.rows, directory);
    }
}

/// Reads --from or --to: a month, or a day.
Result<void> readEnd(
    const std::string &option, const std::string &text, std::optional<Month> &month, std::optional<Date> &day)
{
    if (text.empty())
        return {};
    if ((month = Month::fromIso(text)) || (day = Date::fromIso(text)))
        return {};
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "%1 wants a month as YYYY-MM or a day as YYYY-MM-DD, not \"%2\"."), {option, text}},
        {option, text}};
}

Result<explain::Request> requestOf(const Arguments &arguments)
{
    auto metric = explain::metricFromText(arguments.metric);
    if (!metric)
        return metric.error();
    explain::Request request{std::move(*metric)};
    auto read = readEnd("--from", arguments.from, request.from, request.firstDay);
    if (read)
        read = readEnd("--to", arguments.to, request.to, request.lastDay);
    if (read && request.from && request.to)
        read = checkOrder(*request.from, *request.to);
    if (read && request.firstDay && request.lastDay)
        read = checkOrder(*request.firstDay, *request.lastDay);
    if (!read)
        return read.error();
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    request.asOf = *asOf;
    request.by = arguments.by;
    request.group = arguments.group;
    return request;
}

/// The figure, and what moved it where that is asked for.
Result<explain::Explanation> figure(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const explain::Request &request,
    const Arguments &arguments, std::optional<Moved> &moved)
{
    if (arguments.known) {
        auto learned = governance::relearnedSince(workspace, portfolio, request, *arguments.known, terminalProgress());
        if (!learned)
            return learned.error();
        moved = Moved{std::move(learned->change), std::pair(std::move(learned->rows), std::move(learned->gone))};
        return moved->change.now;
    }
    if (arguments.since.empty())
        return explain::explain(workspace, portfolio, request, terminalProgress());
    const auto version = explain::versionFromText(arguments.since);
    const auto day = version ? Result<Date>(Date()) : explain::sinceFromText(workspace, arguments.since);
    if (!day)
        return day.error();
    auto found = version ? explain::changeOfDefinition(workspace, portfolio, request, *version, terminalProgress())
                         : explain::changeSince(workspace, portfolio, request, *day, terminalProgress());
    if (!found)
        return found.error();
    moved = Moved{std::move(*found), std::nullopt};
    return moved->change.now;
}

Exit run(const Arguments &arguments)
{
    const auto request = requestOf(arguments);
    if (!request)
        return fail(request.error());
    if (!arguments.out.empty()) {
        auto checked = checkEnding(arguments.out, {"pdf"});
        if (checked)
            checked = store::checkOutput(arguments.out, {arguments.path});
        if (!checked)
            return fail(checked.error());
    }
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto portfolio = portfolio::Portfolio::of(workspace);
        std::optional<Moved> moved;
        auto told = figure(workspace, portfolio, *request, arguments, moved);
        if (!told)
            return fail(told.error());
        for (const Message &warning : told->warnings)
            std::cerr << "qdeck: " << warning.english() << '\n';
#ifdef QD_PAINTS
        if (!arguments.out.empty()) {
            const auto written = writeAuditSheet(workspace, *told, portfolio->accounts(), arguments.out);
            return written ? Exit::Done : fail(written.error());
        }
#endif
        if (arguments.json)
            printJson(*told, moved ? &*moved : nullptr, portfolio->accounts());
        else
            printTable(*told, moved ? &*moved : nullptr, portfolio->accounts(), arguments.rows);
        return Exit::Done;
    });
}

} // namespace

void addExplainCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command =
        app.add_subcommand("explain", "A figure with the customers that add up to it, down to rows of files");
    command->add_option("W", arguments->path, "Workspace")->required();
    command
        ->add_option("METRIC", arguments->metric,
            "arr, nrr, grr, logo_churn, new, reactivation, expansion, contraction, churn, fx, bridge:CAUSE, "
            "renewal_rate, cohort:MEASURE:LABEL:K, survival:T, hours, due_arr")
        ->required();
    auto *from = command->add_option(
        "--from", arguments->from, "Month, YYYY-MM, as of retention or movements; of renewal_rate also a day");
    auto *to = command->add_option("--to", arguments->to, "The last one")->needs(from);
    from->needs(to);
    command
        ->add_option(
            "--as-of", arguments->asOf, "Day of the figure, or up to which its window goes; default: the ARR source's")
        ->excludes(from)
        ->excludes(to);
    auto *since = command->add_option("--since", arguments->since,
        "What moved it since a day, YYYY-MM-DD, or since the as-of date of a batch, by its number; or against the "
        "convention of another version of its definition: v1");
    command
        ->add_option("--known", arguments->known,
            "What imports after that of a batch, by its number, made of the same figure, with the rows that did")
        ->excludes(since);
    auto *by = command->add_option("--by", arguments->by, "Dimension of --group, golden values as they are now");
    auto *group = command->add_option("--group", arguments->group, "Value of the dimension")->needs(by);
    by->needs(group);
    command->add_flag("--rows", arguments->rows, "List the rows of files too; JSON always has them");
    auto *json = command->add_flag("--json", arguments->json, "JSON instead of a table");
#ifdef QD_PAINTS
    command->add_option("--out", arguments->out, "A PDF instead: the figure as a sheet to be printed and filed")
        ->excludes(json);
#else
    static_cast<void>(json);
#endif
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
