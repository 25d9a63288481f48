#include "core/portfolio/arr_book.h"
#include "core/portfolio/portfolio.h"
#include "core/scenario/thresholds.h"
#include "core/store/workspace.h"
#include "tests/ui/pages/scenarios_fixture.h"
#include "ui/common/toned_label.h"
#include "ui/shell/account_list.h"

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

/// What single levers of the Scenarios page do, and what stands behind their values.
class TestScenarioLevers : public QObject {
    Q_OBJECT

    std::unique_ptr<test::ScenarioWorkspaces> m_data;

    std::string path(const char *name) const { return m_data->path(name); }

private slots:
    void initTestCase() { m_data = std::make_unique<test::ScenarioWorkspaces>(); }

    /// Base, scenario and difference of every measure; what is printed adds up, row by row and lever by lever.
    void whatIsPrintedAddsUp()
    {
        const Shown shown(path("sample.qdeck"));
        shown.type(EnterpriseChurn, QStringLiteral("25"));
        shown.type({"annual_expansion", "SMB"}, QStringLiteral("3"));
        shown.type({"annual_churn", "Mid-Market"}, QStringLiteral("2"));
        QTRY_COMPARE(shown.value({"annual_churn", "Mid-Market"}), 0.02);
        const TableSpec &quarters = shown.table(QStringLiteral("scenario-quarters"))->spec();
        QCOMPARE(quarters.rows.size(), 9);
        for (int first = 0; first < 9; first += 3) {
            for (qsizetype column = 2; column < quarters.columns.size(); ++column) {
                const auto figure = [&](int row) { return quarters.rows[row].values[column].value<FigureValue>(); };
                QVERIFY(std::abs(figure(first).number + figure(first + 2).number - figure(first + 1).number) < 1e-9);
            }
        }
        TableView *table = shown.table(QStringLiteral("scenario-difference"));
        double sum = 0;
        for (const TableRow &row : table->spec().rows) {
            QCOMPARE(row.values[1].toDouble(), std::round(row.values[1].toDouble()));
            sum += row.values[1].toDouble();
        }
        QCOMPARE(table->spec().rows.size(), 3);
        QCOMPARE(sum, shown.lastFigure("arr/difference"));
        QCOMPARE(table->spec().totalsLabel, QStringLiteral("Difference, Oct 2028"));
    }

