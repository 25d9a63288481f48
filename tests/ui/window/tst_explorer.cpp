#include "tests/ui/window/every_page.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/error_bar.h"
#include "ui/common/explorer/explorer_window.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/chart/chart_layout.h"
#include "ui/sql/result_actions.h"
#include "ui/sql/result_view.h"
#include "ui/sql/sql_editor.h"
#include "ui/sql/sql_page.h"

#include <QtCharts/QAbstractBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QLineSeries>

#include <QAbstractButton>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace qd;
using namespace qd::ui;

namespace {

/// Every value that a chart of Qt Charts has of a series, by category.
QMap<int, double> drawnOf(QChart &chart, const QString &name)
{
    QMap<int, double> values;
    for (QAbstractSeries *series : chart.series()) {
        if (const auto *line = qobject_cast<QLineSeries *>(series); line && line->name() == name) {
            for (const QPointF &point : line->points())
                values[int(std::lround(point.x()))] = point.y(); // of a step the later one is its own
        }
        if (const auto *bars = qobject_cast<QAbstractBarSeries *>(series)) {
            for (const QBarSet *set : bars->barSets()) {
                for (int i = 0; set->label() == name && i < set->count(); ++i)
                    values[i] = set->at(i);
            }
        }
    }
    return values;
}

QMap<int, double> valuesOf(const ChartSeries &series, bool gapsAreZero)
{
    QMap<int, double> values;
    for (int i = 0; i < series.values.size(); ++i) {
        if (chart::isValue(series.values[i]))
            values[i] = *series.values[i];
        else if (gapsAreZero)
            values[i] = 0;
    }
    return values;
}

} // namespace

/// The explorer on the charts of the program's pages.
class TestExplorer : public QObject {
    Q_OBJECT

    test::EveryPage m_pages;
    int m_explored = 0; ///< charts

    static void showsTheSame(ChartView &chart)
    {
        const QPointer<ExplorerWindow> window(exploreChart(chart));
        window->resize(1400, 800);
        window->grab();
        const ChartSpec &spec = chart.spec();
        QCOMPARE(window->windowTitle().isEmpty(), false);
        for (const ChartSeries &series : spec.series) {
            const bool isBar = spec.kind == chart::Kind::Columns && series.meaning != chart::Meaning::Net;
            QVERIFY2(drawnOf(*window->view().chart(), series.name) == valuesOf(series, isBar),
                qPrintable(spec.title + u' ' + series.name));
        }
        window->close();
        QTRY_VERIFY(!window);
    }
    /// The charts with series that are seen, each opened.
    void exploreSeen(const QWidget &page)
    {
        for (ChartView *chart : page.findChildren<ChartView *>()) {
            if (!chart->isVisible() || !hasSeries(chart->spec()) || !hasValues(chart->spec()))
                continue;
            showsTheSame(*chart);
            ++m_explored;
        }
    }
    /// The same as the page comes, then with each choice of each of its switches; leaves them as they were.
    void exploreChoices(const Page &page)
    {
        exploreSeen(page);
        QList<QPointer<QAbstractButton>> choices; // some come anew with what they choose
        for (const SegmentedSwitch *views : page.findChildren<SegmentedSwitch *>()) {
            for (QAbstractButton *choice : views->findChildren<QAbstractButton *>())
                choices << choice;
        }
        const auto began = std::stable_partition(choices.begin(), choices.end(),
            [](const QPointer<QAbstractButton> &choice) { return !choice->isChecked(); });
        for (auto choice = choices.begin(); choice != choices.end(); ++choice) {
            if (!*choice || !(*choice)->isVisible() || (*choice)->isChecked())
                continue;
            (*choice)->click();
            QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().isSettled(page.id()), test::Patience);
            m_pages.window().grab();
            if (choice < began)
                exploreSeen(page);
        }
    }
    SqlPage *sqlPage() const
    {
        m_pages.show(QStringLiteral("sql"));
        return qobject_cast<SqlPage *>(m_pages.window().page(QStringLiteral("sql")));
    }
    static void run(SqlPage &page, const QString &sql)
    {
        const QSignalSpy ended(&page, &SqlPage::ended);
        page.findChild<SqlEditor *>()->setSql(sql);
        page.run();
        QTRY_VERIFY_WITH_TIMEOUT(!ended.isEmpty(), test::Patience);
    }
    static ExplorerWindow *chartOf(SqlPage &page)
    {
        const QSignalSpy opened(page.findChild<ResultActions *>(), &ResultActions::chartOpened);
        page.findChild<QPushButton *>(QStringLiteral("sqlChart"))->click();
        if (!QTest::qWaitFor([&] { return !opened.isEmpty(); }, test::Patience))
            return nullptr;
        return opened.front().front().value<ExplorerWindow *>();
    }

