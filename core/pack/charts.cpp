#include "core/pack/charts.h"

#include "core/base/rounding.h"
#include "core/pack/wording.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

namespace qd::pack {

namespace {

using revenue::MovementKind;

double major(std::int64_t minor, Currency currency)
{
    return double(minor) / double(minorPerMajor(currency));
}

Meaning meaningOf(MovementKind kind)
{
    switch (kind) {
    case MovementKind::New:
        return Meaning::New;
    case MovementKind::Reactivation:
        return Meaning::Reactivation;
    case MovementKind::Expansion:
        return Meaning::Expansion;
    case MovementKind::Contraction:
        return Meaning::Contraction;
    case MovementKind::Churn:
        return Meaning::Churn;
    case MovementKind::Fx:
        return Meaning::Fx;
    }
    return Meaning::Primary;
}

/// Adds one bar of a waterfall.
void addBar(Chart &chart, std::string name, std::string note, Meaning meaning, double value, std::string label)
{
    chart.categories.push_back(std::move(name));
    chart.categoryNotes.push_back(std::move(note));
    chart.categoryMeanings.push_back(meaning);
    chart.series.front().values.push_back(value);
    chart.series.front().labels.push_back(std::move(label));
}

Chart moneyWaterfall(Currency currency)
{
    Chart chart;
    chart.kind = ChartKind::Waterfall;
    chart.currency = currency.code();
    chart.series.push_back({"ARR", Meaning::Total, {}});
    return chart;
}

void addSteps(
    Currency currency, const std::vector<std::int64_t> &parts, const std::function<void(std::size_t, std::string)> &add)
{
    const std::vector<std::int64_t> shown = roundedParts(parts, minorPerMajor(currency));
    for (std::size_t i = 0; i < parts.size(); ++i)
        add(i, withSign(wholeAmount(shown[i], currency)));
}

ChartSeries rateLine(const char *name, Meaning meaning, const std::vector<revenue::RetentionPoint> &points,
    std::optional<double> revenue::RetentionPoint::*rate)
{
    ChartSeries series{name, meaning, {}};
    for (const revenue::RetentionPoint &point : points) {
        series.values.push_back(point.*rate);
        series.labels.push_back(point.*rate ? percentText(*(point.*rate)) : std::string());
    }
    if (!points.empty() && points.front().*rate && points.back().*rate) {
        const std::int64_t change = shownTenths(*(points.back().*rate)) - shownTenths(*(points.front().*rate));
        series.note = pointsOfTenths(change) + " in 1 y";
    }
    return series;
}

} // namespace

std::string movementName(MovementKind kind)
{
    switch (kind) {
    case MovementKind::New:
        return "New";
    case MovementKind::Reactivation:
        return "Reactivation";
    case MovementKind::Expansion:
        return "Expansion";
    case MovementKind::Contraction:
        return "Contraction";
    case MovementKind::Churn:
        return "Churn";
    case MovementKind::Fx:
        return "FX";
    }
    return {};
}

std::string causeName(reconcile::Cause cause)
{
    switch (cause) {
    case reconcile::Cause::MonthlyAsAnnual:
        return "Monthly as annual";
    case reconcile::Cause::Currency:
        return "Not converted";
    case reconcile::Cause::Timing:
        return "Timing";
    case reconcile::Cause::ParentChild:
        return "Parent and child";
    case reconcile::Cause::Duplicate:
        return "Duplicate";
    case reconcile::Cause::Missing:
        return "Missing";
    case reconcile::Cause::CancelledInOne:
        return "Cancelled in one";
    case reconcile::Cause::NotYetBilled:
        return "Not yet billed";
    case reconcile::Cause::PriceUplift:
        return "Price uplift";
    case reconcile::Cause::Rounding:
        return "Rounding";
    case reconcile::Cause::Unexplained:
        return "Unexplained";
    }
    return "Other";
}

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

Chart arrBridge(const revenue::MovementRow &month, Currency currency)
{
    const std::vector<std::pair<MovementKind, std::int64_t>> steps{{MovementKind::New, month.newAmount},
        {MovementKind::Reactivation, month.reactivation}, {MovementKind::Expansion, month.expansion},
        {MovementKind::Contraction, -month.contraction}, {MovementKind::Churn, -month.churn},
        {MovementKind::Fx, month.fx}};
    Chart chart = moneyWaterfall(currency);
    const Month before = month.month.plus(-1);
    chart.title = "ARR, " + monthName(before) + " to " + monthName(month.month);
    chart.subtitle = currency.code() + ", steps in full";
    addBar(chart, dateText(before.lastDay()), {}, Meaning::Total, major(month.opening, currency),
        shortMoney(month.opening, currency));
    std::vector<std::int64_t> parts;
    for (const auto &[kind, amount] : steps)
        parts.push_back(amount);
    addSteps(currency, parts, [&](std::size_t i, std::string label) {
        addBar(chart, movementName(steps[i].first), {}, meaningOf(steps[i].first), major(parts[i], currency),
            std::move(label));
    });
    addBar(chart, dateText(month.month.lastDay()), {}, Meaning::Total, major(month.closing, currency),
        shortMoney(month.closing, currency));
    return chart;
}

Chart arrTrend(const std::vector<revenue::RetentionPoint> &points, Currency currency, const revenue::Filters &filters)
{
    Chart chart;
    chart.title = "ARR at month-end";
    chart.currency = currency.code();
    ChartSeries series{"ARR", Meaning::Primary, {}};
    for (const revenue::RetentionPoint &point : points) {
        chart.categories.push_back(point.month.iso());
        series.values.emplace_back(major(point.arr, currency));
        series.labels.push_back(shortMoney(point.arr, currency));
    }
    chart.subtitle = currency.code() + (filters.empty() ? ", all customers" : "");
    chart.series.push_back(std::move(series));
    return chart;
}

Chart retentionTrendChart(const std::vector<revenue::RetentionPoint> &points, std::optional<double> grrTarget)
{
    Chart chart;
    chart.title = "NRR and GRR, trailing 12 months";
    chart.unit = ChartUnit::Share;
    if (!points.empty())
        chart.subtitle = "%, " + counted(points.back().logos, "customer") + " in the latest set";
    for (const revenue::RetentionPoint &point : points)
        chart.categories.push_back(point.month.iso());
    chart.series.push_back(rateLine("NRR", Meaning::Nrr, points, &revenue::RetentionPoint::nrr));
    chart.series.push_back(rateLine("GRR", Meaning::Grr, points, &revenue::RetentionPoint::grr));
    if (grrTarget)
        chart.targets.push_back({"GRR target " + wholePercent(*grrTarget), *grrTarget});
    return chart;
}

Chart cohortHeatmap(const retention::Cohorts &cohorts, std::size_t mostRows, std::size_t mostColumns)
{
    Chart chart;
    chart.kind = ChartKind::Heatmap;
    chart.unit = ChartUnit::Share;
    const bool quarterly = cohorts.period == retention::CohortPeriod::Quarter;
    chart.title = quarterly ? "NRR by start quarter" : "NRR by start month";
    chart.subtitle = "% of starting ARR, months since start, rates of each month";
    chart.rowHeader = "Start";
    const std::size_t first = cohorts.rows.size() > mostRows ? cohorts.rows.size() - mostRows : 0;
    std::size_t columns = 0;
    for (std::size_t i = first; i < cohorts.rows.size(); ++i)
        columns = std::max(columns, std::min(mostColumns, cohorts.rows[i].values.size()));
    for (std::size_t k = 0; k < columns; ++k)
        chart.categories.push_back(std::to_string(quarterly ? 3 * k : k));
    for (std::size_t i = first; i < cohorts.rows.size(); ++i) {
        const retention::Cohort &cohort = cohorts.rows[i];
        ChartSeries row{cohort.label, Meaning::Nrr, {}};
        row.note = "n " + std::to_string(cohort.size);
        for (std::size_t k = 0; k < columns; ++k)
            row.values.push_back(k < cohort.values.size() ? std::optional(cohort.values[k]) : std::nullopt);
        chart.series.push_back(std::move(row));
    }
    ChartSeries all{"All old enough", Meaning::Nrr, {}};
    for (std::size_t k = 0; k < columns && k < cohorts.weighted.size(); ++k)
        all.values.push_back(cohorts.weighted[k]);
    if (!chart.series.empty())
        chart.totals = std::move(all);
    return chart;
}

Chart reconcileBridge(const reconcile::Reconciliation &found)
{
    Chart chart = moneyWaterfall(found.currency);
    const auto [left, right] = pairLabels(found);
    chart.title = capitalised(left) + " to " + right + ", by cause";
    chart.subtitle = found.currency.code() + ", as of " + dateText(found.asOf);
    addBar(chart, capitalised(left), {}, Meaning::Total, major(found.leftTotal, found.currency),
        shortMoney(found.leftTotal, found.currency));
    std::vector<std::int64_t> parts;
    for (const reconcile::BridgeStep &step : found.bridge)
        parts.push_back(step.amount);
    addSteps(found.currency, parts, [&](std::size_t i, std::string label) {
        const reconcile::BridgeStep &step = found.bridge[i];
        const Meaning meaning = step.cause == reconcile::Cause::Unexplained ? Meaning::Unexplained
            : step.amount >= 0                                              ? Meaning::RightHigher
                                                                            : Meaning::LeftHigher;
        addBar(chart, causeName(step.cause), {}, meaning, major(step.amount, found.currency), std::move(label));
    });
    addBar(chart, capitalised(right), {}, Meaning::Total, major(found.rightTotal, found.currency),
        shortMoney(found.rightTotal, found.currency));
    return chart;
}

} // namespace qd::pack
