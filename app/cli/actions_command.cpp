#include "app/cli/command.h"
#include "app/cli/text_table.h"

#include "core/actions/action_figures.h"
#include "core/actions/action_files.h"
#include "core/actions/rule_notes.h"
#include "core/actions/rule_preview.h"
#include "core/actions/rules_run.h"
#include "core/base/text.h"
#include "core/store/output_file.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct ActionsArguments {
    std::string path, rules, asOf, from, to, format, out;
    bool preview = false;
    bool pii = false;
    bool json = false;

    [[nodiscard]] std::vector<std::string> inputs() const
    {
        return rules.empty() ? std::vector<std::string>{path} : std::vector<std::string>{path, rules};
    }
    [[nodiscard]] bool writes() const { return (!rules.empty() && !preview) || !format.empty(); }
};

/// The days of a preview, from --as-of, or --from and --to.
struct Days {
    std::optional<Date> asOf;
    std::optional<Month> from, to;
};

/// What is told: rules, what they are told from, and what they say on one day or on several month-ends.
struct Answer {
    actions::SavedRules saved; ///< version 0 for rules of a file that were only looked at
    std::optional<actions::RuleData> data; ///< nothing without ARR
    std::vector<actions::Evaluation> evaluations;
    std::optional<Date> day; ///< of open actions and rates
    bool isRange = false;

    [[nodiscard]] const actions::ActionLog &log() const { return data->log; }
    [[nodiscard]] const identity::AccountDirectory &accounts() const { return data->accounts(); }
};

Result<Days> daysOf(const ActionsArguments &arguments)
{
    Days days;
    const auto asOf = dateOption("--as-of", arguments.asOf);
    if (!asOf)
        return asOf.error();
    days.asOf = *asOf;
    const std::tuple<const char *, const std::string *, std::optional<Month> *> months[] = {
        {"--from", &arguments.from, &days.from}, {"--to", &arguments.to, &days.to}};
    for (const auto &[option, text, month] : months) {
        if (text->empty())
            continue;
        const auto read = monthOption(option, *text);
        if (!read)
            return read.error();
        *month = *read;
    }
    if (days.from && days.to) {
        if (const auto fine = checkOrder(*days.from, *days.to); !fine)
            return fine.error();
    }
    return days;
}

Result<actions::SavedRules> rulesToLookAt(const store::Workspace &workspace, const std::string &file)
{
    if (file.empty())
        return actions::rulesInForce(workspace);
    const auto text = textOf(file, "action rules (R.json)");
    if (!text)
        return text.error();
    auto rules = actions::ruleSetFromText(*text);
    if (!rules)
        return rules.error();
    return actions::SavedRules{0, std::move(*rules)};
}

/// Evaluates and writes nothing.
Result<Answer> look(const store::Workspace &workspace, const ActionsArguments &arguments, const Days &days)
{
    auto saved = rulesToLookAt(workspace, arguments.rules);
    if (!saved)
        return saved.error();
    auto data = actions::RuleData::read(workspace, terminalProgress());
    Answer answer{std::move(*saved), std::nullopt, {}, std::nullopt, days.from.has_value()};
    if (!data && data.error().code == ErrorCode::NoData && arguments.rules.empty())
        return answer;
    if (!data)
        return data.error();
    const Date latest = data->history->latestDay();
    const std::vector<Date> on = answer.isRange ? actions::monthEnds(*days.from, *days.to, latest)
                                                : std::vector<Date>{days.asOf.value_or(latest)};
    auto evaluations =
        actions::previewOn(answer.saved.rules, *data->history, *data->colours, data->log, on, terminalProgress());
    if (!evaluations)
        return evaluations.error();
    answer.day = on.empty() ? latest : on.back();
    answer.evaluations = std::move(*evaluations);
    answer.data = std::move(*data);
    return answer;
}

Result<Answer> save(store::Workspace &workspace, const ActionsArguments &arguments, const Days &days)
{
    const auto text = textOf(arguments.rules, "action rules (R.json)");
    if (!text)
        return text.error();
    auto run = actions::saveAndOpen(workspace, *text, days.asOf, terminalProgress());
    if (!run)
        return run.error();
    Answer answer{std::move(run->saved), std::move(run->data), {}, std::nullopt, false};
    if (run->evaluation) {
        answer.day = run->evaluation->day;
        answer.evaluations.push_back(std::move(*run->evaluation));
    }
    return answer;
}

Json dateOrNull(const std::optional<Date> &date)
{
    return date ? Json(date->iso()) : Json(nullptr);
}

