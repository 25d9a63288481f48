#include "ui/common/explorer/plot_axes.h"

#include "ui/paint/chart/chart_text.h"
#include "ui/paint/theme.h"

#include <QtCharts/QCategoryAxis>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr int PixelsPerName = 84;

void clear(QCategoryAxis &axis)
{
    for (const QString &label : axis.categoriesLabels())
        axis.remove(label);
}

/// An axis takes each name once; two that read the same are told apart by blanks nobody sees.
void append(QCategoryAxis &axis, QString name, double value)
{
    const QStringList taken = axis.categoriesLabels();
    while (taken.contains(name))
        name += QChar(0x200b);
    axis.append(name, value);
}

} // namespace

ValueScale leftScale(const ChartSpec &spec, const std::vector<chart::Values> &drawn, bool logAxis, bool fromZero)
{
    const auto extent = chart::extentOf(drawn);
    if (!extent)
        return {};
    if (logAxis)
        return niceScale(extent->low, extent->high);
    const bool withZero = fromZero || spec.startAtZero;
    double low = withZero ? std::min(0.0, extent->low) : extent->low;
    double high = withZero ? std::max(0.0, extent->high) : extent->high;
    for (const TargetLine &target : spec.targets) {
        low = std::min(low, target.value);
        high = std::max(high, target.value);
    }
    return niceScale(low, high, spec.format == chart::Unit::Count);
}

void nameCategories(QCategoryAxis &axis, const ChartSpec &spec, const chart::PlotWindow &window, int pixels)
{
    clear(axis);
    axis.setRange(window.left, window.right);
    axis.setStartValue(window.left - 1);
    const int last = int(spec.categories.size()) - 1;
    const int from = std::clamp(int(window.left + 0.999), 0, std::max(last, 0));
    const int to = std::min(int(window.right), last);
    for (const int category : chart::namedCategories(from, to, std::max(1, pixels / PixelsPerName)))
        append(axis, categoryText(spec.categories[category]), category);
}

void nameValues(QCategoryAxis &axis, const ChartSpec &spec, const ValueScale &ends, bool logAxis)
{
    clear(axis);
    axis.setRange(ends.low, ends.high);
    axis.setStartValue(ends.low - (ends.high - ends.low));
    if (logAxis) {
        for (const double value : chart::logTicks(ends.low, ends.high)) {
            const double place = chart::logarithms(chart::Values{value}).front().value_or(0);
            append(axis, shortValueText(spec, value), place);
        }
        axis.setTitleText(spec.unit);
        return;
    }
    const ValueScale round = niceScale(ends.low, ends.high, spec.format == chart::Unit::Count);
    const AxisUnit unit = axisUnitOf(spec, round);
    for (const double value : round.ticks()) {
        if (value >= ends.low && value <= ends.high)
            append(axis, axisText(unit, value), value);
    }
    axis.setTitleText(unit.text);
}

void styleAxis(QCategoryAxis &axis, bool withGrid)
{
    const Theme &theme = Theme::current();
    axis.setLabelsFont(Theme::font(Type::Small));
    axis.setTitleFont(Theme::font(Type::Small));
    axis.setLabelsBrush(theme.text2);
    axis.setTitleBrush(theme.text2);
    axis.setLinePen(QPen(theme.strong, 1));
    axis.setGridLinePen(QPen(theme.grid, 1));
    axis.setGridLineVisible(withGrid);
    axis.setShadesVisible(false);
}

} // namespace qd::ui
