#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace qd::ui {
namespace {

constexpr double LineWidth = 2;
constexpr double DiscRadius = 3;
constexpr double RingRadius = 4.5;
constexpr float AreaOpacity = 0.14F;
constexpr float PointOpacity = 0.6F;

QPen linePen(const QColor &colour, double width, bool dashed = false)
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (dashed)
        pen.setDashPattern({2.0, 1.5}); // 4-3 px at 2 px
    return pen;
}

void disc(const ChartCanvas &canvas, const QPointF &centre, const QColor &colour, double radius, double ring)
{
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(canvas.theme.surface);
    canvas.painter.drawEllipse(centre, ring * canvas.layout.scale, ring * canvas.layout.scale);
    canvas.painter.setBrush(colour);
    canvas.painter.drawEllipse(centre, radius * canvas.layout.scale, radius * canvas.layout.scale);
    canvas.painter.setBrush(Qt::NoBrush);
}

/// Runs of points between gaps.
QVector<QPolygonF> runsOf(const ChartCanvas &canvas, const ChartSeries &series)
{
    QVector<QPolygonF> runs(1);
    for (int category = 0; category < canvas.layout.categories; ++category) {
        if (const auto value = valueAt(series, category))
            runs.last().append({canvas.layout.x(category), canvas.layout.y(*value)});
        else if (!runs.last().isEmpty())
            runs.append(QPolygonF());
    }
    if (runs.last().isEmpty())
        runs.removeLast();
    return runs;
}

/// The same for a series of steps: each value holds from half way to the one before to half way to the next.
QVector<QPolygonF> stepRunsOf(const ChartCanvas &canvas, const ChartSeries &series)
{
    QVector<QPolygonF> runs(1);
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const auto value = valueAt(series, category);
        if (!value) {
            runs.append(QPolygonF());
            continue;
        }
        const QRectF slot = canvas.layout.slot(category);
        const double y = canvas.layout.y(*value);
        runs.last() << QPointF(slot.left(), y) << QPointF(slot.right(), y);
    }
    runs.removeIf([](const QPolygonF &run) { return run.isEmpty(); });
    return runs;
}

/// A line of levels: each value holds until the next category. In two parts: what rests on enough, and what rests on
/// few, which is dashed.
struct LevelRuns {
    QVector<QPolygonF> firm;
    QVector<QPolygonF> few;
};

LevelRuns levelRunsOf(const ChartCanvas &canvas, const ChartSeries &series)
{
    LevelRuns runs;
    std::optional<QPointF> before;
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const auto value = valueAt(series, category);
        if (!value) {
            before.reset();
            continue;
        }
        const QPointF point(canvas.layout.x(category), canvas.layout.y(*value));
        const bool wasFew = isSmallNumber(series, before ? category - 1 : category);
        QVector<QPolygonF> &part = wasFew ? runs.few : runs.firm;
        if (!before && !valueAt(series, category + 1))
            part.append(QPolygonF{point}); // alone, so without a line
        if (before) {
            if (part.isEmpty() || part.last().last() != *before)
                part.append(QPolygonF{*before});
            part.last() << QPointF(point.x(), before->y()) << point;
        }
        before = point;
    }
    return runs;
}

void strokeRuns(const ChartCanvas &canvas, const QVector<QPolygonF> &runs, const QPen &pen)
{
    canvas.painter.setBrush(Qt::NoBrush);
    for (const auto &run : runs) {
        if (run.size() == 1) {
            disc(canvas, run.first(), pen.color(), DiscRadius - 1, DiscRadius - 1); // a lone point has no line
            continue;
        }
        canvas.painter.setPen(pen);
        canvas.painter.drawPolyline(run);
    }
}

/// Values one by one, as rings that show through each other.
void paintPoints(const ChartCanvas &canvas, int index)
{
    QColor colour = canvas.seriesColour(index);
    colour.setAlphaF(PointOpacity);
    canvas.painter.setPen(QPen(colour, 1.2 * canvas.layout.scale));
    canvas.painter.setBrush(Qt::NoBrush);
    const double radius = (DiscRadius - 0.5) * canvas.layout.scale;
    for (int category = 0; category < canvas.layout.categories; ++category) {
        if (const auto value = valueAt(canvas.spec.series.at(index), category))
            canvas.painter.drawEllipse(QPointF(canvas.layout.x(category), canvas.layout.y(*value)), radius, radius);
    }
}

/// Levels as corner points: each holds until the next category or the plot's end.
QPolygonF levels(const ChartCanvas &canvas, const ChartSeries &series)
{
    QPolygonF corners;
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const auto value = valueAt(series, category);
        if (!value)
            continue;
        const double y = canvas.layout.y(*value);
        corners << QPointF(canvas.layout.x(category), y) << QPointF(canvas.layout.slot(category).right(), y);
    }
    return corners;
}

void fillBelow(const ChartCanvas &canvas, const QPolygonF &corners, QColor colour)
{
    const double base = canvas.layout.y(std::max(0.0, canvas.layout.values.low));
    QPolygonF area = corners;
    area << QPointF(corners.last().x(), base) << QPointF(corners.first().x(), base);
    colour.setAlphaF(AreaOpacity);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(colour);
    canvas.painter.drawPolygon(area);
    canvas.painter.setBrush(Qt::NoBrush);
}

QString stepLabel(const ChartCanvas &canvas, double change, bool isFirst)
{
    const int extra = canvas.layout.unit.magnitude.isEmpty() ? 0 : 1;
    const QString text = axisText(canvas.layout.unit, change, canvas.layout.unit.decimals > 0 ? 0 : extra);
    return !isFirst && change > 0 ? QLatin1Char('+') + text : text;
}

