#include "core/base/rounding.h"
#include "core/scenario/parameters.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/scenario/lever_texts.h"
#include "ui/scenario/scenario_texts.h"

#include <QCoreApplication>

#include <cmath>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

double majorOf(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

/// "-4.0 pt", "+0.7 a month", "0.79 -> 0.50 h", "2 FTE": what was done to the lever.
QString changeText(const scenario::LeverDifference &difference)
{
    const scenario::Lever &lever = difference.lever;
    const LeverFormat format = leverFormat(lever);
    const scenario::Parameter *parameter = scenario::findParameter(lever.key);
    if (!format.noneText.isEmpty()) // a value or none
        return leverValueText(lever, difference.to.value_or(0));
    if (parameter && parameter->follows && !(difference.from && difference.to))
        return difference.to ? leverValueText(lever, *difference.to) : Texts::tr("as churn");
    if (!difference.from || !difference.to)
        return {};
    const double change = (*difference.to - *difference.from) * format.factor;
    if (parameter && parameter->unit == scenario::Unit::Fte)
        return formatDelta(change, format.decimals) + QChar(0x00a0) + format.unit;
    if (format.unit == QLatin1String("%"))
        return formatDelta(change, format.decimals) + QChar(0x00a0) + Texts::tr("pt", "percentage points");
    if (parameter && parameter->unit == scenario::Unit::CustomersAMonth)
        return Texts::tr("%1 a month").arg(formatDelta(change, format.decimals));
    return Texts::tr("%1 \u2192 %2", "from, to")
        .arg(formatNumber(*difference.from * format.factor, format.decimals), leverValueText(lever, *difference.to));
}

/// "Enterprise expansion -4.0 pt"; "Segment Partner" for one that only one of the two has.
QString differenceName(const scenario::LeverDifference &difference)
{
    if (difference.lever.key == "segment")
        return Texts::tr("Segment %1").arg(qt(difference.lever.segment));
    const QString change = changeText(difference);
    const QString name = leverShortName(difference.lever);
    return change.isEmpty() ? name : Texts::tr("%1 %2", "lever, its change").arg(name, change);
}

/// What the levers do to ARR of the last month, in the scale of the table; they add up to the difference printed
/// beside the two values.
std::vector<double> printedParts(const Comparison &comparison)
{
    const scenario::MonthDifference &last = comparison.difference->months.back();
    const Currency currency = comparison.view->currency;
    const double scale = arrScale(comparison);
    std::vector<double> parts;
    for (const scenario::LeverDifference &lever : comparison.difference->levers)
        parts.push_back(majorOf(lever.arr.back(), currency) / scale);
    const double total = shownUnits(majorOf(last.otherArr, currency) / scale, 0)
        - shownUnits(majorOf(last.baseArr, currency) / scale, 0);
    return wholeParts(parts, total);
}

} // namespace

QString shortMoney(const Comparison &comparison, double major)
{
    ChartSpec spec;
    spec.unit = qt(comparison.view->currency.code());
    spec.format = chart::Unit::Money;
    return shortValueText(spec, major);
}

TableSpec differenceTable(const Comparison &comparison)
{
    TableSpec spec;
    spec.id = QStringLiteral("scenario-difference");
    spec.filterRow = false;
    spec.sortable = false; // the order is that in which they were applied
    const bool inThousands = arrScale(comparison) > 1;
    const QString unit = qt(comparison.view->currency.code());
    spec.columns << tableColumn("lever", Texts::tr("Lever, applied in this order"), ColumnKind::Key)
                 << tableColumn("arr", inThousands ? Texts::tr("%1 k").arg(unit) : unit, ColumnKind::Delta)
                 << tableColumn("bar", QString(QChar(0x00a0)), ColumnKind::DeltaBar, 1);
    if (!comparison.difference.ok()) {
        spec.emptyText = messageText(comparison.difference.error().message);
        return spec;
    }
    const auto &levers = comparison.difference->levers;
    if (levers.empty())
        return spec;
    const std::vector<double> parts = printedParts(comparison);
    spec.totalsLabel = Texts::tr("Difference, %1").arg(formatMonth(comparison.difference->months.back().month));
    spec.columns[1].total = true;
    spec.columns[2].low = std::min(0.0, *std::min_element(parts.begin(), parts.end()));
    spec.columns[2].high = std::max(0.0, *std::max_element(parts.begin(), parts.end()));
    for (std::size_t i = 0; i < levers.size(); ++i)
        spec.rows << TableRow{qt(levers[i].name.english()), {differenceName(levers[i]), parts[i], parts[i]}};
    return spec;
}

QString differenceSentence(const Comparison &comparison)
{
    if (!comparison.difference.ok() || comparison.difference->levers.empty())
        return {};
    std::int64_t cost = 0;
    double hired = 0;
    bool onlyHires = true;
    for (const scenario::LeverDifference &lever : comparison.difference->levers) {
        const std::int64_t own = lever.wholeCost();
        cost += own;
        const scenario::Parameter *parameter = scenario::findParameter(lever.lever.key);
        const bool isHire = parameter && parameter->people == &scenario::Team::hires && lever.from && lever.to;
        hired += isHire ? *lever.to - *lever.from : 0;
        onlyHires = onlyHires && (own == 0 || isHire);
    }
    if (cost == 0)
        return Texts::tr("CSM cost is the same");
    const QString money = shortMoney(comparison, std::abs(majorOf(cost, comparison.view->currency)));
    if (onlyHires && hired == 1 && cost > 0)
        return Texts::tr("one CSM costs %1").arg(money);
    if (onlyHires && hired > 0 && cost > 0)
        return Texts::tr("%1 CSMs cost %2").arg(formatNumber(hired, hired == std::floor(hired) ? 0 : 1), money);
    return cost > 0 ? Texts::tr("CSMs cost %1 more").arg(money) : Texts::tr("CSMs cost %1 less").arg(money);
}

QString comparisonSentence(const Comparison &comparison)
{
    const auto &base = comparison.base->summary;
    const auto &other = comparison.scenario->summary;
    if (!other.nrr || !other.grr)
        return Texts::tr("%1 months; retention needs 12").arg(comparison.scenario->monthCount());
    const QString nrr = formatPercent(*other.nrr);
    const QString grr = formatPercent(*other.grr);
    if (comparison.same || !base.nrr || !base.grr)
        return Texts::tr("NRR %1, GRR %2, first 12 months").arg(nrr, grr);
    return Texts::tr("NRR %1 against %2, GRR %3 against %4, first 12 months")
        .arg(nrr, formatPercent(*base.nrr), grr, formatPercent(*base.grr));
}

QString simulationSentence(const Comparison &comparison)
{
    if (!comparison.spread)
        return {};
    const scenario::MonteCarlo &simulated = comparison.spread->scenario;
    const statistics::Percentile &median = simulated.closingArr.back().p50;
    return Texts::tr("%1 runs, seed %2, P50 %3 \u00b1 %4")
        .arg(formatCount(simulated.runs), QString::number(simulated.seed), shortMoney(comparison, median.value),
            shortMoney(comparison, median.standardError));
}

} // namespace qd::ui
