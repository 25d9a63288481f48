#pragma once
#include "core/coverage/books.h"

namespace qd::coverage {

/// Accounts that would change from one segment to another.
struct SegmentShift {
    int from = -1; ///< index in the present model's segments; -1 for none
    int to = -1; ///< index in the other model's; -1 for none
    int accounts = 0;
    std::int64_t arr = 0; ///< base minor units
};

/// What another model would do to today's accounts.
struct SegmentPreview {
    std::vector<SegmentShift> shifts; ///< by from, then to; accounts that stay (same segment name) are left out
    int moved = 0;
    double hoursBefore = 0; ///< a month
    double hoursAfter = 0;
    std::vector<std::string> overlaps; ///< sentences about rules of the other model that hold for one account
};

/// Sentences about segments of `model` whose rules hold for the same accounts; the first of them wins.
[[nodiscard]] std::vector<std::string> overlappingRules(const CoverageInput &input, const CapacityModel &model);

/// For a threshold moved in a rule, or any other change of the model. Linear in accounts x segments.
[[nodiscard]] SegmentPreview previewModel(const CoverageInput &input, const CapacityModel &other);

} // namespace qd::coverage
