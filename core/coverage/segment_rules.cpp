#include "core/coverage/segment_rules.h"

#include "core/base/decimal.h"
#include "core/base/money.h"
#include "core/base/text.h"

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

bool holds(const SegmentCondition &condition, const identity::Account &account, double arr)
{
    const bool isArr = condition.field == "arr";
    const std::string text = isArr ? std::string() : account.field(condition.field);
    if (condition.atLeast || condition.below) {
        const auto number = isArr ? std::optional(arr) : numberIn(text);
        if (!number || (condition.atLeast && *number < *condition.atLeast)
            || (condition.below && *number >= *condition.below))
            return false;
    }
    return condition.anyOf.empty()
        || std::any_of(condition.anyOf.begin(), condition.anyOf.end(),
            [&](const std::string &wanted) { return equalsIgnoringCase(wanted, text); });
}

} // namespace

std::vector<int> matchingRules(
    const CapacityModel &model, const identity::Account &account, std::int64_t arr, Currency currency)
{
    const double major = Money{arr, currency}.major().approximate();
    std::vector<int> matching;
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        const std::vector<SegmentCondition> &rule = model.segments[i].rule;
        if (!rule.empty() && std::all_of(rule.begin(), rule.end(), [&](const SegmentCondition &part) {
                return holds(part, account, major);
            }))
            matching.push_back(int(i));
    }
    return matching;
}

int segmentOf(const CapacityModel &model, const identity::Account &account, std::int64_t arr, Currency currency)
{
    if (const auto matching = matchingRules(model, account, arr, currency); !matching.empty())
        return matching.front();
    const int named = model.segmentNamed(account.field("segment"));
    return named >= 0 && model.segments[std::size_t(named)].rule.empty() ? named : -1;
}

} // namespace qd::coverage
