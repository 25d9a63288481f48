#include "ui/paint/chart/heatmap_layout.h"

#include "core/base/month.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double HatchPitch = 6;
constexpr float HatchOpacity = 0.28F;

QColor cellColour(const ChartCanvas &canvas, const HeatCell &cell)
{
    const auto step = static_cast<size_t>(heatStep(canvas.spec, cell.value));
    return canvas.spec.heatScale == chart::Scale::FromZero ? canvas.theme.sequential.at(step)
                                                           : canvas.theme.diverging.at(step);
}

/// Diagonals over a cell with few cases, as single lines, so that vector files stay small and exact.
void hatch(const ChartCanvas &canvas, const QRectF &box, QColor ink)
{
    auto &painter = canvas.painter;
    ink.setAlphaF(HatchOpacity);
    painter.save();
    painter.setClipRect(box, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(QPen(ink, canvas.layout.scale));
    for (double x = box.left() - box.height() + HatchPitch / 2; x < box.right(); x += HatchPitch * canvas.layout.scale)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
}

/// The small triangle in the upper right corner that says "above the limit" or "below what is wanted"; nearer to the
/// corner where it would touch the value.
void paintOver(const ChartCanvas &canvas, const HeatCell &cell, const QColor &ink)
{
    const QRectF &box = cell.box;
    if (box.width() < 25 * canvas.layout.scale)
        return;
    const QFont font = chartFont(Type::Small, canvas.layout.scale, cell.isStrong);
    const bool tight = (box.width() - textWidth(font, cell.text)) / 2 < 9 * canvas.layout.scale;
    const double side = (tight ? 4 : 5) * canvas.layout.scale;
    const double inset = (tight ? 1 : 3) * canvas.layout.scale;
    const QPointF corner = box.topRight() + QPointF(-inset, inset);
    auto &painter = canvas.painter;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPolygon(
        QPolygonF{corner + QPointF(-side / 2, 0), corner + QPointF(0, side), corner + QPointF(-side, side)});
    painter.restore();
}

void paintCell(const ChartCanvas &canvas, const HeatCell &cell)
{
    const QColor ground = cellColour(canvas, cell);
    const QColor ink = canvas.theme.inkOn(ground);
    canvas.painter.fillRect(cell.box, ground);
    if (cell.isSmall)
        hatch(canvas, cell.box, ink);
    canvas.textIn(
        cell.box, cell.text, chartFont(Type::Small, canvas.layout.scale, cell.isStrong), ink, Qt::AlignHCenter);
    if (cell.isOver)
        paintOver(canvas, cell, ink);
}

/// The year above its first month, and above each January.
void paintYear(const ChartCanvas &canvas, const HeatmapLayout &heat, int category, double centre)
{
    const auto month = Month::fromIso(canvas.spec.categories.at(category).toStdString());
    if (month && (category == 0 || month->month() == 1))
        canvas.text({centre, heat.headerBaseline - 14 * heat.scale}, QString::number(month->year()),
            chartFont(Type::Small, heat.scale), canvas.theme.text3, Qt::AlignHCenter);
}

/// "Oct" under a year, any other category as it is.
QString headingText(const HeatmapLayout &heat, const QString &category)
{
    const auto month = heat.hasYears ? Month::fromIso(category.toStdString()) : std::nullopt;
    return month ? formatMonthAlone(*month) : categoryText(category);
}

void paintHeadings(const ChartCanvas &canvas, const HeatmapLayout &heat)
{
    const QFont font = chartFont(Type::Small, heat.scale);
    for (const auto &column : heat.columns) {
        const double x = column.alignRight ? column.left + column.width : column.left;
        canvas.text({x, heat.headerBaseline}, column.heading, font, canvas.theme.text3,
            column.alignRight ? Qt::AlignRight : Qt::AlignLeft);
    }
    const double gap = 4 * heat.scale;
    double free = heat.plot.left() - gap;
    for (int category = 0; category < canvas.spec.categories.size(); ++category) {
        const QString words = headingText(heat, canvas.spec.categories.at(category));
        const double half = textWidth(font, words) / 2;
        const double centre = heat.plot.left() + heat.cellWidth * (category + 0.5);
        paintYear(canvas, heat, category, centre);
        if (centre - half < free)
            continue; // a heading that would run into its neighbour
        const bool isHovered = canvas.hovered.category == category;
        canvas.text({centre, heat.headerBaseline}, words, font, isHovered ? canvas.theme.accent : canvas.theme.text3,
            Qt::AlignHCenter);
        free = centre + half + gap;
    }
}

void paintRowTexts(const ChartCanvas &canvas, const HeatmapLayout &heat, int index)
{
    const HeatRow &row = heat.rows.at(index);
    const QFont font = chartFont(Type::Small, heat.scale, row.isStrong);
    const bool isHovered = canvas.hovered.series == index;
    for (int i = 0; i < heat.columns.size(); ++i) {
        const HeatTextColumn &column = heat.columns.at(i);
        // The totals' name may run over the columns it leaves empty.
        const bool runsOn = i == 0 && row.isTotal && row.texts.isEmpty();
        const double width = runsOn ? heat.plot.left() - column.left - 4 : column.width;
        const double indent = i == 0 ? row.indent : 0;
        const QRectF box(column.left + indent, row.box.top(), width - indent, row.box.height() - 1);
        const QString words = elided(font, i == 0 ? row.name : row.texts.value(i - 1), box.width() + 1);
        const QColor ink = i > 0 && !row.isTotal ? canvas.theme.text2 : canvas.theme.text1;
        canvas.textIn(box, words, font, isHovered && i == 0 ? canvas.theme.accent : ink,
            column.alignRight ? Qt::AlignRight : Qt::AlignLeft);
    }
}

} // namespace

void paintHeatmap(const ChartCanvas &canvas, const QRectF &rect)
{
    const HeatmapLayout heat = layoutHeatmap(rect, canvas.spec, canvas.layout.scale);
    paintHeadings(canvas, heat);
    const double rowHeight = heat.rows.isEmpty() ? LeastHeatRow : heat.rows.first().box.height();
    const int step = std::max(1, static_cast<int>(std::ceil(LeastHeatRow * heat.scale / rowHeight)));
    for (int index = 0; index < heat.rows.size(); ++index) {
        if (index % step == 0 || heat.rows.at(index).isTotal) // rows lower than their text name only some
            paintRowTexts(canvas, heat, index);
        if (heat.rows.at(index).isTotal)
            canvas.horizontal(heat.totalsLine, rect.left(), rect.right(), canvas.theme.strong);
    }
    for (const auto &cell : heat.cells)
        paintCell(canvas, cell);
    for (const auto &cell : heat.cells) {
        if (cell.place == canvas.hovered && !(cell.place == canvas.selected)) {
            canvas.painter.setPen(QPen(canvas.theme.text1, 1));
            canvas.painter.setBrush(Qt::NoBrush);
            canvas.painter.drawRect(cell.box.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        if (cell.place == canvas.selected)
            canvas.selectionFrame(cell.box);
    }
}

} // namespace qd::ui
