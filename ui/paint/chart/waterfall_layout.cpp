#include "ui/paint/chart/waterfall_layout.h"

#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double BarShare = 0.68;
constexpr double LabelHeight = 14;
constexpr double LabelGap = 2;

QString totalText(const ChartLayout &layout, const ChartSpec &spec, double value, int figures)
{
    if (spec.format == chart::Unit::Count)
        return valueText(spec, value);
    // Shortened numbers keep some figures behind the point, so that two ends of a bridge can be told apart.
    const int extra = layout.unit.magnitude.isEmpty() ? 0 : std::max(0, figures - layout.unit.decimals);
    return axisText(layout.unit, value, extra);
}

/// A step as it is printed.
double stepOf(const ChartSpec &spec, const WaterfallBar &bar)
{
    return printedAt(spec.series.first(), bar.category).value_or(bar.to - bar.from);
}

void labelBars(QVector<WaterfallBar> &bars, const ChartLayout &layout, const ChartSpec &spec)
{
    const QFont font = chartFont(Type::Header, layout.scale);
    const double room = layout.slot(0).width() * 1.1;
    const auto &labels = spec.series.first().valueLabels;
    bool isTight = false;
    for (auto &bar : bars) {
        const bool hasOwn = bar.category < labels.size() && !labels.at(bar.category).isEmpty();
        const double step = stepOf(spec, bar);
        const QString derived = !bar.isTotal    ? changeText(spec, step)
            : spec.format == chart::Unit::Money ? shortValueText(spec, bar.to) // as it reads everywhere else
                                                : totalText(layout, spec, bar.to, 3);
        bar.label = hasOwn ? labels.at(bar.category) : derived;
        isTight |= !hasOwn && !bar.isTotal && textWidth(font, bar.label) > room;
    }
    for (auto &bar : bars) {
        const bool hasOwn = bar.category < labels.size() && !labels.at(bar.category).isEmpty();
        if (isTight && !hasOwn)
            bar.label = bar.isTotal ? totalText(layout, spec, bar.to, 2) : shortChangeText(spec, stepOf(spec, bar));
        const double width = textWidth(chartFont(Type::Header, layout.scale, bar.isTotal), bar.label);
        const double height = LabelHeight * layout.scale;
        const double gap = LabelGap * layout.scale;
        const bool above = bar.isTotal ? bar.to >= 0 : bar.to >= bar.from;
        const double top = above ? bar.box.top() - gap - height : bar.box.bottom() + gap;
        bar.labelBox = {bar.box.center().x() - width / 2, top, width, height};
    }
}

} // namespace

QVector<WaterfallBar> waterfallBars(const ChartLayout &layout, const ChartSpec &spec)
{
    QVector<WaterfallBar> bars;
    if (spec.series.isEmpty() || layout.categories == 0)
        return bars;
    double level = 0;
    for (int category = 0; category < layout.categories; ++category) {
        WaterfallBar bar;
        bar.category = category;
        bar.isTotal = category == 0 || category == layout.categories - 1;
        const auto value = valueAt(spec.series.first(), category);
        bar.from = bar.isTotal ? std::clamp(0.0, layout.values.low, layout.values.high) : level;
        level = bar.isTotal ? value.value_or(level) : level + value.value_or(0.0);
        bar.to = level;
        bar.isCut = bar.isTotal && layout.values.low > 0;
        const QRectF slot = layout.slot(category);
        const double width = std::max(1.0, std::round(slot.width() * BarShare));
        const double top = std::round(layout.y(std::max(bar.from, bar.to)));
        const double bottom = std::round(layout.y(std::min(bar.from, bar.to)));
        bar.box = {std::round(slot.center().x() - width / 2), top, width, std::max(1.0, bottom - top)};
        bars.append(bar);
    }
    labelBars(bars, layout, spec);
    return bars;
}

} // namespace qd::ui
