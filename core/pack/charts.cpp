#include "core/pack/charts.h"

#include "core/pack/source_label.h"
#include "core/pack/wording.h"
#include "core/reconcile/words.h"

#include <algorithm>
#include <cmath>

namespace qd::pack {

namespace {

using revenue::MovementKind;

constexpr std::size_t MonthsOfAYear = 12;

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

chart::Meaning meaningOf(MovementKind kind)
{
    switch (kind) {
    case MovementKind::New:
        return chart::Meaning::New;
    case MovementKind::Reactivation:
        return chart::Meaning::Reactivation;
    case MovementKind::Expansion:
        return chart::Meaning::Expansion;
    case MovementKind::Contraction:
        return chart::Meaning::Contraction;
    case MovementKind::Churn:
        return chart::Meaning::Churn;
    case MovementKind::Fx:
        return chart::Meaning::Fx;
    }
    return chart::Meaning::Primary;
}

chart::Meaning meaningOf(const reconcile::BridgeStep &step)
{
    if (step.cause == reconcile::Cause::Unexplained)
        return chart::Meaning::Unexplained;
    if (step.cause == reconcile::Cause::Rounding)
        return chart::Meaning::Fx; // grey: nobody has to do anything about it
    return step.amount >= 0 ? chart::Meaning::RightHigher : chart::Meaning::LeftHigher;
}

chart::Series rateLine(
    chart::Meaning meaning, const std::vector<revenue::RetentionPoint> &points, std::string_view metric)
{
    chart::Series series{metrics::find(metric)->name, meaning, {}};
    for (const revenue::RetentionPoint &point : points) {
        series.values.push_back(point.rate(metric));
        series.counts.push_back(point.logos);
    }
    if (points.size() <= MonthsOfAYear)
        return series;
    const std::optional<double> now = points.back().rate(metric);
    const std::optional<double> before = points[points.size() - 1 - MonthsOfAYear].rate(metric);
    if (now && before)
        series.yearChange = shownDifference(*now, *before);
    return series;
}

/// "NRR by start quarter" and the line beneath it.
void nameCohorts(chart::Chart &chart, const retention::Cohorts &cohorts)
{
    using retention::CohortMeasure;
    const bool quarterly = cohorts.period == retention::CohortPeriod::Quarter;
    switch (cohorts.measure) {
    case CohortMeasure::Arr:
        chart.title = quarterly ? QD_WORDS("Charts", "ARR by start quarter") : QD_WORDS("Charts", "ARR by start month");
        break;
    case CohortMeasure::Logo:
        chart.title = quarterly ? QD_WORDS("Charts", "Customers kept by start quarter")
                                : QD_WORDS("Charts", "Customers kept by start month");
        break;
    case CohortMeasure::Grr:
        chart.title = quarterly ? QD_WORDS("Charts", "GRR by start quarter") : QD_WORDS("Charts", "GRR by start month");
        break;
    case CohortMeasure::Nrr:
        chart.title = quarterly ? QD_WORDS("Charts", "NRR by start quarter") : QD_WORDS("Charts", "NRR by start month");
        break;
    case CohortMeasure::Usage:
        chart.title = quarterly ? QD_WORDS("Charts", "Customers with use by start quarter")
                                : QD_WORDS("Charts", "Customers with use by start month");
        break;
    }
    if (cohorts.measure == CohortMeasure::Arr)
        chart.subtitle = {
            QD_WORDS("Charts", "%1 in thousands, months since start, rates of each month"), {cohorts.currency.code()}};
    else if (cohorts.measure == CohortMeasure::Logo || cohorts.measure == CohortMeasure::Usage)
        chart.subtitle = QD_WORDS("Charts", "% of customers, months since start");
    else
        chart.subtitle = QD_WORDS("Charts", "% of starting ARR, months since start, rates of each month");
}

} // namespace

chart::Chart arrBridge(const revenue::MovementRow &month, Currency currency, std::optional<Month> first)
{
    const Month before = first.value_or(month.month).plus(-1);
    chart::MoneyWaterfall bridge(currency);
    bridge.from(before.lastDay(), month.opening);
    for (const auto &[kind, amount] : revenue::stepsOf(month))
        bridge.step(Word{revenue::nameOf(kind)}, meaningOf(kind), amount);
    chart::Chart chart = std::move(bridge).to(month.month.lastDay(), month.closing);
    chart.title = {QD_WORDS("Charts", "ARR, %1 to %2"), {monthAlone(before), monthAlone(month.month)}};
    chart.subtitle = {QD_WORDS("Charts", "%1, steps in full"), {currency.code()}};
    return chart;
}

chart::Chart arrTrend(
    const std::vector<revenue::RetentionPoint> &points, Currency currency, const revenue::Filters &filters)
{
    chart::Chart chart;
    chart.title = QD_WORDS("Charts", "ARR at month-end");
    chart.currency = currency;
    chart::Series series{QD_WORDS("Charts", "ARR"), chart::Meaning::Primary, {}};
    for (const revenue::RetentionPoint &point : points) {
        chart.categories.emplace_back(point.month);
        series.values.emplace_back(major(point.arr, currency));
    }
    chart.subtitle = filters.empty() ? Message(QD_WORDS("Charts", "%1, all customers"), {currency.code()})
                                     : Message::data(currency.code());
    chart.series.push_back(std::move(series));
    return chart;
}

chart::Chart retentionTrendChart(const std::vector<revenue::RetentionPoint> &points, std::optional<double> grrTarget)
{
    chart::Chart chart;
    chart.title = QD_WORDS("Charts", "NRR and GRR, trailing 12 months");
    chart.unit = chart::Unit::Share;
    if (!points.empty())
        chart.subtitle = {QD_WORDS_N("Charts", "%, %1 customers in the latest set", "%, %1 customer in the latest set"),
            {Count{points.back().logos}}};
    for (const revenue::RetentionPoint &point : points)
        chart.categories.emplace_back(point.month);
    chart.series.push_back(rateLine(chart::Meaning::Nrr, points, metrics::Nrr));
    chart.series.push_back(rateLine(chart::Meaning::Grr, points, metrics::Grr));
    if (grrTarget)
        chart.targets.push_back(
            {{QD_WORDS("Charts", "GRR target %1"), {Figure::wholePercent(*grrTarget)}}, *grrTarget});
    return chart;
}

chart::Series cohortRow(
    const retention::Cohorts &cohorts, const retention::Cohort &cohort, std::size_t columns, bool withOpening)
{
    const bool isMoney = cohorts.measure == retention::CohortMeasure::Arr;
    chart::Series row{Message::data(cohort.label), chart::Meaning::Nrr, {}};
    row.rowCount = cohort.size;
    if (withOpening)
        row.rowAmount = cohort.opening;
    for (std::size_t k = 0; k < columns; ++k) {
        const bool reached = k < cohort.values.size();
        const double value = reached ? cohort.values[k] : 0;
        row.values.push_back(!reached || std::isnan(value) ? std::nullopt
                : isMoney                                  ? std::optional(major(std::int64_t(value), cohorts.currency))
                                                           : std::optional(value));
        row.counts.push_back(cohort.size);
    }
    return row;
}

std::size_t firstShownCohort(const retention::Cohorts &cohorts, const CohortChartOptions &options)
{
    return cohorts.rows.size() > options.mostRows ? cohorts.rows.size() - options.mostRows : 0;
}

chart::Chart cohortHeatmap(const retention::Cohorts &cohorts, const CohortChartOptions &options)
{
    chart::Chart chart;
    chart.kind = chart::Kind::Heatmap;
    chart.currency = cohorts.currency;
    const bool isMoney = cohorts.measure == retention::CohortMeasure::Arr;
    chart.unit = isMoney ? chart::Unit::Money : chart::Unit::Share;
    chart.cellsInThousands = isMoney;
    chart.scale = cohorts.measure == retention::CohortMeasure::Nrr ? chart::Scale::AroundOne : chart::Scale::FromZero;
    nameCohorts(chart, cohorts);
    chart.rowHeaders = {QD_WORDS("Charts", "Start")};
    if (options.withOpening) {
        chart.rowHeaders.emplace_back(QD_WORDS("Charts", "n"));
        chart.rowHeaders.push_back({QD_WORDS("Charts", "ARR, %1"), {cohorts.currency.code()}});
    }
    const std::size_t first = firstShownCohort(cohorts, options);
    std::size_t columns = 0;
    for (std::size_t i = first; i < cohorts.rows.size(); ++i)
        columns = std::max(columns, std::min(options.mostColumns, cohorts.rows[i].values.size()));
    for (std::size_t k = 0; k < columns; ++k)
        chart.categories.emplace_back(
            Count{std::int64_t(cohorts.period == retention::CohortPeriod::Quarter ? 3 * k : k)});
    for (std::size_t i = first; i < cohorts.rows.size(); ++i)
        chart.series.push_back(cohortRow(cohorts, cohorts.rows[i], columns, options.withOpening));
    if (chart.series.empty() || isMoney || cohorts.weighted.empty())
        return chart;
    chart::Series all{QD_WORDS("Charts", "All old enough"), chart::Meaning::Nrr, {}};
    for (std::size_t k = 0; k < columns && k < cohorts.weighted.size(); ++k)
        all.values.push_back(cohorts.weighted[k]);
    chart.totals = std::move(all);
    return chart;
}

chart::Chart reconcileBridge(const reconcile::Reconciliation &found)
{
    const auto [left, right] = pairLabels(found);
    chart::MoneyWaterfall bridge(found.currency);
    bridge.from(Message::of(left.atStart), found.leftTotal, customersWithArr(found, true));
    for (const reconcile::BridgeStep &step : found.bridge)
        bridge.step(Word{nameOf(step.cause)}, meaningOf(step), step.amount, step.count);
    chart::Chart chart =
        std::move(bridge).to(Message::of(right.atStart), found.rightTotal, customersWithArr(found, false));
    // In full, as the lists of breaks and causes are: they add up by themselves.
    chart.series.front().printed = chart.series.front().values;
    chart.title = {QD_WORDS("Charts", "%1 to %2, by cause"), {left.atStart, right.within}};
    chart.subtitle = {QD_WORDS("Charts", "%1, as of %2"), {found.currency.code(), day(found.asOf)}};
    return chart;
}

} // namespace qd::pack
