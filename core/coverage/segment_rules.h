#pragma once
#include "core/coverage/capacity_model.h"
#include "core/identity/account_directory.h"

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

/// What a rule may ask for: "arr", "product" and the golden fields.
[[nodiscard]] const std::vector<std::string> &ruleFields();

} // namespace qd::coverage
