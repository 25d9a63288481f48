#include "app/cli/command.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/dictionary/dictionary_changes.h"
#include "core/dictionary/dictionary_export.h"
#include "core/dictionary/shipped_definitions.h"
#include "core/explain/restatement.h"
#include "core/store/output_file.h"

#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

using dictionary::Dictionary;

constexpr const char *Remark = "Approvals are a record of who said so, not an access control.\n";

struct DictionaryArguments {
    std::string path, metric, file, submit, approve, reject, retire, by, on, reason, format, out;
    bool conflicts = false;
    bool pii = false;
    bool json = false;

    /// What is asked to be done with which metric; nothing for none.
    [[nodiscard]] std::optional<std::pair<dictionary::Step, std::string>> step() const
    {
        const std::pair<dictionary::Step, const std::string *> all[] = {{dictionary::Step::Submit, &submit},
            {dictionary::Step::Approve, &approve}, {dictionary::Step::Reject, &reject},
            {dictionary::Step::Retire, &retire}};
        for (const auto &[step, named] : all) {
            if (!named->empty())
                return std::pair(step, *named);
        }
        return std::nullopt;
    }
    [[nodiscard]] bool changes() const { return !file.empty() || step(); }
    [[nodiscard]] std::vector<std::string> inputs() const
    {
        return file.empty() ? std::vector<std::string>{path} : std::vector<std::string>{path, file};
    }
};

Json dateOrNull(const std::optional<Date> &date)
{
    return date ? Json(date->iso()) : Json(nullptr);
}

Json versionJson(const dictionary::DefinitionVersion &version)
{
    Json approvals = Json::array();
    for (const dictionary::Approval &approval : version.approvals)
        approvals.push_back({{"by", approval.by}, {"at", approval.at.iso()}});
    const dictionary::Definition &definition = version.definition;
    return {{"metric", definition.metric}, {"version", version.version}, {"status", toString(version.status)},
        {"owner", textOrNull(definition.owner)}, {"class", toString(definition.definitionClass)},
        {"in_force_from", dateOrNull(definition.inForceFrom)}, {"approvals", approvals}};
}

Json dictionaryJson(const Dictionary &dictionary, const std::string &metric)
{
    Json versions = Json::array();
    for (const dictionary::DefinitionVersion &each : dictionary.versions()) {
        if (metric.empty() || each.definition.metric == metric)
            versions.push_back(versionJson(each));
    }
    Json conflicts = Json::array();
    for (const dictionary::Conflict &each : dictionary.conflicts()) {
        if (metric.empty() || each.metric == metric)
            conflicts.push_back({{"metric", each.metric}, {"team", each.team}, {"convention", each.convention},
                {"critical", each.critical}, {"state", each.resolved ? "resolved" : "open"}});
    }
    return {{"metrics", versions}, {"conflicts", conflicts}};
}

void printLine(const char *label, const std::string &text)
{
    if (!text.empty())
        std::cout << "  " << padded(label, 16) << text << '\n';
}

void printInFull(const dictionary::DefinitionVersion &version)
{
    const dictionary::Definition &definition = version.definition;
    std::cout << definition.metric << " version " << version.version << ", " << toString(version.status) << '\n';
    printLine("name", definition.name);
    printLine("plain", definition.plain);
    printLine("formula", definition.formula);
    printLine("edge cases", definition.edgeCases);
    printLine("example", dictionary::exampleOf(version));
    printLine("owner", definition.owner);
    printLine("sources", joined(definition.sources, ", "));
    printLine("cadence", definition.cadence);
    printLine("unit", definition.unit);
    printLine("class", toString(definition.definitionClass));
    printLine("variant", definition.variant);
    printLine("in force from", definition.inForceFrom ? definition.inForceFrom->iso() : std::string());
    printLine("written by", joined(version.authors, ", "));
    for (const dictionary::Approval &approval : version.approvals)
        printLine("approved by", approval.by + " on " + approval.at.iso());
    printLine("rejected", version.reason);
    printLine("retired on", version.retiredOn ? version.retiredOn->iso() : std::string());
}

