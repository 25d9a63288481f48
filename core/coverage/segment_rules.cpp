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

bool holds(const SegmentCondition &condition, const identity::Account &account, double arr,
    const std::vector<std::string> &products)
{
    const auto fits = [&condition](const std::string &text) {
        return isWithin(condition, numberIn(text)) && isAnyOf(condition, text);
    };
    if (condition.field == "arr")
        return isWithin(condition, arr) && isAnyOf(condition, {});
    if (condition.field == "product")
        return std::any_of(products.begin(), products.end(), fits);
    return fits(account.field(condition.field));
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

std::vector<int> matchingRules(const CapacityModel &model, const identity::Account &account, std::int64_t arr,
    Currency currency, const std::vector<std::string> &products)
{
    const double major = Money{arr, currency}.major().approximate();
    std::vector<int> matching;
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        const std::vector<SegmentCondition> &rule = model.segments[i].rule;
        if (!rule.empty() && std::all_of(rule.begin(), rule.end(), [&](const SegmentCondition &part) {
                return holds(part, account, major, products);
            }))
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
