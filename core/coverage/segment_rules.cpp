#include "core/coverage/segment_rules.h"

#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/text.h"
#include "core/identity/golden_record.h"

#include <algorithm>
#include <cstdlib>

namespace qd::coverage {

namespace {

/// A whole text as a number; nothing for an empty one or any other text.
std::optional<double> numberIn(const std::string &text)
{
    const auto decimal = Decimal::parse(text);
    return decimal ? std::optional(decimal->approximate()) : std::nullopt;
}

bool isAnyOf(const SegmentCondition &condition, const std::string &text)
{
    return condition.anyOf.empty()
        || std::any_of(condition.anyOf.begin(), condition.anyOf.end(),
            [&](const std::string &wanted) { return equalsIgnoringCase(wanted, text); });
}

bool isWithin(const SegmentCondition &condition, const std::optional<double> &number)
{
    if (!condition.atLeast && !condition.below)
        return true;
    return number && (!condition.atLeast || *number >= *condition.atLeast)
        && (!condition.below || *number < *condition.below);
}

bool holds(const SegmentCondition &condition, double arr, const FieldValues &valuesOf)
{
    if (condition.field == "arr")
        return isWithin(condition, arr) && isAnyOf(condition, {});
    const std::vector<std::string> values = valuesOf(condition.field);
    return std::any_of(values.begin(), values.end(), [&condition](const std::string &text) {
        return isWithin(condition, numberIn(text)) && isAnyOf(condition, text);
    });
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

bool holds(const std::vector<SegmentCondition> &rule, double arr, const FieldValues &valuesOf)
{
    return std::all_of(
        rule.begin(), rule.end(), [&](const SegmentCondition &condition) { return holds(condition, arr, valuesOf); });
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
