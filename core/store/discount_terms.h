#pragma once
#include "core/base/date.h"

#include <cstdint>
#include <optional>

namespace qd::store {

/// What is taken off the recurring value of a subscription, and on which days (CONTRACT-ROOMS section 1).
struct DiscountTerms {
    std::optional<std::int64_t> amountMinor = std::nullopt; ///< of one payment, or of what the value is stated for
    std::optional<double> percent = std::nullopt; ///< 50 and 0.5 are half; 1 is a hundredth
    std::optional<Date> start = std::nullopt; ///< first day; nothing: from the beginning
    std::optional<Date> end = std::nullopt; ///< last day; nothing: for ever

    /// Whether anything is taken off.
    [[nodiscard]] bool isGiven() const { return amountMinor.value_or(0) != 0 || percent.value_or(0) != 0; }
    /// Whether all days of a subscription that starts on `first` are discounted: then it is part of its annual value.
    [[nodiscard]] bool coversAll(Date first) const { return !end && (!start || *start <= first); }
};

/// The annual value less the discount, both in minor units, never below 0, rounded half to even. `stated` is what the
/// subscription states (amount, mrr or arr), in minor units: an amount off is annualised as that was. The value itself
/// where there is nothing to annualise by.
[[nodiscard]] std::int64_t discounted(std::int64_t annual, const DiscountTerms &terms, std::int64_t stated);

} // namespace qd::store
