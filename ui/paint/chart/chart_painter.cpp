#include "ui/paint/chart/chart_painter.h"

#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/chart/tornado_layout.h"
#include "ui/paint/chart/waterfall_layout.h"
#include "ui/paint/theme.h"

#include <cmath>
#include <limits>

namespace qd::ui {
namespace {

constexpr double PointReach = 12; // how far from a line's point a click still means it

void paintEmpty(const ChartCanvas &canvas, const QRectF &rect)
{
    const QFont font = chartFont(Type::Dense, canvas.layout.scale);
    const QString words = canvas.spec.emptyText.isEmpty() ? QStringLiteral("No values") : canvas.spec.emptyText;
    canvas.textIn(rect, elided(font, words, rect.width()), font, canvas.theme.text3, Qt::AlignHCenter);
}

void paintWithAxes(const ChartCanvas &canvas)
{
    paintGrid(canvas);
    switch (canvas.spec.kind) {
    case chart::Kind::Columns:
        paintColumns(canvas);
        break;
    case chart::Kind::Waterfall:
        paintWaterfall(canvas);
        break;
    case chart::Kind::Steps:
        paintSteps(canvas);
        break;
    case chart::Kind::Frontier:
        paintFrontier(canvas);
        break;
    default:
        paintLines(canvas);
        break;
    }
    paintTargets(canvas);
    paintCategoryLabels(canvas);
    paintEndLabels(canvas);
}

/// The line whose point at `category` is nearest to `y` and in reach; -1 for none.
int lineAt(const ChartLayout &layout, const ChartSpec &spec, int category, double y)
{
    int found = -1;
    double nearest = PointReach * layout.scale;
    for (int index = 0; index < spec.series.size(); ++index) {
        const auto value = valueAt(spec.series.at(index), category);
        if (value && std::abs(layout.y(*value) - y) < nearest) {
            nearest = std::abs(layout.y(*value) - y);
            found = index;
        }
    }
    return found;
}

std::optional<ChartPlace> heatPlaceAt(const QRectF &rect, const ChartSpec &spec, const QPointF &position, double scale)
{
    for (const auto &cell : layoutHeatmap(rect, spec, scale).cells)
        if (cell.box.adjusted(0, 0, 1, 1).contains(position))
            return cell.place;
    return std::nullopt;
}

std::optional<ChartPlace> tornadoPlaceAt(
    const QRectF &rect, const ChartSpec &spec, const QPointF &position, double scale)
{
    const TornadoLayout layout = layoutTornado(rect, spec, scale);
    for (const auto &bar : layout.bars)
        if (bar.box.contains(position))
            return bar.place;
    for (const auto &row : layout.rows)
        if (row.box.contains(position))
            return ChartPlace{-1, row.category};
    return std::nullopt;
}

ChartPlace columnPlaceAt(const ChartLayout &layout, const ChartSpec &spec, int category, const QPointF &position)
{
    for (const auto &part : columnParts(layout, spec))
        if (part.place.category == category && part.box.contains(position))
            return part.place;
    return {-1, category};
}

} // namespace

void paintChart(QPainter &painter, const QRectF &rect, const ChartSpec &spec, const Theme &theme, double scale,
    ChartPlace hovered, ChartPlace selected)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    ChartLayout layout;
    layout.scale = scale;
    const bool hasAxes = spec.kind != chart::Kind::Heatmap && spec.kind != chart::Kind::Tornado;
    if (hasAxes && hasValues(spec))
        layout = layoutChart(rect, spec, scale);
    const ChartCanvas canvas{painter, spec, theme, layout, hovered, selected};
    if (!hasValues(spec)) {
        if (spec.kind != chart::Kind::Sparkline)
            paintEmpty(canvas, rect);
    } else if (spec.kind == chart::Kind::Heatmap) {
        paintHeatmap(canvas, rect);
    } else if (spec.kind == chart::Kind::Tornado) {
        paintTornado(canvas, rect);
    } else if (spec.kind == chart::Kind::Sparkline) {
        paintSparkline(canvas);
    } else {
        paintWithAxes(canvas);
    }
    painter.restore();
}

std::optional<ChartPlace> chartPlaceAt(
    const QRectF &rect, const ChartSpec &spec, const Theme &, const QPointF &position, double scale)
{
    if (!hasValues(spec))
        return std::nullopt;
    if (spec.kind == chart::Kind::Heatmap)
        return heatPlaceAt(rect, spec, position, scale);
    if (spec.kind == chart::Kind::Tornado)
        return tornadoPlaceAt(rect, spec, position, scale);
    const ChartLayout layout = layoutChart(rect, spec, scale);
    const int category = layout.categoryAt(position.x());
    if (category < 0 || position.y() < layout.plot.top() || position.y() > layout.plot.bottom())
        return std::nullopt;
    switch (spec.kind) {
    case chart::Kind::Columns:
        return columnPlaceAt(layout, spec, category, position);
    case chart::Kind::Waterfall:
    case chart::Kind::Sparkline:
    case chart::Kind::Frontier:
        return ChartPlace{0, category};
    default:
        return ChartPlace{lineAt(layout, spec, category, position.y()), category};
    }
}

} // namespace qd::ui
