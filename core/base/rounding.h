#pragma once
#include <cstdint>
#include <vector>

namespace qd {

/// How figures are rounded before they are shown: halves go to the even neighbour, everywhere. Values are equal before
/// they are rounded; parts that stand above their total are rounded so that they add up to it.

/// `value` / `unit` rounded half to even; `unit` > 0.
[[nodiscard]] std::int64_t dividedHalfEven(std::int64_t value, std::int64_t unit);
/// `value` in units of its digit `decimals` behind the point, rounded half to even: 0.9065 with 3 gives 906. A tie is
/// one of the decimal that people see (2.675 with 2 is a tie). What is not finite comes back as it is.
[[nodiscard]] double shownUnits(double value, int decimals);
/// `value` rounded half to even to `decimals` digits behind the point.
[[nodiscard]] double shownValue(double value, int decimals);

/// `parts` rounded to multiples of `unit` that add up to `total`, itself such a multiple, by largest remainder; ties go
/// to the earlier part. A part of nothing stays nothing, and each differs from its exact value by less than a unit,
/// where the parts do make the total but for its rounding. Without parts, none.
[[nodiscard]] std::vector<std::int64_t> roundedParts(
    const std::vector<std::int64_t> &parts, std::int64_t unit, std::int64_t total);
/// The same for the sum of the parts, rounded to `unit` half to even.
[[nodiscard]] std::vector<std::int64_t> roundedParts(const std::vector<std::int64_t> &parts, std::int64_t unit);
/// The same for numbers shown with `decimals` digits behind the point, under a `total` shown so; for hours, FTE,
/// shares. Where the parts do not make the total (they are a unit or more away from it) each is rounded by itself.
[[nodiscard]] std::vector<double> roundedParts(const std::vector<double> &parts, int decimals, double total);
/// `parts` as whole numbers that add up to the whole number `total`, however far apart they are.
[[nodiscard]] std::vector<double> wholeParts(const std::vector<double> &parts, double total);

} // namespace qd
