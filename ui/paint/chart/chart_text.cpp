#include "ui/paint/chart/chart_text.h"

#include "ui/paint/formatting.h"
#include "ui/paint/one_line.h"
#include "ui/paint/theme.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>

#include <algorithm>
#include <cmath>

namespace qd::ui {
namespace {

constexpr int ReferenceDotsPerMeter = 3780; // 96 dpi

/// Text is measured on this, never on the target: all devices then share one layout. One per thread, for jobs.
QPaintDevice *referenceDevice()
{
    static thread_local QImage device = [] {
        QImage image(1, 1, QImage::Format_ARGB32_Premultiplied);
        image.setDotsPerMeterX(ReferenceDotsPerMeter);
        image.setDotsPerMeterY(ReferenceDotsPerMeter);
        return image;
    }();
    return &device;
}

std::optional<Money> moneyOf(const ChartSpec &spec, double value)
{
    const auto currency = Currency::fromCode(spec.unit.toStdString());
    if (!currency)
        return std::nullopt;
    const double minor = value * std::pow(10.0, currency->digits());
    if (std::abs(minor) > 9e18)
        return std::nullopt;
    return Money{std::llround(minor), *currency};
}

/// Decimals that tell the value from zero: cents matter only in small amounts.
int decimalsFor(double value)
{
    return value == std::round(value) || std::abs(value) >= 100 ? 0 : 2;
}

bool isSmallMoney(double value)
{
    return decimalsFor(value) > 0;
}

/// A bridge whose steps are printed to the last digit of the currency, because the list beside it has them so.
bool printsInFull(const ChartSpec &spec)
{
    if (spec.kind != chart::Kind::Waterfall || spec.series.isEmpty())
        return false;
    const auto &printed = spec.series.first().printed;
    return std::any_of(printed.begin(), printed.end(),
        [](const std::optional<double> &value) { return value && *value != std::round(*value); });
}

QString changeText(const ChartSpec &spec, double value, bool inFull)
{
    if (spec.format == chart::Unit::Share || spec.format == chart::Unit::Points)
        return formatPoints(value);
    if (value == 0.0)
        return formatNumber(0.0, 0);
    if (spec.format == chart::Unit::Money)
        if (const auto money = moneyOf(spec, value))
            return formatMoneyDelta(*money, isSmallMoney(value) || inFull);
    return formatDelta(value, decimalsFor(value));
}

} // namespace

QString axisText(const AxisUnit &unit, double value, int extraDecimals)
{
    return formatNumber(value / unit.divisor, unit.decimals + extraDecimals);
}

QString valueText(const ChartSpec &spec, double value)
{
    switch (spec.format) {
    case chart::Unit::Share:
        return formatPercent(value);
    case chart::Unit::Points:
        return formatPoints(value);
    case chart::Unit::Count:
        return formatNumber(value, 0);
    case chart::Unit::Number:
        return formatNumber(value, decimalsFor(value));
    case chart::Unit::Money:
        break;
    }
    if (const auto money = moneyOf(spec, value))
        return formatMoney(*money, isSmallMoney(value) || printsInFull(spec));
    return formatNumber(value, decimalsFor(value));
}

QString shortValueText(const ChartSpec &spec, double value)
{
    if (spec.format == chart::Unit::Money) {
        if (const auto money = moneyOf(spec, value))
            return formatShortMoney(*money);
        const ValueScale scale{0.0, std::abs(value) + 1.0, 1.0};
        const AxisUnit unit = axisUnitOf(spec, scale);
        return axisText(unit, value, unit.magnitude.isEmpty() ? 0 : 1) + unit.magnitude;
    }
    return valueText(spec, value);
}

QString changeText(const ChartSpec &spec, double value)
{
    return changeText(spec, value, printsInFull(spec));
}

QString shortChangeText(const ChartSpec &spec, double value)
{
    constexpr double ShortFrom = 1e4; // what is smaller stands in full
    const bool isLong = spec.format == chart::Unit::Money && std::abs(value) >= ShortFrom;
    const auto money = isLong ? moneyOf(spec, value) : std::nullopt;
    return money ? formatShortMoneyDelta(*money) : changeText(spec, value, false);
}

QString categoryText(const QString &category)
{
    if (const auto month = Month::fromIso(category.toStdString()))
        return formatMonth(*month);
    const auto day = Date::fromIso(category.toStdString());
    return day ? formatDate(*day) : category;
}

QString axisStartSentence(const ChartSpec &spec)
{
    if (spec.kind == chart::Kind::Heatmap || spec.kind == chart::Kind::Sparkline || spec.kind == chart::Kind::Tornado
        || spec.series.isEmpty())
        return {};
    const ValueScale scale = valueScaleOf(spec);
    if (scale.low <= 0)
        return {};
    const AxisUnit unit = axisUnitOf(spec, scale);
    QString start = axisText(unit, scale.low);
    if (spec.format == chart::Unit::Share)
        start = formatPercent(scale.low, unit.decimals);
    else if (!unit.magnitude.isEmpty())
        start += QLatin1Char(' ') + unit.magnitude;
    return QCoreApplication::translate("Chart", "axis starts at %1").arg(start);
}

QString rowName(const ChartSpec &spec, int series)
{
    const QString &own = spec.series.at(series).name;
    int whole = series;
    while (whole >= 0 && spec.series.at(whole).level > 0)
        --whole;
    return whole < 0 || whole == series ? own : spec.series.at(whole).name + QStringLiteral(", ") + own;
}

std::optional<double> printedAt(const ChartSeries &series, int category)
{
    const bool hasOwn = category >= 0 && category < series.printed.size() && series.printed.at(category);
    return hasOwn ? series.printed.at(category) : valueAt(series, category);
}

std::optional<double> valueAt(const ChartSeries &series, int category)
{
    return category >= 0 && category < series.values.size() ? series.values.at(category) : std::nullopt;
}

bool isSmallNumber(const ChartSeries &series, int category)
{
    return category >= 0 && category < series.counts.size() && series.counts.at(category) < chart::SmallNumber;
}

QString seriesValueText(const ChartSpec &spec, const ChartSeries &series, int category)
{
    const auto value = valueAt(series, category);
    if (!value)
        return {};
    const bool hasOwn = category < series.valueLabels.size() && !series.valueLabels.at(category).isEmpty();
    QString text =
        hasOwn ? series.valueLabels.at(category) : valueText(spec, printedAt(series, category).value_or(*value));
    if (isSmallNumber(series, category))
        text += QStringLiteral(" \u2020");
    return text;
}

QFont chartFont(Type type, double scale, bool strong)
{
    QFont font = Theme::font(type);
    font.setPointSizeF(font.pointSizeF() * scale);
    if (strong)
        font.setWeight(QFont::DemiBold);
    return font;
}

double textWidth(const QFont &font, const QString &text)
{
    return QFontMetricsF(font, referenceDevice()).horizontalAdvance(oneLine(text));
}

double textAscent(const QFont &font)
{
    return QFontMetricsF(font, referenceDevice()).ascent();
}

QString elided(const QFont &font, const QString &text, double width)
{
    return QFontMetricsF(font, referenceDevice()).elidedText(oneLine(text), Qt::ElideRight, width);
}

} // namespace qd::ui
