#include "app/cli/command.h"
#include "app/cli/database_password.h"
#include "app/cli/file_options.h"
#include "app/cli/import_json.h"
#include "app/cli/import_report.h"

#include "core/base/csv_text.h"
#include "core/base/text.h"
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "core/session/query_import.h"
#include "core/session/undo.h"
#include "core/sources/rejected_rows.h"
#include "core/sources/source_list.h"

#include <algorithm>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

// ---- demo

void addDemo(CLI::App &app, Action &action)
{
    struct Arguments {
        std::string directory, end = "2026-10";
        int accounts = 800;
        int months = 36;
        std::uint64_t seed = 1;
    };
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("demo", "Write the exports of an invented company, and truth.json");
    command->add_option("DIR", arguments->directory, "Folder to write into")->required();
    command->add_option("--accounts", arguments->accounts, "Customers")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command->add_option("--months", arguments->months, "Months of history")
        ->check(CLI::Range(1, 240))
        ->capture_default_str();
    command->add_option("--end", arguments->end, "Last month, YYYY-MM")->capture_default_str();
    command->add_option("--seed", arguments->seed, "Equal seeds give equal bytes")->capture_default_str();
    command->callback([arguments, &action] {
        action = [arguments] {
            const auto end = monthOption("--end", arguments->end);
            if (!end)
                return fail(end.error());
            const demo::DemoOptions options{arguments->accounts, arguments->months, *end, arguments->seed};
            const auto done = demo::writeDemo(arguments->directory, options, terminalProgress());
            if (!done)
                return fail(done.error());
            std::cerr << "Wrote " << done->files.size() << " files of " << done->accounts << " customers with "
                      << done->faults << " planted faults to " << arguments->directory << '\n';
            return Exit::Done;
        };
    });
}

// ---- import

struct ImportArguments {
    std::string path, asOf, dateOrder, query, connection, since, passwordFile;
    FileArguments file;
    std::vector<std::string> files;
    std::int64_t undo = 0;
    std::int64_t mostRows = connect::UsualMostRows;
    bool strict = false;
    bool force = false;
    bool dryRun = false;
    bool full = false;
    bool json = false;
};

Result<sources::ImportOptions> importOptions(const ImportArguments &arguments)
{
    const auto hints = fileHints(arguments.file);
    if (!hints)
        return hints.error();
    sources::ImportOptions options;
    options.hints = *hints;
    options.strict = arguments.strict;
    options.force = arguments.force;
    options.dryRun = arguments.dryRun;
    if (arguments.full)
        options.full = true;
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    options.asOf = *asOf;
    if (!arguments.dateOrder.empty())
        options.dateOrder = sources::dateOrderFromText(arguments.dateOrder);
    return options;
}

Exit runUndo(const ImportArguments &arguments)
{
    if (!arguments.files.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "--undo takes a batch back and reads no files; leave them out."), {}});
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto undone = session::undoBatch(workspace, arguments.undo, terminalProgress());
        if (!undone)
            return fail(undone.error());
        std::cerr << "Batch " << undone->batch << " (" << undone->file << ", " << undone->entity << " of "
                  << undone->source << ") is undone; the file can be imported again.\n";
        if (arguments.json)
            print({{"undone",
                Json::array({{{"batch", undone->batch}, {"file", undone->file}, {"source", undone->source},
                    {"entity", undone->entity}}})}});
        return Exit::Done;
    });
}

Exit runQueryImport(const ImportArguments &arguments)
{
    const auto options = importOptions(arguments);
    const auto since = dateOption("--since", arguments.since);
    if (!options || !since)
        return fail(options ? since.error() : options.error());
    if (!arguments.files.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "--query takes the rows of a database and reads no files; leave them out."), {}});
    std::optional<session::QueryRun> run;
    const auto looked =
        withWorkspace(arguments.path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
            const auto found = session::queryRun(workspace,
                {arguments.query, arguments.connection, *since, options->asOf.value_or(Date::today()), arguments.full,
                    arguments.mostRows});
            if (!found)
                return fail(found.error());
            run = *found;
            return Exit::Done;
        });
    if (!run)
        return looked;
    const auto answer = answerOf(*run, arguments.passwordFile); // the workspace is closed meanwhile
    if (!answer)
        return fail(answer.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto report = session::importAnswer(workspace, *run, *answer, *options, terminalProgress());
        if (!report)
            return fail(report.error());
        return reported(*report, arguments.dryRun, arguments.json,
            {{"name", run->query.name}, {"connection", run->query.connection},
                {"sha256", connect::queryDigest(run->query.sql)},
                {"since", run->days.since ? Json(run->days.since->iso()) : Json(nullptr)}, {"rows", answer->rows}});
    });
}

