#include "tests/ui/pages/cohorts_fixture.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"
#include "ui/health/health_page.h"
#include "ui/shell/linked_selection.h"

#include <QtTest>

#include <algorithm>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

using Signal = void (ChartView::*)(int, int);

/// The list that a place opens, at once or from a job; none where nothing opens in time.
AccountList listAt(Page &page, ChartView &chart, ChartPlace place, Signal open = &ChartView::placeActivated)
{
    QSignalSpy opened(&page, &Page::linkActivated);
    Q_EMIT(chart.*open)(place.series, place.category);
    return openedBy(opened);
}

/// The places of a chart that have somebody: those whose value is not 0.
QVector<ChartPlace> peopled(const ChartView &chart)
{
    QVector<ChartPlace> places;
    const ChartSpec &spec = chart.spec();
    for (int series = 0; series < spec.series.size(); ++series) {
        for (int category = 0; category < spec.series[series].values.size(); ++category) {
            if (spec.series[series].values[category].value_or(0) != 0)
                places << ChartPlace{series, category};
        }
    }
    return places;
}

/// Some of many, the first and the last among them.
QVector<ChartPlace> someOf(const QVector<ChartPlace> &places, qsizetype most)
{
    QVector<ChartPlace> some;
    const qsizetype step = std::max<qsizetype>(1, places.size() / most);
    for (qsizetype i = 0; i < places.size(); i += step)
        some << places[i];
    if (!some.isEmpty() && some.last() != places.last())
        some << places.last();
    return some;
}

/// Whom a place opens is framed there, and wherever a customer is framed it is opened.
void checkPlaces(Page &page, ChartView &chart, Signal open = &ChartView::placeActivated)
{
    const QVector<ChartPlace> places = someOf(peopled(chart), 6);
    QVERIFY2(!places.isEmpty(), qPrintable(chart.spec().title));
    for (const ChartPlace &place : places) {
        const QStringList ids = listAt(page, chart, place, open).ids;
        QVERIFY(!ids.isEmpty());
        for (const QString &id : {ids.first(), ids.last()}) {
            chart.markCustomers({id});
            QVERIFY2(chart.marked().contains(place), qPrintable(chart.spec().title + u' ' + id));
        }
        for (const ChartPlace &other : someOf(chart.marked(), 3))
            QVERIFY(listAt(page, chart, other, open).ids.contains(ids.last()));
        chart.markCustomers(QSet<QString>(ids.begin(), ids.end()));
        QVERIFY(chart.marked().contains(place));
        const QVector<ChartPlace> marked = chart.marked();
        for (qsizetype i = 0; i < marked.size(); ++i)
            QCOMPARE(marked.indexOf(marked[i]), i); // each once
    }
    chart.markCustomers({QStringLiteral("AC-99999")});
    QVERIFY(chart.marked().isEmpty());
}

ChartView *chartOf(const Page &page, const char *name)
{
    return page.findChild<ChartView *>(QLatin1String(name));
}

ChartView *seenChart(const Page &page, chart::Kind kind)
{
    for (ChartView *view : page.findChildren<ChartView *>()) {
        if (view->isVisible() && view->spec().kind == kind)
            return view;
    }
    qFatal("no such chart is seen");
}

void turnTo(HealthPage &page, const char *view)
{
    auto *button = page.headerActions().front()->findChild<QAbstractButton *>(QLatin1String(view));
    QSignalSpy settled(&page, &Page::settled);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(settled.wait(Patience));
}

} // namespace

/// Where the charts of Health and Cohorts frame customers who are selected elsewhere on the page.
class TestMarkedPlaces : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

