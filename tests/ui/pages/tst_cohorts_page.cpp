#include "core/store/write_transaction.h"
#include "tests/ui/pages/cohorts_fixture.h"
#include "ui/cohorts/churned_panel.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/formatting.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QRegularExpression>
#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

constexpr double Cent = 0.005;

ChartView *seenChart(const CohortsPage &page, chart::Kind kind)
{
    for (ChartView *view : page.findChildren<ChartView *>()) {
        if (view->isVisible() && view->spec().kind == kind)
            return view;
    }
    qFatal("no such chart is seen");
}

/// The cell that a list of its members gives, as the contract defines each measure.
double measured(const AccountList &list, retention::CohortMeasure measure)
{
    switch (measure) {
    case retention::CohortMeasure::Nrr:
        return list.total(1) / list.total(0);
    case retention::CohortMeasure::Grr:
        return list.total(2) / list.total(0);
    case retention::CohortMeasure::Arr:
        return list.total(1);
    default:
        return list.total(4) / list.total(3);
    }
}

} // namespace

/// The page Cohorts on the sample, as a person uses it.
class TestCohortsPage : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

    /// Opens cells all over the heatmap and compares each with its customers; how many there were.
    int checkCells(CohortsPage &page, retention::CohortMeasure measure)
    {
        const ChartSpec spec = seenChart(page, chart::Kind::Heatmap)->spec();
        QSignalSpy opened(&page, &Page::linkActivated);
        int checked = 0;
        const auto check = [&](int row, const ChartSeries &series, int k) {
            const auto value = series.values.value(k);
            if (!value)
                return;
            Q_EMIT seenChart(page, chart::Kind::Heatmap)->placeOpened(row, k);
            const AccountList list = openedBy(opened);
            QVERIFY(list.isOpen());
            const double tolerance = measure == retention::CohortMeasure::Arr ? Cent : 1e-9;
            QVERIFY2(std::abs(measured(list, measure) - *value) < tolerance, qPrintable(list.title));
            ++checked;
        };
        for (int row = 0; row < spec.series.size(); row += 3) {
            for (int k = 0; k < spec.categories.size(); k += 4)
                check(row, spec.series[row], k);
        }
        if (spec.totals)
            check(int(spec.series.size()), *spec.totals, 4);
        return checked;
    }

