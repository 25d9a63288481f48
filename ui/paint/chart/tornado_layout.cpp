#include "ui/paint/chart/tornado_layout.h"

#include "ui/paint/chart/chart_scale.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double HighestRow = 24;
constexpr double LowestRow = 15;
constexpr double BarShare = 0.62;
constexpr double LargestNameShare = 0.42;
constexpr double NameGap = 10;
constexpr double ValueGap = 5;
constexpr double LegendHeight = 20;
constexpr double AxisHeight = 16;
constexpr qsizetype RowsBeforeAxis = 8; // so many at least are worth more than the numbers above them
constexpr double TickRoom = 8; // between two numbers

struct Reach {
    double low = 0;
    double high = 0;
};

Reach reachOf(const ChartSpec &spec, int category)
{
    Reach reach;
    for (const auto &series : spec.series) {
        const double value = valueAt(series, category).value_or(0.0);
        reach.low = std::min(reach.low, value);
        reach.high = std::max(reach.high, value);
    }
    return reach;
}

Reach wholeReach(const ChartSpec &spec)
{
    Reach whole;
    for (int category = 0; category < spec.categories.size(); ++category) {
        const Reach reach = reachOf(spec, category);
        whole.low = std::min(whole.low, reach.low);
        whole.high = std::max(whole.high, reach.high);
    }
    return whole;
}

/// A signed value short enough for a bar's end: three figures of the largest.
QString printed(const AxisUnit &unit, const Reach &whole, double value)
{
    const double largest = std::max(-whole.low, whole.high) / unit.divisor;
    const int decimals = largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
    return formatDelta(value / unit.divisor, decimals);
}

void fillTexts(TornadoRow &row, const ChartSpec &spec, const AxisUnit &unit, const Reach &whole)
{
    std::optional<double> low;
    std::optional<double> high;
    for (const auto &series : spec.series) {
        if (const auto value = valueAt(series, row.category)) {
            low = std::min(low.value_or(*value), *value);
            high = std::max(high.value_or(*value), *value);
        }
    }
    if (!low)
        return;
    const bool isOne = spec.series.size() == 1;
    if (!isOne || *low < 0)
        row.left = printed(unit, whole, *low);
    if (!isOne || *low >= 0)
        row.right = printed(unit, whole, *high);
}

double nameColumn(const ChartSpec &spec, const QFont &font, double width)
{
    double widest = 0;
    for (const auto &name : spec.categories)
        widest = std::max(widest, textWidth(font, name));
    return std::min(std::ceil(widest), width * LargestNameShare);
}

/// Zero line and pixels of one unit, so that the widest bars and the texts at their ends fit the plot.
void placeScale(TornadoLayout &layout, const Reach &whole, double valueWidth, double scale)
{
    const double margin = valueWidth + 2 * ValueGap * scale;
    const double room = std::max(4.0, layout.plot.width() - 2 * margin);
    const double span = std::max(whole.high - whole.low, 1e-12);
    layout.zero = std::round(layout.plot.left() + margin + room * -whole.low / span);
}

void addBars(TornadoLayout &layout, TornadoRow &row, const ChartSpec &spec, double pixels)
{
    const double height = std::round(row.box.height() * BarShare);
    const double top = std::round(row.box.center().y() - height / 2);
    row.leftEdge = layout.zero;
    row.rightEdge = layout.zero;
    for (int index = 0; index < spec.series.size(); ++index) {
        const double value = valueAt(spec.series.at(index), row.category).value_or(0.0);
        const double end = std::round(layout.zero + value * pixels);
        row.leftEdge = std::min(row.leftEdge, end);
        row.rightEdge = std::max(row.rightEdge, end);
        if (end != layout.zero)
            layout.bars.append(
                {{index, row.category}, {std::min(end, layout.zero), top, std::abs(end - layout.zero), height}});
    }
}

/// Numbers above the bars, as many as stand apart from one another.
void addTicks(TornadoLayout &layout, const Reach &whole, const QFont &font, double pixels, double scale)
{
    const ValueScale values = niceScale(whole.low, whole.high);
    int decimals = 0; // as many as the step has
    for (double step = values.step / layout.unit.divisor; decimals < 4 && std::abs(step - std::round(step)) > 1e-6;
         step *= 10)
        ++decimals;
    double end = -1e9; // of the number before
    for (const double value : values.ticks()) {
        const TornadoTick tick{layout.zero + value * pixels,
            value == 0 ? QStringLiteral("0") : formatDelta(value / layout.unit.divisor, decimals)};
        const double half = textWidth(font, tick.text) / 2;
        const bool inside = tick.x - half >= layout.plot.left() && tick.x + half <= layout.plot.right();
        if (!inside || tick.x - half < end + TickRoom * scale)
            continue;
        end = tick.x + half;
        layout.ticks.append(tick);
    }
}

} // namespace

TornadoLayout layoutTornado(const QRectF &rect, const ChartSpec &spec, double scale)
{
    TornadoLayout layout;
    const Reach whole = wholeReach(spec);
    const QFont font = chartFont(Type::Small, scale);
    const double largest = std::max(-whole.low, whole.high);
    layout.unit = axisUnitOf(spec, {whole.low, whole.high, largest > 0 ? largest : 1.0});
    layout.legendHeight = LegendHeight * scale;
    layout.nameRight = rect.left() + nameColumn(spec, font, rect.width());
    layout.plot = rect.adjusted(0, layout.legendHeight, 0, 0);
    layout.plot.setLeft(layout.nameRight + NameGap * scale);
    double valueWidth = 0;
    QVector<TornadoRow> rows;
    for (int category = 0; category < spec.categories.size(); ++category) {
        TornadoRow row;
        row.category = category;
        row.name = elided(font, spec.categories.at(category), layout.nameRight - rect.left());
        fillTexts(row, spec, layout.unit, whole);
        valueWidth = std::max({valueWidth, textWidth(font, row.left), textWidth(font, row.right)});
        rows.append(row);
    }
    placeScale(layout, whole, valueWidth, scale);
    const double margin = valueWidth + 2 * ValueGap * scale;
    const double pixels = std::max(4.0, layout.plot.width() - 2 * margin) / std::max(whole.high - whole.low, 1e-12);
    const double forRows = LowestRow * scale * double(std::min(rows.size(), RowsBeforeAxis));
    if (largest > 0 && layout.plot.height() - AxisHeight * scale >= forRows) {
        layout.plot.setTop(layout.plot.top() + AxisHeight * scale);
        addTicks(layout, whole, font, pixels, scale);
    }
    const double height = std::clamp(
        layout.plot.height() / double(std::max(rows.size(), qsizetype(1))), LowestRow * scale, HighestRow * scale);
    double top = layout.plot.top();
    for (TornadoRow &row : rows) {
        if (top + height > layout.plot.bottom() + 0.5 && !layout.rows.isEmpty())
            break;
        row.box = QRectF(rect.left(), top, rect.width(), height);
        addBars(layout, row, spec, pixels);
        layout.rows.append(row);
        top += height;
    }
    layout.plot.setBottom(top);
    return layout;
}

} // namespace qd::ui