/// What a proposed convention does to the past; nothing where none is proposed, or nothing was imported.
void printRestated(const store::Workspace &workspace, const Dictionary &dictionary, const std::string &metric)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto restated = explain::restatementOf(dictionary, metric, *portfolio, std::nullopt, terminalProgress());
    if (!restated || !*restated)
        return;
    std::cout << "eight quarters restated\n";
    printLine("in force", (*restated)->before.text());
    printLine("proposed", (*restated)->after.text());
    const auto rate = [](const std::optional<double> &value) { return value ? fixedDecimals(*value, 4) : "-"; };
    for (const explain::RestatedQuarter &each : (*restated)->quarters)
        std::cout << "  " << padded(each.quarter.text(), 16) << padded(rate(each.before.value()), 10)
                  << padded(rate(each.after.value()), 10) << rate(each.change()) << '\n';
}

void printVersions(const Dictionary &dictionary)
{
    for (const dictionary::DefinitionVersion &each : dictionary.versions()) {
        const dictionary::Definition &definition = each.definition;
        std::cout << padded(definition.metric, 26) << padded(std::to_string(each.version), 4)
                  << padded(toString(each.status), 10) << padded(toString(definition.definitionClass), 13)
                  << padded(definition.inForceFrom ? definition.inForceFrom->iso() : "-", 12)
                  << padded(definition.owner.empty() ? "-" : definition.owner, 20) << definition.name << '\n';
    }
}

void printConflicts(const Dictionary &dictionary, const std::string &metric)
{
    bool found = false;
    for (const dictionary::Conflict &each : dictionary.conflicts()) {
        if (!metric.empty() && each.metric != metric)
            continue;
        found = true;
        std::cout << each.metric << ", " << each.team << ": " << each.convention << "  "
                  << (each.critical ? "critical, " : "") << (each.resolved ? "resolved: " + each.decision : "open")
                  << '\n';
    }
    if (!found)
        std::cout << "No conflict is registered.\n";
}

void printTable(
    const store::Workspace &workspace, const Dictionary &dictionary, const std::string &metric, bool onlyConflicts)
{
    if (onlyConflicts) {
        printConflicts(dictionary, metric);
        return;
    }
    if (metric.empty())
        printVersions(dictionary);
    for (const dictionary::DefinitionVersion &each : dictionary.versionsOf(metric))
        printInFull(each);
    if (!metric.empty())
        printRestated(workspace, dictionary, metric);
    std::cout << Remark;
}

Result<std::vector<Message>> carryOut(
    store::Workspace &workspace, const DictionaryArguments &arguments, std::optional<Date> on)
{
    dictionary::Change asked{{}, {}, {}, arguments.by, on.value_or(Date::today()), arguments.reason, arguments.metric};
    if (!arguments.file.empty()) {
        auto text = textOf(arguments.file, "a definition (F.json)");
        if (!text)
            return text.error();
        asked.file = std::move(*text);
    }
    if (const auto step = arguments.step()) {
        asked.step = step->first;
        asked.metric = step->second;
    }
    return dictionary::change(workspace, asked);
}

Result<void> writeFile(store::Workspace &workspace, const DictionaryArguments &arguments, const Dictionary &dictionary,
    const std::string &metric, std::optional<Date> on)
{
    const auto exported = dictionary::exportedOn(dictionary, on.value_or(Date::today()), metric, arguments.pii);
    const std::string text = exportText(*dictionary::dictionaryFormatOf(arguments.format), exported);
    if (auto written = store::writeOutput(arguments.out, text, arguments.inputs()); !written)
        return written;
    const int count = int(exported.metrics.size());
    dictionary::noteExport(workspace, arguments.out, arguments.format, count, exported.hasPersonalData);
    std::cerr << arguments.out << ": " << count << (count == 1 ? " metric\n" : " metrics\n");
    return {};
}

