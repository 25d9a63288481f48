#include "tests/ui/figures/figures_of_pages.h"
#include "ui/common/table/cell_value.h"
#include "ui/common/table/row_filter.h"

#include <QComboBox>

namespace qd::test {

using namespace qd::ui;

namespace {

/// Two years of months: opening, movements and closing, exact and as shown.
void collectMovements(const Place &place, const TableSpec &table)
{
    TableModel model;
    RowFilter shown(&model);
    model.setSpec(table);
    for (int row = 0; row < int(table.rows.size()); ++row) {
        const Month month = *Month::fromIso(table.rows[row].id.toStdString());
        for (int column = 1; column < int(table.columns.size()); ++column) {
            const QString id = table.columns[column].id;
            const bool isTotal = id == QStringLiteral("opening") || id == QStringLiteral("closing");
            const Month end = id == QStringLiteral("opening") ? month.plus(-1) : month;
            const QString metric = isTotal ? QStringLiteral("ARR") : movementMetric(id);
            const QString when = QString::fromStdString(isTotal ? end.lastDay().iso() : month.iso());
            place.exact(metric, when, table.rows[row].values[column].toDouble());
            place.whole(metric, when, shown.shownValue(row, column).toDouble());
        }
    }
}

void collectColumns(const Place &place, const ChartSpec &chart)
{
    for (const ChartSeries &series : chart.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i) {
            place.exact(movementMetric(series.id), chart.categories[i], series.values[i]);
            place.whole(movementMetric(series.id), chart.categories[i], *series.printed[i]);
        }
    }
}

void collectGroups(Figures &figures, const TableSpec &table, const QString &dimension, const Look &look)
{
    const Place page(figures, QStringLiteral("Revenue, groups"), look.scope);
    for (const TableRow &row : table.rows) {
        const bool all = row.id == QStringLiteral("0");
        const Place place = all ? page : page.of(dimension, groupNamed(row.values[0].toString()));
        const auto rate = [&](int column) {
            return row.values[column].isValid() ? std::optional(row.values[column].toDouble()) : std::nullopt;
        };
        place.exact(QStringLiteral("opening of the set"), look.monthName(), rate(1));
        place.exact(shareOf(look.scope), look.monthName(), rate(2));
        for (int column = 3; column < int(table.columns.size()); ++column) {
            const QString id = table.columns[column].id;
            if (const metrics::Metric *metric = metrics::find(id.toStdString()))
                place.exact(nameOf(*metric), look.monthName(), rate(column));
            else if (id == QStringLiteral("change") && row.values[column].isValid()) // of the two as they are shown
                place.printed(QStringLiteral("GRR on the year"), look.monthName(),
                    cellText(row.values[column], table.columns[column]));
        }
        place.exact(
            QStringLiteral("opening customers"), look.monthName(), row.values.last().value<FigureValue>().number);
    }
}

} // namespace

void collect(Figures &figures, ShownPage<RevenuePage> &revenue, const Look &look)
{
    collectMovements(Place(figures, QStringLiteral("Revenue, table"), look.scope), revenue.table("movements"));
    collectColumns(
        Place(figures, QStringLiteral("Revenue, movements"), look.scope), revenue.chart(chart::Kind::Columns));
    collectTrend(Place(figures, QStringLiteral("Revenue, trend"), look.scope), revenue.chart(chart::Kind::Lines));
    const ChartSpec &cohorts = revenue.chart(chart::Kind::Heatmap);
    collectCohorts(
        Place(figures, QStringLiteral("Revenue, cohorts"), look.scope), cohorts, look, ratesSaid(cohorts.subtitle));
    Place(figures, QStringLiteral("Revenue, title"), look.scope)
        .printed(QStringLiteral("ARR"), look.day(), revenue.fact);
    auto *by = revenue.page.template findChild<QComboBox *>(QStringLiteral("revenueGroupBy"));
    for (const char *dimension : {"region", "owner", "segment"}) {
        const int index = by->findData(QString::fromLatin1(dimension));
        revenue.act([&] {
            by->setCurrentIndex(index);
            Q_EMIT by->activated(index);
        });
        collectGroups(figures, revenue.table("retention-groups"), QString::fromLatin1(dimension), look);
    }
}

} // namespace qd::test
