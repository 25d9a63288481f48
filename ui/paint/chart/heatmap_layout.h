#pragma once
#include "ui/paint/chart/chart_painter.h"
#include "ui/paint/chart/chart_text.h"

#include <QRectF>

namespace qd::ui {

struct HeatCell {
    ChartPlace place; ///< the row of totals has series == spec.series.size()
    QRectF box;
    double value = 0;
    QString text; ///< nothing where the cell is too narrow for it
    bool isSmall = false; ///< n below 10: hatched
    bool isTotal = false;
    bool isStrong = false; ///< of the totals, or of a row with parts below it
    bool isOver = false; ///< above the limit, or below what is wanted
};

/// A column of text left of the cells: the row names, then what their notes hold.
struct HeatTextColumn {
    QString heading;
    double left = 0;
    double width = 0;
    bool alignRight = false;
};

struct HeatRow {
    QString name;
    QStringList texts; ///< by text column after the first
    QRectF box;
    bool isTotal = false;
    bool isStrong = false;
    double indent = 0; ///< of the name
};

struct HeatmapLayout {
    QRectF plot; ///< of the cells
    double scale = 1.0;
    double headerBaseline = 0;
    bool hasYears = false; ///< categories are months: the year stands above its first one
    double totalsLine = 0; ///< y of the strong line over the totals
    QVector<HeatTextColumn> columns;
    QVector<HeatRow> rows;
    QVector<HeatCell> cells;
    double cellWidth = 0;
};

/// Lays out a heatmap. `rowHeader` and the notes of the series may hold several columns, parted by tabs ("Start\tn\t
/// ARR, M" over "29\t2.00"); a series with counts and without a note gets one column n from its first count. A cell
/// without a value is absent.
[[nodiscard]] HeatmapLayout layoutHeatmap(const QRectF &rect, const ChartSpec &spec, double scale = 1.0);

inline constexpr double LeastHeatRow = 12; ///< px at scale 1; lower rows print no values and only some names

/// The least room in which all values and names are printed, with corners where something is wanted; nothing without
/// rows or categories.
[[nodiscard]] QSizeF leastHeatmapSize(const ChartSpec &spec, double scale = 1.0);

/// Step of a value on the scale: 0..8 sequential, 0..10 diverging with 5 within half a point of 1.0 and then 7 points
/// a step. Sequential starts at zero, or at the tenth below the lowest value when all lie above one half; values
/// above 1 stretch it. Load runs the other way, from 7 (up to 70 %) over 5 (to 95 %) to 0 (above 125 %).
[[nodiscard]] int heatStep(const ChartSpec &spec, double value);

} // namespace qd::ui