Json openingsJson(const Answer &answer, std::vector<actions::Opening> actions::Evaluation::*which)
{
    Json rows = Json::array();
    for (const actions::Evaluation &evaluation : answer.evaluations) {
        for (const actions::Opening &opening : evaluation.*which) {
            Json row{{"account", answer.accounts().at(opening.account).id}, {"rule", opening.rule},
                {"title", opening.title}, {"owner", textOrNull(opening.owner)}, {"due_date", dateOrNull(opening.due)}};
            if (answer.isRange)
                row["date"] = evaluation.day.iso();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

Json duplicatesJson(const Answer &answer)
{
    Json rows = Json::array();
    for (const actions::Evaluation &evaluation : answer.evaluations) {
        for (const actions::Duplicate &duplicate : evaluation.duplicates) {
            Json row{{"account", answer.accounts().at(duplicate.account).id}, {"rule", duplicate.rule}};
            if (answer.isRange)
                row["date"] = evaluation.day.iso();
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

Json openJson(const Answer &answer, const std::vector<actions::OpenAction> &open)
{
    Json rows = Json::array();
    for (const actions::OpenAction &each : open) {
        const actions::Action &action = each.action;
        rows.push_back({{"action_id", action.id},
            {"account", action.account < 0 ? Json(nullptr) : Json(answer.accounts().at(action.account).id)},
            {"rule", textOrNull(action.rule)}, {"owner", textOrNull(action.owner)},
            {"due_date", dateOrNull(action.due)}, {"level", each.level}, {"source", action.source},
            {"opened_date", action.opened.iso()}, {"to", textOrNull(each.to)}});
    }
    return rows;
}

Json complianceJson(const std::vector<actions::RuleCompliance> &rows)
{
    Json json = Json::array();
    for (const actions::RuleCompliance &row : rows)
        json.push_back({{"rule", row.rule}, {"triggered", row.triggered}, {"in_time", row.inTime},
            {"rate", optionalNumber(row.rate())}});
    return json;
}

Json answerJson(const Answer &answer)
{
    if (!answer.data) {
        return {{"opened", Json::array()}, {"held", Json::array()}, {"duplicates", Json::array()},
            {"open", Json::array()}, {"sla", {{"due", 0}, {"met", 0}, {"rate", nullptr}}},
            {"compliance", complianceJson(actions::complianceOn({}, answer.saved.rules, Date()))}, {"as_of", nullptr},
            {"version", answer.saved.version}};
    }
    const actions::ActionSla sla = actions::slaOn(answer.log(), *answer.day);
    return {{"opened", openingsJson(answer, &actions::Evaluation::opened)},
        {"held", openingsJson(answer, &actions::Evaluation::held)}, {"duplicates", duplicatesJson(answer)},
        {"open", openJson(answer, actions::openOn(answer.log(), answer.saved.rules, *answer.day))},
        {"sla", {{"due", sla.due}, {"met", sla.met}, {"rate", optionalNumber(sla.rate())}}},
        {"compliance", complianceJson(actions::complianceOn(answer.log(), answer.saved.rules, *answer.day))},
        {"as_of", answer.day->iso()}, {"version", answer.saved.version}};
}

void printOpenings(const Answer &answer, const char *title, std::vector<actions::Opening> actions::Evaluation::*which)
{
    for (const actions::Evaluation &evaluation : answer.evaluations) {
        std::cout << title << " on " << evaluation.day.iso() << ": " << (evaluation.*which).size() << '\n';
        for (const actions::Opening &opening : evaluation.*which)
            std::cout << "  " << padded(answer.accounts().at(opening.account).name, 34) << padded(opening.title, 30)
                      << padded(opening.owner.empty() ? "-" : opening.owner, 24)
                      << (opening.due ? opening.due->iso() : "-") << '\n';
    }
}

void printTable(const Answer &answer)
{
    if (!answer.data) {
        std::cout << "No ARR is known yet; nothing can be evaluated.\n";
        return;
    }
    printOpenings(answer, "Opened", &actions::Evaluation::opened);
    printOpenings(answer, "Held", &actions::Evaluation::held);
    const auto open = actions::openOn(answer.log(), answer.saved.rules, *answer.day);
    std::cout << "Open before: " << open.size() << '\n';
    for (const actions::OpenAction &each : open)
        std::cout << "  " << padded(each.action.id, 44)
                  << padded(each.action.account < 0 ? "-" : answer.accounts().at(each.action.account).name, 34)
                  << padded(each.action.owner.empty() ? "-" : each.action.owner, 24)
                  << padded(each.action.due ? each.action.due->iso() : "-", 12) << each.level << '\n';
    const actions::ActionSla sla = actions::slaOn(answer.log(), *answer.day);
    std::cout << "Closed in time: " << sla.met << " of " << sla.due << " due, " << cellText(sla.rate()) << '\n';
    for (const actions::RuleCompliance &row : actions::complianceOn(answer.log(), answer.saved.rules, *answer.day))
        std::cout << "  " << padded(row.rule, 30) << row.inTime << " of " << row.triggered << " done in time, "
                  << cellText(row.rate()) << '\n';
}

/// Those that are open now: before the evaluation, and what it opened.
std::vector<actions::OpenAction> openNow(const Answer &answer)
{
    actions::ActionLog log = answer.log();
    for (const actions::Evaluation &evaluation : answer.evaluations)
        log.add(actions::actionsOf(evaluation, answer.accounts()));
    return actions::openOn(log, answer.saved.rules, *answer.day);
}

Result<void> writeFile(store::Workspace &workspace, const ActionsArguments &arguments, const Answer &answer)
{
    const auto format = *actions::fileFormatOf(arguments.format);
    const std::vector<actions::OpenAction> open = answer.data ? openNow(answer) : std::vector<actions::OpenAction>();
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const actions::ActionFile file = actions::actionFile(format, open, *portfolio, arguments.pii);
    if (auto written = store::writeOutput(arguments.out, file.csv, arguments.inputs()); !written)
        return written;
    actions::noteExport(workspace, arguments.out, arguments.format, file.rows, file.personal);
    std::cerr << arguments.out << ": " << file.rows << (file.rows == 1 ? " action\n" : " actions\n");
    return {};
}

std::optional<Error> faultIn(const ActionsArguments &arguments)
{
    const auto wrong = [](const MessageWords &words) { return Error{ErrorCode::InvalidArgument, words}; };
    if (arguments.from.empty() != arguments.to.empty())
        return wrong(QD_WORDS("Commands", "Name both months of the preview: --from and --to."));
    if (!arguments.from.empty() && !arguments.asOf.empty())
        return wrong(
            QD_WORDS("Commands", "A preview is of one day (--as-of) or of months (--from, --to), not of both."));
    if (arguments.format.empty() != arguments.out.empty())
        return wrong(QD_WORDS("Commands", "A list needs a system and a file: --export and --out."));
    return std::nullopt;
}

/// What is doubtful about rules of a file that could be read, on the last day they were looked at.
void warn(const Answer &answer)
{
    if (!answer.data || answer.evaluations.empty())
        return;
    const portfolio::Portfolio &portfolio = answer.data->history->portfolio();
    for (const actions::RuleNote &note : notesOn(answer.saved.rules, answer.evaluations.back(), portfolio))
        std::cerr << "qdeck: Rule " << answer.saved.rules.rules[note.rule].id << ": " << note.sentence.english()
                  << '\n';
}

Exit run(const ActionsArguments &arguments)
{
    const auto days = daysOf(arguments);
    if (!days)
        return fail(days.error());
    if (const auto fault = faultIn(arguments))
        return fail(*fault);
    const auto mode = arguments.writes() ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        if (!arguments.out.empty()) { // before anything is saved
            const auto free = store::checkOutput(arguments.out, arguments.inputs());
            if (!free)
                return fail(free.error());
        }
        const bool saves = !arguments.rules.empty() && !arguments.preview;
        const auto answer = saves ? save(workspace, arguments, *days) : look(workspace, arguments, *days);
        if (!answer)
            return fail(answer.error());
        if (answer->saved.version == 0 && arguments.rules.empty())
            std::cerr << "qdeck: No action rules are in force; save some with --rules R.json. docs/actions.md says "
                         "what stands in one.\n";
        if (!arguments.rules.empty())
            warn(*answer);
        if (!arguments.out.empty()) {
            if (const auto written = writeFile(workspace, arguments, *answer); !written)
                return fail(written.error());
        }
        if (arguments.json)
            print(answerJson(*answer));
        else
            printTable(*answer);
        return Exit::Done;
    });
}

} // namespace

void addActionsCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<ActionsArguments>();
    CLI::App *command = app.add_subcommand("actions",
        "What action rules open on a day, what is open, and whether it was closed in time. Import and identity let the "
        "saved rules act; this looks");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--rules", arguments->rules,
        "Rules, a JSON file: they are saved as the next version and open their actions; with --preview neither");
    command->add_option("--as-of", arguments->asOf, "Day of the evaluation; default: the latest as-of date");
    auto *preview = command->add_flag("--preview", arguments->preview, "Says what would be opened, and writes nothing");
    command->add_option("--from", arguments->from, "First month of a preview over past month-ends")->needs(preview);
    command->add_option("--to", arguments->to, "Its last month")->needs(preview);
    command
        ->add_option("--export", arguments->format,
            "Writes the open actions as a list for the import of: " + joined(actions::fileFormatNames(), ", "))
        ->check(CLI::IsMember(actions::fileFormatNames()));
    command->add_option("--out", arguments->out, "File of the list, CSV");
    command->add_flag("--pii", arguments->pii, "Leave e-mail addresses in the list");
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
