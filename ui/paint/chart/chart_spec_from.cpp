#include "ui/paint/chart/chart_spec_from.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of these texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

/// What stands after the name of a heatmap's row, or under the end of a line.
QString noteFrom(const chart::Chart &chart, const chart::Series &series)
{
    if (series.yearChange)
        return Texts::tr("%1 in 1 y").arg(formatPoints(*series.yearChange));
    if (!series.rowCount)
        return {};
    if (series.rowAmount)
        return formatCount(*series.rowCount) + QLatin1Char('\t')
            + formatShortMoney({*series.rowAmount, chart.currency});
    return Texts::tr("n %1").arg(formatCount(*series.rowCount));
}

ChartSeries seriesFrom(const chart::Chart &chart, const chart::Series &series)
{
    constexpr double Thousand = 1000;
    ChartSeries made;
    made.id = qt(series.name.english());
    made.name = messageText(series.name);
    made.meaning = series.meaning;
    made.note = noteFrom(chart, series);
    for (const std::optional<double> &value : series.values) {
        made.values.push_back(value);
        if (chart.cellsInThousands)
            made.valueLabels.push_back(value ? formatNumber(*value / Thousand, 0) : QString());
    }
    for (const std::optional<double> &value : series.printed)
        made.printed.push_back(value);
    for (const int count : series.counts)
        made.counts.push_back(count);
    for (std::size_t i = 0; i < series.parts.size(); ++i)
        made.valueLabels.push_back(
            Texts::tr("%1/%2", "done of due").arg(formatCount(series.parts[i]), formatCount(series.counts[i])));
    made.level = series.level;
    if (series.isScattered)
        made.form = LineForm::Points;
    return made;
}

ChartBand bandFrom(const chart::Chart &chart, const chart::Band &band)
{
    ChartBand made;
    made.lowName = messageText(band.lowName);
    made.highName = messageText(band.highName);
    made.meaning = chart.series[std::size_t(band.series)].meaning;
    made.series = band.series;
    for (const std::optional<double> &value : band.low)
        made.low.push_back(value);
    for (const std::optional<double> &value : band.high)
        made.high.push_back(value);
    return made;
}

/// Months along an axis stay ISO, which the axis writes its own way; anything else is a text.
QString categoryFrom(const Message &category)
{
    const auto *month = category.values().empty() ? nullptr : std::get_if<Month>(&category.values().front());
    return month ? qt(month->iso()) : messageText(category);
}

} // namespace

ChartSpec chartSpecFrom(const chart::Chart &chart)
{
    ChartSpec spec;
    spec.kind = chart.kind;
    spec.title = messageText(chart.title);
    spec.subtitle = messageText(chart.subtitle);
    spec.format = chart.unit;
    if (chart.unit == chart::Unit::Money)
        spec.unit = qt(chart.currency.code());
    else if (chart.unit == chart::Unit::Share)
        spec.unit = QStringLiteral("%");
    for (const Message &category : chart.categories)
        spec.categories.push_back(categoryFrom(category));
    for (const chart::Meaning meaning : chart.categoryMeanings)
        spec.categoryMeanings.push_back(meaning);
    for (const chart::Series &series : chart.series)
        spec.series.push_back(seriesFrom(chart, series));
    for (const chart::Target &target : chart.targets)
        spec.targets.push_back({messageText(target.name), target.value});
    for (const chart::Band &band : chart.bands)
        spec.bands.push_back(bandFrom(chart, band));
    spec.holdsLevels = chart.holdsLevels;
    spec.positionTitle = messageText(chart.categoryTitle);
    if (chart.totals)
        spec.totals = seriesFrom(chart, *chart.totals);
    QStringList headers;
    for (const Message &header : chart.rowHeaders)
        headers << messageText(header);
    spec.rowHeader = headers.join(QLatin1Char('\t'));
    spec.heatScale = chart.scale;
    spec.wanted = chart.wanted;
    spec.startAtZero = chart.kind == chart::Kind::Heatmap;
    return spec;
}

} // namespace qd::ui
