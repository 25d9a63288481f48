#include "core/base/rounding.h"
#include "ui/common/chart/chart_tooltip.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/waterfall_layout.h"
#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>
#include <vector>

namespace qd::ui {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ChartTooltip)
};

QString headingOf(const ChartSpec &spec, int category)
{
    return category >= 0 && category < spec.categories.size() ? categoryText(spec.categories.at(category)) : QString();
}

TooltipText heatText(const ChartSpec &spec, ChartPlace place)
{
    const bool isTotal = place.series >= spec.series.size();
    if (isTotal && !spec.totals)
        return {};
    const ChartSeries &series = isTotal ? *spec.totals : spec.series.at(place.series);
    TooltipText text{isTotal ? series.name : rowName(spec, place.series), {}};
    text.rows.append({{}, headingOf(spec, place.category), seriesValueText(spec, series, place.category), false});
    if (place.category < series.counts.size())
        text.rows.append({{}, QStringLiteral("n"), formatCount(series.counts.at(place.category)), false});
    return text;
}

TooltipText waterfallText(const ChartSpec &spec, ChartPlace place)
{
    const ChartLayout layout = layoutChart(QRectF(0, 0, 960, 480), spec);
    TooltipText text{headingOf(spec, place.category), {}};
    double level = 0; // of what is printed, so that it adds up from bar to bar
    for (const auto &bar : waterfallBars(layout, spec)) {
        const double change = printedAt(spec.series.first(), bar.category).value_or(bar.to - bar.from);
        level = bar.isTotal ? printedAt(spec.series.first(), bar.category).value_or(bar.to) : level + change;
        if (bar.category != place.category)
            continue;
        if (!bar.isTotal)
            text.rows.append({{}, Words::tr("Change"), changeText(spec, change), false});
        text.rows.append({{}, bar.isTotal ? Words::tr("Total") : Words::tr("Then"), valueText(spec, level), true});
    }
    return text;
}

/// What is printed of the parts of a stack of money, by series: whole units that add up to its net value, or its sum.
/// A chart that says what it prints keeps that.
ChartSpec withPrintedStack(ChartSpec spec, int category)
{
    const bool hasPrinted = std::any_of(
        spec.series.begin(), spec.series.end(), [](const ChartSeries &each) { return !each.printed.isEmpty(); });
    if (spec.kind != chart::Kind::Columns || spec.format != chart::Unit::Money || hasPrinted)
        return spec;
    std::vector<ChartSeries *> series;
    std::vector<double> parts;
    ChartSeries *net = nullptr;
    for (ChartSeries &each : spec.series) {
        const auto value = valueAt(each, category);
        if (value && each.meaning == chart::Meaning::Net) {
            net = &each;
        } else if (value) {
            series.push_back(&each);
            parts.push_back(*value);
        }
    }
    const double whole = net ? *valueAt(*net, category) : std::accumulate(parts.begin(), parts.end(), 0.0);
    const std::vector<double> shown = roundedParts(parts, 0, whole);
    const auto print = [category](ChartSeries &each, double value) {
        each.printed = each.values;
        each.printed[category] = value;
    };
    for (std::size_t i = 0; i < series.size(); ++i)
        print(*series[i], shown[i]);
    if (net)
        print(*net, shownValue(whole, 0));
    return spec;
}

TooltipText seriesText(const ChartSpec &given, int category, const Theme &theme)
{
    const ChartSpec spec = withPrintedStack(given, category);
    TooltipText text{headingOf(spec, category), {}};
    const bool isScattered =
        std::ranges::any_of(spec.series, [](const ChartSeries &each) { return each.form == LineForm::Points; });
    if (spec.kind == chart::Kind::Frontier || spec.holdsLevels || isScattered)
        text.heading += QLatin1Char(' ') + spec.positionTitle;
    QVector<TooltipRow> totals;
    double sum = 0;
    int parts = 0;
    for (int index = 0; index < spec.series.size(); ++index) {
        const auto &series = spec.series.at(index);
        const auto value = printedAt(series, category);
        if (!value)
            continue;
        QString words = seriesValueText(spec, series, category);
        if (spec.holdsLevels && category < series.counts.size())
            words = Words::tr("%1, n %2").arg(words, formatCount(series.counts.at(category)));
        if (series.meaning == chart::Meaning::Net && spec.kind == chart::Kind::Columns) {
            totals.append({{}, series.name, words, true});
            continue;
        }
        text.rows.append({seriesColour(spec, index, theme), series.name, words, false});
        sum += *value;
        ++parts;
    }
    for (const auto &band : spec.bands) {
        const auto low = band.low.value(category);
        const auto high = band.high.value(category);
        if (low && high)
            text.rows.append({{}, QStringLiteral("%1 - %2").arg(band.lowName, band.highName),
                QStringLiteral("%1 - %2").arg(valueText(spec, *low), valueText(spec, *high)), false});
    }
    if (spec.kind == chart::Kind::Columns && totals.isEmpty() && parts > 1)
        totals.append({{}, Words::tr("Total"), valueText(spec, sum), true});
    text.rows += totals;
    return text;
}

} // namespace

TooltipText tooltipText(const ChartSpec &spec, ChartPlace place, const Theme &theme)
{
    if (place.category < 0 || spec.series.isEmpty())
        return {};
    if (spec.kind == chart::Kind::Heatmap)
        return place.series < 0 ? TooltipText{} : heatText(spec, place);
    if (spec.kind == chart::Kind::Waterfall)
        return waterfallText(spec, place);
    return seriesText(spec, place.category, theme);
}

} // namespace qd::ui
