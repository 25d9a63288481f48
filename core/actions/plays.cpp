#include "core/actions/plays.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/base/text.h"

#include <QFile>

#include <algorithm>
#include <array>

// Resources of a static library are registered by hand; the macro must stand outside any namespace.
static void registerPlays()
{
    Q_INIT_RESOURCE(action_rules);
}

namespace qd::actions {

namespace {

/// What the shipped plays say, marked for translators, who cannot read it in the file.
const std::array PlayTitles{QT_TRANSLATE_NOOP("Words", "Renewal"), QT_TRANSLATE_NOOP("Words", "Make the renewal plan"),
    QT_TRANSLATE_NOOP("Words", "Review the value with the sponsor"), QT_TRANSLATE_NOOP("Words", "Send the quote"),
    QT_TRANSLATE_NOOP("Words", "Agree the terms"), QT_TRANSLATE_NOOP("Words", "Confirm the signature"),
    QT_TRANSLATE_NOOP("Words", "Onboarding"), QT_TRANSLATE_NOOP("Words", "Kick off"),
    QT_TRANSLATE_NOOP("Words", "Agree the goals"), QT_TRANSLATE_NOOP("Words", "Train the team"),
    QT_TRANSLATE_NOOP("Words", "Reach the first value"), QT_TRANSLATE_NOOP("Words", "Hand over"),
    QT_TRANSLATE_NOOP("Words", "Save plan"), QT_TRANSLATE_NOOP("Words", "Confirm the sponsor"),
    QT_TRANSLATE_NOOP("Words", "Find the cause"), QT_TRANSLATE_NOOP("Words", "Agree the save plan"),
    QT_TRANSLATE_NOOP("Words", "Save: usage fell"), QT_TRANSLATE_NOOP("Words", "Call the administrator"),
    QT_TRANSLATE_NOOP("Words", "Train the users again"), QT_TRANSLATE_NOOP("Words", "Look at the usage again"),
    QT_TRANSLATE_NOOP("Words", "Save: sponsor gone"), QT_TRANSLATE_NOOP("Words", "Find the new sponsor"),
    QT_TRANSLATE_NOOP("Words", "Show what was reached"), QT_TRANSLATE_NOOP("Words", "Save: price"),
    QT_TRANSLATE_NOOP("Words", "Put the value in figures"), QT_TRANSLATE_NOOP("Words", "Offer terms"),
    QT_TRANSLATE_NOOP("Words", "Decide with the manager"), QT_TRANSLATE_NOOP("Words", "Save: no value seen"),
    QT_TRANSLATE_NOOP("Words", "Save: product gap"), QT_TRANSLATE_NOOP("Words", "Write down what is missing"),
    QT_TRANSLATE_NOOP("Words", "Show a way around it"), QT_TRANSLATE_NOOP("Words", "Agree a date with Product"),
    QT_TRANSLATE_NOOP("Words", "Tell the customer the plan"), QT_TRANSLATE_NOOP("Words", "Save: trouble with support"),
    QT_TRANSLATE_NOOP("Words", "List the open tickets"), QT_TRANSLATE_NOOP("Words", "Agree days for each with Support"),
    QT_TRANSLATE_NOOP("Words", "Ask whether it is solved"), QT_TRANSLATE_NOOP("Words", "Save: competitor"),
    QT_TRANSLATE_NOOP("Words", "Ask what the other offers"), QT_TRANSLATE_NOOP("Words", "Expansion"),
    QT_TRANSLATE_NOOP("Words", "Confirm the need"), QT_TRANSLATE_NOOP("Words", "Make the proposal"),
    QT_TRANSLATE_NOOP("Words", "Business review"), QT_TRANSLATE_NOOP("Words", "Write the review"),
    QT_TRANSLATE_NOOP("Words", "Invite the sponsor"), QT_TRANSLATE_NOOP("Words", "Hold the review"),
    QT_TRANSLATE_NOOP("Words", "Send what was agreed")};

PlayStep readStep(const JsonValue &each, const Play &play, std::size_t position)
{
    const JsonValue step = each.called(
        Sentences(Message(QD_WORDS("Actions", "step %1 of play %2"), {std::to_string(position + 1), play.id})));
    if (!each.isObject())
        step.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    step.allow({"title", "owner", "due_days"});
    PlayStep read{std::string(trimmed(step.neededText("title"))), std::string(trimmed(step.text("owner"))), 0};
    if (!step.failed() && read.title.empty())
        step.complain({QD_WORDS("Actions", "%1 has an empty title."), {step.where()}});
    if (const auto days = step.need("due_days"))
        read.dueDays = days->wholeNumber().value_or(0);
    const int least = play.steps.empty() ? 0 : play.steps.back().dueDays;
    if (!step.failed() && read.dueDays < least)
        step.complain({QD_WORDS("Actions", "%1: due_days is %2; it must be %3 or more."),
            {step.where(), std::to_string(read.dueDays), std::to_string(least)}});
    return read;
}

Play readPlay(const JsonValue &each, std::size_t position)
{
    const JsonValue unnamed =
        each.called(Sentences(Message(QD_WORDS("Actions", "play %1"), {std::to_string(position + 1)})));
    if (!each.isObject())
        unnamed.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    unnamed.allow({"id", "title", "steps"});
    Play play;
    play.id = std::string(trimmed(unnamed.neededText("id")));
    if (!unnamed.failed() && play.id.empty())
        unnamed.complain({QD_WORDS("Actions", "%1 has an empty id."), {unnamed.where()}});
    const JsonValue fields = each.called(Sentences(Message(QD_WORDS("Actions", "play %1"), {play.id})));
    play.title = fields.text("title", play.id);
    const std::vector<JsonValue> steps = fields.list("steps");
    for (std::size_t i = 0; i < steps.size() && !fields.failed(); ++i)
        play.steps.push_back(readStep(steps[i], play, i));
    if (!fields.failed() && play.steps.empty())
        fields.complain({QD_WORDS("Actions", "%1 has no steps; a play is done step by step."), {fields.where()}});
    return play;
}

std::vector<Play> loadPlays()
{
    registerPlays();
    QFile file(QStringLiteral(":/quarterdeck/action_rules/plays.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the shipped plays are missing"); // a fault of the build, caught by the tests
    const auto json = jsonFromText<nlohmann::ordered_json>(file.readAll().toStdString());
    if (!json)
        qFatal("the shipped plays are no JSON");
    Message fault;
    std::vector<Play> plays = readPlays(JsonValue(*json, Message::Value(std::string("plays")), fault), "plays");
    if (!fault.isEmpty())
        qFatal("%s", fault.english().c_str());
    const auto marked = [](const std::string &title) {
        if (std::ranges::find(PlayTitles, title) == PlayTitles.end())
            qFatal("%s is not marked for translators", title.c_str());
    };
    for (const Play &play : plays) {
        marked(play.title);
        for (const PlayStep &step : play.steps)
            marked(step.title);
    }
    return plays;
}

} // namespace

std::vector<Play> readPlays(const JsonValue &holder, const char *key)
{
    std::vector<Play> plays;
    const std::vector<JsonValue> list = holder.list(key);
    for (std::size_t i = 0; i < list.size() && !holder.failed(); ++i) {
        Play play = readPlay(list[i], i);
        if (!holder.failed() && std::ranges::find(plays, play.id, &Play::id) != plays.end())
            list[i].complain({QD_WORDS("Actions", "there are two plays with the id %1."), {play.id}});
        plays.push_back(std::move(play));
    }
    return plays;
}

const std::vector<Play> &shippedPlays()
{
    static const std::vector<Play> plays = loadPlays();
    return plays;
}

} // namespace qd::actions
