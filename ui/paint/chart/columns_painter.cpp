#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <cmath>

namespace qd::ui {
namespace {

constexpr double NetWidth = 1.6;
constexpr double HaloWidth = 4;

void paintNet(const ChartCanvas &canvas, const ChartSeries &net)
{
    QPolygonF points;
    for (int category = 0; category < canvas.layout.categories; ++category)
        if (const auto value = valueAt(net, category))
            points << QPointF(canvas.layout.slot(category).center().x(), canvas.layout.y(*value));
    auto &painter = canvas.painter;
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    const double scale = canvas.layout.scale;
    for (const auto &[colour, width] : {std::pair{canvas.theme.surface, HaloWidth}, {canvas.theme.text1, NetWidth}}) {
        painter.setPen(QPen(colour, width * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (points.size() > 1)
            painter.drawPolyline(points);
    }
    painter.setPen(Qt::NoPen);
    for (const auto &point : points) {
        painter.setBrush(canvas.theme.surface);
        painter.drawEllipse(point, 3.0 * scale, 3.0 * scale);
        painter.setBrush(canvas.theme.text1);
        painter.drawEllipse(point, 2.0 * scale, 2.0 * scale);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

/// One series alone has its values on the columns, where all of them fit.
void paintColumnValues(const ChartCanvas &canvas, const QVector<ColumnPart> &parts)
{
    if (canvas.spec.series.size() != 1)
        return;
    const QFont font = chartFont(Type::Header, canvas.layout.scale);
    QVector<QString> texts;
    for (const auto &part : parts) {
        const auto &series = canvas.spec.series.first();
        const bool hasOwn = part.place.category < series.valueLabels.size();
        texts << (hasOwn ? series.valueLabels.at(part.place.category)
                         : shortValueText(canvas.spec, *valueAt(series, part.place.category)));
        if (textWidth(font, texts.last()) > canvas.layout.slot(0).width() - 4)
            return;
    }
    const double height = 14 * canvas.layout.scale;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QRectF &bar = parts.at(i).box;
        const bool isDown = *valueAt(canvas.spec.series.first(), parts.at(i).place.category) < 0;
        const QRectF box(bar.left(), isDown ? bar.bottom() + 2 : bar.top() - height - 2, bar.width(), height);
        canvas.textIn(box, texts.at(i), font, canvas.theme.text1, Qt::AlignHCenter);
    }
}

} // namespace

void paintColumns(const ChartCanvas &canvas)
{
    const QVector<ColumnPart> parts = columnParts(canvas.layout, canvas.spec);
    for (const auto &part : parts)
        canvas.painter.fillRect(part.box, canvas.seriesColour(part.place.series));
    for (const auto &part : parts)
        if (part.place == canvas.selected)
            canvas.selectionFrame(part.box);
    paintColumnValues(canvas, parts);
    const double zero = canvas.layout.y(0.0);
    canvas.horizontal(zero, canvas.layout.plot.left(), canvas.layout.plot.right(), canvas.theme.strong);
    for (const auto &series : canvas.spec.series)
        if (series.meaning == chart::Meaning::Net)
            paintNet(canvas, series);
}

} // namespace qd::ui
