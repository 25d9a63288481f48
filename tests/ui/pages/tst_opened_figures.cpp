#include "core/pack/build_pack.h"
#include "core/pack/open_places.h"
#include "tests/ui/pages/opened_list.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/customers/customers_page.h"
#include "ui/home/home_page.h"
#include "ui/pack/packs_page.h"
#include "ui/pack/page_preview.h"
#include "ui/paint/message_text.h"
#include "ui/paint/pack/block_painter.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/revenue/revenue_page.h"

#include <QComboBox>
#include <QListWidget>
#include <QtTest>

using namespace qd;
using namespace qd::ui;
using namespace qd::test;

namespace {

constexpr double Cent = 0.005;

} // namespace

/// Every number opens its customers, and what they add is the number.
class TestOpenedFigures : public QObject {
    Q_OBJECT
    test::SamplePages m_sample;

    /// Clicks every value of a chart; a bar must be the sum of the first measure of what it opens.
    void checkBars(const Page &page, ChartView &chart, int firstCategory = 0)
    {
        QSignalSpy opened(&page, &Page::linkActivated);
        int checked = 0;
        for (int s = 0; s < chart.spec().series.size(); ++s) {
            for (int c = firstCategory; c < chart.spec().categories.size(); ++c) {
                const auto value = chart.spec().series[s].values.value(c);
                if (!value || std::abs(*value) < Cent)
                    continue;
                Q_EMIT chart.placeActivated(s, c);
                const AccountList list = openedBy(opened);
                QVERIFY2(list.isOpen(), qPrintable(chart.spec().categories[c]));
                QVERIFY2(std::abs(list.total(0) - *value) < Cent,
                    qPrintable(QStringLiteral("%1: %2 is not %3").arg(list.title).arg(list.total(0)).arg(*value)));
                ++checked;
            }
        }
        QVERIFY(checked >= 5);
    }

