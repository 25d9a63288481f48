#include "tests/ui/pages/opened_list.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/segmented_switch.h"
#include "ui/health/health_page.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QtTest>

using namespace qd;
using namespace qd::ui;
using qd::test::openedBy;

namespace {

constexpr double Cent = 0.005;
constexpr double Near = 1e-9;

/// What a person clicks: one of the page's views.
void turnTo(HealthPage &page, const char *view)
{
    auto *views = qobject_cast<SegmentedSwitch *>(page.headerActions().front());
    auto *button = views->findChild<QAbstractButton *>(QLatin1String(view));
    QVERIFY(button);
    QSignalSpy settled(&page, &Page::settled);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(settled.wait(test::Patience));
    QCOMPARE(views->current(), QLatin1String(view));
}

QVariant cell(const TableSpec &spec, int row, const char *column)
{
    for (int i = 0; i < spec.columns.size(); ++i) {
        if (spec.columns[i].id == QLatin1String(column))
            return spec.rows[row].values[i];
    }
    return {};
}

double number(const TableSpec &spec, int row, const char *column)
{
    const QVariant value = cell(spec, row, column);
    return value.canConvert<FigureValue>() ? value.value<FigureValue>().number : value.toDouble();
}

ChartView *chartOf(const HealthPage &page, const char *name)
{
    return page.findChild<ChartView *>(QLatin1String(name));
}

} // namespace

/// Health of the sample, as a person looks at it.
class TestHealthPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

