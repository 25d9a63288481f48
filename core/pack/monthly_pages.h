#pragma once
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/pack/source_label.h"

#include <optional>

namespace qd::pack {

/// The pages of the monthly pack, each from the one set of measures; pure.

/// `heightOfText` decides whether the trend has room below the narrative.
[[nodiscard]] Page summaryPage(const MonthMeasures &measures, const NarrativeHeight &heightOfText);
[[nodiscard]] Page arrPage(const MonthMeasures &measures);
/// Nothing without a cohort.
[[nodiscard]] std::optional<Page> cohortPage(const MonthMeasures &measures);
/// Nothing with fewer than two systems; as many of the largest breaks as the page holds.
[[nodiscard]] std::optional<Page> reconcilePage(const MonthMeasures &measures);
/// Sources, definitions and what is missing, over as many pages as they take.
[[nodiscard]] std::vector<Page> sourcePages(const MonthMeasures &measures, const NarrativeHeight &heightOfText);

/// The scorecard of the summary.
[[nodiscard]] Scorecard scorecard(const MonthMeasures &measures);
/// The largest movements of the month, most `gains` up and `losses` down, FX left out; largest first, losses last.
[[nodiscard]] std::vector<revenue::AccountMovement> largestMovers(
    const MonthMeasures &measures, std::size_t gains, std::size_t losses);

/// Age of each source on the pack's as-of date, as sources::freshnessOn() has it.
[[nodiscard]] std::vector<SourceAge> sourceAges(const MonthMeasures &measures);

/// Rates as printed: the month's, and the month's before or the year's before.
[[nodiscard]] ShownRate monthlyRate(const MonthMeasures &measures, std::string_view metric);
[[nodiscard]] ShownRate yearlyRate(const MonthMeasures &measures, std::string_view metric);
[[nodiscard]] std::optional<std::int64_t> shown(const std::optional<double> &fraction);

} // namespace qd::pack