Exit runImport(const ImportArguments &arguments)
{
    if (arguments.undo != 0)
        return runUndo(arguments);
    if (!arguments.query.empty())
        return runQueryImport(arguments);
    if (arguments.files.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "import wants files or directories, or --undo and a batch."), {}});
    const auto options = importOptions(arguments);
    if (!options)
        return fail(options.error());
    return withWorkspace(arguments.path, store::Workspace::Mode::ReadWrite, [&](store::Workspace &workspace) {
        const auto report = session::importExports(workspace, arguments.files, *options, terminalProgress());
        if (!report)
            return fail(report.error());
        return reported(*report, arguments.dryRun, arguments.json);
    });
}

/// What takes rows of a database in place of files.
void addQueryOptions(CLI::App &command, ImportArguments &arguments)
{
    auto *query =
        command.add_option("--query", arguments.query, "Take the answer of this saved query (source-queries)");
    for (const char *ofFiles : {"--undo", "--source", "--kind", "--entity", "--profile", "--table", "--sheet",
             "--header", "--decimal", "--delimiter", "--quote", "--encoding", "--footers", "--ends"})
        query->excludes(command.get_option(ofFiles));
    command.add_option("--connection", arguments.connection, "Ask this saved connection, not the query's own")
        ->needs(query);
    command
        .add_option("--since", arguments.since,
            "The query's :since, YYYY-MM-DD; default the day of its last import; --full: everything")
        ->needs(query);
    command.add_option("--most-rows", arguments.mostRows, "Rows that may be fetched")
        ->capture_default_str()
        ->needs(query);
    command
        .add_option("--password-file", arguments.passwordFile,
            "File whose first line is the password; else QUARTERDECK_PASSWORD, else the keyring, else as libpq finds "
            "it, else asked")
        ->needs(query);
}

void addImport(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ImportArguments>();
    CLI::App *command =
        app.add_subcommand("import", "Take exports into a workspace: all of them or, on an error, nothing");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("FILE", arguments->files, "Files, or directories of them");
    command->add_option("--undo", arguments->undo, "Take this batch back, instead: rows, history, quarantine")
        ->check(CLI::PositiveNumber);
    addFileOptions(*command, arguments->file);
    command->add_option("--as-of", arguments->asOf, "Day the data speak of, YYYY-MM-DD; default today");
    command->add_option("--date-order", arguments->dateOrder, "For dates whose order nothing settles")
        ->check(CLI::IsMember({"dmy", "mdy", "ymd"}));
    command->add_flag("--strict", arguments->strict, "A bad row fails the import");
    command->add_flag("--dry-run", arguments->dryRun, "Say what an import would do, and change nothing")
        ->excludes("--undo");
    command->add_flag("--full", arguments->full,
        "The files hold every record of their source and entity: others are closed; setting full.SOURCE.ENTITY");
    command->add_flag("--force", arguments->force,
        "Also files that were imported before, and complete files that close most records");
    command->add_flag("--json", arguments->json, "JSON");
    addQueryOptions(*command, *arguments);
    command->callback([arguments, &action] { action = [arguments] { return runImport(*arguments); }; });
}

// ---- sources and quarantine

