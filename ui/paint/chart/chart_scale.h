#pragma once
#include <QVector>

namespace qd::ui {

/// A linear value axis whose ends stand on ticks.
struct ValueScale {
    double low = 0;
    double high = 1;
    double step = 0.25;

    /// From `low` to `high`, both included; multiples of `step` free of rounding dust.
    [[nodiscard]] QVector<double> ticks() const;
    /// Where `value` lies between `bottom` (low) and `top` (high); beyond them it goes on in the same measure.
    [[nodiscard]] double place(double value, double top, double bottom) const;
};

/// The smallest scale with 4 to 6 ticks at steps of 1, 2, 2.5 or 5 times a power of ten that covers `low`..`high`.
/// Equal ends are widened by 5 % (zero: to 0..1). With `wholeSteps` the step is at least 1 and whole, so that a
/// small count may have fewer ticks.
[[nodiscard]] ValueScale niceScale(double low, double high, bool wholeSteps = false);

} // namespace qd::ui
