#include "app/cli/command.h"

#include "core/base/csv_text.h"
#include "core/query/parameters.h"
#include "core/query/personal_columns.h"
#include "core/query/workspace_tables.h"
#include "core/store/integrity.h"
#include "core/store/sql_query.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

void addInit(CLI::App &app, Action &action)
{
    struct Options {
        std::string path;
        std::string currency = "USD";
        int fiscalYearStart = 1;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = app.add_subcommand("init", "Make an empty workspace");
    command->add_option("W", options->path, "File to make")->required();
    command->add_option("--currency", options->currency, "Base currency of every analysis (ISO 4217)")
        ->capture_default_str();
    command->add_option("--fiscal-year-start", options->fiscalYearStart, "First month of the fiscal year")
        ->check(CLI::Range(1, 12))
        ->capture_default_str();
    command->callback([options, &action] {
        action = [options] {
            const auto currency = Currency::fromCode(options->currency);
            if (!currency)
                return fail({ErrorCode::InvalidArgument,
                    {QD_WORDS("Commands", "--currency: ISO 4217 has no currency %1."), {options->currency}}});
            const auto made = store::Workspace::create(
                options->path, {.currency = *currency, .fiscalYearStart = options->fiscalYearStart});
            if (!made)
                return fail({ErrorCode::Io, made.error().message});
            std::cerr << "Made " << options->path << '\n';
            return Exit::Done;
        };
    });
}

struct QueryArguments {
    std::string path, sql, asOf;
    std::vector<std::string> parameters;
    bool json = false;
    bool csv = false;
    bool mask = false;
};

Result<store::QueryParameters> parametersOf(const QueryArguments &arguments)
{
    store::QueryParameters parameters;
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    if (*asOf)
        parameters.emplace("as_of", (*asOf)->iso());
    for (const std::string &text : arguments.parameters) {
        const std::size_t equals = text.find('=');
        if (equals == std::string::npos || equals == 0)
            return Error{
                ErrorCode::InvalidArgument, {QD_WORDS("Commands", "--param wants NAME=VALUE, not \"%1\"."), {text}}};
        parameters.insert_or_assign(text.substr(0, equals), query::parameterValue(text.substr(equals + 1)));
    }
    return parameters;
}

/// Rows are how rows are mended, so they come as they are unless somebody wants them masked; it is said where they hold
/// what would be.
void maskOrSay(store::QueryResult &result, const QueryArguments &arguments)
{
    const std::vector<bool> isPersonal = query::personalColumns(result.columns, arguments.sql);
    for (auto &row : result.rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            nlohmann::json masked = query::masked(row[i], isPersonal[i]);
            if (masked == row[i])
                continue;
            if (!arguments.mask) {
                std::cerr << "qdeck: The rows have personal data in them; --mask masks it.\n";
                return;
            }
            row[i] = std::move(masked);
        }
    }
}

Exit runAndPrint(const QueryArguments &arguments)
{
    auto parameters = parametersOf(arguments);
    if (!parameters)
        return fail(parameters.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const store::QueryExtras extras = query::extrasFor(workspace, terminalProgress());
        auto result =
            store::runQuery(workspace, arguments.sql, terminalProgress(), {&extras, std::move(*parameters), {}});
        if (!result)
            return fail({ErrorCode::BadData, result.error().message}); // the query is data, not an option
        maskOrSay(*result, arguments);
        if (arguments.json) {
            Json rows = Json::array();
            for (const auto &row : result->rows)
                rows.push_back(row);
            print({{"columns", result->columns}, {"rows", rows}});
            return Exit::Done;
        }
        std::cout << csvLine({result->columns.begin(), result->columns.end()});
        for (const auto &row : result->rows) {
            std::vector<CsvCell> cells;
            for (const nlohmann::json &value : row)
                cells.push_back(csvCell(value));
            std::cout << csvLine(cells);
        }
        return Exit::Done;
    });
}

void addQuery(CLI::App &app, Action &action)
{
    auto options = std::make_shared<QueryArguments>();
    CLI::App *command = app.add_subcommand("query", "Run a SELECT; it can only read");
    command->add_option("W", options->path, "Workspace")->required();
    command->add_option("SQL", options->sql, "Query; docs/sql.md lists tables and columns")->required();
    command->add_option("--as-of", options->asOf, "What :as_of stands for, YYYY-MM-DD");
    command->add_option("--param", options->parameters, "NAME=VALUE: what :NAME stands for; may be given several times")
        ->expected(1)
        ->take_all();
    auto *csv = command->add_flag("--csv", options->csv, "CSV (the default)");
    command->add_flag("--json", options->json, "JSON")->excludes(csv);
    command->add_flag("--mask", options->mask,
        "Mask e-mail addresses, columns named after them or phones, and names where the query speaks of contacts");
    command->callback([options, &action] { action = [options] { return runAndPrint(*options); }; });
}

void addCheck(CLI::App &app, Action &action)
{
    auto path = std::make_shared<std::string>();
    CLI::App *command = app.add_subcommand("check", "Check file, schema and totals of a workspace");
    command->add_option("W", *path, "Workspace")->required();
    command->callback([path, &action] {
        action = [path] {
            return withWorkspace(*path, store::Workspace::Mode::ReadOnly, [](store::Workspace &workspace) {
                const auto findings = store::checkIntegrity(workspace, terminalProgress());
                if (!findings)
                    return fail(findings.error());
                for (const Message &finding : *findings)
                    std::cout << finding.english() << '\n';
                std::cerr << (findings->empty() ? "All is well." : std::to_string(findings->size()) + " findings.")
                          << '\n';
                return findings->empty() ? Exit::Done : Exit::Failed;
            });
        };
    });
}

} // namespace

void addWorkspaceCommands(CLI::App &app, Action &action)
{
    addInit(app, action);
    addQuery(app, action);
    addCheck(app, action);
}

} // namespace qd::cli
