// The conditions of rules: how they are read, and what they may not say.
#include "core/coverage/segment_rules.h"

#include "core/base/json_value.h"
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::coverage {

namespace {

using Faults = std::vector<ModelFault>;
using Bound = std::optional<double> SegmentCondition::*;

constexpr std::array<std::pair<const char *, Bound>, 4> Bounds{{{"at_least", &SegmentCondition::atLeast},
    {"below", &SegmentCondition::below}, {"at_most", &SegmentCondition::atMost}, {"above", &SegmentCondition::above}}};

std::string plain(double value)
{
    return nlohmann::json(value).dump();
}

void checkField(const SegmentCondition &condition, const RuleKind &kind, const std::string &at, Faults &faults)
{
    if (kind.isField(condition.field))
        return;
    const Sentences name(kind.name);
    const std::string close = nearest(condition.field, kind.fields);
    const std::string known = joined(kind.fields, ", ");
    const auto wrong = [&](Message sentence) { faults.push_back({at + "/field", std::move(sentence)}); };
    if (condition.field.empty())
        wrong({QD_WORDS("Coverage", "%1 asks for no field; it may ask for %2."), {name, known}});
    else if (close.empty() || close.ends_with(':'))
        wrong({QD_WORDS("Coverage", "%1 asks for the unknown field %2; it may ask for %3."),
            {name, condition.field, known}});
    else
        wrong({QD_WORDS("Coverage", "%1 asks for the unknown field %2; did you mean %3?"),
            {name, condition.field, close}});
}

/// A lower bound that no value below the upper one reaches.
void checkRange(const SegmentCondition &condition, const Sentences &name, const std::string &at, Faults &faults)
{
    for (const auto &[lowKey, low, lowIsIn] : {std::tuple("at_least", &SegmentCondition::atLeast, true),
             std::tuple("above", &SegmentCondition::above, false)}) {
        for (const auto &[highKey, high, highIsIn] : {std::tuple("below", &SegmentCondition::below, false),
                 std::tuple("at_most", &SegmentCondition::atMost, true)}) {
            if (!(condition.*low) || !(condition.*high))
                continue;
            const bool isSingleValue = lowIsIn && highIsIn && *(condition.*low) == *(condition.*high);
            if (*(condition.*low) >= *(condition.*high) && !isSingleValue)
                faults.push_back({at + "/" + highKey,
                    {QD_WORDS("Coverage", "%1 on %2 can never hold: %3 %4 is not less than %5 %6."),
                        {name, condition.field, std::string(lowKey), plain(*(condition.*low)), std::string(highKey),
                            plain(*(condition.*high))}}});
        }
    }
}

void checkCondition(const SegmentCondition &condition, const RuleKind &kind, const std::string &at, Faults &faults)
{
    checkField(condition, kind, at, faults);
    const Sentences name(kind.name);
    const auto wrong = [&](const std::string &path, const MessageWords &words) {
        faults.push_back({path, {words, {name, condition.field}}});
    };
    const bool asksValue = std::ranges::any_of(Bounds, [&](const auto &bound) { return bool(condition.*bound.second); })
        || !condition.anyOf.empty() || !condition.noneOf.empty();
    if (!asksValue && !condition.missing)
        wrong(at,
            kind.saysAll ? QD_WORDS(
                "Coverage", "%1 on %2 asks nothing; give at_least, at_most, above, below, any_of, none_of or missing.")
                         : QD_WORDS("Coverage", "%1 on %2 asks nothing; give at_least, below or any_of."));
    if (asksValue && condition.missing.value_or(false))
        wrong(at + "/missing",
            QD_WORDS("Coverage", "%1 on %2 can never hold: it asks for a value that is missing, and what it is."));
    for (const auto &[key, bound] : Bounds) {
        const std::optional<double> &value = condition.*bound;
        if (!value || std::isfinite(*value))
            continue;
        const Sentences what(
            Message(QD_WORDS("Coverage", "%1 of %2 on %3"), {std::string(key), name, condition.field}));
        if (std::isnan(*value))
            faults.push_back(
                {at + "/" + key, {QD_WORDS("Coverage", "%1 is missing or no number; it must be a number."), {what}}});
        else
            faults.push_back(
                {at + "/" + key, {QD_WORDS("Coverage", "%1 is %2; it must be a number."), {what, plain(*value)}}});
    }
    checkRange(condition, name, at, faults);
}

/// Names of signals have a part of their own behind a colon, which is somebody's text.
std::string fieldName(const std::string &text)
{
    return text.find(':') == std::string::npos ? lowered(text) : text;
}

} // namespace

nlohmann::ordered_json plainNumber(double value)
{
    constexpr double Exact = 1e15; // up to there every whole number is one
    if (std::abs(value) < Exact && value == std::trunc(value))
        return std::int64_t(value);
    return value;
}

nlohmann::ordered_json toJson(const SegmentCondition &condition)
{
    nlohmann::ordered_json json{{"field", condition.field}};
    for (const auto &[key, bound] : Bounds) {
        if (const auto &value = condition.*bound)
            json[key] = plainNumber(*value);
    }
    if (!condition.anyOf.empty())
        json["any_of"] = condition.anyOf;
    if (!condition.noneOf.empty())
        json["none_of"] = condition.noneOf;
    if (condition.missing)
        json["missing"] = *condition.missing;
    return json;
}

RuleKind segmentRule(const std::string &segmentName)
{
    return {{QD_WORDS("Coverage", "the rule of segment %1"), {segmentName}}, ruleFields(),
        [](const std::string &field) { return std::ranges::find(ruleFields(), field) != ruleFields().end(); }};
}

std::vector<SegmentCondition> readRule(const JsonValue &holder, const char *key, const RuleKind &kind)
{
    std::vector<SegmentCondition> rule;
    for (const JsonValue &each : holder.list(key)) {
        const JsonValue fields = each.called(Sentences(kind.name));
        if (kind.saysAll)
            fields.allow({"field", "at_least", "at_most", "above", "below", "any_of", "none_of", "missing"});
        else
            fields.allow({"field", "at_least", "below", "any_of"});
        SegmentCondition condition{fieldName(fields.neededText("field")), fields.number("at_least"),
            fields.number("below"), fields.texts("any_of")};
        if (kind.saysAll) {
            condition.atMost = fields.number("at_most");
            condition.above = fields.number("above");
            condition.noneOf = fields.texts("none_of");
            if (const auto missing = fields.find("missing"))
                condition.missing = missing->flag();
        }
        rule.push_back(std::move(condition));
    }
    return rule;
}

std::vector<ModelFault> ruleFaults(
    const std::vector<SegmentCondition> &rule, const RuleKind &kind, const std::string &at)
{
    std::vector<ModelFault> faults;
    for (std::size_t i = 0; i < rule.size(); ++i)
        checkCondition(rule[i], kind, at + std::to_string(i), faults);
    return faults;
}

} // namespace qd::coverage
