#include "ui/revenue/revenue_view.h"

#include "core/pack/charts.h"
#include "core/revenue/dimension_words.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <limits>

namespace qd::ui {

namespace {

using revenue::MovementKind;

constexpr pack::CohortChartOptions CohortsShown{12, std::numeric_limits<std::size_t>::max(), true};

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Revenue)
};

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

QString monthCategory(Month month)
{
    return qt(month.iso());
}

ChartSeries movementSeries(const char *id, const QString &name, chart::Meaning meaning)
{
    ChartSeries series;
    series.id = QString::fromLatin1(id);
    series.name = name;
    series.meaning = meaning;
    return series;
}

/// Opening, the movements with losses below 0, closing.
std::vector<double> amountsOf(const revenue::MovementRow &row, Currency currency)
{
    std::vector<double> amounts{major(row.opening, currency)};
    for (const auto &[kind, amount] : stepsOf(row))
        amounts.push_back(major(amount, currency));
    amounts.push_back(major(row.closing, currency));
    return amounts;
}

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant change(const std::optional<double> &now, const std::optional<double> &before)
{
    return now && before ? QVariant(shownDifference(*now, *before)) : QVariant();
}

} // namespace

QString groupTitle(const std::string &group)
{
    return group == "total" ? Texts::tr("All customers") : groupName(group);
}

QString ratesText(const RevenueView &view)
{
    return view.fx == revenue::FxMode::Constant ? Texts::tr("constant rates") : Texts::tr("rates of each day");
}

ChartSpec withWarnings(ChartSpec spec, const RevenueView &view)
{
    if (!view.stale.empty())
        spec.subtitle += QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
    return spec;
}

std::size_t firstShownCohort(const RevenueView &view)
{
    return pack::firstShownCohort(view.cohorts, CohortsShown);
}

ChartSpec movementsChart(const RevenueView &view)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Columns;
    spec.title = Texts::tr("ARR movements by month");
    spec.unit = qt(view.currency.code());
    spec.format = chart::Unit::Money;
    // Stacked from the axis outward, gains up and losses down.
    ChartSeries added = movementSeries("new", word(nameOf(MovementKind::New)), chart::Meaning::New);
    ChartSeries reactivated =
        movementSeries("reactivation", word(nameOf(MovementKind::Reactivation)), chart::Meaning::Reactivation);
    ChartSeries expanded =
        movementSeries("expansion", word(nameOf(MovementKind::Expansion)), chart::Meaning::Expansion);
    ChartSeries contracted =
        movementSeries("contraction", word(nameOf(MovementKind::Contraction)), chart::Meaning::Contraction);
    ChartSeries churned = movementSeries("churn", word(nameOf(MovementKind::Churn)), chart::Meaning::Churn);
    ChartSeries net = movementSeries("net", Texts::tr("Net"), chart::Meaning::Net);
    const auto add = [&](const revenue::MovementRow &row, QVector<std::optional<double>> ChartSeries::*to) {
        (added.*to) << major(row.newAmount, view.currency);
        (reactivated.*to) << major(row.reactivation, view.currency);
        (expanded.*to) << major(row.expansion, view.currency);
        (contracted.*to) << major(-row.contraction, view.currency);
        (churned.*to) << major(-row.churn, view.currency);
        (net.*to) << major(row.closing - row.opening - row.fx, view.currency);
    };
    for (const revenue::MovementRow &row : view.movements.rows) {
        spec.categories << monthCategory(row.month);
        add(row, &ChartSeries::values);
        add(inWholeUnits(row, view.currency), &ChartSeries::printed);
    }
    spec.series = {added, reactivated, expanded, contracted, churned, net};
    spec.isNamedBeside = true;
    spec.subtitle = Texts::tr("%1, %2 to %3, without exchange rates")
                        .arg(spec.unit, formatMonth(view.movements.rows.front().month), formatMonth(view.month));
    return spec;
}

ChartSpec trendChart(const RevenueView &view)
{
    ChartSpec spec = chartSpecFrom(pack::retentionTrendChart(view.trend));
    if (!view.trend.empty())
        spec.subtitle = Texts::tr("%1 customers, %2, to %3")
                            .arg(formatCount(view.trend.back().logos), ratesText(view), formatMonth(view.month));
    return spec;
}

