#pragma once
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/chart_text.h"

#include <QRectF>

namespace qd::ui {

/// One bar of a tornado, from the zero line.
struct TornadoBar {
    ChartPlace place;
    QRectF box;
};

struct TornadoRow {
    int category = 0;
    QString name; ///< elided to the name column
    QRectF box; ///< the whole width
    QString left; ///< the lower value, printed right-aligned before the bars
    QString right; ///< the higher one, printed after them
    double leftEdge = 0; ///< where the bars begin and end, zero line included
    double rightEdge = 0;
};

/// A place on the axis above the bars.
struct TornadoTick {
    double x = 0;
    QString text;
};

struct TornadoLayout {
    QRectF plot; ///< of the bars
    double nameRight = 0; ///< right edge of the names
    double zero = 0; ///< x of the zero line
    double legendHeight = 0;
    AxisUnit unit;
    QVector<TornadoTick> ticks; ///< from left to right, zero among them; none where rows need the height
    QVector<TornadoRow> rows; ///< those for which there is height, from the first
    QVector<TornadoBar> bars;
};

/// Lays out a tornado: names right-aligned at the left, bars around a zero line, the lower value of a row printed left
/// of its bars and the higher one right of them. With one series only its value is printed, on its own side. Rows that
/// have no height left are not shown; the data still has them.
[[nodiscard]] TornadoLayout layoutTornado(const QRectF &rect, const ChartSpec &spec, double scale = 1.0);

} // namespace qd::ui
