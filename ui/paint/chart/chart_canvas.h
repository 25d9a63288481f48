#pragma once
#include "ui/paint/chart/chart_layout.h"

#include <QColor>
#include <QPainter>

namespace qd::ui {

/// What the painters of one chart share: where, what, in which colours, and the few strokes all of them use.
struct ChartCanvas {
    QPainter &painter;
    const ChartSpec &spec;
    const Theme &theme;
    const ChartLayout &layout;
    ChartPlace hovered;
    ChartPlace selected;

    /// Text with its baseline at `origin`; `align` says which of its ends or its middle stands there. The font's points
    /// mean 1/72 inch of a 96 dpi page on every device.
    void text(const QPointF &origin, const QString &words, const QFont &font, const QColor &colour,
        Qt::Alignment align = Qt::AlignLeft) const;
    /// Text centred in the height of `box`.
    void textIn(const QRectF &box, const QString &words, const QFont &font, const QColor &colour,
        Qt::Alignment align = Qt::AlignLeft) const;
    /// A crisp line, one pixel thick times the scale, at most of the place's width.
    void horizontal(double y, double left, double right, const QColor &colour) const;
    void vertical(double x, double top, double bottom, const QColor &colour) const;
    /// The 2 px text-1 frame with a 1 px surface line inside.
    void selectionFrame(const QRectF &box) const;
    [[nodiscard]] QColor seriesColour(int series) const;
    /// Whether the band of a category is tinted.
    [[nodiscard]] bool isMarked(int category) const;
};

/// The colour of a meaning, the same everywhere; History, Net: text 1, Base: text 3.
[[nodiscard]] QColor meaningColour(chart::Meaning meaning, const Theme &theme);
/// The colour of series `index`: of its meaning; several Primary series get 1, 2, 3, 6, 4, 5, 7 in their order.
[[nodiscard]] QColor seriesColour(const ChartSpec &spec, int index, const Theme &theme);

void paintGrid(const ChartCanvas &canvas);
void paintCategoryLabels(const ChartCanvas &canvas);
void paintEndLabels(const ChartCanvas &canvas);
void paintTargets(const ChartCanvas &canvas);
void paintLines(const ChartCanvas &canvas);
/// What lies behind the lines: bands, the gap, the divider.
void paintBands(const ChartCanvas &canvas);
void paintTornado(const ChartCanvas &canvas, const QRectF &rect);
void paintSteps(const ChartCanvas &canvas);
void paintFrontier(const ChartCanvas &canvas);
void paintColumns(const ChartCanvas &canvas);
void paintWaterfall(const ChartCanvas &canvas);
void paintSparkline(const ChartCanvas &canvas);
void paintHeatmap(const ChartCanvas &canvas, const QRectF &rect);

} // namespace qd::ui