ChartSpec cohortChart(const RevenueView &view)
{
    const retention::Cohorts &cohorts = view.cohorts;
    ChartSpec spec = chartSpecFrom(pack::cohortHeatmap(cohorts, CohortsShown));
    const bool arr = cohorts.measure == retention::CohortMeasure::Arr;
    spec.title = Texts::tr("Retention by start quarter");
    spec.subtitle = Texts::tr("%1, months since start, to %2, %3")
                        .arg(arr ? Texts::tr("ARR in thousands") : QStringLiteral("%"), formatMonth(cohorts.lastMonth),
                            ratesText(view));
    // More than twelve start quarters leave no room for their figures; the weighted row is over all of them.
    if (firstShownCohort(view) > 0)
        spec.subtitle += Texts::tr("; latest %1 of %2 quarters").arg(CohortsShown.mostRows).arg(cohorts.rows.size());
    spec.emptyText = Texts::tr("No customer has started yet.");
    return spec;
}

TableSpec groupsTable(const RevenueView &view, const std::string &by)
{
    TableSpec spec;
    spec.id = QStringLiteral("retention-groups");
    spec.filterRow = false;
    const QString code = qt(view.currency.code());
    spec.columns = {
        {QStringLiteral("group"), word(revenue::dimensionTitle(by)), ColumnKind::Key, 0, Good::Unknown, 0, true, false,
            120},
        {QStringLiteral("opening"), Texts::tr("Opening, %1").arg(code), ColumnKind::Money, 0, Good::Unknown, 0},
        {QStringLiteral("share"), Texts::tr("Share"), ColumnKind::Bar, 0, Good::Unknown, 3},
    };
    for (const metrics::Metric *metric : revenue::retentionMetrics()) {
        const bool stays = metric->key == metrics::Nrr || metric->key == metrics::Grr;
        spec.columns << TableColumn{qt(std::string(metric->key)), messageText(metric->name), ColumnKind::Percent, 1,
            Good::Unknown,
            stays                ? 0
                : metric->onHome ? 1
                                 : 2};
        if (metric->key == metrics::Grr)
            spec.columns << TableColumn{
                QStringLiteral("change"), Texts::tr("\u0394 GRR, 1 y"), ColumnKind::Points, 1, Good::Up, 2};
    }
    spec.columns << TableColumn{QStringLiteral("n"), Texts::tr("n"), ColumnKind::Figure, 0};
    spec.whole = QStringLiteral("0"); // all customers, the first row
    spec.columns[1].adds = spec.columns[2].adds = true;
    const double total = double(view.retention.rows.front().opening);
    for (std::size_t i = 0; i < view.retention.rows.size(); ++i) {
        const revenue::RetentionRow &row = view.retention.rows[i];
        std::optional<double> before;
        for (const revenue::RetentionRow &old : view.yearBefore.rows) {
            if (old.group == row.group)
                before = old.rate(metrics::Grr).value();
        }
        TableRow made{QString::number(i),
            {groupTitle(row.group), major(row.opening, view.currency),
                total > 0 ? QVariant(double(row.opening) / total) : QVariant()}};
        for (const metrics::Metric *metric : revenue::retentionMetrics()) {
            const auto value = row.rate(metric->key).value();
            made.values << rate(value);
            if (metric->key == metrics::Grr)
                made.values << change(value, before);
        }
        made.values << countCell(row.logos);
        spec.rows << made;
    }
    return spec;
}

TableSpec movementsTable(const RevenueView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("movements");
    spec.filterRow = false;
    spec.noun = Texts::tr("months");
    spec.nounOfOne = Texts::tr("month");
    const auto column = [](const char *id, const QString &title, bool total) {
        return TableColumn{QString::fromLatin1(id), title, ColumnKind::Money, 0, Good::Unknown, 0, true, total};
    };
    spec.columns = {{QStringLiteral("month"), Texts::tr("Month"), ColumnKind::Key},
        column("opening", Texts::tr("Opening"), false), column("new", word(nameOf(MovementKind::New)), true),
        column("reactivation", word(nameOf(MovementKind::Reactivation)), true),
        column("expansion", word(nameOf(MovementKind::Expansion)), true),
        column("contraction", word(nameOf(MovementKind::Contraction)), true),
        column("churn", word(nameOf(MovementKind::Churn)), true), column("fx", word(nameOf(MovementKind::Fx)), true),
        column("closing", Texts::tr("Closing"), false)};
    for (auto row = view.movements.rows.rbegin(); row != view.movements.rows.rend(); ++row) {
        TableRow made{qt(row->month.iso()), {formatMonth(row->month)}};
        for (const double amount : amountsOf(*row, view.currency))
            made.values << amount;
        // The month as it is printed everywhere, which adds up along its line.
        for (const double whole : amountsOf(inWholeUnits(*row, view.currency), view.currency))
            made.shown.insert(int(made.shown.size()) + 1, whole);
        spec.rows << made;
    }
    return spec;
}

} // namespace qd::ui
