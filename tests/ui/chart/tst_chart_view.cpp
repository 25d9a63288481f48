#include "chart_samples.h"

#include "ui/common/chart/chart_scroll.h"
#include "ui/common/chart/chart_tooltip.h"
#include "ui/common/chart/chart_view.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/paint/chart/heatmap_layout.h"
#include "ui/paint/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>
#include <QtTest>

using namespace qd::ui;

namespace {

void show(ChartView &view, const ChartSpec &spec)
{
    view.resize(600, 300);
    view.setSpec(spec);
    view.show();
    view.setFocus();
}

} // namespace

class TestChartView : public QObject {
    Q_OBJECT
private slots:
    /// Where customers stand is found once, however often the chart is drawn; a place that it lacks has no frame.
    void marksAreFoundOnceAndFramed()
    {
        ChartView view;
        show(view, samples::cohorts());
        const QImage plain = view.grab().toImage();
        int asked = 0;
        ChartPlace where{0, 0};
        view.setPlacesOf([&](const QSet<QString> &customers) {
            ++asked;
            return customers.contains(QStringLiteral("A")) ? QVector<ChartPlace>{where} : QVector<ChartPlace>();
        });
        QCOMPARE(asked, 0); // nobody is selected
        view.markCustomers({QStringLiteral("A")});
        QVERIFY(view.grab().toImage() != plain);
        QVERIFY(view.grab().toImage() != plain);
        QCOMPARE(asked, 1);
        where = {0, 1000};
        view.setSpec(samples::cohorts());
        QCOMPARE(asked, 2); // other values, other places
        QCOMPARE(view.grab().toImage(), plain);
        view.markCustomers({});
        QCOMPARE(asked, 2);
        QVERIFY(view.marked().isEmpty());
    }

