#include "tests/ui/figures/figures_of_pages.h"

#include "ui/common/segmented_switch.h"

#include <QComboBox>

namespace qd::test {

using namespace qd::ui;

void collectDue(const Place &place, const ChartSpec &calendar, const Look &look)
{
    for (const ChartSeries &series : calendar.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i)
            place.exact(QStringLiteral("due, %1, as of %2").arg(series.id, look.day()), calendar.categories[i],
                series.values[i]);
    }
}

void collectReadiness(const Place &place, const ChartSpec &heatmap, const Look &look)
{
    for (const ChartSeries &row : heatmap.series) {
        for (qsizetype i = 0; i < row.values.size(); ++i)
            place.exact(
                QStringLiteral("ready, %1, as of %2").arg(heatmap.categories[i], look.day()), row.id, row.values[i]);
    }
}

void collect(Figures &figures, ShownPage<RenewalsPage> &renewals, const Look &look)
{
    collectDue(
        Place(figures, QStringLiteral("Renewals, calendar"), look.scope), renewals.chart(chart::Kind::Columns), look);
    auto *window = qobject_cast<QComboBox *>(renewals.page.headerActions().front());
    const int nextYear = window->findData(int(renewals::NamedWindow::NextYear));
    renewals.act([&] {
        window->setCurrentIndex(nextYear);
        Q_EMIT window->activated(nextYear);
    });
    collectReadiness(
        Place(figures, QStringLiteral("Renewals, readiness"), look.scope), renewals.chart(chart::Kind::Heatmap), look);
}

void collect(Figures &figures, ShownPage<ActionsPage> &actions, const Look &look)
{
    auto *parts = qobject_cast<SegmentedSwitch *>(actions.page.headerActions().front());
    const QString reviews = QStringLiteral("reviews");
    if (parts->current() != reviews) {
        actions.act([&] {
            parts->setCurrent(reviews);
            Q_EMIT parts->changed(reviews);
        });
    }
    const Place all(figures, QStringLiteral("Actions, reviews"), look.scope);
    for (const TableRow &row : actions.table("business-reviews").rows) {
        const Place place =
            row.id == QStringLiteral("0") ? all : all.of(QStringLiteral("segment"), row.values[0].toString());
        place.exact(QStringLiteral("business reviews due"), look.day(), row.values[1].value<FigureValue>().number);
        place.exact(QStringLiteral("business reviews done"), look.day(), row.values[2].toDouble());
        place.exact(QStringLiteral("business reviews late"), look.day(), row.values[3].toDouble());
    }
}

} // namespace qd::test
