#pragma once
#include "core/chart/chart.h"
#include "core/lifecycle/churn_analysis.h"
#include "core/lifecycle/time_to_value.h"
#include "core/survival/curve_readings.h"

namespace qd::pack {

/// The charts of how long customers stay, how long they take to their first value and why they leave, built once for
/// pages, packs and `qdeck chart`, as those of charts.h.

inline constexpr double Significant = 0.05; ///< a test below it is called a difference
inline constexpr int ChurnMonths = 24; ///< of the charts of why customers leave

/// Curves with their readings and those at risk, for survivalChart(): a reading a month, of three where lives last
/// over ten years, of a year where over thirty.
struct MonthlyCurves {
    survival::ReadCurves read; ///< at times of whole months (survival::DaysOfMonth)
    int monthsPerReading = 1;

    /// What the curve of a group says after `months`; nothing where nobody was observed for so long, or it is not read
    /// then.
    [[nodiscard]] std::optional<survival::CurveReading> after(std::size_t group, int months) const;
};
/// `lives` in days; `options` without its times at risk.
[[nodiscard]] MonthlyCurves monthlyCurves(
    const std::vector<survival::GroupedLife> &lives, survival::SurvivalOptions options = {});
/// What a curve of lives shows.
enum class CurveShown {
    Survival, ///< the share still in force
    Loss, ///< the share gone
    Hazard, ///< cumulative, Nelson-Aalen: how often one would have left who came back each time
};
/// A curve of customers still in force by months since the start, with its 95 % limits; a line for each group of `by`.
/// Where fewer than chart::SmallNumber are at risk the line is dashed and the limits are left out. Those of the hazard
/// are +- 1.96 of its deviation, not below 0.
[[nodiscard]] chart::Chart survivalChart(
    const MonthlyCurves &curves, const std::string &by, CurveShown shown = CurveShown::Survival);

/// Curves of times to value, read every day up to the last event, at least 90 and at most 365 days: who has no value
/// yet may be open for years.
[[nodiscard]] survival::ReadCurves dailyCurves(const std::vector<survival::GroupedLife> &lives);
/// The share of customers that has its first value by days since the clock, in the same way; `read` is dailyCurves().
[[nodiscard]] chart::Chart timeToValueChart(const survival::ReadCurves &read, const std::string &by);

/// What a column of churnChart() is made of: a group, or all that are too small for one of their own.
struct ChurnSeries {
    Message name;
    std::vector<std::size_t> groups; ///< positions in ChurnAnalysis::groups
};
/// At most seven, of which the last may be of several groups; by quarter one of all.
[[nodiscard]] std::vector<ChurnSeries> churnSeries(const lifecycle::ChurnAnalysis &analysis, const std::string &by);
/// ARR churned in each quarter by `by`, which is that of the analysis; the parts stand on each other.
[[nodiscard]] chart::Chart churnChart(const lifecycle::ChurnAnalysis &analysis, const std::string &by);

/// The unit of a curve's times.
enum class CurveUnit { Months, Days };

/// What the log-rank test between the groups shows and what it does not; that nothing is compared where there is one
/// group, no test, or fewer than ten events; empty without any group.
[[nodiscard]] Message logRankSentence(const survival::SurvivalAnalysis &analysis);
/// From when on which groups rest on fewer than chart::SmallNumber customers; empty where none does.
[[nodiscard]] Message thinSentence(const survival::ReadCurves &read, CurveUnit unit);
/// What stands below timeToValueChart(): both of the above in days, or, where nobody has the milestone, which setting
/// names another.
[[nodiscard]] Message valueSentence(
    const std::vector<lifecycle::TimeToValue> &rows, const survival::ReadCurves &read, const std::string &milestone);

} // namespace qd::pack
