#include "core/pack/charts.h"

#include "core/pack/wording.h"
#include "core/reconcile/words.h"

#include <algorithm>
#include <map>

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

chart::Series rateLine(const char *name, chart::Meaning meaning, const std::vector<revenue::RetentionPoint> &points,
    std::optional<double> revenue::RetentionPoint::*rate)
{
    chart::Series series{name, meaning, {}};
    for (const revenue::RetentionPoint &point : points) {
        series.values.push_back(point.*rate);
        series.counts.push_back(point.logos);
    }
    if (points.size() <= MonthsOfAYear)
        return series;
    const std::optional<double> now = points.back().*rate;
    const std::optional<double> before = points[points.size() - 1 - MonthsOfAYear].*rate;
    if (now && before)
        series.yearChange = shownDifference(*now, *before);
    return series;
}

/// One cohort as a row; ARR in major units.
chart::Series cohortRow(
    const retention::Cohorts &cohorts, const retention::Cohort &cohort, std::size_t columns, bool withOpening)
{
    const bool isMoney = cohorts.measure == retention::CohortMeasure::Arr;
    chart::Series row{cohort.label, chart::Meaning::Nrr, {}};
    row.rowCount = cohort.size;
    if (withOpening)
        row.rowAmount = cohort.opening;
    for (std::size_t k = 0; k < columns; ++k) {
        const bool reached = k < cohort.values.size();
        const double value = reached ? cohort.values[k] : 0;
        row.values.push_back(!reached ? std::nullopt
                : isMoney             ? std::optional(major(std::int64_t(value), cohorts.currency))
                                      : std::optional(value));
        row.counts.push_back(cohort.size);
    }
    return row;
}

/// "NRR by start quarter" and the line beneath it.
void nameCohorts(chart::Chart &chart, const retention::Cohorts &cohorts)
{
    using retention::CohortMeasure;
    const bool isMoney = cohorts.measure == CohortMeasure::Arr;
    const char *measure = isMoney                ? "ARR"
        : cohorts.measure == CohortMeasure::Logo ? "Customers kept"
        : cohorts.measure == CohortMeasure::Grr  ? "GRR"
                                                 : "NRR";
    const bool quarterly = cohorts.period == retention::CohortPeriod::Quarter;
    chart.title = std::string(measure) + (quarterly ? " by start quarter" : " by start month");
    chart.subtitle = (isMoney ? cohorts.currency.code() + " in thousands" : std::string("% of starting ARR"))
        + ", months since start, rates of each month";
}

} // namespace

std::string sourceLabel(const std::string &name, const std::string &kind)
{
    static const std::map<std::string, std::string> labels{{"crm", "CRM"}, {"cs_platform", "CS platform"},
        {"billing", "billing"}, {"support", "support"}, {"usage", "usage"}, {"survey", "surveys"}, {"people", "people"},
        {"finance", "finance"}};
    const auto found = labels.find(kind);
    return found == labels.end() ? name : found->second;
}

PairLabels pairLabels(const reconcile::Reconciliation &found)
{
    if (found.left.kind == found.right.kind)
        return {found.left.name, found.right.name};
    return {sourceLabel(found.left.name, found.left.kind), sourceLabel(found.right.name, found.right.kind)};
}

chart::Chart arrBridge(const revenue::MovementRow &month, Currency currency)
{
    const Month before = month.month.plus(-1);
    chart::MoneyWaterfall bridge(currency);
    bridge.from(before.lastDay().iso(), month.opening);
    for (const auto &[kind, amount] : revenue::stepsOf(month))
        bridge.step(revenue::nameOf(kind), meaningOf(kind), amount);
    chart::Chart chart = std::move(bridge).to(month.month.lastDay().iso(), month.closing);
    chart.title = "ARR, " + monthName(before) + " to " + monthName(month.month);
    chart.subtitle = currency.code() + ", steps in full";
    return chart;
}

chart::Chart arrTrend(
    const std::vector<revenue::RetentionPoint> &points, Currency currency, const revenue::Filters &filters)
{
    chart::Chart chart;
    chart.title = "ARR at month-end";
    chart.currency = currency;
    chart::Series series{"ARR", chart::Meaning::Primary, {}};
    for (const revenue::RetentionPoint &point : points) {
        chart.categories.push_back(point.month.iso());
        series.values.emplace_back(major(point.arr, currency));
    }
    chart.subtitle = currency.code() + (filters.empty() ? ", all customers" : "");
    chart.series.push_back(std::move(series));
    return chart;
}

chart::Chart retentionTrendChart(const std::vector<revenue::RetentionPoint> &points, std::optional<double> grrTarget)
{
    chart::Chart chart;
    chart.title = "NRR and GRR, trailing 12 months";
    chart.unit = chart::Unit::Share;
    if (!points.empty())
        chart.subtitle = "%, " + counted(points.back().logos, "customer") + " in the latest set";
    for (const revenue::RetentionPoint &point : points)
        chart.categories.push_back(point.month.iso());
    chart.series.push_back(rateLine("NRR", chart::Meaning::Nrr, points, &revenue::RetentionPoint::nrr));
    chart.series.push_back(rateLine("GRR", chart::Meaning::Grr, points, &revenue::RetentionPoint::grr));
    if (grrTarget)
        chart.targets.push_back({"GRR target " + wholePercent(*grrTarget), *grrTarget});
    return chart;
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
    chart.rowHeaders = {"Start"};
    if (options.withOpening)
        chart.rowHeaders.insert(chart.rowHeaders.end(), {"n", "ARR, " + cohorts.currency.code()});
    const std::size_t first = firstShownCohort(cohorts, options);
    std::size_t columns = 0;
    for (std::size_t i = first; i < cohorts.rows.size(); ++i)
        columns = std::max(columns, std::min(options.mostColumns, cohorts.rows[i].values.size()));
    for (std::size_t k = 0; k < columns; ++k)
        chart.categories.push_back(std::to_string(cohorts.period == retention::CohortPeriod::Quarter ? 3 * k : k));
    for (std::size_t i = first; i < cohorts.rows.size(); ++i)
        chart.series.push_back(cohortRow(cohorts, cohorts.rows[i], columns, options.withOpening));
    if (chart.series.empty() || isMoney || cohorts.weighted.empty())
        return chart;
    chart::Series all{"All old enough", chart::Meaning::Nrr, {}};
    for (std::size_t k = 0; k < columns && k < cohorts.weighted.size(); ++k)
        all.values.push_back(cohorts.weighted[k]);
    chart.totals = std::move(all);
    return chart;
}

chart::Chart reconcileBridge(const reconcile::Reconciliation &found)
{
    const auto [left, right] = pairLabels(found);
    chart::MoneyWaterfall bridge(found.currency);
    bridge.from(capitalised(left), found.leftTotal, customersWithArr(found, true));
    for (const reconcile::BridgeStep &step : found.bridge)
        bridge.step(nameOf(step.cause), meaningOf(step), step.amount, step.count);
    chart::Chart chart = std::move(bridge).to(capitalised(right), found.rightTotal, customersWithArr(found, false));
    // In full, as the lists of breaks and causes are: they add up by themselves.
    chart.series.front().printed = chart.series.front().values;
    chart.title = capitalised(left) + " to " + right + ", by cause";
    chart.subtitle = found.currency.code() + ", as of " + dateText(found.asOf);
    return chart;
}

} // namespace qd::pack
