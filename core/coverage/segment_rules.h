#pragma once
#include "core/coverage/capacity_model.h"
#include "core/identity/account_directory.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <span>

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

/// A value that a condition looks at: a text, and a number where it is one.
struct RuleValue {
    std::string text;
    std::optional<double> number;
};
/// Whether a condition holds for what an account has in its field, of which one is enough; for `noneOf` none may be
/// among them. Without a value only `missing` holds. Bounds are met within 1e-9, so that no digit of a binary number
/// decides.
[[nodiscard]] bool holds(const SegmentCondition &condition, std::span<const RuleValue> values);
/// A text as such a value; no number for one that is none.
[[nodiscard]] RuleValue ruleValue(const std::string &text);

/// What rules of a kind are called in sentences and what they may say.
struct RuleKind {
    Message name; ///< "the rule of segment Enterprise"
    std::vector<std::string> fields; ///< what conditions may ask for, in this order where they are listed
    std::function<bool(const std::string &)> isField; ///< also those with a part of their own, as `vendor:MODEL`
    bool saysAll = false; ///< also at_most, above, none_of and missing
};
/// The kind of a segment's rule.
[[nodiscard]] RuleKind segmentRule(const std::string &segmentName);

/// The conditions that stand under `key` as a list; complaints as those of JsonValue. Fields are lowered but where they
/// have a part of their own behind a colon.
[[nodiscard]] std::vector<SegmentCondition> readRule(const JsonValue &holder, const char *key, const RuleKind &kind);
/// A condition as readRule() reads it, what is not asked left out: for the files of models and action rules alike.
[[nodiscard]] nlohmann::ordered_json toJson(const SegmentCondition &condition);
/// A number as a person writes it: 20, not 20.0.
[[nodiscard]] nlohmann::ordered_json plainNumber(double value);
/// Everything that is wrong with a rule: an unknown field, with the nearest; a condition that asks nothing or can never
/// hold. `at` is the path of the list with "/" behind it.
[[nodiscard]] std::vector<ModelFault> ruleFaults(
    const std::vector<SegmentCondition> &rule, const RuleKind &kind, const std::string &at);

/// What a segment's rule may ask for: "arr", "product" and the golden fields.
[[nodiscard]] const std::vector<std::string> &ruleFields();

} // namespace qd::coverage
