#include "app/cli/command.h"

#include "core/base/text.h"
#include "core/match/match_store.h"

#include <algorithm>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, left, right, on;
    double threshold = 0.5;
    bool many = false;
    bool misspelt = false;
    bool json = false;
};

/// A column as `--on` names it; its kind may be left to its name and values.
struct AskedColumn {
    std::string name;
    std::optional<match::ColumnKind> kind;
};

Result<std::vector<AskedColumn>> askedColumns(const std::string &on)
{
    std::vector<AskedColumn> columns;
    for (const std::string &part : split(on, ',')) {
        const std::string text(trimmed(part));
        const auto colon = text.rfind(':');
        AskedColumn column{text.substr(0, colon), std::nullopt};
        if (colon != std::string::npos) {
            const std::string kind = text.substr(colon + 1);
            column.kind = match::kindFromName(kind);
            if (!column.kind)
                return Error{ErrorCode::InvalidArgument,
                    {QD_WORDS("Commands", "--on knows no kind \"%1\"; kinds are %2."),
                        {kind, joined(match::kindNames(), ", ")}}};
        } else {
            column.kind = match::kindOfColumn(text);
        }
        if (column.name.empty())
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Commands", "--on wants columns with a comma between them, not \"%1\"."), {on}}};
        // Its evidence would count twice, and JSON could give it once only.
        if (std::ranges::any_of(
                columns, [&](const AskedColumn &other) { return equalsIgnoringCase(other.name, column.name); }))
            return Error{ErrorCode::InvalidArgument, {QD_WORDS("Commands", "--on names \"%1\" twice."), {column.name}}};
        columns.push_back(std::move(column));
    }
    if (columns.size() > match::MostColumns)
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Commands", "--on takes up to %1 columns."), {Count{std::int64_t(match::MostColumns)}}}};
    return columns;
}

Result<match::MatchResult> matched(
    const store::Workspace &workspace, const Arguments &arguments, std::vector<AskedColumn> &asked)
{
    const auto left = match::tableNamed(workspace, arguments.left);
    const auto right = match::tableNamed(workspace, arguments.right);
    if (!left || !right)
        return left ? right.error() : left.error();
    std::vector<std::string> names;
    for (const AskedColumn &column : asked)
        names.push_back(column.name);
    auto ofLeft = match::readRecords(workspace, *left, names, terminalProgress());
    if (!ofLeft)
        return ofLeft.error();
    const bool within = *left == *right;
    auto ofRight = within ? match::Records{} : match::readRecords(workspace, *right, names, terminalProgress());
    if (!ofRight)
        return ofRight.error();
    match::MatchOptions options{{}, arguments.threshold, arguments.many, 0, arguments.misspelt};
    for (std::size_t c = 0; c < asked.size(); ++c) {
        if (!asked[c].kind)
            asked[c].kind =
                match::kindOfValues(ofLeft->columns[c], within ? std::vector<std::string>() : ofRight->columns[c]);
        options.columns.push_back({asked[c].name, *asked[c].kind});
    }
    return within ? match::matchWithin(std::move(*ofLeft), options, terminalProgress())
                  : match::matchTables(std::move(*ofLeft), std::move(*ofRight), options, terminalProgress());
}

Json pairJson(const match::MatchedPair &pair, const std::vector<AskedColumn> &columns)
{
    Json evidence = Json::object();
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const match::Evidence &one = pair.evidence[c];
        evidence[columns[c].name] = {
            {"level", one.level < 0 ? Json(nullptr) : Json(one.level)}, {"weight", one.weight}};
    }
    return {{"left", pair.left}, {"right", pair.right}, {"probability", pair.probability}, {"weight", pair.weight},
        {"evidence", evidence}};
}

void printJson(const match::MatchResult &result, const Arguments &arguments, const std::vector<AskedColumn> &columns)
{
    print({{"pairs", nullptr}, {"lambda", result.lambda},
              {"thresholds", {{"link", match::LinkThreshold}, {"review", arguments.threshold}}},
              {"compared", result.compared}, {"blocks_skipped", result.blocksSkipped}},
        {"pairs", result.pairs.size(), [&](std::size_t i) { return pairJson(result.pairs[i], columns); }});
}

void printText(const match::MatchResult &result, const std::vector<AskedColumn> &columns)
{
    constexpr int Digits = 4;
    std::cout << result.pairs.size() << " pairs of " << result.compared << " compared; lambda "
              << fixedDecimals(result.lambda, Digits) << ", blocks skipped " << result.blocksSkipped << '\n';
    for (const match::MatchedPair &pair : result.pairs) {
        std::cout << fixedDecimals(pair.probability, Digits)
                  << (pair.probability >= match::LinkThreshold ? "  link    " : "  review  ") << pair.left << "  "
                  << pair.right;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            const match::Evidence &one = pair.evidence[c];
            std::cout << "  " << columns[c].name << ' '
                      << (one.level < 0 ? std::string("missing")
                                        : std::string(one.weight < 0 ? "" : "+") + fixedDecimals(one.weight, 1));
        }
        std::cout << '\n';
    }
}

Exit run(const Arguments &arguments)
{
    auto columns = askedColumns(arguments.on);
    if (!columns)
        return fail(columns.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto result = matched(workspace, arguments, *columns);
        if (!result)
            return fail(result.error());
        if (arguments.json)
            printJson(*result, arguments, *columns);
        else
            printText(*result, *columns);
        return Exit::Done;
    });
}

} // namespace

void addMatchCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand(
        "match", "Which records of two tables are the same thing, or of one table twice there, with the evidence");
    const char *tables =
        "Table or view, whose first column tells its records apart (of a canonical entity its key); or "
        "accounts@SOURCE, the accounts of one source or kind by account_id";
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--left", arguments->left, tables)->required();
    command->add_option("--right", arguments->right, "The same; the table of --left finds duplicates in it")
        ->required();
    command
        ->add_option("--on", arguments->on,
            "Columns that both have, with a comma between them, each with its kind where name and values do not tell "
            "it: name:person. Kinds: "
                + joined(match::kindNames(), ", "))
        ->required();
    command->add_option("--threshold", arguments->threshold, "Least probability of a pair; from 0.99 it is a link")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    CLI::Option *many = command->add_flag(
        "--many", arguments->many, "Every pair at or above the threshold, not one-to-one or clusters");
    command
        ->add_flag("--misspelt", arguments->misspelt,
            "Look once more at records that found nobody, at first words that differ by a misspelling; such pairs "
            "share "
            "no key and are not in the number compared")
        ->excludes(many);
    command->add_flag("--json", arguments->json, "JSON");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
