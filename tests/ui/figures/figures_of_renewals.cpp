#include "tests/ui/figures/figures_of_pages.h"

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

} // namespace qd::test
