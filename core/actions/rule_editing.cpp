#include "core/actions/rule_editing.h"

#include "core/base/json_text.h"
#include "core/base/text.h"
#include "core/coverage/segment_rules.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <array>

namespace qd::actions {

namespace {

using coverage::SegmentCondition;
using Json = nlohmann::ordered_json;

struct Bound {
    Asks asks;
    std::optional<double> SegmentCondition::*value;
};
constexpr std::array Bounds{Bound{Asks::Above, &SegmentCondition::above},
    Bound{Asks::AtLeast, &SegmentCondition::atLeast}, Bound{Asks::Below, &SegmentCondition::below},
    Bound{Asks::AtMost, &SegmentCondition::atMost}};

/// Whether a condition asks already what a line would ask.
bool isAsked(const SegmentCondition &condition, Asks asks)
{
    if (asks == Asks::AnyOf)
        return !condition.anyOf.empty();
    if (asks == Asks::NoneOf)
        return !condition.noneOf.empty();
    if (asks == Asks::Missing || asks == Asks::There)
        return condition.missing.has_value();
    const auto *bound = std::ranges::find(Bounds, asks, &Bound::asks);
    return (condition.*(bound->value)).has_value();
}

void ask(SegmentCondition &condition, const ConditionLine &line)
{
    switch (line.asks) {
    case Asks::AnyOf:
        condition.anyOf = line.texts;
        return;
    case Asks::NoneOf:
        condition.noneOf = line.texts;
        return;
    case Asks::Missing:
    case Asks::There:
        condition.missing = line.asks == Asks::Missing;
        return;
    default:
        condition.*(std::ranges::find(Bounds, line.asks, &Bound::asks)->value) = line.number;
    }
}

Json ruleJson(const ActionRule &rule)
{
    const ActionRule unsaid;
    Json json{{"id", rule.id}, {"title", rule.title}, {"priority", rule.priority}};
    Json when = Json::array();
    for (const SegmentCondition &condition : rule.when)
        when.push_back(coverage::toJson(condition));
    json["when"] = std::move(when);
    if (!rule.owner.empty())
        json["owner"] = rule.owner;
    if (rule.dueDays)
        json["due_days"] = *rule.dueDays;
    for (const EscalationStep &step : rule.escalate)
        json["escalate"].push_back({{"after_days", step.afterDays}, {"to", step.to}});
    if (!rule.play.empty())
        json["play"] = rule.play;
    if (rule.escalation > 0)
        json["escalation"] = rule.escalation;
    if (rule.repeatAfterDays != unsaid.repeatAfterDays)
        json["repeat_after_days"] = rule.repeatAfterDays;
    if (rule.capPerOwner != unsaid.capPerOwner)
        json["cap_per_owner"] = rule.capPerOwner;
    return json;
}

Json playJson(const Play &play)
{
    Json json{{"id", play.id}, {"title", play.title}, {"steps", Json::array()}};
    for (const PlayStep &step : play.steps) {
        Json each{{"title", step.title}, {"due_days", step.dueDays}};
        if (!step.owner.empty())
            each["owner"] = step.owner;
        json["steps"].push_back(std::move(each));
    }
    return json;
}

} // namespace

const char *nameOf(Asks asks)
{
    switch (asks) {
    case Asks::AtLeast:
        return QT_TRANSLATE_NOOP("Words", "at least");
    case Asks::AtMost:
        return QT_TRANSLATE_NOOP("Words", "at most");
    case Asks::Above:
        return QT_TRANSLATE_NOOP("Words", "above");
    case Asks::Below:
        return QT_TRANSLATE_NOOP("Words", "below");
    case Asks::AnyOf:
        return QT_TRANSLATE_NOOP("Words", "one of");
    case Asks::NoneOf:
        return QT_TRANSLATE_NOOP("Words", "none of");
    case Asks::Missing:
        return QT_TRANSLATE_NOOP("Words", "is missing");
    case Asks::There:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "is there");
}

std::vector<ConditionLine> linesOf(const std::vector<SegmentCondition> &conditions)
{
    std::vector<ConditionLine> lines;
    for (const SegmentCondition &condition : conditions) {
        for (const Bound &bound : Bounds) {
            if (const auto &value = condition.*(bound.value))
                lines.push_back({condition.field, bound.asks, *value});
        }
        if (!condition.anyOf.empty())
            lines.push_back({condition.field, Asks::AnyOf, 0, condition.anyOf});
        if (!condition.noneOf.empty())
            lines.push_back({condition.field, Asks::NoneOf, 0, condition.noneOf});
        if (condition.missing)
            lines.push_back({condition.field, *condition.missing ? Asks::Missing : Asks::There});
    }
    return lines;
}

std::vector<SegmentCondition> conditionsOf(const std::vector<ConditionLine> &lines)
{
    std::vector<SegmentCondition> conditions;
    for (const ConditionLine &line : lines) {
        const bool isMore =
            !conditions.empty() && conditions.back().field == line.field && !isAsked(conditions.back(), line.asks);
        if (!isMore)
            conditions.push_back({line.field, std::nullopt, std::nullopt, {}});
        ask(conditions.back(), line);
    }
    return conditions;
}

const std::vector<std::string> &offeredFields()
{
    static const std::vector<std::string> fields{"due_in_days", "colour", "colour_before", "arr", "arr_change_365",
        "segment", "region", "country", "industry", "owner", "product", "lifecycle_stage", "usage_trend",
        "active_users", "licence_use", "breadth", "days_since_usage", "tickets_90", "urgent_90", "escalations_open",
        "csat_90", "days_since_contact", "days_since_exec", "nps", "nps_trend", "overdue_days", "milestones_late",
        "tenure_months"};
    return fields;
}

std::string textOf(const RuleSet &rules)
{
    Json list = Json::array();
    for (const ActionRule &rule : rules.rules)
        list.push_back(ruleJson(rule));
    Json json{{"rules", std::move(list)}};
    for (const Play &play : rules.plays)
        json["plays"].push_back(playJson(play));
    return json.dump(2);
}

std::string freeId(const RuleSet &rules, std::string_view title)
{
    std::string id;
    for (const char letter : lowered(title)) {
        const bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (isPlain)
            id += letter;
        else if (!id.empty() && id.back() != '-')
            id += '-';
    }
    while (!id.empty() && id.back() == '-')
        id.pop_back();
    if (id.empty())
        id = "rule";
    std::string found = id;
    for (int i = 2; rules.find(found); ++i)
        found = id + '-' + std::to_string(i);
    return found;
}

RuleSet withRule(RuleSet rules, ActionRule rule)
{
    const auto there = std::ranges::find(rules.rules, rule.id, &ActionRule::id);
    if (there == rules.rules.end())
        rules.rules.push_back(std::move(rule));
    else
        *there = std::move(rule);
    return rules;
}

RuleSet withoutRule(RuleSet rules, std::string_view id)
{
    std::erase_if(rules.rules, [&](const ActionRule &rule) { return rule.id == id; });
    return rules;
}

} // namespace qd::actions