    [[nodiscard]] pack::PackDocument built(const QString &templateId)
    {
        const auto workspace =
            store::Workspace::open(m_sample.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        pack::PackOptions options;
        options.templateId = templateId.toStdString();
        options.period = "2026-10";
        Progress progress;
        auto document = pack::buildPack(**workspace, options, narrativeHeight, progress);
        return document ? *document : pack::PackDocument();
    }

    /// As a person chooses it in the box.
    static void chooseTemplate(PacksPage &packs, const QString &templateId)
    {
        for (QComboBox *box : packs.findChildren<QComboBox *>()) {
            const int index = box->findData(templateId);
            if (index < 0 || index == box->currentIndex())
                continue;
            QSignalSpy settled(&packs, &Page::settled);
            box->setFocus();
            for (int step = box->currentIndex(); step < index; ++step)
                QTest::keyClick(box, Qt::Key_Down);
            QVERIFY(settled.wait(test::Patience));
        }
    }

private slots:
    void initTestCase() { m_sample.make(); }

    /// A list stands in one line, whatever stands in a name, and a target of another kind is no list.
    void listsStandInOneLine()
    {
        const auto customers = m_sample.shown<CustomersPage>();
        AccountList list{QStringLiteral("Book of\nAna"), {}, {QStringLiteral("My\tCRM, USD")}};
        list.add(customers->findChild<TableView *>(QStringLiteral("customersTable"))->shownIds().front(), {1.0 / 3});
        customers->open(list);
        const TableView *table = m_sample.tableWith(*customers, QStringLiteral("customers-opened-1"));
        QVERIFY(table);
        QCOMPARE(table->spec().columns[1].title, QStringLiteral("My CRM, USD"));
        QVERIFY(!accountList(AccountTarget{list.ids.front()}).isOpen());
    }

    void homeTiles()
    {
        const auto home = m_sample.shown<HomePage>();
        QSignalSpy opened(home.get(), &Page::linkActivated);
        const auto tile = [&](int index) { return home->findChild<Tile *>(QStringLiteral("tile%1").arg(index)); };
        const auto open = [&](int index) {
            QTest::mouseClick(tile(index), Qt::LeftButton);
            return openedBy(opened);
        };
        const AccountList arr = open(0);
        QCOMPARE(tile(0)->content().figure, QStringLiteral("$%1M").arg(arr.total(0) / 1e6, 0, 'f', 2));
        const AccountList nrr = open(1);
        QCOMPARE(
            tile(1)->content().figure, QStringLiteral("%1\u00A0%").arg(100 * nrr.total(1) / nrr.total(0), 0, 'f', 1));
        const AccountList grr = open(2);
        QCOMPARE(
            tile(2)->content().figure, QStringLiteral("%1\u00A0%").arg(100 * grr.total(2) / grr.total(0), 0, 'f', 1));
        const AccountList churn = open(3);
        const auto left = std::count_if(
            churn.amounts.begin(), churn.amounts.end(), [](const QVector<double> &of) { return of[1] == 0; });
        QCOMPARE(tile(3)->content().figure,
            QStringLiteral("%1\u00A0%").arg(100.0 * double(left) / double(churn.ids.size()), 0, 'f', 1));
        QVERIFY(!open(4).ids.isEmpty());
        // The Explain page opens the same figures further.
        QCOMPARE(arr.figure->metric, QStringLiteral("arr"));
        QCOMPARE(nrr.figure->metric, QStringLiteral("nrr"));
        QCOMPARE(grr.figure->metric, QStringLiteral("grr"));
        QCOMPARE(churn.figure->metric, QStringLiteral("logo_churn"));
        QCOMPARE(nrr.figure->from->iso(), std::string("2025-10"));
        QCOMPARE(nrr.figure->to->iso(), std::string("2026-10"));
    }

    void homeBridge()
    {
        const auto home = m_sample.shown<HomePage>();
        checkBars(*home, *chartTitled(*home, QStringLiteral("What changed")));
    }

    void movements()
    {
        const auto page = m_sample.shown<RevenuePage>();
        ChartView *chart = chartTitled(*page, QStringLiteral("ARR movements"));
        checkBars(*page, *chart, int(chart->spec().categories.size()) - 6);
    }

    void movementsTable()
    {
        const auto page = m_sample.shown<RevenuePage>();
        TableView *table = m_sample.tableWith(*page, QStringLiteral("movements"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const TableRow &row = table->spec().rows.front();
        for (int c = 1; c < table->spec().columns.size(); ++c) {
            const double value = row.values[c].toDouble();
            if (std::abs(value) < Cent)
                continue;
            Q_EMIT table->activated(row.id, table->spec().columns[c].id);
            const AccountList list = openedBy(opened);
            QVERIFY2(std::abs(list.total(0) - value) < Cent, qPrintable(table->spec().columns[c].id));
        }
    }

    void trend()
    {
        const auto page = m_sample.shown<RevenuePage>();
        ChartView *chart = chartTitled(*page, QStringLiteral("NRR and GRR"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (int month = 0; month < chart->spec().categories.size(); month += 8) {
            Q_EMIT chart->placeActivated(0, month);
            const AccountList list = openedBy(opened);
            QCOMPARE(list.total(1) / list.total(0), *chart->spec().series[0].values[month]);
            QCOMPARE(list.total(2) / list.total(0), *chart->spec().series[1].values[month]);
        }
    }

    void cohorts()
    {
        const auto page = m_sample.shown<RevenuePage>();
        ChartView *chart = chartTitled(*page, QStringLiteral("Retention by start"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const int rows = int(chart->spec().series.size());
        for (const auto &[row, k] : {std::pair(0, 0), {0, 5}, {2, 3}, {rows, 2}}) {
            Q_EMIT chart->placeActivated(row, k);
            const AccountList list = openedBy(opened);
            const ChartSeries &series = row == rows ? *chart->spec().totals : chart->spec().series[row];
            QCOMPARE(list.total(1) / list.total(0), *series.values[k]);
        }
    }

    void groups()
    {
        const auto page = m_sample.shown<RevenuePage>();
        TableView *table = m_sample.tableWith(*page, QStringLiteral("retention-groups"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        for (const TableRow &row : table->spec().rows) {
            Q_EMIT table->activated(row.id, QStringLiteral("opening"));
            const AccountList list = openedBy(opened);
            QVERIFY(std::abs(list.total(0) - row.values[1].toDouble()) < Cent);
            QCOMPARE(double(list.ids.size()), row.values.back().value<FigureValue>().number);
            const int churn =
                int(std::ranges::find(table->spec().columns, QStringLiteral("logo_churn"), &TableColumn::id)
                    - table->spec().columns.begin());
            const double left = row.values[churn].toDouble() * double(list.ids.size());
            if (left < 0.5)
                continue; // nobody left, so nothing opens
            Q_EMIT table->activated(row.id, QStringLiteral("logo_churn"));
            const AccountList gone = openedBy(opened);
            QCOMPARE(double(gone.ids.size()), std::round(left));
            QCOMPARE(gone.total(1), 0.0);
            QCOMPARE(gone.figure->metric, QStringLiteral("logo_churn"));
            QCOMPARE(gone.figure->by, row.id == QStringLiteral("0") ? QString() : QStringLiteral("segment"));
        }
    }

    void reconcileBridge()
    {
        const auto page = m_sample.shown<ReconcilePage>();
        ChartView *chart = page->findChild<ChartView *>();
        TableView *breaks = m_sample.tableWith(*page, QStringLiteral("breaks"));
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const ChartSeries &series = chart->spec().series.front();
        int lists = 0;
        int tables = 0;
        for (int c = 0; c < chart->spec().categories.size(); ++c) {
            Q_EMIT chart->placeActivated(0, c);
            if (opened.isEmpty()) { // the breaks of that cause
                QCOMPARE(int(breaks->shownIds().size()), series.counts[c]);
                ++tables;
                continue;
            }
            const AccountList list = openedBy(opened);
            QVERIFY2(std::abs(list.total(0) - *series.values[c]) < Cent, qPrintable(list.title));
            QCOMPARE(int(list.ids.size()), series.counts[c]);
            ++lists;
        }
        QVERIFY(lists >= 3 && tables >= 3); // both totals and rounding; the causes
    }

    void reconcileTotals()
    {
        const auto page = m_sample.shown<ReconcilePage>();
        auto *totals = page->findChild<TotalsStrip *>();
        QSignalSpy opened(page.get(), &Page::linkActivated);
        Q_EMIT totals->activated(QStringLiteral("left"));
        const double left = openedBy(opened).total(0);
        Q_EMIT totals->activated(QStringLiteral("right"));
        const double right = openedBy(opened).total(0);
        Q_EMIT totals->activated(QStringLiteral("difference"));
        const AccountList difference = openedBy(opened);
        QVERIFY(std::abs(difference.total(0) - (right - left)) < Cent);
    }

    void everyBlockOfAPackOpens_data()
    {
        QTest::addColumn<QString>("templateId");
        for (const pack::PackTemplate &each : pack::packTemplates())
            QTest::newRow(each.id.c_str()) << QString::fromStdString(each.id);
    }
    void everyBlockOfAPackOpens()
    {
        QFETCH(QString, templateId);
        const pack::PackDocument document = built(templateId);
        int places = 0;
        for (const pack::Page &page : document.pages) {
            for (const pack::Block &block : page.blocks) {
                const auto *table = std::get_if<pack::Table>(&block.content);
                const auto *card = std::get_if<pack::Scorecard>(&block.content);
                const bool byRows =
                    (table && table->origins.size() == table->rows.size()
                        && (table->totals.empty() || table->totalsOrigin.of != pack::Origin::Of::Nothing))
                    || (card && std::all_of(card->rows.begin(), card->rows.end(), [](const pack::ScorecardRow &row) {
                           return row.origin.of != pack::Origin::Of::Nothing;
                       }));
                QVERIFY2(byRows || block.origin.of != pack::Origin::Of::Nothing, page.title.english().c_str());
            }
            for (const pack::OpenPlace &open : pack::openPlaces(page)) {
                QVERIFY(open.place.y >= 0 && open.place.y + open.place.height <= pack::PageHeight);
                ++places;
            }
        }
        QVERIFY(places > (templateId == QStringLiteral("customer-qbr") ? 0 : 20)); // of few customers
    }

    /// Rows of a page are clicked where they are painted; what opens has as many customers as the row says.
    void packRowsOpenTheirCustomers_data()
    {
        QTest::addColumn<QString>("templateId");
        QTest::addColumn<QString>("table");
        QTest::addColumn<int>("column"); // that prints how many customers
        QTest::newRow("retention by group") << "monthly"
                                            << "Where it differs" << 6;
        QTest::newRow("movements") << "monthly"
                                   << "Movements" << 1;
        QTest::newRow("books") << "coverage-review"
                               << "Books" << 1;
        QTest::newRow("survival") << "retention-deep-dive"
                                  << "Survival and customers at risk" << 1;
        QTest::newRow("time to value") << "retention-deep-dive"
                                       << "Time to value" << 1;
        QTest::newRow("colours by segment") << "health-review"
                                            << "By segment" << 1;
        QTest::newRow("the court") << "health-review"
                                   << "Models" << 1;
    }
    void packRowsOpenTheirCustomers()
    {
        QFETCH(QString, templateId);
        QFETCH(QString, table);
        QFETCH(int, column);
        const auto packs = m_sample.shown<PacksPage>();
        chooseTemplate(*packs, templateId);
        const pack::PackDocument document = built(templateId);
        auto *preview = packs->findChild<PagePreview *>();
        auto *pages = packs->findChild<QListWidget *>(QStringLiteral("packPages"));
        QSignalSpy opened(packs.get(), &Page::linkActivated);
        int checked = 0;
        for (std::size_t p = 0; p < document.pages.size(); ++p) {
            for (const pack::Block &block : document.pages[p].blocks) {
                const auto *found = std::get_if<pack::Table>(&block.content);
                if (!found || messageText(found->title) != table)
                    continue;
                if (pages->currentRow() != int(p)) {
                    QSignalSpy settled(packs.get(), &Page::settled);
                    pages->setCurrentRow(int(p));
                    QVERIFY(settled.wait(test::Patience));
                }
                const double top = block.place.y + block.place.height
                    - found->rowHeight * double(found->rows.size() + (found->totals.empty() ? 0 : 1));
                for (std::size_t row = 0; row < found->rows.size(); ++row) {
                    const QString printed =
                        messageText(found->rows[row][std::size_t(column)].text).remove(u',').remove(u'\u2020');
                    if (printed.isEmpty() || printed.toInt() < 2)
                        continue;
                    const QRectF place = preview->rectOf(
                        {block.place.x, top + double(row) * found->rowHeight, block.place.width, found->rowHeight});
                    QTest::mouseClick(preview, Qt::LeftButton, {}, place.center().toPoint());
                    QCOMPARE(int(openedBy(opened).ids.size()), printed.toInt());
                    ++checked;
                }
            }
        }
        QVERIFY(checked >= 1);
    }

    void packOpensByKey()
    {
        const auto packs = m_sample.shown<PacksPage>();
        auto *preview = packs->findChild<PagePreview *>();
        QVERIFY(preview->places().size() > 5);
        QSignalSpy opened(packs.get(), &Page::linkActivated);
        preview->setFocus();
        QTest::keyClick(preview, Qt::Key_Down);
        QTest::keyClick(preview, Qt::Key_Return);
        QVERIFY(openedBy(opened).isOpen());
    }

    /// What was opened stands on the Customers page with its amounts and their total, and a customer of it with the
    /// rows it comes from.
    void listStandsWithItsTotals()
    {
        const auto page = m_sample.shown<RevenuePage>();
        QSignalSpy opened(page.get(), &Page::linkActivated);
        Q_EMIT chartTitled(*page, QStringLiteral("NRR and GRR"))->placeActivated(0, 24);
        QVERIFY(!opened.isEmpty() || opened.wait(test::Patience));
        const auto target = opened[0][1].value<PageTarget>();
        const AccountList list = accountList(target);
        const auto customers = m_sample.shown<CustomersPage>();
        customers->open(target);
        TableView *table = m_sample.tableWith(*customers, QStringLiteral("customers-opened-3"));
        QVERIFY(table);
        QCOMPARE(table->shownIds().size(), list.ids.size());
        QVERIFY(table->spec().columns[1].title.contains(QStringLiteral("USD")));
        double sum = 0;
        for (const TableRow &row : table->spec().rows)
            sum += row.values[1].toDouble();
        QVERIFY(std::abs(sum - list.total(0)) < Cent);

        QSignalSpy settled(customers.get(), &Page::settled);
        customers->open(AccountTarget{table->shownIds().front()});
        QVERIFY(settled.wait(test::Patience));
        QSignalSpy inspected(customers.get(), &Page::inspect);
        auto *strip = customers->findChild<TotalsStrip *>();
        for (const TotalCell &cell : strip->cells()) {
            Q_EMIT strip->activated(cell.id);
            if (cell.id == QStringLiteral("tickets"))
                continue;
            TableView *rows = m_sample.tableWith(*customers, QStringLiteral("source-rows"));
            QVERIFY2(!rows->shownIds().isEmpty(), qPrintable(cell.label));
            const auto content = inspected.back().value(0).value<InspectorContent>();
            QVERIFY(content.sources.front().file.contains(u'.'));
            QVERIFY(content.detail.startsWith(cell.id));
        }
    }
};

QTEST_MAIN(TestOpenedFigures)
#include "tst_opened_figures.moc"