private slots:
    void initTestCase() { m_pages.open(); }
    void cleanupTestCase() { m_pages.close(); }

    void everyChartOfEveryPageShowsTheSameValues_data() { test::EveryPage::addRows(); }
    void everyChartOfEveryPageShowsTheSameValues()
    {
        QFETCH(QString, id);
        m_pages.show(id);
        const Page &page = *m_pages.window().page(id);
        m_explored = 0;
        const SegmentedSwitch *parts = nullptr; // stands in the header
        for (const char *name : {"Part", "View"}) {
            if (const auto *found = m_pages.window().findChild<SegmentedSwitch *>(id + QLatin1String(name)))
                parts = found;
        }
        const QList<QAbstractButton *> choices =
            parts ? parts->findChildren<QAbstractButton *>() : QList<QAbstractButton *>();
        exploreChoices(page);
        for (qsizetype i = 1; i <= choices.size(); ++i) { // ends where it began
            const QSignalSpy settled(&page, &Page::settled);
            choices[i % choices.size()]->click();
            QTRY_VERIFY2_WITH_TIMEOUT(
                !settled.isEmpty(), qPrintable(choices[i % choices.size()]->text()), test::Patience);
            m_pages.window().grab();
            if (i < choices.size())
                exploreChoices(page);
        }
        const QMap<QString, int> least{{QStringLiteral("revenue"), 1}, {QStringLiteral("renewals"), 1},
            {QStringLiteral("cohorts"), 4}, {QStringLiteral("health"), 3}};
        QVERIFY2(m_explored >= least.value(id), qPrintable(QString::number(m_explored)));
    }
    void thoseOfACustomer()
    {
        m_pages.showFirstCustomer();
        exploreChoices(*m_pages.window().page(QStringLiteral("customers")));
    }

    /// The icon in the header of a panel with one chart of series.
    void theIconOfAPanelOpensIt()
    {
        m_pages.show(QStringLiteral("revenue"));
        auto *button =
            m_pages.window().page(QStringLiteral("revenue"))->findChild<QToolButton *>(QStringLiteral("openExplorer"));
        auto *page = m_pages.window().page(QStringLiteral("revenue"));
        ChartView *chart = page->findChild<ChartView *>();
        if (button && button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
        else
            chart->dataActions().back()->trigger(); // no room in the header: its menu
        auto *window = m_pages.window().findChild<ExplorerWindow *>();
        QVERIFY(window);
        window->close();
    }

    /// Points of the ARR movements of Revenue open their customers together, on the Customers page.
    void pointsOpenTheirCustomers()
    {
        m_pages.show(QStringLiteral("revenue"));
        ChartView *chart = nullptr;
        for (ChartView *each : m_pages.window().page(QStringLiteral("revenue"))->findChildren<ChartView *>()) {
            if (each->isVisible() && each->spec().kind == chart::Kind::Columns)
                chart = each;
        }
        QVERIFY(chart);
        const QSignalSpy settled(m_pages.window().page(QStringLiteral("customers")), &Page::settled);
        const int last = int(chart->spec().categories.size()) - 1;
        QVERIFY(chart->openPlaces({{0, last}, {0, last - 1}}));
        QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().page(QStringLiteral("customers"))->isVisible(), test::Patience);
    }

    /// A row of v_customers says whose it is: the points of its chart open those customers.
    void aQueryBecomesAChart()
    {
        SqlPage *page = sqlPage();
        run(*page, QStringLiteral("SELECT account, 10 AS ten, 20 AS twenty FROM account ORDER BY account LIMIT 3"));
        const QPointer<ExplorerWindow> window(chartOf(*page));
        QVERIFY(window);
        QCOMPARE(drawnOf(*window->view().chart(), QStringLiteral("ten")),
            (QMap<int, double>{{0, 10.0}, {1, 10.0}, {2, 10.0}}));
        page->findChild<SqlEditor *>()->setSql(QStringLiteral("SELECT 1")); // changed while its chart is open
        QVERIFY2(window->told().contains(QLatin1String("result of before")), qPrintable(window->told()));
        window->view().setSelection({{0, 1}});
        Q_EMIT window->view().placesSelected({{0, 1}});
        QTest::mouseClick(window->findChild<QPushButton *>(QStringLiteral("explorerCustomers")), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(m_pages.window().page(QStringLiteral("customers"))->isVisible(), test::Patience);
        const auto *table = m_pages.window()
                                .page(QStringLiteral("customers"))
                                ->findChild<TableView *>(QStringLiteral("customersTable"));
        QTRY_COMPARE_WITH_TIMEOUT(table->shownIds(), QStringList{"AC-00002"}, test::Patience);
        window->close();
    }
    void textAloneIsNoChart()
    {
        SqlPage *page = sqlPage();
        run(*page, QStringLiteral("SELECT 'a' AS a"));
        const QSignalSpy failed(page->findChild<ResultActions *>(), &ResultActions::failed);
        page->findChild<QPushButton *>(QStringLiteral("sqlChart"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), test::Patience);
        const auto *bar = page->findChild<ErrorBar *>();
        QVERIFY(bar->isVisible());
        const QString said = bar->findChild<QLabel *>()->text();
        QVERIFY2(said.startsWith(QLatin1String("No column holds numbers alone")), qPrintable(said));
        QVERIFY(page->findChild<QPushButton *>(QStringLiteral("sqlRun"))->isEnabled()); // the page lives on
        run(*page, QStringLiteral("SELECT 1 AS one WHERE 0"));
        const QSignalSpy none(page->findChild<ResultActions *>(), &ResultActions::failed);
        page->findChild<QPushButton *>(QStringLiteral("sqlChart"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(!none.isEmpty(), test::Patience);
        QVERIFY(bar->findChild<QLabel *>()->text().startsWith(QLatin1String("There is no row to draw")));
    }

    /// Kept by a name, it can be asked; taken back, it is gone.
    void aResultIsKeptAsATable()
    {
        SqlPage *page = sqlPage();
        run(*page, QStringLiteral("SELECT 7 AS seven"));
        page->findChild<ResultActions *>()->keepAsTable();
        auto *ask = page->findChild<QInputDialog *>();
        QVERIFY(ask);
        ask->setTextValue(QStringLiteral("kept"));
        ask->accept();
        const auto count = [page] {
            run(*page, QStringLiteral("SELECT sum(seven) FROM kept"));
            return page->findChild<ResultView *>()->model()->index(0, 0).data().toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(count(), QStringLiteral("7"), test::Patience);
    }
};

QTEST_MAIN(TestExplorer)
#include "tst_explorer.moc"