private slots:
    void initTestCase() { m_sample.make(); }

    /// Every count of the distribution opens as many customers; groups add up to all, ARR to the cent.
    void groupsOpenTheirCustomers()
    {
        const auto page = m_sample.shown<HealthPage>();
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-mix"));
        const TableSpec spec = table->spec();
        QVERIFY(spec.rows.size() > 2);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        QSignalSpy said(page.get(), &Page::statusMessage);
        for (const char *column : {"customers", "green", "yellow", "red", "none", "up", "down"}) {
            double parts = 0;
            for (int row = 0; row < spec.rows.size(); ++row) {
                const double count = number(spec, row, column);
                parts += row > 0 ? count : 0;
                Q_EMIT table->activated(spec.rows[row].id, QLatin1String(column));
                if (count == 0) { // nobody to go to: it says so
                    QVERIFY(opened.isEmpty() && !said.isEmpty());
                    said.clear();
                    continue;
                }
                const AccountList list = openedBy(opened);
                QVERIFY2(double(list.ids.size()) == count, qPrintable(list.title));
                if (QLatin1String(column) == QLatin1String("customers"))
                    QVERIFY2(std::abs(list.total(0) - number(spec, row, "arr")) < Cent, qPrintable(list.title));
            }
            QCOMPARE(parts, number(spec, 0, column));
        }
        for (int row = 0; row < spec.rows.size(); ++row)
            QCOMPARE(number(spec, row, "green") + number(spec, row, "yellow") + number(spec, row, "red")
                    + number(spec, row, "none"),
                number(spec, row, "customers"));
    }

    /// A part of a column of the chart is the ARR of those it opens.
    void coloursOpenTheirArr()
    {
        const auto page = m_sample.shown<HealthPage>();
        ChartView *mix = chartOf(*page, "healthMix");
        QCOMPARE(mix->spec().series.size(), 4);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        int checked = 0;
        for (int series = 0; series < 4; ++series) {
            for (int group = 0; group < mix->spec().categories.size(); ++group) {
                const double value = mix->spec().series[series].values[group].value_or(0);
                if (value < Cent)
                    continue;
                Q_EMIT mix->placeActivated(series, group);
                const AccountList list = openedBy(opened);
                QVERIFY2(std::abs(list.total(0) - value) < Cent, qPrintable(list.title));
                ++checked;
            }
        }
        QVERIFY(checked > 5);
    }

    /// The row that is chosen stands in the inspector, and its waterfall adds up; Enter goes to the customer.
    void aScoreIsExplained()
    {
        const auto page = m_sample.shown<HealthPage>();
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-scores"));
        const QStringList ids = table->shownIds();
        QVERIFY(ids.size() > 100);
        QSignalSpy inspected(page.get(), &Page::inspect);
        ChartView *move = chartOf(*page, "healthMove");
        int explained = 0;
        for (qsizetype i = 1; i < ids.size(); i += 3) {
            const QString &id = ids[i];
            inspected.clear();
            table->setCurrentId(id);
            if (table->currentId() != id || inspected.isEmpty())
                continue;
            const auto content = inspected.last().front().value<InspectorContent>();
            QVERIFY(!content.subject.isEmpty() && content.evidence.size() >= 2 && content.figures.size() == 3);
            if (move->spec().series.isEmpty())
                continue;
            const auto &values = move->spec().series.front().values;
            double sum = 0;
            for (qsizetype part = 0; part + 1 < values.size(); ++part)
                sum += values[part].value_or(0);
            QVERIFY2(std::abs(sum - values.last().value_or(-1)) < Near, qPrintable(content.subject));
            ++explained;
        }
        QVERIFY(explained > 10);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        table->setCurrentId(ids.front());
        QTest::keyClick(table->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(std::get<AccountTarget>(opened[0][1].value<PageTarget>()).account, ids.front());
    }

    /// A link of another page chooses its customer, whatever is shown; one without ARR is told.
    void aCustomerIsChosenFromElsewhere()
    {
        const auto page = m_sample.shown<HealthPage>();
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-scores"));
        const QString id = table->shownIds().at(7);
        QSignalSpy settled(page.get(), &Page::settled);
        QSignalSpy said(page.get(), &Page::statusMessage);
        page->open(AccountTarget{id});
        QCOMPARE(table->currentId(), id);
        turnTo(*page, "court");
        settled.clear();
        const QString other = table->shownIds().at(9);
        page->open(AccountTarget{other});
        QVERIFY(settled.wait(test::Patience));
        QTRY_COMPARE(table->currentId(), other);
        QVERIFY(table->isVisible() && said.isEmpty());
        page->open(AccountTarget{QStringLiteral("nobody")});
        QCOMPARE(said.size(), 1);
    }

    void otherDimensionsAndDays()
    {
        const auto page = m_sample.shown<HealthPage>();
        auto *by = page->findChild<QComboBox *>(QStringLiteral("healthGroupBy"));
        QVERIFY(by);
        QSignalSpy settled(page.get(), &Page::settled);
        QTest::keyClick(by, Qt::Key_Down);
        QVERIFY(settled.wait(test::Patience));
        const auto *table = m_sample.tableWith(*page, QStringLiteral("health-mix"));
        QCOMPARE(table->spec().columns.front().title, QStringLiteral("Region"));
        auto *since = qobject_cast<QComboBox *>(page->headerActions().back());
        const auto moved = [&] { return std::pair(number(table->spec(), 0, "up"), number(table->spec(), 0, "down")); };
        const auto before = moved();
        while (since->currentIndex() + 1 < since->count()) {
            settled.clear();
            QTest::keyClick(since, Qt::Key_Down);
            QVERIFY(settled.wait(test::Patience));
        }
        QCOMPARE(since->currentText(), QStringLiteral("12 months"));
        QVERIFY(moved() != before);
    }

    void historyOpensItsCustomers()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "history");
        ChartView *months = chartOf(*page, "healthMonths");
        QVERIFY(months->isVisible());
        QCOMPARE(months->spec().categories.size(), 13);
        QCOMPARE(months->spec().categories.back(), QStringLiteral("2026-10"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int series = 0; series < 3; ++series) {
            const double value = months->spec().series[series].values[5].value_or(0);
            if (value == 0)
                continue;
            Q_EMIT months->placeActivated(series, 5);
            QCOMPARE(double(openedBy(opened).ids.size()), value);
        }
        ChartView *mean = chartOf(*page, "healthMean");
        Q_EMIT mean->placeActivated(0, 12);
        const AccountList scored = openedBy(opened);
        QVERIFY(std::abs(scored.total(0) / double(scored.ids.size()) - mean->spec().series[0].values[12].value_or(-1))
            < Near);
        ChartView *transitions = chartOf(*page, "healthTransitions");
        int checked = 0;
        for (int from = 0; from < 4; ++from) {
            for (int to = 0; to < 4; ++to) {
                const double n = transitions->spec().series[from].values[to].value_or(0);
                if (n == 0)
                    continue;
                Q_EMIT transitions->placeActivated(from, to);
                QCOMPARE(double(openedBy(opened).ids.size()), n);
                ++checked;
            }
        }
        QVERIFY(checked > 3);
        const TableSpec psi = m_sample.tableWith(*page, QStringLiteral("health-stability"))->spec();
        QCOMPARE(psi.rows.size(), 6); // four steps, together, by chance
        double steps = 0;
        for (int row = 0; row < 4; ++row)
            steps += number(psi, row, "psi");
        QVERIFY(std::abs(steps - number(psi, 4, "psi")) < Near);
        QVERIFY(number(psi, 5, "psi") > 0);
    }

    /// Incidents stand in place of stability, and open those whose usage fell.
    void incidentsOpenTheirCustomers()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "history");
        auto *views = page->findChild<SegmentedSwitch *>(QStringLiteral("healthStabilityAs"));
        auto *button = views->findChild<QAbstractButton *>(QStringLiteral("incidents"));
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-incidents"));
        QVERIFY(button && table && !table->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(table->isVisible());
        QVERIFY(!m_sample.tableWith(*page, QStringLiteral("health-stability"))->isVisible());
        QVERIFY(button->text().endsWith(QString::number(table->spec().rows.size())));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row < table->spec().rows.size(); ++row) {
            Q_EMIT table->activated(table->spec().rows[row].id, QStringLiteral("fell"));
            QCOMPARE(double(openedBy(opened).ids.size()), number(table->spec(), row, "fell"));
            QVERIFY(number(table->spec(), row, "changed") <= number(table->spec(), row, "fell"));
        }
    }

    /// What the court counts is what it opens: lost, flagged, both.
    void courtOpensItsRenewals()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "court");
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-court"));
        const TableSpec spec = table->spec();
        QVERIFY(spec.rows.size() >= 5); // the model in force, the platform's, three baselines
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row < spec.rows.size(); ++row) {
            if (number(spec, row, "n") == 0)
                continue;
            Q_EMIT table->activated(spec.rows[row].id, QStringLiteral("auc"));
            const AccountList list = openedBy(opened);
            QVERIFY2(double(list.ids.size()) == number(spec, row, "n"), qPrintable(list.title));
            QCOMPARE(list.total(0), number(spec, row, "events"));
            if (!cell(spec, row, "recall").isNull())
                QVERIFY(std::abs(list.total(2) / list.total(0) - number(spec, row, "recall")) < Near);
            if (!cell(spec, row, "precision").isNull())
                QVERIFY(std::abs(list.total(2) / list.total(1) - number(spec, row, "precision")) < Near);
            const bool isFew = list.total(0) < 10;
            QCOMPARE(cell(spec, row, "auc").isNull(), isFew);
            if (isFew)
                QCOMPARE(cell(spec, row, "interval").toString(), QStringLiteral("not enough churn"));
        }
        auto *fairness = m_sample.tableWith(*page, QStringLiteral("health-fairness"));
        QVERIFY(fairness->spec().rows.size() > 3);
        for (int row = 0; row < fairness->spec().rows.size(); ++row) {
            Q_EMIT fairness->activated(fairness->spec().rows[row].id, QStringLiteral("group"));
            const AccountList list = openedBy(opened);
            QCOMPARE(double(list.ids.size()), number(fairness->spec(), row, "n"));
            QCOMPARE(list.total(0), number(fairness->spec(), row, "events"));
        }
        const auto *limits = page->findChild<QLabel *>(QStringLiteral("healthCourtLimits"));
        QVERIFY(limits && limits->isVisible() && limits->text().contains(QStringLiteral("One book in one window")));
    }

    void leadsAreChosen()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "court");
        auto *leads = page->findChild<SegmentedSwitch *>(QStringLiteral("healthLead"));
        QVERIFY(leads);
        QCOMPARE(leads->current(), QStringLiteral("90"));
        const auto *table = m_sample.tableWith(*page, QStringLiteral("health-court"));
        const auto *auc = chartOf(*page, "healthAuc");
        for (const auto &[lead, column] : {std::pair("180", 0), {"30", 3}}) {
            QTest::mouseClick(leads->findChild<QAbstractButton *>(QLatin1String(lead)), Qt::LeftButton);
            if (!auc->spec().series.isEmpty())
                QCOMPARE(number(table->spec(), 0, "auc"), auc->spec().series[0].values[column].value_or(0));
        }
    }

    /// A line of gains opens the renewals its model is judged on; what is found grows to all.
    void gainsAndCalibrationAreShown()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "court");
        auto *shown = page->findChild<SegmentedSwitch *>(QStringLiteral("healthCourtShown"));
        ChartView *lines = chartOf(*page, "healthCourtLines");
        QVERIFY(shown && lines && !lines->isVisible());
        auto *leads = page->findChild<SegmentedSwitch *>(QStringLiteral("healthLead"));
        QTest::mouseClick(leads->findChild<QAbstractButton *>(QStringLiteral("30")), Qt::LeftButton);
        for (const char *each : {"gains", "arr"}) {
            QTest::mouseClick(shown->findChild<QAbstractButton *>(QLatin1String(each)), Qt::LeftButton);
            QVERIFY(lines->isVisible() && !chartOf(*page, "healthAuc")->isVisible());
            const ChartSpec &spec = lines->spec();
            if (spec.series.isEmpty()) { // then it says why
                QVERIFY2(!spec.emptyText.isEmpty(), each);
                continue;
            }
            QSignalSpy opened(page.get(), &Page::linkActivated);
            Q_EMIT lines->placeActivated(0, 5);
            const AccountList list = openedBy(opened);
            const auto *table = m_sample.tableWith(*page, QStringLiteral("health-court"));
            QCOMPARE(double(list.ids.size()), number(table->spec(), 0, "n"));
            for (const ChartSeries &line : spec.series) {
                for (qsizetype i = 1; i < line.values.size(); ++i)
                    QVERIFY(line.values[i].value_or(1) >= line.values[i - 1].value_or(0) - Near);
                QVERIFY(!line.values.last() || std::abs(*line.values.last() - 1) < Near);
            }
        }
        QTest::mouseClick(shown->findChild<QAbstractButton *>(QStringLiteral("calibration")), Qt::LeftButton);
        const ChartSpec &calibration = lines->spec();
        QVERIFY(!calibration.emptyText.isEmpty());
        for (const ChartSeries &line : calibration.series) {
            for (const auto &value : line.values)
                QVERIFY(value && *value >= 0 && *value <= 1);
        }
        QTest::mouseClick(shown->findChild<QAbstractButton *>(QStringLiteral("auc")), Qt::LeftButton);
        QVERIFY(chartOf(*page, "healthAuc")->isVisible() && !lines->isVisible());
    }

    void theModelIsShown()
    {
        const auto page = m_sample.shown<HealthPage>();
        turnTo(*page, "model");
        auto *table = m_sample.tableWith(*page, QStringLiteral("health-model"));
        const TableSpec spec = table->spec();
        QVERIFY(spec.rows.size() >= 2 && spec.rows.size() <= 6);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        double effective = 0;
        for (int row = 0; row < spec.rows.size(); ++row) {
            effective += number(spec, row, "effective");
            Q_EMIT table->activated(spec.rows[row].id, QStringLiteral("present"));
            const AccountList list = openedBy(opened);
            QVERIFY2(!list.ids.isEmpty(), qPrintable(list.title));
            for (const QVector<double> &score : list.amounts)
                QVERIFY(score[0] >= 0 && score[0] <= 100);
        }
        QVERIFY(std::abs(effective - 1) < Near); // of every score, so of their mean
        const auto *since = page->headerActions().back();
        QVERIFY(!since->isEnabled()); // nothing is compared here
    }

    void chipsAct()
    {
        PageContext some = m_sample.sample();
        some.filters = {{"segment", "Enterprise"}};
        PageContext earlier = m_sample.sample();
        earlier.asOf = Date::of(2026, 6, 30);
        const auto all = m_sample.shown<HealthPage>();
        const auto few = m_sample.shown<HealthPage>(some);
        const auto june = m_sample.shown<HealthPage>(earlier);
        const auto customers = [&](const HealthPage &page) {
            return number(m_sample.tableWith(page, QStringLiteral("health-mix"))->spec(), 0, "customers");
        };
        QVERIFY(customers(*few) > 0 && customers(*few) < customers(*all));
        QVERIFY(customers(*june) > 0 && customers(*june) != customers(*all));
        turnTo(*few, "court");
        turnTo(*all, "court");
        const auto judged = [&](const HealthPage &page) {
            return number(m_sample.tableWith(page, QStringLiteral("health-court"))->spec(), 0, "n");
        };
        QVERIFY(judged(*few) < judged(*all));
    }

    void theSentenceOpensWhoIsScored()
    {
        const auto page = m_sample.shown<HealthPage>();
        QSignalSpy facts(page.get(), &Page::factChanged);
        page->refresh(m_sample.sample());
        QVERIFY(facts.wait(test::Patience));
        const QString fact = facts.last().front().toString();
        QVERIFY2(fact.contains(QStringLiteral("31 Oct 2026")), qPrintable(fact));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        page->openFact();
        const AccountList list = openedBy(opened);
        QVERIFY2(fact.startsWith(QString::number(list.ids.size()) + u' '), qPrintable(fact));
    }

    void emptyWorkspace()
    {
        const auto page = m_sample.shown<HealthPage>(m_sample.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestHealthPage)
#include "tst_health_page.moc"
