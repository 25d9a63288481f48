#include "tests/ui/figures/figures_of_pages.h"

#include <QAbstractButton>
#include <QComboBox>

namespace qd::test {

using namespace qd::ui;

namespace {

/// The chart of the view that is seen.
const ChartSpec &seen(const CohortsPage &page, chart::Kind kind)
{
    for (const ChartView *view : page.findChildren<ChartView *>()) {
        if (view->isVisible() && view->spec().kind == kind)
            return view->spec();
    }
    qFatal("no such chart is seen");
}

void showView(ShownPage<CohortsPage> &cohorts, const char *view)
{
    QAbstractButton *choice = nullptr;
    for (QWidget *action : cohorts.page.headerActions())
        choice = action->findChild<QAbstractButton *>(QLatin1String(view));
    cohorts.act([&] { choice->click(); });
}

} // namespace

void collectCurves(const Place &place, const ChartSpec &curves, const QString &metric, const Look &look)
{
    for (const ChartSeries &series : curves.series) {
        if (series.id.endsWith(QStringLiteral(" low")) || series.id.endsWith(QStringLiteral(" high")))
            continue; // limits, which a file has among its lines
        for (qsizetype i = 0; i < series.values.size(); ++i)
            place.exact(QStringLiteral("%1, %2, as of %3").arg(metric, series.id, look.day()), curves.categories[i],
                series.values[i]);
    }
}

void collectChurn(const Place &place, const ChartSpec &columns, const Look &look)
{
    for (const ChartSeries &series : columns.series) {
        for (qsizetype i = 0; i < series.values.size(); ++i)
            place.exact(QStringLiteral("churned, %1, to %2").arg(series.id, look.day()), columns.categories[i],
                series.values[i]);
    }
}

void collect(Figures &figures, ShownPage<CohortsPage> &cohorts, const Look &look)
{
    const auto place = [&](const char *view) {
        return Place(figures, QStringLiteral("Cohorts, ") + QLatin1String(view), look.scope);
    };
    showView(cohorts, "retention");
    auto *measure = cohorts.page.findChild<QComboBox *>(QStringLiteral("cohortMeasure"));
    const int nrr = measure->findData(int(retention::CohortMeasure::Nrr));
    cohorts.act([&] {
        measure->setCurrentIndex(nrr);
        Q_EMIT measure->activated(nrr);
    });
    const ChartSpec &heatmap = seen(cohorts.page, chart::Kind::Heatmap);
    collectCohorts(place("retention"), heatmap, look, ratesSaid(heatmap.subtitle));
    showView(cohorts, "survival");
    collectCurves(place("survival"), seen(cohorts.page, chart::Kind::Lines), QStringLiteral("survival"), look);
    showView(cohorts, "value");
    collectCurves(place("value"), seen(cohorts.page, chart::Kind::Lines), QStringLiteral("first value"), look);
    showView(cohorts, "churn");
    collectChurn(place("churn"), seen(cohorts.page, chart::Kind::Columns), look);
}

} // namespace qd::test
