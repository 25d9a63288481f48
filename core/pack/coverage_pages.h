#pragma once
#include "core/coverage/capacity.h"
#include "core/coverage/fairness.h"
#include "core/coverage/hiring_trigger.h"
#include "core/pack/pack_document.h"

namespace qd::pack {

/// What the coverage pages say, measured once.
struct CoverageMeasures {
    coverage::CoverageInput input;
    coverage::Capacity capacity; ///< twelve months from the month of the as-of date
    coverage::FairnessReport fairness;
    std::vector<coverage::HiringTrigger> triggers; ///< total first
    Message model; ///< "touch model v3, FY27" or "the shipped touch model"
};

inline constexpr int CoverageMonths = 12;
inline constexpr int MonthsToHire = 3; ///< assumed from the decision to the first day at work; the page says so

/// Measures the coverage of `asOf` with the touch model in force, for the customers for which `filters` hold and the
/// share of everybody's time that is for them. NoData without CSMs; errors of loadCoverage().
[[nodiscard]] Result<CoverageMeasures> measureCoverage(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters = {});

/// Need against time by segment and month, when to hire, how evenly the work is spread, over as many pages as the
/// segments take; pure.
[[nodiscard]] std::vector<Page> capacityPages(const CoverageMeasures &measures);
/// Every book, fullest first, over as many pages as it takes; pure.
[[nodiscard]] std::vector<Page> bookPages(const CoverageMeasures &measures);

} // namespace qd::pack
