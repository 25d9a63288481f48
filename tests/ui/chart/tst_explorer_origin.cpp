#include "tests/ui/chart/chart_samples.h"
#include "tests/ui/chart/explorer_fixture.h"
#include "ui/common/chart/chart_view.h"
#include "ui/shell/page.h"
#include "ui/shell/patient_links.h"

#include <QSignalSpy>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

/// A page whose chart opens a customer by a click on any of its points, as most do.
class OneChart final : public Page {
public:
    OneChart()
        : chart(new ChartView(this))
    {
        resize(500, 300);
        chart->resize(500, 300);
        chart->setSpec(lines({{1, 2}}));
        connect(chart, &ChartView::placeActivated, this, [this] {
            AccountList list{QStringLiteral("Users"), {}};
            list.add(QStringLiteral("AC-00001"));
            if (looksUp)
                openCustomersFound([list](Progress &) -> Result<AccountList> { return list; });
            else
                openCustomers(list);
        });
    }
    QString id() const override { return {}; }
    QString title() const override { return {}; }
    QString group() const override { return {}; }
    QString iconName() const override { return {}; }
    void refresh(const PageContext &) override { }

    ChartView *chart;
    bool looksUp = false;
};

} // namespace

/// The explorer as a chart on a page opens it.
class TestExplorerOrigin : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// The window follows its chart, and stays with what it showed once that is gone.
    void followsTheChartOfAPage()
    {
        QWidget page;
        auto chart = std::make_unique<ChartView>(&page);
        chart->setSpec(lines({{1, 2}}));
        QPointer<ExplorerWindow> window(exploreChart(*chart));
        QVERIFY(window->isVisible());
        chart->setSpec(lines({{3, 4}}));
        QCOMPARE(pointsOf(*window, QStringLiteral("line 0")), (QList<QPointF>{{0, 3}, {1, 4}}));
        chart.reset();
        QVERIFY2(window->told().contains(QLatin1String("gone")), qPrintable(window->told()));
        QCOMPARE(pointsOf(*window, QStringLiteral("line 0")).size(), 2);
        QTest::keyClick(window.data(), Qt::Key_Escape);
        QTRY_VERIFY(!window);
    }

    void aDoubleClickOpensIt()
    {
        QWidget page;
        page.resize(500, 300);
        auto *chart = new ChartView(&page);
        chart->resize(500, 300);
        chart->setSpec(lines({{1, 2}}));
        page.show();
        QTest::mouseDClick(chart, Qt::LeftButton, {}, QPoint(250, 150));
        QCOMPARE(page.findChildren<ExplorerWindow *>().size(), 1);
        chart->setSpec(samples::cohorts()); // a heatmap stays with the painter
        QTest::mouseDClick(chart, Qt::LeftButton, {}, QPoint(250, 150));
        QCOMPARE(page.findChildren<ExplorerWindow *>().size(), 1);
    }

    /// One click on a chart of series opens its customers, but not before a second click could have made it a double
    /// click, which opens the explorer alone. Where the customers have to be looked up it is the same.
    void oneClickWaitsForASecond_data()
    {
        QTest::addColumn<bool>("looksUp");
        QTest::newRow("at hand") << false;
        QTest::newRow("looked up in a job") << true;
    }
    void oneClickWaitsForASecond()
    {
        QFETCH(bool, looksUp);
        OneChart page;
        page.looksUp = looksUp;
        const PatientLinks links(page);
        const QSignalSpy asked(&page, &Page::linkActivated);
        const QSignalSpy followed(&links, &PatientLinks::followed);
        page.show();
        const QPoint point(250, 150);
        QElapsedTimer clock;
        clock.start();
        QTest::mouseClick(page.chart, Qt::LeftButton, {}, point);
        QTRY_COMPARE(followed.size(), 1);
        QVERIFY(clock.elapsed() >= QApplication::doubleClickInterval());
        QCOMPARE(followed[0][0].toString(), QStringLiteral("customers"));
        QCOMPARE(accountList(followed[0][1].value<PageTarget>()).ids, QStringList{QStringLiteral("AC-00001")});
        QCOMPARE(asked.size(), 1);

        QTest::mouseClick(page.chart, Qt::LeftButton, {}, point);
        const QPointF at(point);
        QMouseEvent second(QEvent::MouseButtonDblClick, at, page.chart->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton,
            Qt::NoModifier); // what comes of a second press soon after
        QCoreApplication::sendEvent(page.chart, &second);
        QCOMPARE(page.findChildren<ExplorerWindow *>().size(), 1);
        QTest::qWait(2 * QApplication::doubleClickInterval());
        QCOMPARE(followed.size(), 1);
    }

    /// A heatmap has no explorer, and keys have no second click: nothing waits.
    void whatNeedsNoWaitingGoesOn()
    {
        OneChart page;
        const PatientLinks links(page);
        const QSignalSpy followed(&links, &PatientLinks::followed);
        page.chart->setSpec(samples::cohorts());
        page.show();
        QTest::mouseClick(page.chart, Qt::LeftButton, {}, page.chart->placeRect(0, 0).center());
        QCOMPARE(followed.size(), 1);
        page.chart->setSpec(lines({{1, 2}}));
        QTest::keyClick(page.chart, Qt::Key_Right);
        QTest::keyClick(page.chart, Qt::Key_Return);
        QCOMPARE(followed.size(), 2);
    }

    /// Who goes elsewhere while a click waits is not fetched back.
    void aPageThatWasLeftOpensNothing()
    {
        OneChart page;
        const PatientLinks links(page);
        const QSignalSpy followed(&links, &PatientLinks::followed);
        page.show();
        QTest::mouseClick(page.chart, Qt::LeftButton, {}, QPoint(250, 150));
        page.hide();
        QTest::qWait(2 * QApplication::doubleClickInterval());
        QVERIFY(followed.isEmpty());
    }
};

QTEST_MAIN(TestExplorerOrigin)
#include "tst_explorer_origin.moc"