    /// With less room than its texts take a heatmap scrolls, and keys bring what they reach into sight.
    void heatmapScrollsInsteadOfLeavingOut_data()
    {
        QTest::addColumn<QSize>("room");
        QTest::newRow("low") << QSize(600, 60);
        QTest::newRow("narrow") << QSize(150, 300);
        QTest::newRow("both") << QSize(150, 60);
        QTest::newRow("enough") << QSize(600, 300);
    }
    void heatmapScrollsInsteadOfLeavingOut()
    {
        QFETCH(QSize, room);
        auto *view = new ChartView;
        ChartScroll scroll(view);
        view->setSpec(samples::cohorts());
        scroll.resize(room);
        scroll.show();
        scroll.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&scroll));
        QTRY_VERIFY(view->width() >= view->minimumSizeHint().width());
        const HeatmapLayout layout = layoutHeatmap(view->rect(), view->spec());
        for (const HeatCell &cell : layout.cells)
            QVERIFY(!cell.text.isEmpty());
        QVERIFY(layout.rows.last().isTotal);
        QVERIFY(layout.rows.last().box.bottom() <= view->height());
        view->setFocus();
        const QSignalSpy hovered(view, &ChartView::placeHovered);
        QTest::keyClick(view, Qt::Key_Home);
        for (int i = 0; i < 20; ++i)
            QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(hovered.last().front().toInt(), int(view->spec().series.size()));
        const QRect place = view->placeRect(hovered.last()[0].toInt(), hovered.last()[1].toInt());
        const QRect seen(-view->pos(), scroll.viewport()->size());
        QVERIFY(seen.contains(place.center()));
    }

    void keysWalkAndOpen()
    {
        ChartView view;
        show(view, samples::movements());
        QSignalSpy hovered(&view, &ChartView::placeHovered);
        QSignalSpy activated(&view, &ChartView::placeActivated);
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.count(), 0); // nothing is chosen yet
        QTest::keyClick(&view, Qt::Key_Left); // enters at the latest month
        QCOMPARE(hovered.last(), QVariantList({-1, 2}));
        QTest::keyClick(&view, Qt::Key_Left);
        QTest::keyClick(&view, Qt::Key_Down);
        QCOMPARE(hovered.last(), QVariantList({0, 1}));
        QTest::keyClick(&view, Qt::Key_End);
        QTest::keyClick(&view, Qt::Key_Right); // the end stops
        QTest::keyClick(&view, Qt::Key_Return);
        QCOMPARE(activated.count(), 1);
        QCOMPARE(activated.last(), QVariantList({0, 2}));
        QTest::keyClick(&view, Qt::Key_Escape);
        QCOMPARE(hovered.last(), QVariantList({-1, -1}));
    }

    void keysSkipAbsentCells()
    {
        ChartView view;
        show(view, samples::cohorts());
        QSignalSpy hovered(&view, &ChartView::placeHovered);
        QTest::keyClick(&view, Qt::Key_Right);
        QCOMPARE(hovered.last(), QVariantList({0, 0}));
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Right);
        QTest::keyClick(&view, Qt::Key_Right); // 2026 Q1 has no month 6
        QCOMPARE(hovered.last(), QVariantList({1, 1}));
    }

    void clickOpensThePart()
    {
        ChartView view;
        show(view, samples::movements());
        QSignalSpy activated(&view, &ChartView::placeActivated);
        const auto parts = columnParts(layoutChart(view.rect(), view.spec(), view.logicalDpiY() / 96.0), view.spec());
        for (const auto &part : parts) {
            QTest::mouseClick(&view, Qt::LeftButton, {}, part.box.center().toPoint());
            QCOMPARE(activated.last(), QVariantList({part.place.series, part.place.category}));
        }
        const auto opened = activated.count();
        QTest::mouseClick(&view, Qt::LeftButton, {}, {1, 1});
        QTest::mouseClick(&view, Qt::RightButton, {}, parts.first().box.center().toPoint());
        QCOMPARE(activated.count(), opened);
    }

    void tooltipHoldsEveryValue()
    {
        const TooltipText text = tooltipText(samples::movements(), {-1, 0}, Theme::light());
        QCOMPARE(text.rows.size(), 4);
        QCOMPARE(text.rows.first().name, QStringLiteral("New"));
        QCOMPARE(text.rows.first().value, QStringLiteral("300"));
        QCOMPARE(text.rows.first().swatch, Theme::light().series[1]);
        QVERIFY(text.rows.last().isTotal);
        QCOMPARE(text.rows.last().value, QStringLiteral("250"));
    }

    /// A curve says its share, how many are at risk, and the limits.
    void tooltipOfACurve()
    {
        ChartSpec spec;
        spec.kind = qd::chart::Kind::Lines;
        spec.format = qd::chart::Unit::Share;
        spec.holdsLevels = true;
        spec.positionTitle = QStringLiteral("months since start");
        spec.categories = {QStringLiteral("12")};
        spec.series = {{QStringLiteral("s"), QStringLiteral("SMB"), qd::chart::Meaning::Primary, {0.75}, {40}}};
        ChartBand band;
        band.lowName = QStringLiteral("SMB low");
        band.highName = QStringLiteral("SMB high");
        band.low = {0.5};
        band.high = {0.875};
        spec.bands = {band};
        const TooltipText text = tooltipText(spec, {-1, 0}, Theme::light());
        QCOMPARE(text.heading, QStringLiteral("12 months since start"));
        QCOMPARE(text.rows.size(), 2);
        QVERIFY2(text.rows[0].value.startsWith(QStringLiteral("75")), qPrintable(text.rows[0].value));
        QVERIFY2(text.rows[0].value.endsWith(QStringLiteral(", n 40")), qPrintable(text.rows[0].value));
        QCOMPARE(text.rows[1].name, QStringLiteral("SMB low - SMB high"));
        QVERIFY(text.rows[1].value.startsWith(QStringLiteral("50")));
    }

    /// 100.4 + 100.4 - 51.3 = 149.5 is printed as 150: one of the parts carries the unit.
    void tooltipOfAStackAddsUp()
    {
        ChartSpec spec = samples::movements();
        spec.series.resize(3);
        spec.series[0].values = {100.4};
        spec.series[1].values = {100.4};
        spec.series[2].values = {-51.3};
        spec.categories = {QStringLiteral("2026-10")};
        const TooltipText text = tooltipText(spec, {-1, 0}, Theme::light());
        QCOMPARE(text.rows.size(), 4);
        QCOMPARE(text.rows[0].value, QStringLiteral("101"));
        QCOMPARE(text.rows[1].value, QStringLiteral("100"));
        QCOMPARE(text.rows[2].value, QStringLiteral("\u221251"));
        QCOMPARE(text.rows[3].value, QStringLiteral("150"));
    }

    void tooltipComesAndGoes()
    {
        ChartView view;
        show(view, samples::movements());
        QTest::keyClick(&view, Qt::Key_Right);
        auto *tooltip = view.findChild<ChartTooltip *>();
        QVERIFY(tooltip);
        QVERIFY(tooltip->isVisible());
        QTest::keyClick(&view, Qt::Key_Escape);
        QVERIFY(!tooltip->isVisible());
    }

    void isReadAloud()
    {
        ChartView view;
        view.setSpec(samples::bridge());
        QCOMPARE(view.accessibleName(), QStringLiteral("CRM to billing"));
        QVERIFY(view.accessibleDescription().contains(QStringLiteral("CRM to Billing, 11 values")));
        QVERIFY(view.accessibleDescription().contains(QStringLiteral("(Billing)")));
    }

    void copiesImageAndData()
    {
        ChartView view;
        show(view, samples::movements());
        view.dataActions().at(1)->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("category\tNew\t")));
        view.dataActions().at(0)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->image().size(), QSize(1200, 600));
    }

    void aNewSpecDropsTheOldPlace()
    {
        ChartView view;
        show(view, samples::bridge());
        QTest::keyClick(&view, Qt::Key_End);
        QSignalSpy hovered(&view, &ChartView::placeHovered);
        view.setSpec(samples::movements());
        QCOMPARE(hovered.last(), QVariantList({-1, -1}));
    }
};

QTEST_MAIN(TestChartView)
#include "tst_chart_view.moc"
