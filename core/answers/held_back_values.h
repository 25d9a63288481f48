#pragma once
#include "core/base/message.h"
#include "core/portfolio/portfolio.h"

namespace qd::answers {

/// The recurring values below zero of one source that wait in quarantine: credits, or signs that are wrong. They are in
/// no ARR, so whoever shows ARR says how much they are.
struct HeldBackValues {
    std::string source;
    std::int64_t rows = 0;
    std::vector<Money> totals; ///< annual, below zero, by currency; one whose sum is past 64 bits is left out
};

/// By source; without those that hold nothing back. Of the latest import of each file, as store::negativeRows().
[[nodiscard]] std::vector<HeldBackValues> heldBackValues(const portfolio::Portfolio &portfolio);

/// "stripe holds back 2 rows below zero, -120.00 USD a year in all: they are in no ARR."
[[nodiscard]] Message sentence(const HeldBackValues &held);

} // namespace qd::answers
