#pragma once
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/chart_text.h"

#include <QRectF>

namespace qd::ui {

/// Geometry of a chart with axes, without ink: what the painters draw and what a click finds. All in the coordinates
/// of the rectangle it was made for.
struct AxisTick {
    double value = 0;
    double y = 0;
    QString text;
};

/// The label below a slot. Lines after the first `nameLines` are notes.
struct CategoryLabel {
    int category = 0;
    QRectF box;
    QStringList lines;
    int nameLines = 1;
};

/// A direct label at the right end: name and value, under them a note.
struct EndLabel {
    int series = 0;
    double anchor = 0; ///< y of what it names
    QRectF box;
    QString name;
    QString note;
    bool isKey = false; ///< of a chart whose last column lacks a part: a square of its colour stands before the name
};
/// Room for that square, at a scale of 1.
inline constexpr double KeyWidth = 14;

/// One part of a stacked column.
struct ColumnPart {
    ChartPlace place;
    QRectF box;
};

struct ChartLayout {
    QRectF rect;
    QRectF plot;
    double scale = 1.0; ///< of text and lines
    chart::Kind kind = chart::Kind::Lines;
    int categories = 0;
    ValueScale values;
    AxisUnit unit;
    QVector<AxisTick> ticks;
    QVector<CategoryLabel> categoryLabels;
    QVector<EndLabel> endLabels;
    QVector<double> positions; ///< Frontier: of the categories, along `across`
    ValueScale across;

    /// Where a position of a frontier stands.
    [[nodiscard]] double xAlong(double position) const;
    [[nodiscard]] double y(double value) const { return values.place(value, plot.top(), plot.bottom()); }
    /// Where a line's point of a category stands; for steps where its level begins.
    [[nodiscard]] double x(int category) const;
    /// The full-height band of a category.
    [[nodiscard]] QRectF slot(int category) const;
    /// The category whose band holds `x`; -1 outside the plot.
    [[nodiscard]] int categoryAt(double x) const;
};

/// Lays out Lines, Steps, Columns, Waterfall and Sparkline in `rect`.
[[nodiscard]] ChartLayout layoutChart(const QRectF &rect, const ChartSpec &spec, double scale = 1.0);

/// The parts of all columns, from the base line outwards; a value of zero has none, any other is at least 1 px.
[[nodiscard]] QVector<ColumnPart> columnParts(const ChartLayout &layout, const ChartSpec &spec);

/// Moves label tops, sorted by wish, so that each stands at least `heights[i]` below the one before and, if they fit,
/// all between `top` and `bottom`: max(y, last + height) downwards, then back up from the bottom.
void pushApart(QVector<double> &tops, const QVector<double> &heights, double top, double bottom);

/// Labels below the slots: months thinned, anchored at the last and with the year once; names in up to two lines
/// with notes, staggered in two rows where they would collide.
[[nodiscard]] QVector<CategoryLabel> categoryLabelsOf(const ChartLayout &layout, const ChartSpec &spec);

/// Direct labels for the ends of lines, or for the parts of the last column.
[[nodiscard]] QVector<EndLabel> endLabelsOf(const ChartLayout &layout, const ChartSpec &spec);

/// Whether there is any value to draw.
[[nodiscard]] bool hasValues(const ChartSpec &spec);

} // namespace qd::ui
