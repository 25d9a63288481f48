#include "app/cli/command.h"
#include "app/cli/text_table.h"

#include "core/base/personal_data.h"
#include "core/governance/documents.h"
#include "core/governance/kept_documents.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct DocumentsArguments {
    std::string path, form, out, asOf, reason, by, file, kind, id;
    std::optional<std::int64_t> why; ///< number of a change record
    bool changes = false;
    bool json = false;
};

/// E-mail addresses are masked, as in the documents.
Json changeJson(const governance::ChangeRecord &record)
{
    const store::AuditEntry &entry = record.entry;
    const auto orNull = [](const std::optional<std::string> &text) {
        return text ? Json(withoutAddresses(*text)) : Json(nullptr);
    };
    return {{"number", entry.id}, {"at", entry.at}, {"who", entry.who}, {"kind", toString(record.governed)},
        {"action", entry.action}, {"subject", withoutAddresses(entry.subject)}, {"before", orNull(entry.before)},
        {"after", orNull(entry.after)}, {"why", textOrNull(withoutAddresses(record.why))}};
}

void printChanges(const std::vector<governance::ChangeRecord> &records)
{
    for (const governance::ChangeRecord &record : records) {
        const store::AuditEntry &entry = record.entry;
        std::cout << padded(std::to_string(entry.id), 7) << padded(entry.at, 22) << padded(entry.who, 16)
                  << padded(toString(record.governed), 12) << padded(entry.action, 24)
                  << padded(withoutAddresses(entry.subject), 30)
                  << (record.why.empty() ? "-" : withoutAddresses(record.why)) << '\n';
    }
    if (records.empty())
        std::cout << "Nothing was changed here yet.\n";
}

Exit list(const store::Workspace &workspace, const DocumentsArguments &arguments, std::optional<Date> day)
{
    const auto documents = governance::documentsOf(workspace, day, governance::DocumentFormat::Markdown);
    if (!documents)
        return fail(documents.error());
    Json json = Json::array();
    for (const governance::Document &document : *documents) {
        const Json version = document.version > 0 ? Json(document.version) : Json(nullptr);
        json.push_back({{"id", document.id}, {"title", document.title}, {"entries", document.entries},
            {"kind", textOrNull(document.kind)}, {"version", version}});
        if (!arguments.json)
            std::cout << padded(document.id, 26) << padded(std::to_string(document.entries), 8)
                      << padded(
                             document.version > 0 ? document.kind + " v" + std::to_string(document.version) : "-", 18)
                      << document.title << '\n';
    }
    if (arguments.json)
        print({{"documents", json}});
    return Exit::Done;
}

Exit show(const store::Workspace &workspace, const DocumentsArguments &arguments, std::optional<Date> day)
{
    if (!arguments.changes)
        return list(workspace, arguments, day);
    const auto records = governance::changeRecords(workspace);
    if (arguments.json)
        print({{"changes", Json::array()}},
            {"changes", records.size(), [&](std::size_t i) { return changeJson(records[i]); }});
    else
        printChanges(records);
    return Exit::Done;
}

Exit write(store::Workspace &workspace, const DocumentsArguments &arguments, std::optional<Date> day)
{
    const auto format =
        arguments.form == "html" ? governance::DocumentFormat::Html : governance::DocumentFormat::Markdown;
    const auto paths = governance::writeDocuments(workspace, day, format, arguments.out);
    if (!paths)
        return fail(paths.error());
    for (const std::string &path : *paths)
        std::cerr << path << '\n';
    return Exit::Done;
}

/// A document or a reason is kept before anything is shown or written out.
Result<void> change(store::Workspace &workspace, const DocumentsArguments &arguments, const std::string &text)
{
    store::setCurrentUser(arguments.by);
    if (arguments.why)
        return governance::giveReason(workspace, *arguments.why, arguments.reason);
    const auto version = governance::keepDocument(workspace, {arguments.id, arguments.kind, text});
    return version ? Result<void>() : Result<void>(version.error());
}

/// The files stand where the workspace cannot be written; then nothing notes them.
Exit writeFrom(const DocumentsArguments &arguments, std::optional<Date> day)
{
    try {
        const auto workspace = store::Workspace::open(arguments.path);
        return workspace ? write(**workspace, arguments, day) : fail(workspace.error());
    } catch (const std::exception &failure) {
        return fail(store::describe(failure));
    }
}

Exit run(const DocumentsArguments &arguments)
{
    const auto day = dateOption("--as-of", arguments.asOf);
    if (!day)
        return fail(day.error());
    if (arguments.form.empty() != arguments.out.empty())
        return fail({ErrorCode::InvalidArgument,
            QD_WORDS("Commands", "Documents need a form and a folder: --export and --out.")});
    const bool changes = arguments.why || !arguments.file.empty();
    if (!arguments.by.empty() && !changes)
        return fail({ErrorCode::InvalidArgument, QD_WORDS("Commands", "--by goes with --set or --why.")});
    std::string text;
    if (!arguments.file.empty()) {
        auto read = textOf(arguments.file, "a document (Markdown)");
        if (!read)
            return fail(read.error());
        text = std::move(*read);
    }
    if (!changes && !arguments.out.empty())
        return writeFrom(arguments, *day);
    const auto mode = changes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (changes) {
            if (const auto done = change(workspace, arguments, text); !done)
                return fail(done.error());
        }
        return arguments.out.empty() ? show(workspace, arguments, *day) : write(workspace, arguments, *day);
    });
}

} // namespace

void addDocumentsCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<DocumentsArguments>();
    CLI::App *command = app.add_subcommand("documents",
        "Documents of what is in force: customer 360, tooling configuration, metric dictionary, changes of convention, "
        "change records; those the company keeps; and why something was changed");
    command->add_option("W", arguments->path, "Workspace")->required();
    command
        ->add_option("--export", arguments->form,
            "Writes them all: Markdown, which Confluence and Notion take, or HTML: confluence, notion, html")
        ->check(CLI::IsMember({"confluence", "notion", "html"}));
    command->add_option("--out", arguments->out, "Folder to write them into");
    command->add_option("--as-of", arguments->asOf, "Day of models and definitions; default: the latest as-of date");
    command->add_flag("--changes", arguments->changes,
        "Changes of definitions, mappings, precedence, rules and models, the newest first: who, when and why");
    CLI::Option *why = command->add_option("--why", arguments->why, "Number of a change to give a --reason of");
    CLI::Option *reason = command->add_option("--reason", arguments->reason, "Why it was made")->needs(why);
    why->needs(reason);
    CLI::Option *set = command->add_option(
        "--set", arguments->file, "Markdown file to keep as a document: a new one, or the next version of its --id");
    CLI::Option *kind = command->add_option("--kind", arguments->kind, "What it is: playbook, policy, process ...");
    CLI::Option *id = command->add_option("--id", arguments->id, "Its id, also the name of its file: renewal-playbook");
    set->needs(kind)->needs(id)->excludes(why);
    kind->needs(set);
    id->needs(set);
    command->add_option("--by", arguments->by, "Who says so, or keeps it; default: the user of the machine");
    command->add_flag("--json", arguments->json, "JSON; with --changes with what stood before and after");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
