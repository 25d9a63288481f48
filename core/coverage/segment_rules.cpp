#include "core/coverage/segment_rules.h"

#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/identity/golden_record.h"

#include <algorithm>
#include <cstdlib>

namespace qd::coverage {

namespace {

constexpr double Tolerance = 1e-9; // far below what anybody writes as a bound, far above what binary numbers miss

/// A whole text as a number; nothing for an empty one or any other text.
std::optional<double> numberIn(const std::string &text)
{
    const auto decimal = Decimal::parse(text);
    return decimal ? std::optional(decimal->approximate()) : std::nullopt;
}

bool isOneOf(const std::vector<std::string> &texts, const RuleValue &value)
{
    return std::ranges::any_of(texts, [&value](const std::string &wanted) {
        return value.text.empty() ? value.number && numberIn(wanted) == value.number
                                  : equalsIgnoringCase(wanted, value.text);
    });
}

bool isWithin(const SegmentCondition &condition, const std::optional<double> &number)
{
    if (!condition.atLeast && !condition.below && !condition.atMost && !condition.above)
        return true;
    return number && (!condition.atLeast || *number >= *condition.atLeast - Tolerance)
        && (!condition.below || *number < *condition.below - Tolerance)
        && (!condition.atMost || *number <= *condition.atMost + Tolerance)
        && (!condition.above || *number > *condition.above + Tolerance);
}

/// Whether a condition is about a value, which there must be then.
bool needsValue(const SegmentCondition &condition)
{
    return condition.atLeast || condition.below || condition.atMost || condition.above || !condition.anyOf.empty()
        || !condition.noneOf.empty();
}

std::vector<RuleValue> valuesIn(const SegmentCondition &condition, double arr, const FieldValues &valuesOf)
{
    if (condition.field == "arr")
        return {{{}, arr}};
    std::vector<RuleValue> values;
    for (const std::string &text : valuesOf(condition.field)) {
        if (!text.empty())
            values.push_back(ruleValue(text));
    }
    return values;
}

} // namespace

const std::vector<std::string> &ruleFields()
{
    static const std::vector<std::string> fields = [] {
        std::vector<std::string> all{"arr", "product"};
        all.insert(all.end(), identity::goldenFieldNames().begin(), identity::goldenFieldNames().end());
        return all;
    }();
    return fields;
}

RuleValue ruleValue(const std::string &text)
{
    return {text, numberIn(text)};
}

bool holds(const SegmentCondition &condition, std::span<const RuleValue> values)
{
    if (values.empty())
        return condition.missing.value_or(false) && !needsValue(condition);
    if (condition.missing.value_or(false))
        return false;
    if (std::ranges::any_of(values, [&](const RuleValue &value) { return isOneOf(condition.noneOf, value); }))
        return false;
    return std::ranges::any_of(values, [&condition](const RuleValue &value) {
        return isWithin(condition, value.number) && (condition.anyOf.empty() || isOneOf(condition.anyOf, value));
    });
}

bool holds(const std::vector<SegmentCondition> &rule, double arr, const FieldValues &valuesOf)
{
    return std::ranges::all_of(
        rule, [&](const SegmentCondition &condition) { return holds(condition, valuesIn(condition, arr, valuesOf)); });
}

std::vector<int> matchingRules(const CapacityModel &model, const identity::Account &account, std::int64_t arr,
    Currency currency, const std::vector<std::string> &products)
{
    const double major = Money{arr, currency}.major().approximate();
    const FieldValues valuesOf = [&](const std::string &field) {
        return field == "product" ? products : std::vector<std::string>{account.field(field)};
    };
    std::vector<int> matching;
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        const std::vector<SegmentCondition> &rule = model.segments[i].rule;
        if (!rule.empty() && holds(rule, major, valuesOf))
            matching.push_back(int(i));
    }
    return matching;
}

int segmentOf(const CapacityModel &model, const identity::Account &account, std::int64_t arr, Currency currency,
    const std::vector<std::string> &products)
{
    if (const auto matching = matchingRules(model, account, arr, currency, products); !matching.empty())
        return matching.front();
    const int named = model.segmentNamed(account.field("segment"));
    return named >= 0 && model.segments[std::size_t(named)].rule.empty() ? named : -1;
}

} // namespace qd::coverage
