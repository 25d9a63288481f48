#pragma once
#include "core/coverage/capacity_model.h"
#include "core/identity/account_directory.h"

#include <functional>

namespace qd {
class JsonValue;
}

namespace qd::coverage {

/// Index of the segment an account belongs to; -1 for none. Segments with a rule are asked in order and the first that
/// holds wins; when none does, the golden segment is looked up among the segments without a rule.
/// `arr` is in minor units of `currency`, the workspace's base currency; `products` are those of its contracts in
/// force, of which one is enough for a condition on product.
[[nodiscard]] int segmentOf(const CapacityModel &model, const identity::Account &account, std::int64_t arr,
    Currency currency, const std::vector<std::string> &products = {});

/// Indexes of all segments whose rule holds for the account; more than one is an overlap.
[[nodiscard]] std::vector<int> matchingRules(const CapacityModel &model, const identity::Account &account,
    std::int64_t arr, Currency currency, const std::vector<std::string> &products = {});

/// What an account has in a field: one value for a golden field, empty for none; of `product` as many as it has.
using FieldValues = std::function<std::vector<std::string>(const std::string &field)>;
/// Whether all conditions of a rule hold for an account, also of another day; a rule without conditions does. `arr` is
/// in major units of the base currency.
[[nodiscard]] bool holds(const std::vector<SegmentCondition> &rule, double arr, const FieldValues &valuesOf);

/// The conditions that stand under `key` as a list, about which sentences say "the rule of segment X"; complaints as
/// those of JsonValue.
[[nodiscard]] std::vector<SegmentCondition> readRule(
    const JsonValue &segment, const char *key, const std::string &segmentName);
/// Everything that is wrong with a rule: an unknown field, with the nearest; a condition that asks nothing or can never
/// hold. `at` is the path of the list with "/" behind it.
[[nodiscard]] std::vector<ModelFault> ruleFaults(
    const std::vector<SegmentCondition> &rule, const std::string &segmentName, const std::string &at);

/// What a rule may ask for: "arr", "product" and the golden fields.
[[nodiscard]] const std::vector<std::string> &ruleFields();

} // namespace qd::coverage
