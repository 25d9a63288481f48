#include "tests/ui/pages/cohorts_fixture.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/segmented_switch.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::test;
using namespace qd::ui;

namespace {

ChartView *heatmapOf(const CohortsPage &page)
{
    for (ChartView *view : page.findChildren<ChartView *>()) {
        if (view->isVisible() && view->spec().kind == chart::Kind::Heatmap)
            return view;
    }
    qFatal("no heatmap is seen");
}

} // namespace

/// Two cells of the heatmap compared, and what keeping customers costs, on the sample as a person meets them.
class TestCohortEconomics : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

    static void click(CohortsPage &page, int series, int category)
    {
        ChartView *heatmap = heatmapOf(page);
        QTest::mouseClick(heatmap, Qt::LeftButton, {}, heatmap->placeRect(series, category).center());
    }

private slots:
    void initTestCase() { m_sample.make(); }

    /// Parts add up to the difference of the two cells as they are drawn, and a row opens its customer.
    void comparedCells_data()
    {
        QTest::addColumn<QString>("measure");
        for (const char *measure : {"Logo", "NRR", "GRR", "ARR"})
            QTest::newRow(measure) << QString::fromLatin1(measure);
    }
    void comparedCells()
    {
        QFETCH(QString, measure);
        const auto page = m_sample.shown<CohortsPage>();
        choose(*page, "cohortMeasure", measure);
        auto *compare = page->findChild<QAbstractButton *>(QStringLiteral("compareCell"));
        QVERIFY(compare && !compare->isEnabled()); // no cell is chosen yet
        const auto *moves = m_sample.tableWith(*page, QStringLiteral("cohort-moves"));
        click(*page, 0, 4);
        QTRY_VERIFY_WITH_TIMEOUT(compare->isEnabled() && !moves->spec().rows.isEmpty(), test::Patience);
        QTest::mouseClick(compare, Qt::LeftButton);
        click(*page, 2, 4);
        QTRY_COMPARE_WITH_TIMEOUT(moves->spec().id, QStringLiteral("cohort-comparison"), test::Patience);
        const ChartSpec &spec = heatmapOf(*page)->spec();
        const double first = spec.series[0].values[4].value();
        const double second = spec.series[2].values[4].value();
        double sum = 0;
        double before = std::numeric_limits<double>::infinity();
        for (int row = 0; row < moves->spec().rows.size(); ++row) {
            const double part = number(moves->spec(), row, "part");
            QVERIFY(std::abs(part) <= before + 1e-6); // whose part is largest stands first
            before = std::abs(part);
            sum += part;
        }
        const double tolerance = measure == QStringLiteral("ARR") ? 0.005 * double(moves->spec().rows.size()) : 1e-9;
        QVERIFY2(std::abs(sum - (first - second)) < tolerance, qPrintable(QString::number(sum - (first - second))));

        QSignalSpy opened(page.get(), &Page::linkActivated);
        const QString row = moves->spec().rows.front().id;
        const_cast<TableView *>(moves)->setCurrentId(row);
        QTest::keyClick(moves->findChild<QAbstractItemView *>(), Qt::Key_Return);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(std::get<AccountTarget>(opened[0][1].value<PageTarget>()).account, row.section(u':', 1));

        QTest::mouseClick(compare, Qt::LeftButton); // back to what the customers of the last cell did
        QCOMPARE(moves->spec().id, QStringLiteral("cohort-moves"));
        choose(*page, "cohortPeriod", QStringLiteral("Months"));
        QVERIFY(!compare->isEnabled() && !compare->isChecked()); // other cells are there now
    }

    /// Groups open their customers, whose amounts add up to the row; those of a dimension add up to all.
    void economicsOpenTheirCustomers()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "economics");
        auto *groups = m_sample.tableWith(*page, QStringLiteral("retention-economics"));
        QVERIFY(groups && groups->isVisible());
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (const char *by : {"Segment", "Onboarding path", "Product"}) {
            choose(*page, "economicsBy", QLatin1String(by));
            const TableSpec &spec = groups->spec();
            QVERIFY(spec.rows.size() > 1);
            double hours = 0;
            double kept = 0;
            for (int row = 0; row < spec.rows.size(); ++row) {
                Q_EMIT groups->activated(spec.rows[row].id, QStringLiteral("group"));
                const AccountList who = openedBy(opened);
                QVERIFY(std::abs(who.total(0) - number(spec, row, "opening")) < 0.01);
                QVERIFY(std::abs(who.total(1) - number(spec, row, "kept")) < 0.01);
                QVERIFY(std::abs(who.total(2) - number(spec, row, "expansion")) < 0.01);
                QVERIFY(std::abs(who.total(3) - number(spec, row, "hours")) < 1e-6);
                hours += row > 0 ? number(spec, row, "hours") : 0;
                kept += row > 0 ? number(spec, row, "kept") : 0;
            }
            QVERIFY(number(spec, 0, "hours") > 0 && number(spec, 0, "cost") > 0);
            QVERIFY(std::abs(hours - number(spec, 0, "hours")) < 1e-6);
            if (QLatin1String(by) != QLatin1String("Product")) // one product may grow while another shrinks
                QVERIFY(std::abs(kept - number(spec, 0, "kept")) < 0.01);
        }
        choose(*page, "economicsBy", QStringLiteral("Segment"));
        const auto *meaning = page->findChild<QLabel *>(QStringLiteral("economicsMeaning"));
        QVERIFY2(meaning->text().contains(QStringLiteral("An hour costs")), qPrintable(meaning->text()));
        const double year = number(groups->spec(), 0, "hours");
        choose(*page, "economicsMonths", QStringLiteral("24 months"));
        QVERIFY(number(groups->spec(), 0, "hours") > year);
    }

    /// Cox's model of the same lives: inputs are ticked in a menu, rows open their customers, and the residuals of the
    /// chosen input lie about its coefficient.
    void modelOfWhoLeaves()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        auto *show = page->findChild<SegmentedSwitch *>(QStringLiteral("survivalShow"));
        auto *by = page->findChild<QComboBox *>(QStringLiteral("survivalBy"));
        auto *inputs = page->findChild<QPushButton *>(QStringLiteral("hazardInputs"));
        QVERIFY(show && by->isVisible() && !inputs->isVisible());
        QSignalSpy settled(page.get(), &Page::settled);
        QTest::mouseClick(show->findChild<QAbstractButton *>(QStringLiteral("model")), Qt::LeftButton);
        QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
        QVERIFY(!by->isVisible() && inputs->isVisible());
        auto *ratios = m_sample.tableWith(*page, QStringLiteral("hazard-ratios"));
        QVERIFY(ratios && ratios->isVisible());
        const auto *sentence = page->findChild<QLabel *>(QStringLiteral("hazardSentence"));
        QVERIFY2(sentence->text().contains(QStringLiteral("Compared with Segment: ")), qPrintable(sentence->text()));

        const TableSpec &spec = ratios->spec();
        const int last = int(spec.rows.size()) - 1;
        QVERIFY(last >= 1);
        QCOMPARE(spec.rows[last].values.front().toString(), QStringLiteral("First ARR, doubled"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int row = 0; row <= last; ++row) {
            Q_EMIT ratios->activated(spec.rows[row].id, QStringLiteral("input"));
            QCOMPARE(double(openedBy(opened).ids.size()), number(spec, row, "n"));
            Q_EMIT ratios->activated(spec.rows[row].id, QStringLiteral("churned"));
            const AccountList left = openedBy(opened);
            QCOMPARE(double(left.ids.size()), number(spec, row, "churned"));
            QCOMPARE(left.total(1), number(spec, row, "churned"));
        }
        page->openFact(); // all of them stand behind a number
        QCOMPARE(double(openedBy(opened).ids.size()), number(spec, last, "n"));

        const auto *chart = page->findChild<ChartView *>(QStringLiteral("hazardResiduals"));
        auto *drawn = page->findChild<QComboBox *>(QStringLiteral("hazardDrawn"));
        QVERIFY(chart->isVisible() && drawn->count() == last + 1);
        drawn->setFocus();
        QTest::keyClick(drawn, Qt::Key_End);
        const ChartSpec &residuals = chart->spec();
        QCOMPARE(residuals.title, QStringLiteral("Ratio over time: First ARR, doubled"));
        QCOMPARE(double(residuals.categories.size()), number(spec, last, "churned"));
        double sum = 0;
        for (const auto &value : residuals.series.front().values)
            sum += value.value();
        const double coefficient = residuals.targets.front().value;
        QVERIFY(std::abs(sum / double(residuals.categories.size()) - coefficient) < 1e-6);
        QVERIFY(std::abs(std::exp(coefficient) - number(spec, last, "ratio")) < 1e-9);
    }

    /// The menu of the curves: what they show, how their limits are made, and within what groups are compared.
    void curvesHaveOptions()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        QMenu *menu = page->findChild<QPushButton *>(QStringLiteral("survivalOptions"))->menu();
        QSignalSpy settled(page.get(), &Page::settled);
        const auto tick = [&](const char *option) {
            for (QAction *part : menu->actions())
                for (QAction *action : part->menu()->actions()) {
                    if (action->text() != QLatin1String(option))
                        continue;
                    settled.clear();
                    action->trigger();
                    QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
                }
        };
        const auto lines = [&] {
            for (ChartView *view : page->findChildren<ChartView *>())
                if (view->isVisible() && view->spec().kind == chart::Kind::Lines)
                    return view->spec();
            return ChartSpec();
        };
        const ChartSpec survival = lines();
        tick("Loss");
        const ChartSpec loss = lines();
        QCOMPARE(loss.series.size(), survival.series.size());
        for (qsizetype i = 0; i < loss.series.front().values.size(); ++i) {
            const auto &gone = loss.series.front().values[i];
            QCOMPARE(gone.has_value(), survival.series.front().values[i].has_value());
            if (gone)
                QVERIFY(std::abs(*gone + *survival.series.front().values[i] - 1) < 1e-12);
        }
        tick("Cumulative hazard");
        QVERIFY(lines().subtitle.contains(QStringLiteral("Nelson-Aalen")));
        tick("Survival");
        const auto lows = [&] {
            QList<double> all;
            for (const ChartBand &band : lines().bands)
                for (const auto &low : band.low)
                    all << low.value_or(-1);
            return all;
        };
        const QList<double> onLogarithms = lows();
        QVERIFY(*std::ranges::max_element(onLogarithms) > 0);
        tick("S");
        QVERIFY(lows() != onLogarithms);
        const auto *sentence = page->findChild<QLabel *>(QStringLiteral("logRank"));
        const QString before = sentence->text();
        tick("Region");
        QVERIFY(sentence->text() != before); // another chi-square, of groups within each region
    }

    /// Without any input there is no model, and the page says so; another one brings it back.
    void inputsAreChosen()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "survival");
        QSignalSpy settled(page.get(), &Page::settled);
        auto *show = page->findChild<SegmentedSwitch *>(QStringLiteral("survivalShow"));
        QTest::mouseClick(show->findChild<QAbstractButton *>(QStringLiteral("model")), Qt::LeftButton);
        QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
        QMenu *menu = page->findChild<QPushButton *>(QStringLiteral("hazardInputs"))->menu();
        const auto tick = [&](const char *input) {
            for (QAction *action : menu->actions()) {
                if (action->text() != QLatin1String(input))
                    continue;
                settled.clear();
                action->trigger();
                QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
            }
        };
        tick("Segment");
        const auto *ratios = m_sample.tableWith(*page, QStringLiteral("hazard-ratios"));
        QCOMPARE(ratios->spec().rows.size(), 1); // the first ARR is left
        tick("First ARR");
        const auto *sentence = page->findChild<QLabel *>(QStringLiteral("hazardSentence"));
        QVERIFY2(sentence->text().startsWith(QStringLiteral("There is no input")), qPrintable(sentence->text()));
        QVERIFY(ratios->spec().rows.isEmpty());
        QVERIFY(page->findChild<ChartView *>(QStringLiteral("hazardResiduals"))->spec().categories.isEmpty());
        tick("Region");
        QVERIFY2(sentence->text().contains(QStringLiteral("Region")), qPrintable(sentence->text()));
        settled.clear();
        QTest::mouseClick(show->findChild<QAbstractButton *>(QStringLiteral("curves")), Qt::LeftButton);
        QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
        QVERIFY(m_sample.tableWith(*page, QStringLiteral("survival-groups"))->isVisible() && !ratios->isVisible());
    }

    void chipsAct()
    {
        const auto page = m_sample.shown<CohortsPage>();
        showView(*page, "economics");
        auto *groups = m_sample.tableWith(*page, QStringLiteral("retention-economics"));
        const double all = number(groups->spec(), 0, "customers");
        PageContext some = m_sample.sample();
        some.filters = {{"segment", "SMB"}};
        QSignalSpy settled(page.get(), &Page::settled);
        page->refresh(some);
        QVERIFY(!settled.isEmpty() || settled.wait(test::Patience));
        QVERIFY(number(groups->spec(), 0, "customers") < all);
        QCOMPARE(groups->spec().rows.size(), 2); // all, and SMB
    }
};

QTEST_MAIN(TestCohortEconomics)
#include "tst_cohort_economics.moc"
