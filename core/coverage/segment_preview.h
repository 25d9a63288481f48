#pragma once
#include "core/coverage/books.h"

namespace qd::coverage {

/// Accounts that would change from one segment to another.
struct SegmentShift {
    int from = -1; ///< index in the present model's segments; -1 for none
    int to = -1; ///< index in the other model's; -1 for none
    int accounts = 0;
    std::int64_t arr = 0; ///< base minor units
    std::vector<int> loads = {}; ///< which: indexes of CoverageInput::loads
};

/// One segment under the present model and under the other. Both columns add up to the same accounts and ARR.
struct SegmentTotal {
    std::string name; ///< empty for accounts of no segment
    int accountsBefore = 0;
    int accountsAfter = 0;
    std::int64_t arrBefore = 0; ///< base minor units
    std::int64_t arrAfter = 0;
    double hoursBefore = 0; ///< a month, factors included
    double hoursAfter = 0;
};

/// What another model would do to today's accounts.
struct SegmentPreview {
    std::vector<SegmentShift> shifts; ///< by from, then to; accounts that stay (same segment name) are left out
    int moved = 0;
    double hoursBefore = 0; ///< a month
    double hoursAfter = 0;
    double fteBefore = 0; ///< hours over the productive hours of one FTE of either model
    double fteAfter = 0;
    /// The other model's segments in its order, then those it no longer has, then none if it has accounts on a side.
    std::vector<SegmentTotal> segments;
    std::vector<Message> overlaps; ///< about rules of the other model that hold for one account

    /// ARR of the accounts that move, base minor units.
    [[nodiscard]] std::int64_t movedArr() const;
};

/// Sentences about segments of `model` whose rules hold for the same accounts; the first of them wins.
[[nodiscard]] std::vector<Message> overlappingRules(const CoverageInput &input, const CapacityModel &model);

/// For a threshold moved in a rule, or any other change of the model. Linear in accounts x segments.
[[nodiscard]] SegmentPreview previewModel(const CoverageInput &input, const CapacityModel &other);

} // namespace qd::coverage