    void aStarterIsOneStep()
    {
        const Shown shown(path("sample.qdeck"));
        const double before = shown.projected();
        auto *button = shown.find<QPushButton>("scenarioStarter0");
        QVERIFY(button && button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(shown.projected() < before);
        QVERIFY(!button->isVisible());
        QCOMPARE(shown.window.undoStack().count(), 1);
        shown.window.undoStack().undo();
        QCOMPARE(shown.projected(), before);
    }

    /// The threshold's slider says how many customers move, holds the customers of its segments, and conserves them.
    void aThresholdMovesCustomers()
    {
        const Shown shown(path("sample.qdeck"));
        scenario::Lever threshold;
        for (const scenario::Lever &lever : scenario::boardLevers(shown.page->draft().scenario)) {
            if (lever.key == "threshold" && threshold.key.empty())
                threshold = lever;
        }
        LeverRow *row = shown.row(threshold);
        QVERIFY(row);
        const auto customers = [&] {
            double sum = 0;
            for (const scenario::Segment &segment : shown.page->draft().scenario.segments)
                sum += segment.logos;
            return sum;
        };
        const double before = customers();
        auto *slider = row->findChild<LeverSlider *>();
        slider->setSliderDown(true);
        slider->setValue(slider->maximum());
        const auto moves = scenario::thresholdMoves(shown.page->draft().scenario);
        QCOMPARE(moves.size(), std::size_t(1));
        QVERIFY(moves[0].down > 0);
        const QString said = QStringLiteral("%1 up, %2 down").arg(moves[0].up).arg(moves[0].down);
        const auto hints = row->findChildren<TonedLabel *>();
        QVERIFY(std::any_of(hints.begin(), hints.end(), [&](const TonedLabel *hint) { return hint->text() == said; }));
        QCOMPARE(customers(), before);
        slider->setSliderDown(false);
        Q_EMIT slider->sliderReleased();
        QTRY_COMPARE(shown.window.undoStack().count(), 1);
        LeverRow *held = shown.row({"logos", threshold.segment});
        QVERIFY(held && !held->findChild<LeverSlider *>()->isEnabled());
        QCOMPARE(shown.table(QStringLiteral("scenario-difference"))->spec().rows.size(), 1);
        shown.window.undoStack().undo();
        QVERIFY(shown.row({"logos", threshold.segment})->findChild<LeverSlider *>()->isEnabled());
        QVERIFY(shown.page->draft().scenario.thresholds.empty());
    }

    /// "measured" opens the customers behind the value; a measured month of the chart those with ARR then.
    void measuredNumbersOpenTheirCustomers()
    {
        const Shown shown(path("sample.qdeck"));
        QSignalSpy link(shown.page, &Page::linkActivated);
        QPushButton *source = nullptr;
        for (QPushButton *button : shown.row(EnterpriseChurn)->findChildren<QPushButton *>())
            source = button->isVisible() ? button : source;
        QVERIFY(source);
        QCOMPARE(source->text(), QStringLiteral("measured"));
        QTest::mouseClick(source, Qt::LeftButton);
        QCOMPARE(link.size(), 1);
        QCOMPARE(link[0][0].toString(), QStringLiteral("customers"));
        const AccountList churned = accountList(link[0][1].value<PageTarget>());
        QCOMPARE(churned.title, QStringLiteral("Enterprise, churned in the year to Oct 2026"));

        // The same customers by retention of the year.
        auto workspace = store::Workspace::open(path("sample.qdeck"), store::Workspace::Mode::ReadOnly);
        const auto book = portfolio::Portfolio::of(**workspace)->book();
        const Date opening = Month(2025, 10).lastDay();
        const Date closing = Month(2026, 10).lastDay();
        const auto then = book->accountValues(opening, closing);
        const auto now = book->accountValues(closing, closing);
        QStringList expected;
        QStringList held;
        for (int i = 0; i < book->accounts().size(); ++i) {
            const auto at = std::size_t(i);
            const QString id = QString::fromStdString(book->accounts().at(i).id);
            if ((*then)[at] > 0 && (*now)[at] == 0 && book->accounts().at(i).field("segment") == "Enterprise")
                expected << id;
            if ((*now)[at] > 0)
                held << id;
        }
        QVERIFY(!expected.isEmpty());
        QCOMPARE(churned.ids, expected);

        auto *chart = shown.find<ChartView>("scenarioProjection");
        Q_EMIT chart->placeActivated(0, 11); // October, the last measured month
        QTRY_COMPARE(link.size(), 2);
        const AccountList october = accountList(link[1][1].value<PageTarget>());
        QCOMPARE(october.ids, held);
        QVERIFY(std::abs(october.total(0) - *chart->spec().series.front().values[11]) < 0.005);
        Q_EMIT chart->placeActivated(0, 20); // projected
        QCOMPARE(link.size(), 2);
    }

    void hiresAddPeopleAndCost()
    {
        const Shown shown(path("sample.qdeck"));
        const scenario::Lever hires = [&] {
            for (const scenario::Lever &lever : scenario::boardLevers(shown.page->draft().scenario)) {
                if (lever.key == "hires")
                    return lever;
            }
            return scenario::Lever();
        }();
        shown.type(hires, QStringLiteral("2"));
        QTRY_COMPARE(shown.value(hires), 2.0);
        const ChartSpec &team = shown.find<ChartView>("scenarioTeam")->spec();
        QCOMPARE(*team.series[3].values.back(), *team.series[1].values.back() + 2);
    }
};

QTEST_MAIN(TestScenarioLevers)
#include "tst_scenario_levers.moc"