private slots:
    void initTestCase()
    {
        m_sample.make();
        auto workspace = store::Workspace::open(m_sample.sample().workspacePath);
        (*workspace)->setSetting("ttv.milestone", "First value confirmed"); // as the sample's files call it
    }

    void healthNow()
    {
        const auto page = m_sample.shown<HealthPage>();
        const LinkedSelection linked(*page);
        checkPlaces(*page, *chartOf(*page, "healthMix"));
        auto *scores = m_sample.tableWith(*page, QStringLiteral("health-scores"));
        const QString id = scores->spec().rows[1].id;
        scores->setSelectedIds({});
        scores->setSelectedIds({id}); // what a person selects in the table stands in one part of one group
        const QVector<ChartPlace> marked = chartOf(*page, "healthMix")->marked();
        QCOMPARE(marked.size(), 1);
        QVERIFY(listAt(*page, *chartOf(*page, "healthMix"), marked.front()).ids.contains(id));
    }

    void healthHistory()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "history");
        checkPlaces(*page, *chartOf(*page, "healthTransitions"));
        ChartView *months = chartOf(*page, "healthMonths");
        checkPlaces(*page, *months);
        const QString id = listAt(*page, *months, peopled(*months).last()).ids.first();
        months->markCustomers({id}); // one colour a month
        QVector<int> categories;
        for (const ChartPlace &place : months->marked())
            categories << place.category;
        QCOMPARE(QSet<int>(categories.begin(), categories.end()).size(), categories.size());
    }

    void healthCourt()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "court");
        ChartView *auc = chartOf(*page, "healthAuc");
        int judged = 0;
        for (int row = 0; row < auc->spec().series.size(); ++row) {
            const ChartSeries &series = auc->spec().series[row];
            for (int lead = 0; lead < series.counts.size(); ++lead) {
                if (series.counts[lead] == 0)
                    continue;
                const QStringList ids = listAt(*page, *auc, {row, lead}).ids;
                QVERIFY(!ids.isEmpty());
                auc->markCustomers({ids.last()});
                QVERIFY(auc->marked().contains(ChartPlace{row, lead}));
                ++judged;
            }
        }
        QVERIFY(judged > 0);
    }

    /// Not split a row is a cohort, split a block or one of its cohorts; curves stand for the same.
    void cohortsRetention()
    {
        const auto page = m_sample.shown<CohortsPage>();
        for (const char *group : {"All", "Segment"}) {
            choose(*page, "cohortGroup", QString::fromLatin1(group));
            checkPlaces(*page, *seenChart(*page, chart::Kind::Heatmap), &ChartView::placeOpened);
            ChartView *curves = seenChart(*page, chart::Kind::Lines);
            const int all = int(curves->spec().series.size()) - 1; // the last line is of everybody
            for (const ChartPlace &place : someOf(peopled(*curves), 5)) {
                const AccountList list = listAt(*page, *curves, place);
                QVERIFY(!list.ids.isEmpty());
                curves->markCustomers({list.ids.first()});
                QCOMPARE(curves->marked().contains(place), place.series != all);
                const auto said = curves->spec().series[place.series].values[place.category];
                QCOMPARE(list.total(4) / list.total(3), *said); // logos: who counts then over who counted before
            }
        }
    }

    /// A life stands at the last reading that it reached, so the next one of its group does not have it.
    void cohortsSurvival()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        ChartView *curves = seenChart(*page, chart::Kind::Lines);
        const QStringList everybody = listAt(*page, *curves, {-1, 0}).ids;
        QVERIFY(everybody.size() > 50);
        for (qsizetype i = 0; i < everybody.size(); i += 17) {
            curves->markCustomers({everybody[i]});
            QCOMPARE(curves->marked().size(), 1);
            const auto [series, reading] = curves->marked().front();
            QVERIFY(curves->placeRect(series, reading).isValid());
            QVERIFY(listAt(*page, *curves, {series, reading}).ids.contains(everybody[i]));
            const auto &values = curves->spec().series[series].values;
            if (reading + 1 < values.size() && values[reading + 1])
                QVERIFY(!listAt(*page, *curves, {series, reading + 1}).ids.contains(everybody[i]));
        }
    }

    /// A first value stands on its day: the day before does not have it.
    void cohortsValue()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "value");
        ChartView *curves = seenChart(*page, chart::Kind::Lines);
        const int last = int(curves->spec().categories.size()) - 1;
        const AccountList reached = listAt(*page, *curves, {-1, last});
        QVERIFY(reached.ids.size() > 20);
        for (qsizetype i = 0; i < reached.ids.size(); i += 11) {
            curves->markCustomers({reached.ids[i]});
            QCOMPARE(curves->marked().size(), 1);
            QCOMPARE(double(curves->marked().front().category), reached.amounts[i].front()); // its days
            QVERIFY(listAt(*page, *curves, curves->marked().front()).ids.contains(reached.ids[i]));
        }
    }

    void cohortsChurn()
    {
        const auto page = m_sample.shown<CohortsPage>();
        const LinkedSelection linked(*page);
        showView(*page, "churn");
        ChartView *lost = seenChart(*page, chart::Kind::Columns);
        checkPlaces(*page, *lost);
        auto *churned = m_sample.tableWith(*page, QStringLiteral("churned-customers"));
        const QString row = churned->spec().rows.front().id;
        churned->setSelectedIds({});
        churned->setSelectedIds({row});
        QVERIFY(!lost->marked().isEmpty());
        for (const ChartPlace &place : QVector<ChartPlace>(lost->marked()))
            QVERIFY(listAt(*page, *lost, place).ids.contains(customerOfRow(row)));
    }
};

QTEST_MAIN(TestMarkedPlaces)
#include "tst_marked_places.moc"
