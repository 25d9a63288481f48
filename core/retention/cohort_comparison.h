#pragma once
#include "core/retention/cohorts.h"

#include <span>

namespace qd::retention {

/// What one customer has to do with the difference of two cells.
struct ComparedMember {
    CohortMember member;
    bool ofFirst = true; ///< of the first cell, else of the second
    double part = 0; ///< of the difference, in its unit: shares of 1, for arr base minor units
};

/// Two cells of a table of cohorts, and why one is higher.
struct CohortComparison {
    CohortMeasure measure = CohortMeasure::Logo;
    double first = 0; ///< the cells' values: shares of 1, for arr base minor units
    double second = 0;
    int firstMembers = 0;
    int secondMembers = 0;
    double together = 0; ///< the value over both, against which parts are told; for arr 0
    std::vector<ComparedMember> parts; ///< the largest first, by amount whatever the sign; then first before second

    [[nodiscard]] double difference() const { return first - second; }
};

/// Tells the difference of two cells by customer. With a customer's x of its cell's numerator, its y of the denominator
/// Y and r the rate over both cells, its part is (x - r y) / Y in the first cell and -(x - r y) / Y in the second, so
/// that all parts add up to first - second, and a customer that did as both together did has none. For arr a part is
/// what the customer has, negative in the second.
///
/// InvalidArgument where a cell has nothing to compare with: no members, or none with ARR (for usage, use) before.
[[nodiscard]] Result<CohortComparison> compareCells(
    CohortMeasure measure, std::span<const CohortMember> first, std::span<const CohortMember> second);

} // namespace qd::retention