/// A disc and the change at each place where the level moves; labels that would meet an earlier one are left out.
void markChanges(const ChartCanvas &canvas, int index)
{
    const auto &series = canvas.spec.series.at(index);
    const QFont font = chartFont(Type::Small, canvas.layout.scale);
    const double height = 14 * canvas.layout.scale;
    std::optional<double> before;
    QRectF last;
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const auto value = valueAt(series, category);
        if (!value || (before && *before == *value))
            continue;
        const double change = *value - before.value_or(0.0);
        const QPointF point(canvas.layout.x(category), canvas.layout.y(*value));
        const bool isDown = before && change < 0;
        disc(canvas, point, isDown ? canvas.theme.series[2] : canvas.seriesColour(index), DiscRadius, RingRadius);
        const QString words = stepLabel(canvas, change, !before);
        const double width = textWidth(font, words);
        const double left = std::min(point.x() + 3, canvas.layout.plot.right() - width);
        const QRectF box(left, isDown ? point.y() + 4 : point.y() - height - 3, width, height);
        if (!box.adjusted(-4, 0, 4, 0).intersects(last)) {
            canvas.textIn(box, words, font, canvas.theme.text2);
            last = box;
        }
        before = value;
    }
}

void markHovered(const ChartCanvas &canvas)
{
    for (int index = 0; index < canvas.spec.series.size(); ++index) {
        for (const ChartPlace &place : {canvas.hovered, canvas.selected}) {
            const auto value = valueAt(canvas.spec.series.at(index), place.category);
            if (!value || (place.series >= 0 && place.series != index))
                continue;
            const QPointF point(canvas.layout.x(place.category), canvas.layout.y(*value));
            disc(canvas, point, canvas.seriesColour(index), DiscRadius, RingRadius);
        }
    }
}

void paintLevels(const ChartCanvas &canvas, int index)
{
    const LevelRuns runs = levelRunsOf(canvas, canvas.spec.series.at(index));
    const QColor colour = canvas.seriesColour(index);
    const double width = LineWidth * canvas.layout.scale;
    strokeRuns(canvas, runs.firm, linePen(colour, width));
    strokeRuns(canvas, runs.few, linePen(colour, width, true));
}

} // namespace

void paintLines(const ChartCanvas &canvas)
{
    paintBands(canvas);
    canvas.painter.setRenderHint(QPainter::Antialiasing, true);
    for (int index = 0; canvas.spec.holdsLevels && index < canvas.spec.series.size(); ++index)
        paintLevels(canvas, index);
    if (canvas.spec.holdsLevels) {
        markHovered(canvas);
        canvas.painter.setRenderHint(QPainter::Antialiasing, false);
        return;
    }
    const double width = LineWidth * canvas.layout.scale;
    for (int index = 0; index < canvas.spec.series.size(); ++index) {
        const auto &series = canvas.spec.series.at(index);
        if (series.form == LineForm::Points) {
            paintPoints(canvas, index);
            continue;
        }
        const bool steps = series.form == LineForm::DashedSteps;
        const bool dashed = steps || (series.form == LineForm::ByMeaning && series.meaning == chart::Meaning::Base);
        const QVector<QPolygonF> runs = steps ? stepRunsOf(canvas, series) : runsOf(canvas, series);
        const QColor colour = canvas.seriesColour(index);
        strokeRuns(canvas, runs, linePen(colour, steps ? 0.75 * width : width, dashed));
        if (!runs.isEmpty() && !steps)
            disc(canvas, runs.last().last(), colour, DiscRadius, RingRadius);
    }
    markHovered(canvas);
    canvas.painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintSteps(const ChartCanvas &canvas)
{
    canvas.painter.setRenderHint(QPainter::Antialiasing, true);
    for (int index = 0; index < canvas.spec.series.size(); ++index) {
        const QPolygonF corners = levels(canvas, canvas.spec.series.at(index));
        if (corners.isEmpty())
            continue;
        const QColor colour = canvas.seriesColour(index);
        fillBelow(canvas, corners, colour);
        QPen pen = linePen(colour, LineWidth * canvas.layout.scale);
        pen.setJoinStyle(Qt::MiterJoin);
        canvas.painter.setPen(pen);
        canvas.painter.drawPolyline(corners);
    }
    for (int index = 0; index < canvas.spec.series.size(); ++index)
        markChanges(canvas, index);
    canvas.painter.setRenderHint(QPainter::Antialiasing, false);
}

void paintSparkline(const ChartCanvas &canvas)
{
    if (canvas.spec.series.isEmpty())
        return;
    canvas.painter.setRenderHint(QPainter::Antialiasing, true);
    // The line fills the height from its lowest to its highest value: a sparkline shows shape, not measure.
    ChartLayout layout = canvas.layout;
    const auto &series = canvas.spec.series.first();
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();
    for (const auto &value : series.values) {
        low = std::min(low, value.value_or(low));
        high = std::max(high, value.value_or(high));
    }
    layout.values = high > low ? ValueScale{low, high, 1} : ValueScale{low - 1, low + 1, 1};
    const ChartCanvas fitted{canvas.painter, canvas.spec, canvas.theme, layout, {}, {}};
    const QVector<QPolygonF> runs = runsOf(fitted, series);
    strokeRuns(fitted, runs, linePen(canvas.seriesColour(0), 1.5 * layout.scale));
    if (!runs.isEmpty())
        disc(fitted, runs.last().last(), canvas.seriesColour(0), 2.4, 3.4);
    canvas.painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace qd::ui
