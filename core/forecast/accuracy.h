#pragma once
#include "core/forecast/forecast_data.h"

#include <array>
#include <functional>

namespace qd::forecast {

/// The share of what came by which a forecast may miss: 5 %.
inline constexpr double AccuracyTarget = 0.05;
/// Days before the quarter's last day on which forecasts are looked at.
inline constexpr std::array AccuracyLeads{120, 90, 60, 30, 15};

/// What an author had forecast so many days before the quarter's end against what came. Amounts are base minor units.
struct AccuracyRow {
    std::string author;
    int lead = 0; ///< days
    std::int64_t forecast = 0; ///< sum F
    std::int64_t actual = 0; ///< sum A
    std::int64_t apart = 0; ///< sum |F - A|
    int n = 0; ///< renewals
    int untouched = 0; ///< of them, without a row of the author by that day: F = 0

    // Nothing where sum A is 0.
    [[nodiscard]] std::optional<double> error() const; ///< |sum F - sum A| / sum A
    [[nodiscard]] std::optional<double> bias() const; ///< (sum F - sum A) / sum A
    [[nodiscard]] std::optional<double> accuracy() const; ///< 1 - error, floored at 0
    [[nodiscard]] std::optional<double> wape() const; ///< sum |F - A| / sum A
};

/// For each author of a forecast of the quarter dated by the day, in byte order, a row for each of AccuracyLeads that
/// is not after the day (CONTRACT-ROOMS section 2, "Renewal forecast").
///
/// The base of a row is what was due in the quarter as known on the lead day, less what is pending as known on `asOf`.
/// F is the author's last row by the lead day; A the renewed ARR as known on `asOf`, of a renewal that is no longer due
/// in the quarter what its contracts and those that follow them are worth on the settled day: an end that was moved
/// renews. Both are at the rates of the due date. `only` are the customers, by directory index, that count. NoData
/// without ARR; NoRate, Overflow.
[[nodiscard]] Result<std::vector<AccuracyRow>> forecastAccuracy(
    const ForecastData &data, std::optional<Date> asOf = std::nullopt, const std::function<bool(int)> &only = {});

/// The same rows with the authors first who had forecast the most of the renewals: one who forecasts a part of them is
/// held to all, so that figures of the whole book stand before those of single CSMs. Authors of as many stay in their
/// order, rows of an author together.
[[nodiscard]] std::vector<AccuracyRow> widestFirst(std::vector<AccuracyRow> rows);

} // namespace qd::forecast
