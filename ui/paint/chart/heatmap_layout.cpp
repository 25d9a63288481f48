#include "ui/paint/chart/heatmap_layout.h"

#include "ui/paint/formatting.h"
#include "ui/paint/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::ui {
namespace {

constexpr double HeaderHeight = 20;
constexpr double YearHeight = 14;
constexpr std::array LoadSteps{0.70, 0.80, 0.95, 1.00, 1.08, 1.15, 1.25}; ///< upper ends of steps 7 to 1
constexpr double Rounding = 1e-9;
constexpr double TallestRow = 32;
constexpr double TotalsGap = 5;
constexpr double ColumnGap = 10;
constexpr double WidestTextShare = 0.3; ///< of the width, for one column of texts
constexpr double Indent = 14; ///< of a part under its row

QStringList noteTexts(const ChartSeries &series)
{
    if (!series.note.isEmpty())
        return series.note.split(QLatin1Char('\t'));
    return series.counts.isEmpty() ? QStringList() : QStringList{formatCount(series.counts.first())};
}

QVector<HeatRow> rowsOf(const ChartSpec &spec, double scale)
{
    const bool hasParts =
        std::any_of(spec.series.begin(), spec.series.end(), [](const auto &series) { return series.level > 0; });
    QVector<HeatRow> rows;
    for (const auto &series : spec.series)
        rows.append(
            {series.name, noteTexts(series), {}, false, hasParts && series.level == 0, Indent * scale * series.level});
    if (spec.totals)
        rows.append({spec.totals->name, noteTexts(*spec.totals), {}, true, true, 0});
    return rows;
}

/// The totals' name runs over the columns it leaves empty; if it is wider than all of them the first one grows.
void makeRoomForTotals(QVector<HeatTextColumn> &columns, const QVector<HeatRow> &rows, double nameWidth)
{
    if (rows.isEmpty() || !rows.last().isTotal || !rows.last().texts.isEmpty())
        return;
    const double room = columns.last().left + columns.last().width - columns.first().left;
    const double missing = std::max(0.0, std::ceil(nameWidth - room));
    columns.first().width += missing;
    for (qsizetype i = 1; i < columns.size(); ++i)
        columns[i].left += missing;
}

/// The text columns from `left` on as wide as their widest text, up to `widest`; the first also as the totals' name, if
/// that stands alone.
QVector<HeatTextColumn> textColumns(
    const ChartSpec &spec, const QVector<HeatRow> &rows, double left, double widest, double scale)
{
    QStringList headings = spec.rowHeader.split(QLatin1Char('\t'));
    qsizetype count = headings.size();
    for (const auto &row : rows)
        count = std::max(count, row.texts.size() + 1);
    const bool ownCount = spec.rowHeader.count(QLatin1Char('\t')) == 0 && count == 2
        && std::all_of(spec.series.begin(), spec.series.end(), [](const auto &one) { return one.note.isEmpty(); });
    if (ownCount)
        headings << QStringLiteral("n");
    const QFont font = chartFont(Type::Small, scale);
    const QFont strong = chartFont(Type::Small, scale, true);
    QVector<HeatTextColumn> columns;
    for (qsizetype i = 0; i < count; ++i) {
        HeatTextColumn column{headings.value(i), left, 0, i > 0};
        column.width = textWidth(font, column.heading);
        for (const auto &row : rows)
            if (i > 0 || !row.isTotal || row.texts.size() == count - 1)
                column.width = std::max(column.width,
                    (i == 0 ? row.indent : 0.0)
                        + textWidth(row.isStrong ? strong : font, i == 0 ? row.name : row.texts.value(i - 1)));
        column.width = std::min(std::ceil(column.width), widest);
        left += column.width + ColumnGap * scale;
        columns.append(column);
    }
    makeRoomForTotals(columns, rows, textWidth(strong, rows.isEmpty() ? QString() : rows.last().name));
    return columns;
}

double plotLeft(const QVector<HeatTextColumn> &columns, double scale)
{
    return std::round(columns.last().left + columns.last().width + ColumnGap * scale / 2);
}

bool namesMonths(const ChartSpec &spec)
{
    return !spec.categories.isEmpty() && Month::fromIso(spec.categories.first().toStdString());
}

QString cellText(const ChartSpec &spec, const ChartSeries &series, int category, double value)
{
    if (category < series.valueLabels.size() && !series.valueLabels.at(category).isEmpty())
        return series.valueLabels.at(category);
    if (spec.format == chart::Unit::Share || spec.format == chart::Unit::Points)
        return formatNumber(value * 100, 0); // the sign stands in the subtitle
    return shortValueText(spec, value);
}

double widestCell(const ChartSpec &spec, const ChartSeries &series, const QFont &font)
{
    double widest = 0;
    for (int category = 0; category < spec.categories.size(); ++category) {
        if (const auto value = valueAt(series, category))
            widest = std::max(widest, textWidth(font, cellText(spec, series, category, *value)));
    }
    return widest;
}

void addCells(HeatmapLayout &layout, const ChartSpec &spec, int rowIndex)
{
    const HeatRow &row = layout.rows.at(rowIndex);
    const ChartSeries &series = row.isTotal ? *spec.totals : spec.series.at(rowIndex);
    const QFont font = chartFont(Type::Small, layout.scale, row.isStrong);
    for (int category = 0; category < spec.categories.size(); ++category) {
        const auto value = valueAt(series, category);
        if (!value)
            continue;
        const double left = std::round(layout.plot.left() + layout.cellWidth * category);
        const double right = std::round(layout.plot.left() + layout.cellWidth * (category + 1));
        const QRectF box(left, row.box.top(), std::max(1.0, right - left - 1), std::max(1.0, row.box.height() - 1));
        QString text = cellText(spec, series, category, *value);
        if (textWidth(font, text) > box.width() || box.height() + 1 < LeastHeatRow * layout.scale)
            text.clear();
        const bool isMarked =
            (spec.limit && *value > *spec.limit + Rounding) || (spec.wanted && *value < *spec.wanted - Rounding);
        layout.cells.append({{rowIndex, category}, box, *value, text, isSmallNumber(series, category), row.isTotal,
            row.isStrong, isMarked});
    }
}

} // namespace