std::optional<Error> faultIn(const DictionaryArguments &arguments)
{
    const auto wrong = [](const MessageWords &words) { return Error{ErrorCode::InvalidArgument, words}; };
    if (arguments.format.empty() != arguments.out.empty())
        return wrong(QD_WORDS("Commands", "An export needs a form and a file: --export and --out."));
    if (!arguments.reject.empty() && trimmed(arguments.reason).empty())
        return wrong(QD_WORDS("Commands", "Say why it is rejected: --reason."));
    return std::nullopt;
}

Exit show(store::Workspace &workspace, const DictionaryArguments &arguments, std::optional<Date> on,
    const std::vector<Message> &said)
{
    const Dictionary dictionary = Dictionary::read(workspace);
    std::string metric;
    if (!arguments.metric.empty()) {
        const auto named = dictionary.metricNamed(arguments.metric);
        if (!named)
            return fail(named.error());
        metric = *named;
    }
    if (!arguments.out.empty()) {
        if (const auto written = writeFile(workspace, arguments, dictionary, metric, on); !written)
            return fail(written.error());
    }
    if (arguments.json) {
        print(dictionaryJson(dictionary, metric));
        return Exit::Done;
    }
    for (const Message &sentence : said)
        std::cout << sentence.english() << '\n';
    if (said.empty() && arguments.out.empty())
        printTable(workspace, dictionary, metric, arguments.conflicts);
    else if (!said.empty())
        std::cout << Remark;
    return Exit::Done;
}

Exit run(const DictionaryArguments &arguments)
{
    const auto on = dateOption("--on", arguments.on);
    if (!on)
        return fail(on.error());
    if (const auto fault = faultIn(arguments))
        return fail(*fault);
    const bool writes = arguments.changes() || !arguments.out.empty();
    const auto mode = writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (!arguments.out.empty()) { // before anything is changed
            const auto free = store::checkOutput(arguments.out, arguments.inputs());
            if (!free)
                return fail(free.error());
        }
        if (!arguments.changes())
            return show(workspace, arguments, *on, {});
        const auto said = carryOut(workspace, arguments, *on);
        return said ? show(workspace, arguments, *on, *said) : fail(said.error());
    });
}

void addChangeOptions(CLI::App &command, DictionaryArguments &arguments)
{
    command.add_option("--set", arguments.file,
        "Definition, a JSON file: a new metric, a draft written anew, or the next version of an approved one; also "
        "entries of the register of conflicts");
    CLI::Option *submit = command.add_option("--submit", arguments.submit, "Metric whose draft goes to review");
    CLI::Option *approve = command.add_option(
        "--approve", arguments.approve, "Metric to approve: by another than its authors, one of class revenue by two");
    CLI::Option *reject =
        command.add_option("--reject", arguments.reject, "Metric whose review becomes a draft again, for a --reason");
    CLI::Option *retire = command.add_option("--retire", arguments.retire, "Metric whose approved versions end");
    const std::vector<CLI::Option *> steps{submit, approve, reject, retire};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        for (std::size_t j = i + 1; j < steps.size(); ++j)
            steps[i]->excludes(steps[j]);
    }
    command.add_option("--by", arguments.by, "Who; default: the user of the machine");
    command.add_option("--on", arguments.on, "Day of the approval, the retirement or the export; default: today");
    command.add_option("--reason", arguments.reason, "Why it is rejected or retired");
}

} // namespace

void addDictionaryCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<DictionaryArguments>();
    CLI::App *command = app.add_subcommand("dictionary",
        "What every metric means, in versions that persons approve: a record, not an access control; and who computes "
        "one otherwise");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--metric", arguments->metric, "One metric only, in full");
    addChangeOptions(*command, *arguments);
    command
        ->add_option("--export", arguments->format,
            "Writes the dictionary as Markdown, HTML or YAML for dbt: "
                + joined(dictionary::dictionaryFormatNames(), ", "))
        ->check(CLI::IsMember(dictionary::dictionaryFormatNames()));
    command->add_option("--out", arguments->out, "File of the export");
    command->add_flag("--pii", arguments->pii, "Leave e-mail addresses in the export");
    command->add_flag("--conflicts", arguments->conflicts, "The register of conflicts instead of the metrics");
    command->add_flag("--json", arguments->json, "JSON with both instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
