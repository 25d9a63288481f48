#include "core/actions/action_rules.h"

#include "core/base/json_text.h"
#include "core/base/json_value.h"
#include "core/base/text.h"
#include "core/coverage/segment_rules.h"
#include "core/signals/signal.h"
#include "core/store/escalation_rows.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>

namespace qd::actions {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char *GoldenOwner = "owner";

const std::vector<std::string> &fieldNames()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all = coverage::ruleFields();
        all.insert(all.end(), {"colour", "colour_before"});
        for (const std::string &name : signs::signalNames()) {
            if (std::ranges::find(all, name) == all.end())
                all.push_back(name);
        }
        return all;
    }();
    return names;
}

bool isField(const std::string &name)
{
    const bool isPrefix = name.ends_with(':'); // of a signal that needs a model or a query
    return signs::signalOf(name) || (!isPrefix && std::ranges::find(fieldNames(), name) != fieldNames().end());
}

coverage::RuleKind ruleKind(const std::string &id)
{
    return {{QD_WORDS("Actions", "rule %1"), {id}}, fieldNames(), isField, true};
}

/// A number of days, or of something else that is not below 0.
int amount(const JsonValue &fields, const char *key, int otherwise)
{
    const auto given = fields.find(key);
    const auto number = given ? given->wholeNumber() : std::nullopt;
    if (number && *number < 0)
        fields.complain({QD_WORDS("Actions", "%1: %2 is %3; it must be 0 or more."),
            {fields.where(), std::string(key), std::to_string(*number)}});
    return number.value_or(otherwise);
}

int tier(const JsonValue &fields)
{
    const auto given = fields.find("escalation");
    const auto number = given ? given->wholeNumber() : std::nullopt;
    if (number && (*number < 1 || *number > store::EscalationTiers))
        fields.complain({QD_WORDS("Actions", "%1: escalation is %2; it must be a tier from 1 to %3."),
            {fields.where(), std::to_string(*number), std::to_string(store::EscalationTiers)}});
    return number.value_or(0);
}

std::vector<EscalationStep> readSteps(const JsonValue &fields, const std::string &id)
{
    std::vector<EscalationStep> steps;
    for (const JsonValue &each : fields.list("escalate")) {
        const JsonValue step = each.called(Sentences(Message(QD_WORDS("Actions", "an escalation of rule %1"), {id})));
        step.allow({"after_days", "to"});
        (void)step.need("after_days");
        steps.push_back({amount(step, "after_days", 0), step.neededText("to")});
    }
    return steps;
}

ActionRule readRule(const JsonValue &each, std::size_t position)
{
    const JsonValue unnamed =
        each.called(Sentences(Message(QD_WORDS("Actions", "rule %1"), {std::to_string(position + 1)})));
    if (!each.isObject())
        unnamed.mustBe(QT_TRANSLATE_NOOP("Words", "an object in braces"));
    ActionRule rule;
    rule.id = trimmed(unnamed.neededText("id"));
    if (!unnamed.failed() && rule.id.empty())
        unnamed.complain({QD_WORDS("Actions", "%1 has an empty id."), {unnamed.where()}});
    const coverage::RuleKind kind = ruleKind(rule.id);
    const JsonValue fields = each.called(Sentences(kind.name));
    fields.allow({"id", "title", "priority", "when", "owner", "due_days", "escalate", "play", "repeat_after_days",
        "cap_per_owner", "escalation"});
    rule.title = fields.text("title", rule.id);
    if (const auto priority = fields.find("priority"))
        rule.priority = priority->wholeNumber().value_or(rule.priority);
    rule.when = coverage::readRule(fields, "when", kind);
    rule.owner = trimmed(fields.text("owner"));
    if (rule.owner == GoldenOwner)
        rule.owner.clear();
    if (fields.find("due_days"))
        rule.dueDays = amount(fields, "due_days", 0);
    rule.escalate = readSteps(fields, rule.id);
    rule.play = trimmed(fields.text("play"));
    rule.escalation = tier(fields);
    rule.repeatAfterDays = amount(fields, "repeat_after_days", rule.repeatAfterDays);
    rule.capPerOwner = amount(fields, "cap_per_owner", rule.capPerOwner);
    return rule;
}

Message noPlay(const RuleSet &set, const ActionRule &rule)
{
    std::vector<std::string> ids;
    for (const std::vector<Play> *plays : {&set.plays, &shippedPlays()}) {
        for (const Play &play : *plays)
            ids.push_back(play.id);
    }
    const std::string close = nearest(rule.play, ids);
    return {close.empty() ? QD_WORDS("Actions", "rule %1: there is no play %2; there are: %3.")
                          : QD_WORDS("Actions", "rule %1: there is no play %2; did you mean %4?"),
        {rule.id, rule.play, joined(ids, ", "), close}};
}

/// The first thing wrong with rules that could be read: a path and a sentence.
std::optional<coverage::ModelFault> faultIn(const RuleSet &set)
{
    for (std::size_t i = 0; i < set.rules.size(); ++i) {
        const ActionRule &rule = set.rules[i];
        const std::string at = "/rules/" + std::to_string(i);
        if (set.find(rule.id) != &rule)
            return coverage::ModelFault{
                at + "/id", {QD_WORDS("Actions", "there are two rules with the id %1."), {rule.id}}};
        if (!rule.play.empty() && !set.play(rule.play))
            return coverage::ModelFault{at + "/play", noPlay(set, rule)};
        auto faults = coverage::ruleFaults(rule.when, ruleKind(rule.id), at + "/when/");
        if (!faults.empty())
            return std::move(faults.front());
    }
    return std::nullopt;
}

} // namespace

const ActionRule *RuleSet::find(std::string_view id) const
{
    const auto found = std::ranges::find(rules, id, &ActionRule::id);
    return found == rules.end() ? nullptr : &*found;
}

const Play *RuleSet::play(std::string_view id) const
{
    for (const std::vector<Play> *known : {&plays, &shippedPlays()}) {
        if (const auto found = std::ranges::find(*known, id, &Play::id); found != known->end())
            return &*found;
    }
    return nullptr;
}

Result<RuleSet> ruleSetFromText(std::string_view text)
{
    const auto json = jsonFromText<Json>(text);
    if (!json)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Actions", "The rules are no JSON; reading stopped in %1. Nothing was taken from them."),
                {Sentences(json.error().message)}}};
    Message fault;
    const JsonValue fields(*json, Sentences(QD_WORDS("Actions", "the file of rules")), fault);
    fields.allow({"plays", "rules"});
    (void)fields.need("rules");
    RuleSet set;
    set.plays = readPlays(fields, "plays");
    const std::vector<JsonValue> rules = fields.list("rules");
    for (std::size_t i = 0; i < rules.size() && !fields.failed(); ++i)
        set.rules.push_back(readRule(rules[i], i));
    if (!fault.isEmpty())
        return Error{ErrorCode::InvalidArgument, {QD_WORDS("Actions", "Action rules: %1"), {Sentences(fault)}}};
    if (auto wrong = faultIn(set))
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Actions", "Action rules: %1"), {Sentences(wrong->sentence)}}, {wrong->path}};
    return set;
}

} // namespace qd::actions
