#pragma once
#include "core/base/date.h"
#include "core/base/rounding.h"

#include <cmath>
#include <optional>
#include <string>

namespace qd {

/// The days a rate speaks about: after `from`, up to and including `to`.
struct Window {
    Date from;
    Date to;

    bool operator==(const Window &) const = default;
};

/// A rate as a record, not a number: what was divided by what, over how many, when, and by which definition.
/// Totals are recomputed from parts, never averaged.
struct Ratio {
    double numerator = 0;
    double denominator = 0;
    int n = 0; ///< how many accounts (contracts, answers ...) stand behind it
    std::optional<Window> window; ///< absent for a stock figure
    std::optional<Date> asOf; ///< what was known by then
    std::string grain = "account"; ///< "account" or "parent"
    std::string definition = {}; ///< metric id and version, for example "nrr v1"

    /// numerator / denominator as a fraction (1.0 is 100 %); nothing for a zero denominator, never 0, 1 or NaN.
    [[nodiscard]] std::optional<double> value() const
    {
        if (denominator == 0)
            return std::nullopt;
        return numerator / denominator;
    }
};

/// The difference of two fractions as people see it beside them: taken from both rounded to `decimals` of a percent, so
/// that 89.8 % against 92.4 % reads -2.6 points whatever lies behind.
[[nodiscard]] inline double shownDifference(double now, double before, int decimals = 1)
{
    const double unit = 100 * std::pow(10.0, decimals);
    return (shownUnits(now, decimals + 2) - shownUnits(before, decimals + 2)) / unit;
}

} // namespace qd
