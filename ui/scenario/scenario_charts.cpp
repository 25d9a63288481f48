#include "ui/scenario/scenario_texts.h"

#include "ui/paint/formatting.h"
#include "ui/scenario/lever_texts.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

constexpr int DriversShown = 12;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

using Values = QVector<std::optional<double>>;

/// Months of a chart, from the first measured one to the last projected.
struct MonthAxis {
    Month first;
    int count = 0;

    [[nodiscard]] QVector<QString> categories() const
    {
        QVector<QString> months;
        for (int i = 0; i < count; ++i)
            months << qt(first.plus(i).iso());
        return months;
    }
    [[nodiscard]] int position(Month month) const { return monthsBetween(first, month); }
};

MonthAxis axisOf(const Comparison &comparison, Month first)
{
    Month last = comparison.base->start.plus(int(comparison.base->monthCount()));
    last = std::max(last, comparison.scenario->start.plus(int(comparison.scenario->monthCount())));
    return {first, monthsBetween(first, last) + 1};
}

/// `value` of every month of a projection, on the axis.
template <typename F>
Values projected(const MonthAxis &axis, const scenario::Projection &projection, F value)
{
    Values values(axis.count);
    for (std::size_t i = 0; i < projection.monthCount(); ++i) {
        const int at = axis.position(projection.month(i));
        if (at >= 0 && at < axis.count)
            values[at] = value(i);
    }
    return values;
}

Values arrOf(const MonthAxis &axis, const scenario::Projection &projection)
{
    Values values = projected(axis, projection, [&](std::size_t i) { return projection.closingArr(i); });
    double opening = 0;
    for (const scenario::ProjectedRow &row : projection.monthRows(0))
        opening += row.opening;
    if (const int at = axis.position(projection.start); at >= 0 && at < axis.count)
        values[at] = opening;
    return values;
}

ChartSeries line(const QString &id, const QString &name, chart::Meaning meaning, Values values)
{
    ChartSeries series;
    series.id = id;
    series.name = name;
    series.meaning = meaning;
    series.values = std::move(values);
    return series;
}

/// The fan of a simulation, from the opening on which all runs agree; its ends go under the line's label.
ChartBand fanOf(const Comparison &comparison, const MonthAxis &axis, const scenario::MonteCarlo &simulated,
    const scenario::Projection &projection, ChartSeries &series)
{
    ChartBand band;
    band.meaning = series.meaning;
    band.lowName = Texts::tr("P10 %1", "percentile, scenario").arg(series.name);
    band.highName = Texts::tr("P90 %1", "percentile, scenario").arg(series.name);
    const auto &months = simulated.closingArr;
    band.low = projected(axis, projection, [&](std::size_t i) { return months[i].p10.value; });
    band.high = projected(axis, projection, [&](std::size_t i) { return months[i].p90.value; });
    if (const int at = axis.position(projection.start); at >= 0)
        band.low[at] = band.high[at] = series.values[at];
    series.note =
        Texts::tr("%1 to %2", "P10 to P90")
            .arg(shortMoney(comparison, months.back().p10.value), shortMoney(comparison, months.back().p90.value));
    return band;
}

QVector<QString> oneDecimal(const Values &values)
{
    QVector<QString> texts;
    for (const auto &value : values)
        texts << (value ? formatNumber(*value, 1) : QString());
    return texts;
}

ChartSeries teamLine(const QString &id, const QString &name, chart::Meaning meaning, LineForm form, Values values)
{
    ChartSeries series = line(id, name, meaning, std::move(values));
    series.form = form;
    series.valueLabels = oneDecimal(series.values);
    return series;
}

void addTeam(ChartSpec &spec, const MonthAxis &axis, const scenario::Projection &projection, const QString &name,
    chart::Meaning meaning)
{
    const auto &team = projection.team;
    spec.series << teamLine(QStringLiteral("required"), Texts::tr("%1 required").arg(name), meaning, LineForm::Solid,
        projected(axis, projection, [&](std::size_t i) { return team[i].requiredFte; }));
    spec.series << teamLine(QStringLiteral("available"), Texts::tr("%1 available").arg(name), meaning,
        LineForm::DashedSteps, projected(axis, projection, [&](std::size_t i) { return team[i].availableFte; }));
}

} // namespace