private slots:
    void initTestCase() { m_sample.make(); }

    void cellsOpenTheirCustomers_data()
    {
        using retention::CohortMeasure;
        QTest::addColumn<QString>("measure");
        QTest::addColumn<int>("what");
        QTest::newRow("logo") << "Logo" << int(CohortMeasure::Logo);
        QTest::newRow("arr") << "ARR" << int(CohortMeasure::Arr);
        QTest::newRow("nrr") << "NRR" << int(CohortMeasure::Nrr);
        QTest::newRow("grr") << "GRR" << int(CohortMeasure::Grr);
        QTest::newRow("usage") << "Usage" << int(CohortMeasure::Usage);
    }
    void cellsOpenTheirCustomers()
    {
        QFETCH(QString, measure);
        QFETCH(int, what);
        const auto page = m_sample.shown<CohortsPage>();
        choose(*page, "cohortMeasure", measure);
        QVERIFY(checkCells(*page, retention::CohortMeasure(what)) > 2);
        choose(*page, "cohortGroup", QStringLiteral("Segment"));
        const ChartSpec &blocks = seenChart(*page, chart::Kind::Heatmap)->spec();
        QVERIFY(blocks.series.front().level == 0 && blocks.series[1].level == 1);
        QVERIFY(checkCells(*page, retention::CohortMeasure(what)) > 2);
    }

    /// Compared with three months before, a quarter's first value has nothing to be compared with.
    void comparedWithBefore()
    {
        const auto page = m_sample.shown<CohortsPage>();
        choose(*page, "cohortMeasure", QStringLiteral("NRR"));
        choose(*page, "cohortBase", QStringLiteral("Before"));
        const ChartSpec &spec = seenChart(*page, chart::Kind::Heatmap)->spec();
        for (const ChartSeries &row : spec.series)
            QVERIFY(!row.values.front());
        QVERIFY(spec.series.front().values[1]);
        QVERIFY(checkCells(*page, retention::CohortMeasure::Nrr) > 2);
        choose(*page, "cohortPeriod", QStringLiteral("Months"));
        QVERIFY(spec.series.front().name.contains(u'-')); // "2024-10"
        QVERIFY(spec.series.size() > 12);
    }

    /// A click on a cell says what its customers did; each row opens them.
    void cellsByWhatCustomersDid()
    {
        const auto page = m_sample.shown<CohortsPage>();
        const auto *moves = m_sample.tableWith(*page, QStringLiteral("cohort-moves"));
        QVERIFY(moves->spec().rows.isEmpty());
        ChartView *heatmap = seenChart(*page, chart::Kind::Heatmap);
        QTest::mouseClick(heatmap, Qt::LeftButton, {}, heatmap->placeRect(0, 4).center());
        QTRY_VERIFY_WITH_TIMEOUT(!moves->spec().rows.isEmpty(), test::Patience);
        const TableSpec &spec = moves->spec();
        double customers = 0;
        double now = 0;
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row + 1 < spec.rows.size(); ++row) {
            customers += number(spec, row, "customers");
            now += number(spec, row, "now");
            if (number(spec, row, "customers") < 1)
                continue;
            Q_EMIT const_cast<TableView *>(moves)->activated(spec.rows[row].id, QStringLiteral("move"));
            const AccountList list = openedBy(opened);
            QCOMPARE(double(list.ids.size()), number(spec, row, "customers"));
            QVERIFY(std::abs(list.total(1) - number(spec, row, "now")) < Cent);
        }
        const int all = int(spec.rows.size()) - 1;
        QCOMPARE(customers, number(spec, all, "customers"));
        QVERIFY(std::abs(now - number(spec, all, "now")) < Cent);
    }

    void survivalOpensItsCustomers()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        auto *groups = m_sample.tableWith(*page, QStringLiteral("survival-groups"));
        auto *risk = m_sample.tableWith(*page, QStringLiteral("survival-risk"));
        QVERIFY(groups->isVisible() && groups->spec().rows.size() > 1);
        QString end = groups->spec().columns.back().title; // a mean is of the days up to one, which its heading names
        end.remove(QRegularExpression(QStringLiteral("[^0-9]")));
        for (int row = 0; row < groups->spec().rows.size(); ++row)
            QVERIFY(number(groups->spec(), row, "mean") > 0 && number(groups->spec(), row, "mean") <= end.toDouble());
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row < groups->spec().rows.size(); ++row) {
            Q_EMIT groups->activated(groups->spec().rows[row].id, QStringLiteral("n"));
            QCOMPARE(double(openedBy(opened).ids.size()), number(groups->spec(), row, "n"));
            if (number(groups->spec(), row, "churned") > 0) {
                Q_EMIT groups->activated(groups->spec().rows[row].id, QStringLiteral("churned"));
                const AccountList left = openedBy(opened);
                QCOMPARE(double(left.ids.size()), number(groups->spec(), row, "churned"));
                QCOMPARE(left.total(1), double(left.ids.size()));
            }
            for (const char *column : {"month0", "month12", "month24"}) {
                if (number(risk->spec(), row, column) < 1)
                    continue;
                Q_EMIT risk->activated(risk->spec().rows[row].id, QLatin1String(column));
                QCOMPARE(double(openedBy(opened).ids.size()), number(risk->spec(), row, column));
            }
        }
        const ChartView *curves = seenChart(*page, chart::Kind::Lines);
        QVERIFY(curves->spec().holdsLevels && curves->spec().bands.size() == curves->spec().series.size());
        const auto *sentence = page->findChild<QLabel *>(QStringLiteral("logRank"));
        QVERIFY2(sentence->text().contains(QStringLiteral("log-rank")), qPrintable(sentence->text()));
        QCOMPARE(sentence->textFormat(), Qt::PlainText); // it names groups
        choose(*page, "survivalBy", QStringLiteral("All"));
        QCOMPARE(curves->spec().series.size(), 1);
        QVERIFY(sentence->text().startsWith(QStringLiteral("There is one group")));
    }

    /// After an event only those who had it are left, and time begins anew.
    void survivalAfterAnEvent()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        choose(*page, "survivalBy", QStringLiteral("All"));
        const auto *groups = m_sample.tableWith(*page, QStringLiteral("survival-groups"));
        const double all = number(groups->spec(), 0, "n");
        choose(*page, "survivalAfter", QStringLiteral("First value"));
        QVERIFY(groups->spec().rows.isEmpty() || number(groups->spec(), 0, "n") < all);
        // A landmark has groups of its own; nobody of the sample has a milestone of that name.
        choose(*page, "survivalAfter", QStringLiteral("Day 90, value or not"));
        QVERIFY(!page->findChild<QComboBox *>(QStringLiteral("survivalBy"))->isEnabled());
        QCOMPARE(groups->spec().rows.size(), 1);
        QCOMPARE(groups->spec().rows.front().values.front().toString(), QStringLiteral("Without it by then"));
        QVERIFY(number(groups->spec(), 0, "n") < all);
        choose(*page, "survivalAfter", QStringLiteral("First day in force"));
        QVERIFY(page->findChild<QComboBox *>(QStringLiteral("survivalBy"))->isEnabled());
        QCOMPARE(number(groups->spec(), 0, "n"), all);
    }

    void valueOpensItsCustomers()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "value");
        auto *groups = m_sample.tableWith(*page, QStringLiteral("time-to-value"));
        QVERIFY(!groups->spec().rows.isEmpty());
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row < groups->spec().rows.size(); ++row) {
            QCOMPARE(number(groups->spec(), row, "reached") + number(groups->spec(), row, "without"),
                number(groups->spec(), row, "n"));
            for (const char *column : {"n", "reached", "without", "negative"}) {
                if (number(groups->spec(), row, column) < 1)
                    continue;
                Q_EMIT groups->activated(groups->spec().rows[row].id, QLatin1String(column));
                QCOMPARE(double(openedBy(opened).ids.size()), number(groups->spec(), row, column));
            }
        }
        auto *funnel = m_sample.tableWith(*page, QStringLiteral("lifecycle-funnel"));
        QCOMPARE(funnel->spec().rows.size(), 4); // the stages that are set by default
        for (int row = 0; row < funnel->spec().rows.size(); ++row) {
            for (const char *column : {"entered", "moved", "in"}) {
                if (number(funnel->spec(), row, column) < 1)
                    continue;
                Q_EMIT funnel->activated(funnel->spec().rows[row].id, QLatin1String(column));
                QCOMPARE(double(openedBy(opened).ids.size()), number(funnel->spec(), row, column));
            }
        }
        auto *open = m_sample.tableWith(*page, QStringLiteral("lifecycle-open"));
        QVERIFY(!open->shownIds().isEmpty());
        const QString row = open->shownIds().front();
        open->setCurrentId(row);
        QTest::keyClick(open->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(std::get<AccountTarget>(opened[0][1].value<PageTarget>()).account, row.section(u':', 1));
    }

    /// Who waits is counted up to the latest day of all sources, and that is the day it says.
    void waitsUpToTheLatestDay()
    {
        const auto isSaid = [this](const char *day) {
            const auto page = m_sample.shown<CohortsPage>();
            showView(*page, "value");
            const QString wanted = QStringLiteral("as of ") + formatDate(*Date::fromIso(day));
            const auto labels = page->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text() == wanted; });
        };
        const auto import = [this](const std::string &day) {
            auto workspace = store::Workspace::open(m_sample.sample().workspacePath);
            store::WriteTransaction transaction(**workspace, "test");
            (*workspace)->db().exec("UPDATE import_batch SET as_of = '" + day + "' WHERE source = 'zendesk'");
            transaction.commit();
        };
        QVERIFY(isSaid("2026-10-31"));
        import("2026-11-15");
        QVERIFY(isSaid("2026-11-15"));
        import("2026-10-31");
    }

    /// Signs among renewals that were lost and kept; a sign opens who had it.
    void whatWasKnownBefore()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "churn");
        auto *panel = page->findChild<ChurnedPanel *>();
        QVERIFY(panel);
        QSignalSpy came(panel, &ChurnedPanel::knownShown);
        auto *known = panel->findChild<SegmentedSwitch *>(QStringLiteral("churnedShow"))
                          ->findChild<QAbstractButton *>(QStringLiteral("known"));
        QTest::mouseClick(known, Qt::LeftButton);
        QVERIFY(!came.isEmpty() || came.wait(test::Patience));
        auto *signs = m_sample.tableWith(*page, QStringLiteral("known-before"));
        QVERIFY(signs && signs->isVisible());
        QCOMPARE(signs->spec().rows.size(), int(backtest::badSigns().size()));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const TableRow &first = signs->spec().rows.front();
        Q_EMIT signs->activated(first.id, QStringLiteral("lost"));
        QCOMPARE(opened.size(), 1);
        const AccountList who = accountList(opened[0][1].value<PageTarget>());
        const double share = number(signs->spec(), 0, "lost");
        const double n = number(signs->spec(), 0, "lostN");
        QCOMPARE(double(who.ids.size()), std::round(share * n));
        QVERIFY(n > 0);
        for (int row = 0; row < signs->spec().rows.size(); ++row) { // how many they were is of the kept too
            if (number(signs->spec(), row, "kept") <= 0)
                continue;
            Q_EMIT signs->activated(signs->spec().rows[row].id, QStringLiteral("keptN"));
            QVERIFY(accountList(opened.last()[1].value<PageTarget>()).title.startsWith(QStringLiteral("Kept, with ")));
            break;
        }
        QCOMPARE(opened.size(), 2);
    }

    void churnOpensItsCustomers()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "churn");
        auto *groups = m_sample.tableWith(*page, QStringLiteral("churn-groups"));
        const auto *churned = m_sample.tableWith(*page, QStringLiteral("churned-customers"));
        double all = 0;
        for (int row = 0; row < churned->spec().rows.size(); ++row)
            all += number(churned->spec(), row, "arr");
        QVERIFY(all > 0);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (const char *by : {"Reason", "Segment", "Tenure", "Quarter"}) {
            choose(*page, "churnBy", QLatin1String(by));
            double parts = 0;
            for (int row = 0; row < groups->spec().rows.size(); ++row) {
                const double arr = number(groups->spec(), row, "arr");
                parts += arr;
                Q_EMIT groups->activated(groups->spec().rows[row].id, QStringLiteral("group"));
                QVERIFY(std::abs(openedBy(opened).total(0) - arr) < Cent);
            }
            QVERIFY2(std::abs(parts - all) < Cent, by);
            ChartView *columns = seenChart(*page, chart::Kind::Columns);
            double drawn = 0;
            for (int series = 0; series < columns->spec().series.size(); ++series) {
                for (int quarter = 0; quarter < columns->spec().categories.size(); ++quarter) {
                    const double value = columns->spec().series[series].values[quarter].value_or(0);
                    drawn += value;
                    if (value < Cent)
                        continue;
                    Q_EMIT columns->placeActivated(series, quarter);
                    QVERIFY(std::abs(openedBy(opened).total(0) - value) < Cent);
                }
            }
            QVERIFY(std::abs(drawn - all) < Cent);
        }
        choose(*page, "churnKind", QStringLiteral("Downsell")); // of those who stayed
        const AccountList less = [&] {
            page->openFact();
            return openedBy(opened);
        }();
        double downsell = 0;
        for (int row = 0; row < churned->spec().rows.size(); ++row)
            downsell += number(churned->spec(), row, "arr");
        QVERIFY(downsell > 0 && std::abs(less.total(0) - downsell) < Cent && std::abs(downsell - all) > Cent);
        choose(*page, "churnMonths", QStringLiteral("12 months"));
        QVERIFY(churned->spec().rows.size() > 0);
    }

    /// The chips leave customers out in every view, and the fact says how many are left.
    void chipsAct()
    {
        PageContext some = m_sample.sample();
        some.filters = {{"segment", "Enterprise"}};
        const auto page = m_sample.shown<CohortsPage>(some);
        for (const auto &[view, table] : {std::pair("survival", "survival-groups"), {"value", "time-to-value"}}) {
            showView(*page, view);
            const TableSpec &spec = m_sample.tableWith(*page, QLatin1String(table))->spec();
            QCOMPARE(spec.rows.size(), 1);
            QCOMPARE(spec.rows.front().values.front().toString(), QStringLiteral("Enterprise"));
        }
        showView(*page, "churn");
        choose(*page, "churnBy", QStringLiteral("Segment"));
        QVERIFY(m_sample.tableWith(*page, QStringLiteral("churn-groups"))->spec().rows.size() <= 1);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        showView(*page, "survival");
        page->openFact();
        QCOMPARE(double(openedBy(opened).ids.size()),
            number(m_sample.tableWith(*page, QStringLiteral("survival-groups"))->spec(), 0, "n"));
    }

    void emptyWorkspace()
    {
        const auto page = m_sample.shown<CohortsPage>(m_sample.empty());
        const auto *empty = page->findChild<EmptyState *>();
        QVERIFY(empty && empty->isVisible());
    }
};

QTEST_MAIN(TestCohortsPage)
#include "tst_cohorts_page.moc"
