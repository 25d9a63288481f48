#include "ui/paint/chart/chart_export.h"

#include "ui/paint/chart/chart_text.h"

#include <cmath>
#include <string>
#include <vector>

namespace qd::ui {
namespace {

using Row = std::vector<CsvCell>;

CsvCell number(const std::optional<double> &value, chart::Unit unit)
{
    const bool isFraction = unit == chart::Unit::Share || unit == chart::Unit::Points;
    return numberCell(value, isFraction ? 8 : 6);
}

CsvCell number(const ChartSpec &spec, const ChartSeries &series, int category)
{
    const bool has = category < series.values.size();
    return number(has ? series.values.at(category) : std::nullopt, spec.format);
}

CsvCell words(const QString &text)
{
    return CsvCell(QString(text).replace(QLatin1Char('\t'), QLatin1Char(' ')).toStdString());
}

void appendHeatRow(std::vector<Row> &rows, const ChartSpec &spec, const ChartSeries &series, const QString &name)
{
    Row row{words(name)};
    for (int category = 0; category < spec.categories.size(); ++category)
        row.push_back(number(spec, series, category));
    rows.push_back(std::move(row));
}

std::vector<Row> heatRows(const ChartSpec &spec)
{
    Row header{words(spec.rowHeader.section(QLatin1Char('\t'), 0, 0))};
    for (const auto &category : spec.categories)
        header.push_back(words(category));
    std::vector<Row> rows{header};
    for (int index = 0; index < spec.series.size(); ++index)
        appendHeatRow(rows, spec, spec.series.at(index), rowName(spec, index));
    if (spec.totals)
        appendHeatRow(rows, spec, *spec.totals, spec.totals->name);
    return rows;
}

std::vector<Row> seriesRows(const ChartSpec &spec)
{
    Row header{words(spec.positionTitle.isEmpty() ? QStringLiteral("category") : spec.positionTitle)};
    for (const auto &series : spec.series)
        header.push_back(words(series.name.isEmpty() ? QStringLiteral("value") : series.name));
    for (const auto &target : spec.targets)
        header.push_back(words(target.name));
    for (const auto &band : spec.bands) {
        header.push_back(words(band.lowName));
        header.push_back(words(band.highName));
    }
    std::vector<Row> rows{header};
    for (int category = 0; category < spec.categories.size(); ++category) {
        Row row{words(spec.categories.at(category))};
        for (const auto &series : spec.series)
            row.push_back(number(spec, series, category));
        for (const auto &target : spec.targets)
            row.push_back(number(target.value, spec.format));
        for (const auto &band : spec.bands)
            for (const auto *edge : {&band.low, &band.high})
                row.push_back(number(edge->value(category), spec.format));
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

CopiedRows chartRows(const ChartSpec &spec)
{
    return spec.kind == chart::Kind::Heatmap ? heatRows(spec) : seriesRows(spec);
}

QString chartAsCsv(const ChartSpec &spec)
{
    return csvOf(chartRows(spec));
}

QString chartAsTsv(const ChartSpec &spec)
{
    return tsvOf(chartRows(spec));
}

} // namespace qd::ui
