#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <algorithm>

namespace qd::ui {
namespace {

constexpr double RingRadius = 3.5;
constexpr double ChosenRadius = 5;
constexpr double LineHeight = 14;

/// Where a category's point stands, whichever series has it.
std::optional<QPointF> pointOf(const ChartCanvas &canvas, int category)
{
    for (const auto &series : canvas.spec.series)
        if (const auto value = valueAt(series, category))
            return QPointF(canvas.layout.x(category), canvas.layout.y(*value));
    return std::nullopt;
}

/// The first series is the frontier; a point of any other stands off the line.
void paintLine(const ChartCanvas &canvas)
{
    QPolygonF line;
    for (int category = 0; category < canvas.layout.categories; ++category)
        if (const auto value = valueAt(canvas.spec.series.first(), category))
            line << QPointF(canvas.layout.x(category), canvas.layout.y(*value));
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.setPen(
        QPen(canvas.seriesColour(0), 2 * canvas.layout.scale, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin));
    canvas.painter.drawPolyline(line);
}

void paintDrop(const ChartCanvas &canvas, const QPointF &point)
{
    QPen pen(canvas.seriesColour(0), 1.5 * canvas.layout.scale, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({1.5, 1.5});
    canvas.painter.setPen(pen);
    canvas.painter.drawLine(point, QPointF(point.x(), canvas.layout.plot.bottom()));
}

void paintPoint(const ChartCanvas &canvas, const QPointF &point, bool isChosen)
{
    const double radius = (isChosen ? ChosenRadius : RingRadius) * canvas.layout.scale;
    canvas.painter.setPen(QPen(canvas.seriesColour(0), 1.6 * canvas.layout.scale));
    canvas.painter.setBrush(isChosen ? canvas.seriesColour(0) : canvas.theme.surface);
    canvas.painter.drawEllipse(point, radius, radius);
    canvas.painter.setBrush(Qt::NoBrush);
}

/// Beside the point, above the line that falls away from it; above a label that stands there already.
void paintNotes(const ChartCanvas &canvas)
{
    const QFont font = chartFont(Type::Small, canvas.layout.scale, true);
    const double height = LineHeight * canvas.layout.scale;
    QRectF before;
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const QString note = canvas.spec.categoryNotes.value(category);
        const auto point = pointOf(canvas, category);
        if (note.isEmpty() || !point)
            continue;
        const double width = textWidth(font, note);
        const double left = std::min(point->x() + 6, canvas.layout.rect.right() - width);
        QRectF box(left, point->y() - height - 4 * canvas.layout.scale, width, height);
        if (box.adjusted(-6, 0, 6, 0).intersects(before))
            box.moveBottom(before.top());
        canvas.textIn(box, note, font, canvas.theme.text1);
        before = box;
    }
}

} // namespace

void paintFrontier(const ChartCanvas &canvas)
{
    canvas.painter.setRenderHint(QPainter::Antialiasing, true);
    paintLine(canvas);
    if (const auto chosen = pointOf(canvas, canvas.spec.chosen); chosen && canvas.spec.chosen >= 0)
        paintDrop(canvas, *chosen);
    for (int category = 0; category < canvas.layout.categories; ++category)
        if (const auto point = pointOf(canvas, category))
            paintPoint(canvas, *point, category == canvas.spec.chosen);
    paintNotes(canvas);
    canvas.painter.setRenderHint(QPainter::Antialiasing, false);
}

} // namespace qd::ui
