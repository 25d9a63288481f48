#pragma once
#include "ui/paint/chart/chart_scale.h"
#include "ui/paint/chart/chart_spec.h"

#include <QFont>

namespace qd::ui {

enum class Type;

/// What axis numbers are divided by, so that they stay short, and how the unit then reads.
struct AxisUnit {
    double divisor = 1;
    int decimals = 0;
    QString magnitude = {}; ///< "k", "M", "B" or nothing
    QString text = {}; ///< "USD M", "%"; once at the top left
};

/// The range of `spec`'s values, targets and stacks as an axis. Columns contain zero; lines and waterfalls do when
/// `startAtZero` says so, or when the range is so wide that nothing is won by leaving it out.
[[nodiscard]] ValueScale valueScaleOf(const ChartSpec &spec);
[[nodiscard]] AxisUnit axisUnitOf(const ChartSpec &spec, const ValueScale &scale);

/// "51.2" on an axis of `unit`.
[[nodiscard]] QString axisText(const AxisUnit &unit, double value, int extraDecimals = 0);
/// The whole value, for a tooltip: "459,816", "107.5 %".
[[nodiscard]] QString valueText(const ChartSpec &spec, double value);
/// The value where there is little room, for an end label: "$50.97M", "107.5 %".
[[nodiscard]] QString shortValueText(const ChartSpec &spec, double value);
/// A change with its sign: "+406,098", "-2.4 pt"; zero has none.
[[nodiscard]] QString changeText(const ChartSpec &spec, double value);
/// The same where there is little room: "+406k".
[[nodiscard]] QString shortChangeText(const ChartSpec &spec, double value);
/// "Mar 2026" for "2026-03"; any other category as it is.
[[nodiscard]] QString categoryText(const QString &category);
/// "axis starts at 50.8 M" for a subtitle; nothing when the axis contains zero or the kind has no axis.
[[nodiscard]] QString axisStartSentence(const ChartSpec &spec);
/// The printed form of one value of a series: its own label, or valueText; small n carries a dagger.
[[nodiscard]] QString seriesValueText(const ChartSpec &spec, const ChartSeries &series, int category);
/// Whether the n behind a value is known and below 10.
[[nodiscard]] bool isSmallNumber(const ChartSeries &series, int category);
/// The name of a heatmap's row; of a part with that of the row it belongs to: "Enterprise, EMEA".
[[nodiscard]] QString rowName(const ChartSpec &spec, int series);
/// What is printed for the value of a series at a category: the value, or what parts of a total are rounded to.
[[nodiscard]] std::optional<double> printedAt(const ChartSeries &series, int category);
/// The value of a series at a category, if there is one.
[[nodiscard]] std::optional<double> valueAt(const ChartSeries &series, int category);

/// The theme's font, `scale` times as large.
[[nodiscard]] QFont chartFont(Type type, double scale, bool strong = false);
/// Width of `text` in 1/96 inch, on whatever it will be painted.
[[nodiscard]] double textWidth(const QFont &font, const QString &text);
/// Ascent of `font` in 1/96 inch.
[[nodiscard]] double textAscent(const QFont &font);
/// `text` cut with an ellipsis to `width`.
[[nodiscard]] QString elided(const QFont &font, const QString &text, double width);

} // namespace qd::ui
