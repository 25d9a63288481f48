#include "ui/paint/chart/chart_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qd::ui {
namespace {

constexpr int MostDecimals = 12;
constexpr double LeastShare = 1e-3; // of the largest value: what an axis that leaves zero out spans at least

struct Range {
    double low = std::numeric_limits<double>::max();
    double high = std::numeric_limits<double>::lowest();

    void add(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
    [[nodiscard]] bool isEmpty() const { return high < low; }
};

void addStacks(Range &range, const ChartSpec &spec)
{
    for (int category = 0; category < spec.categories.size(); ++category) {
        double up = 0;
        double down = 0;
        for (const auto &series : spec.series) {
            const double value = valueAt(series, category).value_or(0.0);
            if (series.meaning == chart::Meaning::Net)
                range.add(value);
            else
                (value > 0 ? up : down) += value;
        }
        range.add(up);
        range.add(down);
    }
}

void addSteps(Range &range, const ChartSpec &spec)
{
    double level = 0;
    for (int category = 0; category < spec.categories.size(); ++category) {
        const bool isTotal = category == 0 || category == spec.categories.size() - 1;
        const auto value = valueAt(spec.series.first(), category);
        level = isTotal ? value.value_or(level) : level + value.value_or(0.0);
        range.add(level);
    }
}

Range rangeOf(const ChartSpec &spec)
{
    Range range;
    if (spec.kind == chart::Kind::Columns) {
        addStacks(range, spec);
    } else if (spec.kind == chart::Kind::Waterfall) {
        if (!spec.series.isEmpty())
            addSteps(range, spec);
    } else {
        for (const auto &series : spec.series)
            for (const auto &value : series.values)
                if (value)
                    range.add(*value);
        for (const auto &band : spec.bands)
            for (const auto *edge : {&band.low, &band.high})
                for (const auto &value : *edge)
                    if (value)
                        range.add(*value);
    }
    for (const auto &target : spec.targets)
        range.add(target.value);
    return range;
}

} // namespace

ValueScale valueScaleOf(const ChartSpec &spec)
{
    Range range = rangeOf(spec);
    if (range.isEmpty())
        range = {0.0, 1.0};
    const bool isWaterfall = spec.kind == chart::Kind::Waterfall;
    const double span = range.high - range.low;
    const double margin = isWaterfall ? 0.15 * span : 0.0; // the end bars keep a stump, down labels stay in the plot
    // Where all differ by next to nothing, an axis of its own would make that fill the chart.
    const bool isFlat = span < LeastShare * std::max(std::abs(range.low), std::abs(range.high));
    const bool zeroIsNear = range.low < 0 || range.low - margin <= span * 0.25 || isFlat;
    if (spec.kind == chart::Kind::Columns
        || (spec.kind != chart::Kind::Sparkline && (spec.startAtZero || zeroIsNear))) {
        range.add(0.0);
        if (isWaterfall && range.low < 0)
            range.low -= 0.06 * span;
    } else {
        range.low -= margin;
    }
    return niceScale(range.low, range.high, spec.format == chart::Unit::Count);
}

AxisUnit axisUnitOf(const ChartSpec &spec, const ValueScale &scale)
{
    AxisUnit unit;
    unit.text = spec.unit;
    if (spec.format == chart::Unit::Share || spec.format == chart::Unit::Points) {
        unit.divisor = 0.01;
        if (unit.text.isEmpty())
            unit.text = spec.format == chart::Unit::Share ? QStringLiteral("%") : QStringLiteral("pt");
    } else {
        const double largest = std::max(std::abs(scale.low), std::abs(scale.high));
        if (largest >= 1e9)
            unit.divisor = 1e9, unit.magnitude = QStringLiteral("B");
        else if (largest >= 1e6)
            unit.divisor = 1e6, unit.magnitude = QStringLiteral("M");
        else if (largest >= 1e4)
            unit.divisor = 1e3, unit.magnitude = QStringLiteral("k");
        if (!unit.magnitude.isEmpty())
            unit.text = unit.text.isEmpty() ? unit.magnitude : unit.text + QLatin1Char(' ') + unit.magnitude;
    }
    // As many decimals as tell a step from the next, however small it is beside the divisor.
    for (double step = scale.step / unit.divisor;
         unit.decimals < MostDecimals && std::abs(step - std::round(step)) > 1e-6 * std::max(step, 1e-12); step *= 10.0)
        ++unit.decimals;
    return unit;
}

} // namespace qd::ui
