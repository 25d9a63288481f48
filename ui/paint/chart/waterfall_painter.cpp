#include "ui/paint/chart/waterfall_layout.h"

#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <algorithm>

namespace qd::ui {
namespace {

/// The colour of a bar: its category's role; else grey for ends, blue up and orange down.
QColor barColour(const ChartCanvas &canvas, const WaterfallBar &bar)
{
    if (bar.category < canvas.spec.categoryMeanings.size())
        return meaningColour(canvas.spec.categoryMeanings.at(bar.category), canvas.theme);
    if (bar.isTotal)
        return meaningColour(chart::Meaning::Total, canvas.theme);
    return meaningColour(bar.to >= bar.from ? chart::Meaning::RightHigher : chart::Meaning::LeftHigher, canvas.theme);
}

/// The surface-coloured zigzag over the foot of a bar whose axis does not start at zero.
void paintZigzag(const ChartCanvas &canvas, const QRectF &bar)
{
    const double scale = canvas.layout.scale;
    const double middle = std::max(bar.bottom() - 9 * scale, bar.center().y());
    const double quarter = bar.width() / 4;
    const double rise = 2.5 * scale;
    QPolygonF line;
    for (int i = 0; i <= 4; ++i)
        line << QPointF(bar.left() + quarter * i, middle + (i % 2 == 0 ? rise : -rise));
    auto &painter = canvas.painter;
    painter.save();
    painter.setClipRect(bar, Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(canvas.theme.surface, 3 * scale, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
    painter.drawPolyline(line);
    painter.restore();
}

} // namespace

void paintWaterfall(const ChartCanvas &canvas)
{
    const QVector<WaterfallBar> bars = waterfallBars(canvas.layout, canvas.spec);
    for (qsizetype i = 0; i + 1 < bars.size(); ++i) {
        const double y = canvas.layout.y(bars.at(i).to);
        canvas.horizontal(y, bars.at(i).box.right(), bars.at(i + 1).box.left(), canvas.theme.strong);
    }
    for (const auto &bar : bars) {
        canvas.painter.fillRect(bar.box, barColour(canvas, bar));
        if (bar.isCut)
            paintZigzag(canvas, bar.box);
        if (canvas.selected.category == bar.category && canvas.selected.series >= 0)
            canvas.selectionFrame(bar.box);
    }
    for (const auto &bar : bars)
        canvas.textIn(bar.labelBox, bar.label, chartFont(Type::Header, canvas.layout.scale, bar.isTotal),
            canvas.theme.text1, Qt::AlignHCenter);
}

} // namespace qd::ui