HeatmapLayout layoutHeatmap(const QRectF &rect, const ChartSpec &spec, double scale)
{
    HeatmapLayout layout;
    layout.scale = scale;
    layout.rows = rowsOf(spec, scale);
    layout.columns = textColumns(spec, layout.rows, rect.left(), rect.width() * WidestTextShare, scale);
    const double left = plotLeft(layout.columns, scale);
    layout.hasYears = namesMonths(spec);
    const double header = HeaderHeight + (layout.hasYears ? YearHeight : 0.0);
    layout.plot = QRectF(QPointF(left, std::round(rect.top() + header * scale)),
        QPointF(std::max(left + 1, rect.right()), rect.bottom()));
    layout.headerBaseline = layout.plot.top() - 7 * scale;
    layout.cellWidth = layout.plot.width() / static_cast<double>(std::max<qsizetype>(1, spec.categories.size()));
    const double gap = spec.totals ? TotalsGap * scale : 0.0;
    const auto count = static_cast<double>(std::max<qsizetype>(1, layout.rows.size()));
    const double height = std::clamp(std::floor((layout.plot.height() - gap) / count), 1.0, TallestRow * scale);
    double top = layout.plot.top();
    for (int index = 0; index < layout.rows.size(); ++index) {
        if (layout.rows.at(index).isTotal) {
            layout.totalsLine = std::round(top + 1);
            top += gap;
        }
        layout.rows[index].box = {rect.left(), std::round(top), rect.width(), height};
        addCells(layout, spec, index);
        top += height;
    }
    layout.plot.setBottom(top);
    return layout;
}

QSizeF leastHeatmapSize(const ChartSpec &spec, double scale)
{
    constexpr double WidestName = 160;
    constexpr double RoomForCorner = 10;
    const QVector<HeatRow> rows = rowsOf(spec, scale);
    if (rows.isEmpty() || spec.categories.isEmpty())
        return {};
    double cell = 0;
    for (qsizetype i = 0; i < rows.size(); ++i)
        cell = std::max(cell,
            widestCell(spec, rows[i].isTotal ? *spec.totals : spec.series[i],
                chartFont(Type::Small, scale, rows[i].isStrong)));
    if (spec.wanted)
        cell += RoomForCorner * scale; // most cells may have one, beside figures that fill them
    const double texts = plotLeft(textColumns(spec, rows, 0, WidestName * scale, scale), scale);
    const double header = HeaderHeight + (namesMonths(spec) ? YearHeight : 0.0) + (spec.totals ? TotalsGap : 0.0);
    return {texts + (std::ceil(cell) + 1) * double(spec.categories.size()),
        (header + LeastHeatRow * double(rows.size())) * scale};
}

int heatStep(const ChartSpec &spec, double value)
{
    if (spec.heatScale == chart::Scale::Load)
        return 7 - int(std::lower_bound(LoadSteps.begin(), LoadSteps.end(), value - Rounding) - LoadSteps.begin());
    if (spec.heatScale == chart::Scale::AroundOne) {
        const double distance = std::abs(value - 1.0);
        if (distance <= 0.005 + 1e-12)
            return 5;
        const int steps = std::min(5, static_cast<int>(std::ceil((distance - 0.005) / 0.07 - 1e-9)));
        return value > 1.0 ? 5 + steps : 5 - steps;
    }
    double low = 1.0;
    double high = 1.0;
    for (const auto &series : spec.series)
        for (const auto &one : series.values)
            if (one) {
                low = std::min(low, *one);
                high = std::max(high, *one);
            }
    low = low > 0.5 && low < 1.0 ? std::floor(low * 10.0 + 1e-9) / 10.0 : 0.0;
    return std::clamp(static_cast<int>(std::floor((value - low) / (high - low) * 9.0)), 0, 8);
}

} // namespace qd::ui
