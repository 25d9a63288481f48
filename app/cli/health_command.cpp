#include "app/cli/definitions_used.h"
#include "app/cli/health_incidents.h"
#include "app/cli/health_json.h"
#include "app/cli/health_models.h"
#include "app/cli/text_table.h"

#include "core/base/text.h"
#include "core/revenue/grouping.h"
#include "core/store/audit.h"

#include <iomanip>
#include <iostream>
#include <memory>

namespace qd::cli {

namespace {

struct Arguments {
    std::string path, model, asOf, by, why, from, to, account, colour, reason, until;
    std::string rollUp, with;
    ModelVersionArguments versions;
    bool withoutParent = false;
    bool stability = false;
    bool accuracy = false;
    bool incidents = false;
    bool strict = false;
    bool json = false;
};

struct Days {
    std::optional<Date> asOf, from, to, until;
};

Result<Days> daysOf(const Arguments &arguments)
{
    Days days;
    const std::tuple<const char *, const std::string *, std::optional<Date> *> all[] = {
        {"--as-of", &arguments.asOf, &days.asOf}, {"--from", &arguments.from, &days.from},
        {"--to", &arguments.to, &days.to}, {"--until", &arguments.until, &days.until}};
    for (const auto &[option, text, day] : all) {
        const auto read = dateOption(option, *text);
        if (!read)
            return read.error();
        *day = *read;
    }
    if (days.from && days.to) {
        if (const auto fine = checkOrder(*days.from, *days.to); !fine)
            return fine.error();
    }
    return days;
}

/// Index of an account by the workspace's id of it, else by that of the one source that has it.
Result<int> accountNamed(const identity::AccountDirectory &accounts, const std::string &id)
{
    int found = accounts.indexOf(id);
    for (int i = 0; i < accounts.size() && accounts.indexOf(id) < 0; ++i) {
        for (const identity::LinkedRecord &record : accounts.at(i).records) {
            if (record.id.str() != id || found == i)
                continue;
            if (found >= 0)
                return Error{ErrorCode::InvalidArgument,
                    {QD_WORDS(
                         "Commands", "Several accounts have the id %1 in a source; name one by its own: %2 or %3."),
                        {id, accounts.at(found).id, accounts.at(i).id}}};
            found = i;
        }
    }
    if (found < 0)
        return Error{ErrorCode::NotFound, {QD_WORDS("Commands", "There is no account %1."), {id}}};
    return found;
}

Exit explain(
    const health::ModelsOfDays &models, const signs::Signals &history, const Arguments &arguments, Date from, Date to)
{
    const auto account = accountNamed(history.accounts(), arguments.why);
    if (!account)
        return fail(account.error());
    const auto move = health::whyMoved(models, history, *account, from, to);
    if (!move)
        return fail(move.error());
    const std::string &id = history.accounts().at(*account).id;
    if (arguments.json) {
        print(whyJson(*move, id, from, to));
        return Exit::Done;
    }
    std::cout << history.accounts().at(*account).name << ": " << cellText(move->from, 1) << " on " << from.iso() << ", "
              << cellText(move->to, 1) << " on " << to.iso() << '\n';
    for (const health::ScorePart &part : move->parts)
        std::cout << "  " << padded(part.part, 30) << std::right << std::setw(9) << cellText(part.change, 2) << '\n';
    if (move->parts.empty())
        std::cout << "  One of the days has no score.\n";
    return Exit::Done;
}

Exit compare(const store::Workspace &workspace, const health::ModelsOfDays &models, const signs::Signals &history,
    bool json, Date from, Date to)
{
    const auto stability = health::stabilityOf(models, history, from, to);
    if (!stability)
        return fail(stability.error());
    Json shown = stabilityJson(*stability);
    shown["definitions"] = definitionsUsed(workspace, to, {"psi", "moved_share"});
    if (json) {
        print(shown);
        return Exit::Done;
    }
    std::cout << from.iso() << " to " << to.iso() << ": PSI " << cellText(stability->psi, 4) << ", by chance up to "
              << cellText(stability->limit, 4) << "; " << stability->nFrom << " accounts then, " << stability->nTo
              << " now, share moved " << cellText(stability->moved) << '\n';
    for (const health::StabilityStep &step : stability->steps)
        std::cout << "  " << padded(step.step, 20) << std::right << std::setw(9) << cellText(step.psi, 4) << '\n';
    for (const Json &each : shown["matrix"]) {
        if (each["n"] != 0)
            std::cout << "  " << padded(each["from"].get<std::string>() + " to " + each["to"].get<std::string>(), 20)
                      << std::right << std::setw(9) << each["n"] << '\n';
    }
    return Exit::Done;
}

std::optional<health::RollUpChoice> rollUpChoice(const Arguments &arguments)
{
    const auto rollUp = health::rollUpOf(arguments.rollUp);
    return rollUp ? std::optional(health::RollUpChoice{*rollUp, !arguments.withoutParent}) : std::nullopt;
}

Exit show(const store::Workspace &workspace, const ChosenModel &chosen, const signs::Signals &history,
    const Arguments &arguments, Date day)
{
    if (!arguments.by.empty()) {
        if (const auto known = revenue::checkDimension(arguments.by); !known)
            return fail(known.error());
        if (arguments.by == "product")
            return fail({ErrorCode::InvalidArgument,
                QD_WORDS("Commands", "A score is an account's, not a product's; take another dimension.")});
    }
    auto scores = health::scoresOn(chosen.model, history, day);
    if (!scores)
        return fail(scores.error());
    for (const Message &warning : scores->known.book.staleRates(day))
        std::cerr << "qdeck: " << warning.english() << '\n';
    if (const auto warned = warnOfIncidents(workspace, chosen.model, history, *scores); !warned)
        return fail(warned.error());
    const HealthAnswer answer{chosen.model, history, std::move(*scores),
        health::OverridesOn(health::overrides(workspace), history.accounts(), day), arguments.by, chosen.version,
        rollUpChoice(arguments)};
    if (arguments.json)
        printScores(answer, definitionsUsed(workspace, day, {"health_score", "health_coverage"}));
    else
        printTable(answer);
    return Exit::Done;
}

Exit judge(
    const store::Workspace &workspace, const signs::Signals &history, const Arguments &arguments, Date from, Date to)
{
    std::optional<ChosenModels> models; // before flags, which look at it
    std::string name = arguments.model;
    health::FlagsOn flags;
    if (name.starts_with(VendorPrefix)) {
        auto ofVendor = health::flagsOfVendor(name.substr(VendorPrefix.size()), history);
        if (!ofVendor)
            return fail(ofVendor.error());
        flags = std::move(*ofVendor);
    } else {
        auto read = ChosenModels::of(workspace, name);
        if (!read)
            return fail(read.error());
        models = std::move(*read);
        name = models->said ? models->said->model.name : "in_force";
        flags = health::flagsOf(models->said ? health::coloursOfModel(models->said->model, history)
                                             : health::coloursOfModelsInForce(models->inForce, history));
    }
    const auto accuracy = health::accuracyOf(flags, history, from, to);
    if (!accuracy)
        return fail(accuracy.error());
    if (arguments.json) {
        Json json = accuracyJson(*accuracy, name, from, to);
        json["definitions"] = definitionsUsed(workspace, to, {"health_accuracy", "health_precision", "share_flagged"});
        print(json);
        return Exit::Done;
    }
    std::cout << (name.empty() ? "The model" : name) << ", " << from.iso() << " to " << to.iso() << ": of "
              << accuracy->churned << " accounts that churned " << accuracy->flagged << " were yellow or red "
              << health::WarningDays << " days before, " << accuracy->unscorable << " had no score.\n"
              << "Health accuracy " << cellText(accuracy->rate()) << ", precision " << cellText(accuracy->precision())
              << ", share flagged " << cellText(accuracy->shareFlagged()) << '\n';
    return Exit::Done;
}

/// The day on which it is made is the data's, not the clock's: so it shows at once.
Exit keepOverride(store::Workspace &workspace, const Arguments &arguments, const Days &days)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto account = accountNamed(portfolio->accounts(), arguments.account);
    if (!account)
        return fail(account.error());
    const auto made = days.asOf ? Result<Date>(*days.asOf) : dayShown(workspace); // so that it shows at once
    if (!made)
        return fail(made.error());
    const health::Override each{portfolio->accounts().at(*account).id, portfolio::healthColourOf(arguments.colour),
        arguments.reason, trimmed(arguments.by).empty() ? store::currentUser() : std::string(trimmed(arguments.by)),
        *made, days.until.value_or(made->plusDays(health::OverrideDays))};
    const auto kept = health::addOverride(workspace, each);
    if (!kept)
        return fail(kept.error());
    if (arguments.json)
        print({{"account", each.account}, {"colour", arguments.colour}, {"reason", each.reason}, {"by", each.author},
            {"from", each.made.iso()}, {"until", each.until.iso()}});
    else
        std::cout << each.account << " is " << arguments.colour << " from " << each.made.iso() << " until "
                  << each.until.iso() << ", by " << each.author << ".\n";
    return Exit::Done;
}

/// What of the options is missing or goes with no other; nothing where all is said.
std::optional<Error> faultIn(const Arguments &arguments)
{
    const auto wrong = [](const MessageWords &words) { return Error{ErrorCode::InvalidArgument, words}; };
    if (!arguments.account.empty() && (arguments.colour.empty() || arguments.reason.empty()))
        return wrong(QD_WORDS("Commands", "An override needs a colour and a reason: --colour and --reason."));
    if (!arguments.versions.file.empty() && arguments.reason.empty())
        return wrong(QD_WORDS("Commands", "Say what the model changes and why: --reason."));
    if (arguments.accuracy && (arguments.from.empty() || arguments.to.empty()))
        return wrong(QD_WORDS("Commands", "Name the period of the churns: --from and --to."));
    if ((!arguments.why.empty() || arguments.stability) && arguments.from.empty())
        return wrong(QD_WORDS("Commands", "Name the day to compare with: --from."));
    if (arguments.rollUp == "parent" && arguments.withoutParent)
        return wrong(QD_WORDS("Commands", "--roll-up parent is the parent's own score; leave --without-parent away."));
    return std::nullopt;
}

Exit showEffect(const store::Workspace &workspace, const ChosenModel &present, const signs::Signals &history,
    const Arguments &arguments, Date day)
{
    const auto other = healthModelNamed(workspace, arguments.with);
    if (!other)
        return fail(other.error());
    const auto effect = health::effectOf(present.model, other->model, history, day);
    if (!effect)
        return fail(effect.error());
    if (arguments.json)
        print(effectJson(*effect, history, day));
    else
        printEffect(*effect, history);
    return Exit::Done;
}

Exit ask(const store::Workspace &workspace, const Arguments &arguments, const Days &days)
{
    const auto models = arguments.accuracy ? Result(ChosenModels()) : ChosenModels::of(workspace, arguments.model);
    if (!models)
        return fail(models.error());
    const auto history = signs::Signals::read(
        workspace, terminalProgress(), arguments.strict ? signs::Knowing::Seen : signs::Knowing::ByDates);
    if (!history)
        return fail(history.error());
    if (arguments.accuracy)
        return judge(workspace, **history, arguments, *days.from, *days.to);
    const Date day = days.asOf.value_or((*history)->latestDay());
    if (!arguments.why.empty() || arguments.stability) {
        const auto both = TwoModels::on(*models, *days.from, day);
        if (!both)
            return fail(both.error());
        return arguments.stability ? compare(workspace, both->models(), **history, arguments.json, *days.from, day)
                                   : explain(both->models(), **history, arguments, *days.from, day);
    }
    const auto chosen = models->on(day);
    if (!chosen)
        return fail(chosen.error());
    if (arguments.incidents)
        return showIncidents(workspace, *chosen, **history, days.from, day, arguments.json);
    return arguments.with.empty() ? show(workspace, *chosen, **history, arguments, day)
                                  : showEffect(workspace, *chosen, **history, arguments, day);
}

Exit run(const Arguments &arguments)
{
    const auto days = daysOf(arguments);
    if (!days)
        return fail(days.error());
    if (const auto fault = faultIn(arguments))
        return fail(*fault);
    const bool writes = !arguments.account.empty() || arguments.versions.writes();
    const auto mode = writes ? store::Workspace::Mode::ReadWrite : store::Workspace::Mode::ReadOnly;
    return withWorkspace(arguments.path, mode, [&](store::Workspace &workspace) {
        const ModelVersionWords words{arguments.reason, arguments.by, days->asOf, arguments.json};
        if (!arguments.account.empty())
            return keepOverride(workspace, arguments, *days);
        if (writes)
            return changeModels(workspace, arguments.versions, words);
        return arguments.versions.lists ? listModels(workspace, words) : ask(workspace, arguments, *days);
    });
}

void addOverrideOptions(CLI::App &command, Arguments &arguments, std::vector<CLI::Option *> &others)
{
    auto *override = command.add_option(
        "--override", arguments.account, "Account that gets a colour of its own for a time, beside its score");
    for (CLI::Option *other : others)
        override->excludes(other);
    command.add_option("--colour", arguments.colour, "green, yellow or red; none takes an override back")
        ->check(CLI::IsMember({"green", "yellow", "red", "none"}))
        ->needs(override);
    command.add_option("--reason", arguments.reason, "Why: of an override, a saved model, a rejection");
    command.add_option("--until", arguments.until, "Last day of the override; default: 30 days")->needs(override);
    others.push_back(override);
}

/// What is looked at; each excludes the others, which the caller's do too.
std::vector<CLI::Option *> addLookOptions(CLI::App &command, Arguments &arguments)
{
    auto *why = command.add_option(
        "--why", arguments.why, "Account: what moved its score from --from to --as-of, in parts that add up");
    auto *stability = command
                          .add_flag("--stability", arguments.stability,
                              "How far colours moved from --from to --as-of: PSI and its steps, who went where")
                          ->excludes(why);
    auto *accuracy =
        command
            .add_flag("--accuracy", arguments.accuracy,
                "Of the accounts that churned in --from .. --to, the share that was yellow or red 90 days before")
            ->excludes(why)
            ->excludes(stability);
    command.add_option("--from", arguments.from, "First day");
    command.add_flag("--strict-known", arguments.strict,
        "A row is known only from the as-of date of the first import that held it, not from its own date alone");
    auto *rollUp = command
                       .add_option("--roll-up", arguments.rollUp,
                           "Also a score for each ultimate parent with all below it: the worst, their mean weighted by "
                           "ARR, or the parent's own")
                       ->check(CLI::IsMember({"worst", "arr", "parent"}))
                       ->excludes(why)
                       ->excludes(stability)
                       ->excludes(accuracy);
    command
        .add_flag("--without-parent", arguments.withoutParent,
            "The ultimate parent counts only where nobody below it has a score")
        ->needs(rollUp);
    command.add_option("--to", arguments.to, "Last day of --accuracy")->needs(accuracy);
    auto *compared = command.add_option("--compare", arguments.with,
        "Another model, as --model: who changes colour by it, and the ARR of each colour before and after");
    auto *incidents = command.add_flag("--incidents", arguments.incidents,
        "Days from --from, by default the last 28, on which an input fell away for many accounts at once, and whose "
        "colour that changed");
    for (CLI::Option *other : {why, stability, accuracy, rollUp}) {
        compared->excludes(other);
        incidents->excludes(other);
    }
    incidents->excludes(compared);
    return {why, stability, accuracy, rollUp, compared, incidents};
}

} // namespace

void addHealthCommand(CLI::App &app, Action &action)
{
    auto arguments = std::make_shared<Arguments>();
    CLI::App *command = app.add_subcommand("health",
        "Scores and colours of accounts by a model, as known on any day; why they moved; whether they warned of churn. "
        "The "
        "workspace keeps models in versions");
    command->add_option("W", arguments->path, "Workspace")->required();
    command->add_option("--model", arguments->model,
        "Health model: a JSON file, a saved one by name or as version:N; with --accuracy also vendor:MODEL, a "
        "platform's "
        "scores. Default: the model in force on each day");
    command->add_option("--as-of", arguments->asOf, "Day of the scores; default: the latest as-of date");
    command->add_option("--by", arguments->by,
        "Colours also by a dimension: segment, region, owner ...; with --override and what is done with saved models "
        "who does it, by default the user of the machine");
    std::vector<CLI::Option *> kinds = addLookOptions(*command, *arguments);
    addOverrideOptions(*command, *arguments, kinds);
    addModelVersionOptions(*command, arguments->versions, kinds);
    command->add_flag("--json", arguments->json, "JSON instead of a table");
    command->callback([arguments, &action] { action = [arguments] { return run(*arguments); }; });
}

} // namespace qd::cli
