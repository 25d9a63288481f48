#include "app/cli/command.h"

#include "core/base/csv_text.h"
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

Exit runAndPrint(const std::string &path, const std::string &sql, bool json)
{
    return withWorkspace(path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
        const auto result = store::runQuery(workspace, sql, terminalProgress());
        if (!result)
            return fail({ErrorCode::BadData, result.error().message}); // the query is data, not an option
        if (json) {
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
    struct Options {
        std::string path, sql;
        bool json = false;
        bool csv = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App *command = app.add_subcommand("query", "Run a SELECT; it can only read");
    command->add_option("W", options->path, "Workspace")->required();
    command->add_option("SQL", options->sql, "Query; docs/sql.md lists tables and columns")->required();
    auto *csv = command->add_flag("--csv", options->csv, "CSV (the default)");
    command->add_flag("--json", options->json, "JSON")->excludes(csv);
    command->callback(
        [options, &action] { action = [options] { return runAndPrint(options->path, options->sql, options->json); }; });
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