Exit showSources(store::Workspace &workspace)
{
    const sources::SourceList list = sources::listSources(workspace);
    Json all = Json::array();
    for (const sources::SourceState &source : list.sources) {
        Json entities = Json::array();
        for (const sources::EntityCount &count : source.entities)
            entities.push_back({{"entity", count.entity}, {"rows", count.rows}, {"quarantined", count.quarantined}});
        all.push_back({{"source", source.name}, {"kind", source.kind}, {"as_of", textOrNull(source.asOf)},
            {"entities", entities}});
    }
    Json batches = Json::array();
    for (const sources::BatchReport &batch : list.batches) {
        batches.push_back(batchJson(batch));
        batches.back()["state"] = batch.undone ? Json("undone") : Json(nullptr);
    }
    print({{"sources", all}, {"batches", batches}});
    return Exit::Done;
}

void addSources(CLI::App &app, Action &action)
{
    auto path = std::make_shared<std::string>();
    auto json = std::make_shared<bool>(false);
    CLI::App *command = app.add_subcommand("sources", "Systems, batches, row counts, quarantine and freshness");
    command->add_option("W", *path, "Workspace")->required();
    command->add_flag("--json", *json, "JSON (the default)");
    command->callback([path, json, &action] {
        action = [path, json] { return withWorkspace(*path, store::Workspace::Mode::ReadOnly, showSources); };
    });
}

struct QuarantineArguments {
    std::string path, rowsOf;
    FileArguments file;
    std::int64_t batch = 0;
    bool csv = false;
    bool mask = false;
};

/// The rows of one file that wait, with its own columns, to be corrected and imported again.
Exit writeRejected(store::Workspace &workspace, const QuarantineArguments &arguments)
{
    const auto hints = fileHints(arguments.file);
    if (!hints)
        return fail(hints.error());
    const auto batch = arguments.batch > 0 ? Result<std::int64_t>(arguments.batch)
                                           : sources::batchHolding(workspace, arguments.rowsOf, *hints);
    if (!batch)
        return fail(batch.error());
    const auto rejected = sources::rejectedRows(workspace, arguments.rowsOf, *hints, *batch, terminalProgress());
    if (!rejected)
        return fail(rejected.error());
    std::cerr << rejected->rows.size() << " rows of " << rejected->name << ", batch " << *batch
              << ", with personal data where it has any. Correct them and import the file with --source "
              << rejected->hints.source << (rejected->asOf ? " --as-of " + rejected->asOf->iso() : std::string())
              << ".\n";
    std::cout << sources::rejectedCsv(*rejected);
    return Exit::Done;
}

void addQuarantine(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<QuarantineArguments>();
    CLI::App *command = app.add_subcommand("quarantine", "Rows that were not taken, and why");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--batch", arguments->batch, "One batch only");
    CLI::Option *csv = command->add_flag("--csv", arguments->csv, "CSV (the default)");
    CLI::Option *mask = command->add_flag(
        "--mask", arguments->mask, "Mask e-mail addresses, and what contacts, surveys and requests say as a whole");
    command
        ->add_option("--rows-of", arguments->rowsOf,
            "Instead, the rows of this imported file that wait, in its own columns, with the reason beside each: to be "
            "corrected and imported again. The options below say how the file was read")
        ->excludes(csv)
        ->excludes(mask);
    addFileOptions(*command, arguments->file);
    command->callback([arguments, &action] {
        action = [arguments] {
            return withWorkspace(arguments->path, store::Workspace::Mode::ReadOnly, [&](store::Workspace &workspace) {
                if (!arguments->rowsOf.empty())
                    return writeRejected(workspace, *arguments);
                const auto batch = arguments->batch > 0 ? std::optional(arguments->batch) : std::nullopt;
                const std::string masked = sources::quarantineCsv(workspace, batch, true);
                const std::string rows = arguments->mask ? masked : sources::quarantineCsv(workspace, batch);
                if (rows != masked)
                    std::cerr << "qdeck: The rows are as they came, with personal data in them; --mask masks it.\n";
                std::cout << rows;
                return Exit::Done;
            });
        };
    });
}

} // namespace

void addSourceCommands(CLI::App &app, Action &action)
{
    addDemo(app, action);
    addImport(app, action);
    addSources(app, action);
    addQuarantine(app, action);
}

} // namespace qd::cli
