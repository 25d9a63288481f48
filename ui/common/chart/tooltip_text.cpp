#include "ui/common/chart/chart_canvas.h"
#include "ui/common/chart/chart_tooltip.h"
#include "ui/common/chart/waterfall_layout.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

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
        text.rows.append({{}, QStringLiteral("n"), QString::number(series.counts.at(place.category)), false});
    return text;
}

TooltipText waterfallText(const ChartSpec &spec, ChartPlace place)
{
    const ChartLayout layout = layoutChart(QRectF(0, 0, 960, 480), spec);
    TooltipText text{headingOf(spec, place.category), {}};
    for (const auto &bar : waterfallBars(layout, spec)) {
        if (bar.category != place.category)
            continue;
        if (!bar.isTotal)
            text.rows.append({{}, Words::tr("Change"), changeText(spec, bar.to - bar.from), false});
        text.rows.append({{}, bar.isTotal ? Words::tr("Total") : Words::tr("Then"), valueText(spec, bar.to), true});
    }
    return text;
}

TooltipText seriesText(const ChartSpec &spec, int category, const Theme &theme)
{
    TooltipText text{headingOf(spec, category), {}};
    if (spec.kind == ChartKind::Frontier)
        text.heading += QLatin1Char(' ') + spec.positionTitle;
    QVector<TooltipRow> totals;
    double sum = 0;
    int parts = 0;
    for (int index = 0; index < spec.series.size(); ++index) {
        const auto &series = spec.series.at(index);
        const auto value = valueAt(series, category);
        if (!value)
            continue;
        const QString words = seriesValueText(spec, series, category);
        if (series.role == SeriesRole::Net && spec.kind == ChartKind::Columns) {
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
    if (spec.kind == ChartKind::Columns && totals.isEmpty() && parts > 1)
        totals.append({{}, Words::tr("Total"), valueText(spec, sum), true});
    text.rows += totals;
    return text;
}

} // namespace

TooltipText tooltipText(const ChartSpec &spec, ChartPlace place, const Theme &theme)
{
    if (place.category < 0 || spec.series.isEmpty())
        return {};
    if (spec.kind == ChartKind::Heatmap)
        return place.series < 0 ? TooltipText{} : heatText(spec, place);
    if (spec.kind == ChartKind::Waterfall)
        return waterfallText(spec, place);
    return seriesText(spec, place.category, theme);
}

} // namespace qd::ui
