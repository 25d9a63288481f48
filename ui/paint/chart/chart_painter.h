#pragma once
#include "ui/paint/chart/chart_spec.h"

#include <QRectF>

#include <optional>

class QPainter;

namespace qd::ui {

struct Theme;

/// A place in a chart: a series and a category; -1 for "any". A heatmap's totals are the series after the last.
struct ChartPlace {
    int series = -1;
    int category = -1;
    bool operator==(const ChartPlace &) const = default;
};

/// Paints `spec` without its title into `rect`, for screen, PNG, SVG and PDF alike; `scale` multiplies text and lines
/// (1.0 on screen, 1.1 on paper). `hovered` gets the tint band, `selected` the frame. Works off the GUI thread.
void paintChart(QPainter &painter, const QRectF &rect, const ChartSpec &spec, const Theme &theme, double scale = 1.0,
    ChartPlace hovered = {}, ChartPlace selected = {});

/// What stands at `position` of a chart painted into `rect`; nothing outside the plot.
[[nodiscard]] std::optional<ChartPlace> chartPlaceAt(
    const QRectF &rect, const ChartSpec &spec, const Theme &theme, const QPointF &position, double scale = 1.0);

} // namespace qd::ui
