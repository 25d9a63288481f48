#include "ui/common/chart/chart_text.h"
#include "ui/common/formatting.h"
#include "ui/scenario/lever_texts.h"
#include "ui/scenario/scenario_texts.h"

#include <QCoreApplication>

#include <numeric>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

/// "Enterprise churn" of core's "Enterprise: annual_churn".
QString differenceName(const std::string &name)
{
    const auto colon = name.rfind(": ");
    if (colon != std::string::npos)
        return leverShortName({name.substr(colon + 2), name.substr(0, colon)});
    if (name == "hires")
        return Texts::tr("Hires");
    if (name == "leavers")
        return Texts::tr("Leavers");
    return leverShortName({name});
}

double majorOf(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

/// Base, scenario, difference of ARR, utilisation and cost; one of each where both are the same.
QVector<TableColumn> quarterColumns(const Comparison &comparison)
{
    const QString unit = qt(comparison.view->currency.code());
    const QString &base = comparison.baseName;
    const QString &other = comparison.scenarioName;
    QVector<TableColumn> columns;
    const auto column = [&](const char *id, const QString &title, ColumnKind kind, Good good = Good::Unknown,
                            int priority = 0) {
        const bool isRate = kind == ColumnKind::Percent || kind == ColumnKind::Points;
        columns << TableColumn{QString::fromLatin1(id), title, kind, isRate ? 1 : 0, good, priority};
    };
    column("month", Texts::tr("Quarter end"), ColumnKind::Key);
    if (comparison.same) {
        column("arr", Texts::tr("ARR, %1").arg(unit), ColumnKind::Money);
        column("use", Texts::tr("Utilisation"), ColumnKind::Percent);
        column("cost", Texts::tr("Cost a month, %1").arg(unit), ColumnKind::Money);
        return columns;
    }
    column("baseArr", Texts::tr("ARR %1, %2").arg(base, unit), ColumnKind::Money, Good::Unknown, 2);
    column("arr", Texts::tr("ARR %1, %2").arg(other, unit), ColumnKind::Money);
    column("arrDifference", Texts::tr("Difference"), ColumnKind::Delta, Good::Up);
    column("baseUse", Texts::tr("Use %1").arg(base), ColumnKind::Percent, Good::Unknown, 3);
    column("use", Texts::tr("Use %1").arg(other), ColumnKind::Percent);
    column("useDifference", Texts::tr("Difference"), ColumnKind::Points, Good::Unknown, 1);
    column("baseCost", Texts::tr("Cost %1").arg(base), ColumnKind::Money, Good::Unknown, 4);
    column("cost", Texts::tr("Cost %1").arg(other), ColumnKind::Money, Good::Unknown, 1);
    column("costDifference", Texts::tr("Difference"), ColumnKind::Delta, Good::Down, 3);
    return columns;
}

} // namespace

QString shortMoney(const Comparison &comparison, double major)
{
    ChartSpec spec;
    spec.unit = qt(comparison.view->currency.code());
    spec.format = ValueFormat::Money;
    return shortValueText(spec, major);
}

TableSpec differenceTable(const Comparison &comparison)
{
    TableSpec spec;
    spec.id = QStringLiteral("scenario-difference");
    spec.filterRow = false;
    const QString unit = qt(comparison.view->currency.code());
    const bool differs = comparison.difference.ok() && !comparison.difference->levers.empty();
    if (differs)
        spec.noun = comparison.difference->levers.size() == 1 ? Texts::tr("lever") : Texts::tr("levers");
    spec.columns = {{QStringLiteral("lever"), Texts::tr("Lever, applied in this order"), ColumnKind::Key},
        {QStringLiteral("arr"), Texts::tr("ARR, %1").arg(unit), ColumnKind::Delta, 0, Good::Up, 0, true, differs},
        {QStringLiteral("cost"), Texts::tr("Cost, %1").arg(unit), ColumnKind::Delta, 0, Good::Down, 1, true, differs}};
    spec.emptyText = comparison.difference.ok() ? Texts::tr("The two scenarios do not differ.")
                                                : qt(comparison.difference.error().message);
    if (!comparison.difference.ok())
        return spec;
    for (const scenario::LeverDifference &lever : comparison.difference->levers) {
        const Currency currency = comparison.view->currency;
        const std::int64_t cost = std::accumulate(lever.cost.begin(), lever.cost.end(), std::int64_t(0));
        spec.rows << TableRow{
            qt(lever.name), {differenceName(lever.name), majorOf(lever.arr.back(), currency), majorOf(cost, currency)}};
    }
    return spec;
}

TableSpec quarterTable(const Comparison &comparison)
{
    TableSpec spec;
    spec.id = comparison.same ? QStringLiteral("scenario-quarters-one") : QStringLiteral("scenario-quarters");
    spec.filterRow = false;
    spec.columns = quarterColumns(comparison);
    const auto rate = [](const std::optional<double> &value) { return value ? QVariant(*value) : QVariant(); };
    for (const scenario::ComparedMonth &month :
        compareQuarterEnds(*comparison.base, *comparison.scenario, comparison.view->fiscalYearStart)) {
        TableRow row{qt(month.month.iso()), {formatMonth(month.month)}};
        if (comparison.same)
            row.values << month.scenario.arr << rate(month.scenario.utilisation) << month.scenario.cost;
        else
            row.values << month.base.arr << month.scenario.arr << month.arrDifference() << rate(month.base.utilisation)
                       << rate(month.scenario.utilisation) << rate(month.utilisationDifference()) << month.base.cost
                       << month.scenario.cost << month.costDifference();
        spec.rows << row;
    }
    return spec;
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
    const scenario::Percentile &median = simulated.closingArr.back().p50;
    return Texts::tr("%1 runs, seed %2, P50 %3 \u00b1 %4")
        .arg(formatCount(simulated.runs), QString::number(simulated.seed), shortMoney(comparison, median.value),
            shortMoney(comparison, median.standardError));
}

} // namespace qd::ui