ChartSpec projectionChart(const Comparison &comparison)
{
    const ScenarioView &view = *comparison.view;
    const Month first = view.history.empty() ? comparison.base->start : view.history.front().month;
    const MonthAxis axis = axisOf(comparison, first);
    ChartSpec spec;
    spec.title = Texts::tr("ARR, %1 months").arg(comparison.scenario->monthCount());
    spec.unit = qt(view.currency.code());
    spec.format = chart::Unit::Money;
    spec.startAtZero = false;
    spec.categories = axis.categories();
    Values measured(axis.count);
    for (const MeasuredMonth &month : view.history)
        measured[axis.position(month.month)] = month.arr;
    ChartSeries base =
        line(QStringLiteral("base"), comparison.baseName, chart::Meaning::Base, arrOf(axis, *comparison.base));
    ChartSeries other = line(QStringLiteral("scenario"), comparison.scenarioName, chart::Meaning::Scenario,
        arrOf(axis, *comparison.scenario));
    const bool hasFan = comparison.spread != nullptr;
    if (hasFan && !comparison.same)
        spec.bands << fanOf(comparison, axis, comparison.spread->base, *comparison.base, base);
    if (hasFan)
        spec.bands << fanOf(comparison, axis, comparison.spread->scenario, *comparison.scenario, other);
    if (!comparison.same)
        spec.series << base;
    spec.series << other << line(QStringLiteral("measured"), Texts::tr("Measured"), chart::Meaning::History, measured);
    spec.divider =
        ChartDivider{axis.position(comparison.scenario->start), Texts::tr("measured"), Texts::tr("projected")};
    spec.subtitle = hasFan ? Texts::tr("lines exact, bands P10 to P90") : Texts::tr("lines exact");
    return spec;
}

ChartSpec teamChart(const Comparison &comparison)
{
    ChartSpec spec;
    spec.title = Texts::tr("CSMs required and available");
    spec.subtitle = Texts::tr("FTE; shaded: spare, orange: short");
    spec.unit = Texts::tr("FTE");
    spec.format = chart::Unit::Number;
    const Month first = std::min(comparison.base->start, comparison.scenario->start).plus(1);
    const MonthAxis axis = axisOf(comparison, first);
    spec.categories = axis.categories();
    if (!comparison.same)
        addTeam(spec, axis, *comparison.base, comparison.baseName, chart::Meaning::Base);
    addTeam(spec, axis, *comparison.scenario, comparison.scenarioName, chart::Meaning::Scenario);
    const auto &team = comparison.scenario->team;
    if (comparison.hiring.hiredFte > 0)
        spec.subtitle =
            Texts::tr("%1 FTE hired cost %2 and keep %3 of revenue")
                .arg(formatNumber(comparison.hiring.hiredFte, 1), shortMoney(comparison, comparison.hiring.cost),
                    shortMoney(comparison, comparison.hiring.revenueKept));
    if (std::all_of(team.begin(), team.end(), [](const auto &month) { return month.requiredFte <= 0; }))
        spec.subtitle = Texts::tr("set hours a customer to see how many are needed");
    const int last = int(spec.series.size()) - 1;
    spec.gap = ChartGap{last, last - 1};
    return spec;
}

ChartSpec driversChart(const Comparison &comparison, bool byRank)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Tornado;
    const scenario::Projection &projection = *comparison.scenario;
    const Month last = projection.month(projection.monthCount() - 1);
    spec.title = Texts::tr("What moves ARR, %1").arg(formatMonth(last));
    spec.subtitle = byRank ? QString() : Texts::tr("one at a time");
    if (!comparison.spread) {
        spec.emptyText = Texts::tr("Being computed");
        return spec;
    }
    if (byRank) {
        spec.unit = Texts::tr("rank correlation");
        spec.emptyText = Texts::tr("Nothing is uncertain: set a spread under All levers");
        ChartSeries series = line(QStringLiteral("rank"), Texts::tr("Rank correlation"), chart::Meaning::Scenario, {});
        for (const scenario::RankBar &bar : comparison.spread->ranks) {
            if (spec.categories.size() == DriversShown)
                break;
            spec.categories << leverShortName(bar.lever);
            series.values << bar.correlation;
        }
        spec.series << series;
        return spec;
    }
    spec.unit = qt(comparison.view->currency.code());
    spec.format = chart::Unit::Money;
    spec.emptyText = Texts::tr("No lever moves ARR");
    ChartSeries low = line(QStringLiteral("low"), Texts::tr("\u221220 %"), chart::Meaning::LeftHigher, {});
    ChartSeries high = line(QStringLiteral("high"), Texts::tr("+20 %"), chart::Meaning::RightHigher, {});
    const double closing = projection.summary.closingArr;
    for (const scenario::TornadoBar &bar : comparison.spread->bars) {
        if (spec.categories.size() == DriversShown)
            break;
        spec.categories << leverShortName(bar.lever);
        low.values << bar.outcomeAtLow - closing;
        high.values << bar.outcomeAtHigh - closing;
    }
    spec.series << low << high;
    return spec;
}

} // namespace qd::ui
