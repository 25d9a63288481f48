#include "tests/ui/chart/chart_samples.h"
#include "tests/ui/chart/explorer_fixture.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_tooltip.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/common/explorer/overview_strip.h"
#include "ui/common/explorer/series_switches.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/chart/chart_canvas.h"
#include "ui/paint/chart/chart_export.h"
#include "ui/paint/theme.h"

#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QCategoryAxis>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QStackedBarSeries>

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include <limits>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestExplorerWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, false); }
    void cleanup() { applyTheme(*qApp, false); }

    void linesHaveTheValuesAndGaps()
    {
        ExplorerWindow window(lines({{1, 2, std::nullopt, 4, 5}}), {});
        show(window);
        QCOMPARE(pointsOf(window, QStringLiteral("line 0")), (QList<QPointF>{{0, 1}, {1, 2}, {3, 4}, {4, 5}}));
        QCOMPARE(window.view().chart()->series().size(), 2); // a line on either side of the gap
    }

    /// Every second value is none: 600 pieces of one value each are still lines, one more makes them points.
    void manyGapsAreDrawnAsPoints_data()
    {
        QTest::addColumn<int>("values");
        QTest::addColumn<bool>("points");
        QTest::newRow("as many as are drawn") << 600 << false;
        QTest::newRow("one more") << 601 << true;
        QTest::newRow("half a million") << 500'000 << true;
    }
    void manyGapsAreDrawnAsPoints()
    {
        QFETCH(int, values);
        QFETCH(bool, points);
        QVector<std::optional<double>> gaps;
        for (int i = 0; i < values; ++i)
            gaps << double(i % 7) << std::nullopt;
        gaps[2 * (values / 2)] = 99; // an extreme
        ExplorerWindow window(lines({gaps}), {});
        show(window);
        const auto series = window.view().chart()->series();
        QCOMPARE(series.size(), points ? 1 : values);
        QCOMPARE(window.told().contains(QStringLiteral("drawn as points")), points);
        if (!points)
            return;
        const auto *scatter = qobject_cast<QScatterSeries *>(series.front());
        QVERIFY(scatter);
        QVERIFY(scatter->points().contains(QPointF(2 * (values / 2), 99)));
    }

    /// Three months: New, Expansion and Churn are stacked as the painter does, Net is a line over them.
    void columnsAreStackedUntilSomebodyWantsThemBeside()
    {
        ExplorerWindow window(samples::movements(), {});
        show(window);
        const auto *bars = qobject_cast<QStackedBarSeries *>(window.view().chart()->series().front());
        QVERIFY(bars);
        QCOMPARE(bars->barSets().size(), 3);
        QCOMPARE(bars->barSets().at(0)->at(2), 100.0);
        QCOMPARE(bars->barSets().at(2)->at(0), -100.0);
        QCOMPARE(pointsOf(window, QStringLiteral("Net")), (QList<QPointF>{{0, 250}, {1, 150}, {2, 225}}));
        QCOMPARE(window.view().plot().drawn()[1][0], std::optional(350.0)); // Expansion 50 on New 300
        QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("explorerStacked")), Qt::LeftButton);
        QVERIFY(qobject_cast<QBarSeries *>(window.view().chart()->series().front()));
        QCOMPARE(window.view().plot().drawn()[1][0], std::optional(50.0));
    }

    void linesCanBeStacked()
    {
        ExplorerWindow window(lines({{1, 2}, {10, std::nullopt}, {100, 200}}), {});
        show(window);
        QTest::keyClick(&window.view(), Qt::Key_S);
        QCOMPARE(pointsOf(window, QStringLiteral("line 2")), (QList<QPointF>{{0, 111}, {1, 202}}));
        const auto *area = qobject_cast<QAreaSeries *>(window.view().chart()->series().back());
        QCOMPARE(area->lowerSeries()->points(), (QList<QPointF>{{0, 11}, {1, 2}}));
    }

    void aLogAxisTakesWhatIsAboveZero()
    {
        ExplorerWindow window(lines({{10, 1000, 0, -5, 100}}), {});
        show(window);
        QTest::keyClick(&window.view(), Qt::Key_L);
        QCOMPARE(pointsOf(window, QStringLiteral("line 0")), (QList<QPointF>{{0, 1}, {1, 3}, {4, 2}}));
        const QStringList names = labels(*window.view().chart(), Qt::AlignLeft);
        QVERIFY2(names.contains(QStringLiteral("10")) && names.contains(QStringLiteral("300")),
            qPrintable(names.join(u' ')));
        QVERIFY2(window.told().startsWith(QLatin1String("2 ")), qPrintable(window.told()));
        QVERIFY(!window.findChild<QPushButton *>(QStringLiteral("explorerStacked"))->isEnabled());
    }

    void theLegendSwitchesSeries()
    {
        ExplorerWindow window(lines({{1, 2}, {3, 4}, {5, 6}}), {});
        show(window);
        const QList<QToolButton *> buttons = window.findChild<SeriesSwitches *>()->buttons();
        QCOMPARE(buttons.size(), 3);
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QVERIFY(pointsOf(window, QStringLiteral("line 1")).isEmpty());
        QCOMPARE(window.seen().series.size(), 2);
        QTest::mouseClick(window.findChild<QPushButton *>(QStringLiteral("explorerData")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(),
            chartAsTsv(lines({{1, 2}, {3, 4}, {5, 6}}))
                .remove(QStringLiteral("\tline 1"))
                .replace(QStringLiteral("1\t3\t5"), QStringLiteral("1\t5"))
                .replace(QStringLiteral("2\t4\t6"), QStringLiteral("2\t6")));
        QTest::mouseClick(buttons[1], Qt::LeftButton);
        QCOMPARE(pointsOf(window, QStringLiteral("line 1")).size(), 2);
    }

    /// A line of thousands flattens one of ones; by its own axis each has the height of the window.
    void oneSeriesCanHaveAnAxisOfItsOwn()
    {
        ExplorerWindow window(lines({{1, 2, 3}, {1000, 2000, 5000}}), {});
        show(window);
        QVERIFY(window.view().plot().heightOf(0, 3) < 0.01);
        auto *axis = window.findChild<QComboBox *>(QStringLiteral("explorerRightAxis"));
        axis->setCurrentIndex(2);
        Q_EMIT axis->activated(2);
        QVERIFY(window.view().plot().heightOf(0, 3) > 0.7);
        QVERIFY(window.view().plot().heightOf(1, 5000) > 0.7);
        QVERIFY(!labels(*window.view().chart(), Qt::AlignRight).isEmpty());
    }

    void zoomPanAndAll()
    {
        QVector<std::optional<double>> days;
        for (int i = 0; i < 1000; ++i)
            days << i;
        ExplorerWindow window(lines({days}), {});
        show(window);
        ExplorerView &view = window.view();
        drag(view, {0.2, 0.1}, {0.6, 0.9}); // zoom is what a drag does first
        QVERIFY(std::abs(view.plot().window().left - 199.5) < 3 && std::abs(view.plot().window().right - 599.5) < 3);
        const double width = view.plot().window().right - view.plot().window().left;
        QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(std::abs(view.plot().window().left - 199.5 - width / 10) < 3);
        QTest::keyClick(&view, Qt::Key_Minus);
        QVERIFY(view.plot().window().right - view.plot().window().left > width * 1.4);
        QTest::keyClick(&view, Qt::Key_0);
        QCOMPARE(view.plot().window().left, -0.5);
        QCOMPARE(view.plot().window().right, 999.5);
        view.zoom(0.1);
        view.setMode(PlotDrag::Pan);
        const double before = view.plot().window().left;
        drag(view, {0.8, 0.5}, {0.3, 0.5});
        QVERIFY(std::abs(view.plot().window().left - before - 50) < 2); // half of 100
    }

    /// 100 days of which 20 are in sight: the frame under them is dragged, made wider by its edge, sent by a click, and
    /// moved by keys.
    void theOverviewMovesWhatIsSeen()
    {
        QVector<std::optional<double>> days;
        for (int i = 0; i < 100; ++i)
            days << i;
        ExplorerWindow window(lines({days}), {});
        show(window);
        auto *strip = window.findChild<OverviewStrip *>();
        QVERIFY(strip && strip->isVisible());
        ExplorerView &view = window.view();
        const double low = view.plot().window().low;
        view.showCategories(9.5, 29.5);
        const QRectF plot = view.chart()->plotArea();
        const auto at = [&](double category) {
            return QPoint(int(std::lround(plot.left() + (category + 0.5) / 100 * plot.width())), strip->height() / 2);
        };
        const auto drags = [&](double from, double to) {
            QTest::mousePress(strip, Qt::LeftButton, {}, at(from));
            QMouseEvent move(QEvent::MouseMove, at(to), strip->mapToGlobal(at(to)), Qt::NoButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(strip, &move);
            QTest::mouseRelease(strip, Qt::LeftButton, {}, at(to));
        };
        const auto sees = [&](double left, double right) {
            const chart::PlotWindow seen = view.plot().window();
            return std::abs(seen.left - left) < 0.3 && std::abs(seen.right - right) < 0.3;
        };
        drags(20, 50); // the frame
        QVERIFY(sees(39.5, 59.5));
        drags(59.5, 79.5); // its right edge
        QVERIFY(sees(39.5, 79.5));
        drags(39.5, 19.5); // its left one
        QVERIFY(sees(19.5, 79.5));
        drags(79.5, 9.5); // past the other: the edges change places
        QVERIFY(sees(9.5, 19.5));
        QTest::mouseClick(strip, Qt::LeftButton, {}, at(70));
        QVERIFY(sees(65, 75));
        QTest::keyClick(strip, Qt::Key_Left);
        QVERIFY(sees(64, 74));
        QTest::keyClick(strip, Qt::Key_Plus);
        QVERIFY(sees(65.5, 72.5)); // 0.7 as wide
        QCOMPARE(view.plot().window().low, low); // values stay as they were seen
        window.setSpec(lines({{1, 2, 3}}));
        QVERIFY(!strip->isVisible()); // all three are in sight
    }

    void theCrosshairSaysValues()
    {
        ExplorerWindow window(lines({{1, 20, 3}, {4, 50, 6}}), {});
        show(window);
        QTest::keyClick(&window.view(), Qt::Key_Home);
        QTest::keyClick(&window.view(), Qt::Key_Right);
        QCOMPARE(window.view().crosshair(), 1);
        const TooltipText text = tooltipText(window.view().namedAtCrosshair(), {-1, 1}, Theme::current());
        QCOMPARE(text.rows.size(), 2);
        QCOMPARE(text.rows[0].value, QStringLiteral("20"));
        QCOMPARE(text.rows[1].value, QStringLiteral("50"));
        QVERIFY(window.findChild<ChartTooltip *>()->isVisible());
    }

    /// Values 1, 2 and 3 stand at the left, the middle and the right of an axis from 0: the middle third has 2 alone.
    void aRubberBandChoosesPoints()
    {
        QVector<ChartPlace> opened;
        ExplorerWindow window(lines({{1, 2, 3}, {3, 3, 3}}), [&](const QVector<ChartPlace> &places) {
            opened = places;
            return QStringLiteral("nobody");
        });
        show(window);
        drag(window.view(), {0.35, 0.05}, {0.65, 0.8}, Qt::ShiftModifier);
        QCOMPARE(window.view().selection(), (QVector<ChartPlace>{{0, 1}}));
        auto *open = window.findChild<QPushButton *>(QStringLiteral("explorerCustomers"));
        QVERIFY(open->isEnabled());
        QTest::mouseClick(open, Qt::LeftButton);
        QCOMPARE(opened, (QVector<ChartPlace>{{0, 1}}));
        QVERIFY(window.told().contains(QLatin1String("nobody")));
        QTest::mouseClick(window.findChild<SeriesSwitches *>()->buttons()[0], Qt::LeftButton);
        drag(window.view(), {0.35, 0.5}, {0.65, 1.05}, Qt::ShiftModifier);
        QCOMPARE(window.view().selection(), (QVector<ChartPlace>{{1, 1}})); // what is hidden is not chosen
    }

    void bothThemes()
    {
        ExplorerWindow window(samples::rates(2), {});
        show(window);
        for (const bool dark : {true, false}) {
            applyTheme(*qApp, dark);
            QCoreApplication::sendPostedEvents();
            QCOMPARE(window.view().chart()->backgroundBrush().color(), Theme::current().surface);
            const auto *line = qobject_cast<QLineSeries *>(window.view().chart()->series().front());
            QVERIFY(line);
            QCOMPARE(line->color(), seriesColour(samples::rates(2), 0, Theme::current()));
        }
    }

    void badData_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("says");
        QTest::newRow("none") << 0 << "There is no value to draw.";
        QTest::newRow("one point") << 1 << "";
        QTest::newRow("NaN") << 2 << "There is no value to draw.";
        QTest::newRow("a million series") << 3 << "Of 1,000,000 series the first 200 are drawn.";
        QTest::newRow("no series at all") << 4 << "There is no value to draw.";
        QTest::newRow("a heatmap") << 5 << "This chart has no series";
        QTest::newRow("a million points with a spike") << 6 << "";
        QTest::newRow("huge and tiny") << 7 << "";
        QTest::newRow("same names") << 8 << "";
    }
    void badData()
    {
        QFETCH(int, kind);
        QFETCH(QString, says);
        ChartSpec spec;
        switch (kind) {
        case 1:
            spec = lines({{42}});
            break;
        case 2:
            spec = lines({{NaN, std::numeric_limits<double>::infinity(), NaN}});
            break;
        case 3:
            spec = lines(QVector<QVector<std::optional<double>>>(1'000'000, {1, 2}));
            break;
        case 4:
            spec.title = QStringLiteral("empty");
            break;
        case 5:
            spec = samples::cohorts();
            break;
        case 6: {
            QVector<std::optional<double>> many(1'000'000, 1.0);
            many[765'432] = 1e6;
            spec = lines({many});
            break;
        }
        case 7:
            spec = lines({{1e300, -1e300, 1e-300}});
            break;
        case 8:
            spec = lines({{1, 2, 3}});
            spec.categories = {QStringLiteral("a"), QStringLiteral("a"), QStringLiteral("a")};
            break;
        default:
            break;
        }
        ExplorerWindow window(spec, {});
        show(window);
        for (const auto key : {Qt::Key_L, Qt::Key_S, Qt::Key_Plus, Qt::Key_Right, Qt::Key_Minus, Qt::Key_L, Qt::Key_0})
            QTest::keyClick(&window.view(), key);
        drag(window.view(), {0, 0}, {1, 1}, Qt::ShiftModifier);
        drag(window.view(), {0.1, 0.1}, {0.9, 0.9});
        window.view().showAll();
        QVERIFY(window.isVisible());
        if (!says.isEmpty())
            QVERIFY2(window.told().contains(says), qPrintable(window.told()));
        if (kind == 6) {
            const auto points = pointsOf(window, QStringLiteral("line 0"));
            QVERIFY(points.size() < 8000 && points.contains(QPointF(765'432, 1e6)));
        }
        if (kind == 8)
            QCOMPARE(labels(*window.view().chart(), Qt::AlignBottom).size(), 3);
    }
};

QTEST_MAIN(TestExplorerWindow)
#include "tst_explorer_window.moc"
