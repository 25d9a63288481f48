#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/theme.h"

#include <algorithm>

namespace qd::ui {
namespace {

constexpr float BandOpacity = 0.17F;
constexpr float SpareOpacity = 0.12F;
constexpr float ShortOpacity = 0.6F;
constexpr double WordGap = 6;
constexpr double LineHeight = 14;

void fill(const ChartCanvas &canvas, const QPolygonF &area, QColor colour, float opacity)
{
    colour.setAlphaF(opacity);
    canvas.painter.setPen(Qt::NoPen);
    canvas.painter.setBrush(colour);
    canvas.painter.drawPolygon(area);
    canvas.painter.setBrush(Qt::NoBrush);
}

void paintBand(const ChartCanvas &canvas, const ChartBand &band)
{
    const QColor colour =
        band.series >= 0 ? canvas.seriesColour(band.series) : meaningColour(band.meaning, canvas.theme);
    QPolygonF upper;
    QPolygonF lower;
    const auto close = [&] {
        std::reverse(lower.begin(), lower.end());
        if (upper.size() > 1)
            fill(canvas, upper + lower, colour, BandOpacity);
        upper.clear();
        lower.clear();
    };
    const auto count = std::min({qsizetype(canvas.layout.categories), band.low.size(), band.high.size()});
    for (int category = 0; category < count; ++category) {
        if (!band.low.at(category) || !band.high.at(category)) {
            close();
            continue;
        }
        const double x = canvas.layout.x(category);
        if (canvas.spec.holdsLevels && !upper.isEmpty()) { // up to here the limits of the category before held
            upper << QPointF(x, upper.last().y());
            lower << QPointF(x, lower.last().y());
        }
        upper << QPointF(x, canvas.layout.y(*band.high.at(category)));
        lower << QPointF(x, canvas.layout.y(*band.low.at(category)));
    }
    close();
}

/// The line's value half way to the neighbour at `step`, or its own at the end.
double between(const ChartSeries &line, int category, int step)
{
    const double own = *valueAt(line, category);
    return (own + valueAt(line, category + step).value_or(own)) / 2;
}

void paintGap(const ChartCanvas &canvas, const ChartGap &gap)
{
    const ChartSeries &level = canvas.spec.series.at(gap.level);
    const ChartSeries &line = canvas.spec.series.at(gap.line);
    for (int category = 0; category < canvas.layout.categories; ++category) {
        const auto has = valueAt(level, category);
        const auto needs = valueAt(line, category);
        if (!has || !needs)
            continue;
        const QRectF slot = canvas.layout.slot(category);
        const double y = canvas.layout.y(*has);
        const bool isShort = *needs > *has;
        const QPolygonF area{{slot.left(), y}, {slot.right(), y},
            {slot.right(), canvas.layout.y(between(line, category, 1))}, {slot.center().x(), canvas.layout.y(*needs)},
            {slot.left(), canvas.layout.y(between(line, category, -1))}};
        fill(canvas, area, isShort ? canvas.theme.series[2] : canvas.seriesColour(gap.level),
            isShort ? ShortOpacity : SpareOpacity);
    }
}

void paintDivider(const ChartCanvas &canvas, const ChartDivider &divider)
{
    const double x = std::round(canvas.layout.x(divider.category));
    const double top = canvas.layout.plot.top();
    const double line = LineHeight * canvas.layout.scale;
    const double dash = canvas.layout.scale;
    for (double y = top - line; y < canvas.layout.plot.bottom(); y += 6 * dash)
        canvas.vertical(x, y, std::min(y + 3 * dash, canvas.layout.plot.bottom()), canvas.theme.strong);
    const QFont font = chartFont(Type::Small, canvas.layout.scale);
    const double gap = WordGap * canvas.layout.scale;
    canvas.textIn({x - gap, top - line - 1, 0, line}, divider.before, font, canvas.theme.text3, Qt::AlignRight);
    canvas.textIn({x + gap, top - line - 1, 0, line}, divider.after, font, canvas.theme.text3);
}

} // namespace

void paintBands(const ChartCanvas &canvas)
{
    canvas.painter.setRenderHint(QPainter::Antialiasing, true);
    for (const auto &band : canvas.spec.bands)
        paintBand(canvas, band);
    canvas.painter.setRenderHint(QPainter::Antialiasing, false); // slots meet without a seam
    if (canvas.spec.gap)
        paintGap(canvas, *canvas.spec.gap);
    if (canvas.spec.divider)
        paintDivider(canvas, *canvas.spec.divider);
}

} // namespace qd::ui
