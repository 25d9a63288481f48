#pragma once
#include "ui/paint/chart/chart_spec.h"

namespace qd::ui::samples {

/// `count` ISO months from `year`-`month`.
[[nodiscard]] QVector<QString> months(int year, int month, int count);
/// `seriesCount` lines of rates over two years that end close together, with notes.
[[nodiscard]] ChartSpec rates(int seriesCount);
/// Three months: New 300, 200, 100; Expansion 50, 0, 150; Churn -100, -50, -25; Net their sums. USD.
[[nodiscard]] ChartSpec movements();
/// A bridge from 51,139,237.49 to 50,974,909.25 USD whose nine steps add up to the cent; the axis need not start at 0.
[[nodiscard]] ChartSpec bridge();
/// A tornado of three levers, -20 % and +20 %, in millions.
[[nodiscard]] ChartSpec drivers();
/// People required and available over six months with their gap, a band from the second month on, two measured months
/// and a divider after them.
[[nodiscard]] ChartSpec fan();
/// Three cohorts over 0, 3, 6 months; the second lacks the last cell and the third the last two; n 8 in one of them.
[[nodiscard]] ChartSpec cohorts();
/// Points at 0, 2, 3 and 10 moves, the third one chosen.
[[nodiscard]] ChartSpec frontier();
/// A heatmap of two segments, the first with two regions.
[[nodiscard]] ChartSpec segmentsAndRegions();

} // namespace qd::ui::samples
