#include "tests/support/layout_check.h"
#include "tests/support/painted_text.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/empty_state.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/common/tile.h"
#include "ui/common/totals_strip.h"
#include "ui/coverage/coverage_page.h"
#include "ui/customers/customers_page.h"
#include "ui/home/home_page.h"
#include "ui/home/source_strip.h"
#include "ui/import/import_page.h"
#include "ui/pack/packs_page.h"
#include "ui/paint/theme.h"
#include "ui/reconcile/reconcile_page.h"
#include "ui/revenue/revenue_page.h"
#include "ui/scenario/scenarios_page.h"

#include <QComboBox>
#include <QListWidget>
#include <QPushButton>
#include <QtTest>

using namespace qd;
using namespace qd::ui;

namespace {

using test::Patience;

TableView *tableWith(const QWidget &page, const QString &specId)
{
    return test::SamplePages::tableWith(page, specId);
}

} // namespace

/// The pages on the sample, driven as a person would, and on an empty workspace.
class TestPages : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;
    PageContext m_sample;
    PageContext m_empty;

    std::string path(const char *name) const { return m_pages.path(name); }
    template <typename T>
    std::unique_ptr<T> shown(const PageContext &context, QSize size = {1240, 760}) const
    {
        return m_pages.shown<T>(context, size);
    }

private slots:
    void initTestCase()
    {
        m_pages.make();
        m_sample = m_pages.sample();
        m_empty = m_pages.empty();
    }

    void nothingIsClippedOrOverlaps_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("wide") << QSize(1240, 760);
        QTest::newRow("small") << QSize(940, 580);
    }
    void nothingIsClippedOrOverlaps()
    {
        QFETCH(QSize, size);
        const std::unique_ptr<Page> pages[]{shown<HomePage>(m_sample, size), shown<ImportPage>(m_sample, size),
            shown<CustomersPage>(m_sample, size), shown<ReconcilePage>(m_sample, size),
            shown<RevenuePage>(m_sample, size), shown<PacksPage>(m_sample, size)};
        for (const auto &page : pages) {
            const QStringList faults = test::layoutFaults(*page);
            QVERIFY2(
                faults.isEmpty(), qPrintable(page->id() + QStringLiteral(": ") + faults.join(QStringLiteral("; "))));
        }
    }

    /// Where the bridge and the table under it have no room for both, a switch gives either all of it.
    void homeSwitchesInSmallWindows_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("both");
        QTest::newRow("window of 960x620") << QSize(882, 434) << false;
        QTest::newRow("window of 1024x700") << QSize(946, 514) << false;
        QTest::newRow("window of 1440x900") << QSize(1224, 716) << true;
        QTest::newRow("with the inspector") << QSize(904, 716) << true;
    }
    void homeSwitchesInSmallWindows()
    {
        QFETCH(QSize, size);
        QFETCH(bool, both);
        const auto home = shown<HomePage>(m_sample, size);
        const TableView *table = tableWith(*home, QStringLiteral("largest-changes"));
        const auto *bridge = home->findChild<ChartView *>();
        auto *as = home->findChild<SegmentedSwitch *>(QStringLiteral("homeChangedAs"));
        QVERIFY(table && bridge && as);
        QVERIFY(bridge->isVisible());
        QVERIFY(bridge->height() >= bridge->minimumSizeHint().height());
        QVERIFY(home->findChild<SourceStrip *>()->isVisible());
        QCOMPARE(as->isVisible(), !both);
        QCOMPARE(table->isVisible(), both);
        if (both)
            return;
        auto *largest = as->findChildren<QAbstractButton *>().at(1);
        QTest::mouseClick(largest, Qt::LeftButton);
        QTRY_COMPARE(table->geometry(), table->parentWidget()->rect());
        QVERIFY(!bridge->isVisible());
    }

    /// A number is never shortened: first its sparkline goes, then it gets smaller; with room for all texts, six tiles
    /// stand in one row.
    void tileKeepsItsFigure()
    {
        Tile tile;
        tile.setContent({QStringLiteral("ARR"), QStringLiteral("$638,512.45M"), QStringLiteral("+1,237,788 (1.0 %)"), 1,
            Tone::Good, QStringLiteral("since 30 Sep 2026"), {1, 2, 3}, false, {}});
        for (const int width : {150, 170, 190, tile.wholeWidth()}) {
            tile.resize(width, 108);
            QString painted;
            for (const test::PaintedText &text : test::paintedTexts(tile))
                painted += text.text + u'|';
            QVERIFY2(painted.contains(tile.content().figure), qPrintable(painted));
            QVERIFY2(width < tile.wholeWidth() || !painted.contains(QChar(0x2026)), qPrintable(painted));
        }
    }

    /// A comparison that failed leaves the choice of another, and nothing to export.
    void aFailedComparisonKeepsTheChoice()
    {
        const QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("gone.qdeck"));
        QVERIFY(QFile::copy(QString::fromStdString(m_sample.workspacePath), path));
        PageContext context = m_sample;
        context.workspacePath = path.toStdString();
        const auto page = shown<ReconcilePage>(context);
        auto *right = page->findChild<QComboBox *>(QStringLiteral("reconcileRight"));
        const auto *exporting = page->findChild<QPushButton *>(QStringLiteral("exportBreaks"));
        QVERIFY(right->isEnabled() && exporting->isEnabled());
        QVERIFY(QFile::remove(path));
        const QSignalSpy settled(page.get(), &Page::settled);
        Q_EMIT right->activated(right->currentIndex());
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), test::Patience);
        QVERIFY(right->isVisible() && right->isEnabled());
        QVERIFY(exporting->isVisible() && !exporting->isEnabled());
    }

    void emptyWorkspaceSaysWhatToImport()
    {
        const auto home = shown<HomePage>(m_empty);
        const auto revenue = shown<RevenuePage>(m_empty);
        const auto reconcile = shown<ReconcilePage>(m_empty);
        const auto customers = shown<CustomersPage>(m_empty);
        const auto packs = shown<PacksPage>(m_empty);
        for (QWidget *action : reconcile->headerActions())
            QVERIFY(!action->isEnabled() && !action->isVisible());
        for (QWidget *action : packs->headerActions())
            QVERIFY(!action->isVisible());
        int primaries = 0; // of Home with its header
        for (const QPushButton *button : home->findChildren<QPushButton *>())
            primaries += button->property("primary").toBool() && button->isVisible() ? 1 : 0;
        QCOMPARE(primaries, 1);
        for (Page *page :
            {static_cast<Page *>(home.get()), static_cast<Page *>(revenue.get()), static_cast<Page *>(reconcile.get()),
                static_cast<Page *>(customers.get()), static_cast<Page *>(packs.get())}) {
            QCOMPARE(test::layoutFaults(*page), QStringList());
            QSignalSpy link(page, &Page::linkActivated);
            auto *button = page->findChild<QPushButton *>(QStringLiteral("emptyPrimary"));
            QVERIFY2(button && button->isVisible(), qPrintable(page->id()));
            QTest::mouseClick(button, Qt::LeftButton);
            QCOMPARE(link.value(0).value(0).toString(), QStringLiteral("import"));
            QSignalSpy sample(page, &Page::sampleWanted);
            QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("emptySecondary")), Qt::LeftButton);
            QCOMPARE(sample.size(), 1);
        }
        packs->refresh(m_sample); // data have come: what can be chosen is back
        QTRY_VERIFY_WITH_TIMEOUT(packs->headerActions().front()->isVisible(), Patience);
    }

    /// A page that cannot be read says so, and does not go on about an empty workspace.
    void damagedWorkspaceIsNotCalledEmpty_data()
    {
        QTest::addColumn<bool>("readBefore");
        QTest::newRow("opened so") << false;
        QTest::newRow("damaged since") << true;
    }
    void damagedWorkspaceIsNotCalledEmpty()
    {
        QFETCH(bool, readBefore);
        PageContext damaged = m_sample;
        damaged.workspacePath = path("damaged.qdeck");
        QFile file(QString::fromStdString(damaged.workspacePath));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(QByteArray("SQLite format 3") + QByteArray(1, '\0') + QByteArray(8000, 'x')), 8016);
        file.close();
        const PageContext &first = readBefore ? m_sample : damaged;
        const std::unique_ptr<Page> pages[]{shown<HomePage>(first), shown<RevenuePage>(first),
            shown<ReconcilePage>(first), shown<CustomersPage>(first), shown<PacksPage>(first),
            shown<CoveragePage>(first), shown<ScenariosPage>(first)};
        for (const auto &page : pages) {
            const QSignalSpy settled(page.get(), &Page::settled);
            page->refresh(damaged);
            QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), Patience);
            QTRY_VERIFY2(page->findChild<ErrorBar *>()->isVisible(), qPrintable(page->id()));
            for (const EmptyState *empty : page->findChildren<EmptyState *>())
                QVERIFY2(!empty->isVisible(), qPrintable(page->id()));
            QCOMPARE(test::layoutFaults(*page), QStringList());
        }
    }

    void tilesOpenTheirCustomers()
    {
        const auto home = shown<HomePage>(m_sample);
        auto *renewals = home->findChild<Tile *>(QStringLiteral("tile4"));
        QVERIFY(renewals->content().figure.startsWith(u'$'));
        QSignalSpy link(home.get(), &Page::linkActivated);
        renewals->setFocus();
        QTest::keyClick(renewals, Qt::Key_Return);
        QCOMPARE(link.value(0).value(0).toString(), QStringLiteral("customers"));
        const AccountList list = accountList(link.value(0).value(1).value<PageTarget>());
        QVERIFY(renewals->content().note.startsWith(QString::number(list.ids.size())));
    }

    void breakExplainsItselfDownToTheFile()
    {
        const auto page = shown<ReconcilePage>(m_sample);
        TableView *table = tableWith(*page, QStringLiteral("breaks"));
        QVERIFY(table && !table->shownIds().isEmpty());
        QSignalSpy inspected(page.get(), &Page::inspect);
        table->setCurrentId(table->shownIds().front());
        QTRY_VERIFY_WITH_TIMEOUT(!inspected.isEmpty(), Patience);
        const auto content = inspected.back().value(0).value<InspectorContent>();
        QVERIFY(!content.subject.isEmpty() && !content.evidence.isEmpty());
        QVERIFY(!content.sources.isEmpty());
        QVERIFY(content.sources.front().file.endsWith(QStringLiteral(".csv")));
        QVERIFY(content.sources.front().line.startsWith(QStringLiteral("line ")));
        QCOMPARE(content.figures.size(), 3);
    }

    void bridgeBarFiltersItsBreaks()
    {
        const auto page = shown<ReconcilePage>(m_sample);
        auto *chart = page->findChild<ChartView *>();
        const qsizetype missing = chart->spec().categories.indexOf(QStringLiteral("Missing"));
        QVERIFY(missing > 0);
        const int count = chart->spec().series.front().counts[missing];
        Q_EMIT chart->placeActivated(0, int(missing));
        QCOMPARE(tableWith(*page, QStringLiteral("breaks"))->shownIds().size(), count);
    }

    void movementOpensItsCustomers()
    {
        const auto page = shown<RevenuePage>(m_sample);
        QSignalSpy link(page.get(), &Page::linkActivated);
        auto *chart = page->findChildren<ChartView *>().first();
        const int last = int(chart->spec().categories.size()) - 1;
        Q_EMIT chart->placeActivated(2, last); // expansion of the last month
        const AccountList list = accountList(link.value(0).value(1).value<PageTarget>());
        QVERIFY(list.title.contains(QStringLiteral("expansion"), Qt::CaseInsensitive));
        const auto customers = shown<CustomersPage>(m_sample);
        customers->open(list);
        QCOMPARE(tableWith(*customers, QStringLiteral("customers-opened-3"))->shownIds().size(), list.ids.size());
        QTest::mouseClick(customers->findChild<QPushButton *>(QStringLiteral("customersAll")), Qt::LeftButton);
        QVERIFY(tableWith(*customers, QStringLiteral("customers"))->shownIds().size() > list.ids.size());
    }

    /// A thin bar says that a customer is being read, on the list it is opened from and on the one it replaces.
    void aCustomerBeingReadIsSaid()
    {
        const auto page = shown<CustomersPage>(m_sample);
        const QStringList ids = page->findChild<TableView *>(QStringLiteral("customersTable"))->shownIds();
        const auto busy = [&] {
            const QList<Panel *> panels = page->findChildren<Panel *>();
            return std::count_if(
                panels.begin(), panels.end(), [](const Panel *panel) { return panel->isVisible() && panel->isBusy(); });
        };
        for (const QString &id : {ids.at(0), ids.at(1)}) {
            QCOMPARE(busy(), 0);
            const QSignalSpy settled(page.get(), &Page::settled);
            page->open(AccountTarget{id});
            QVERIFY(busy() > 0);
            QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), Patience);
        }
        QCOMPARE(busy(), 0);
    }

    void customerOpensWithItsSources()
    {
        const auto page = shown<CustomersPage>(m_sample);
        TableView *table = tableWith(*page, QStringLiteral("customers"));
        const QString account = table->shownIds().front();
        QSignalSpy settled(page.get(), &Page::settled);
        page->open(AccountTarget{account});
        QVERIFY(settled.wait(Patience));
        TableView *golden = tableWith(*page, QStringLiteral("golden-record"));
        QVERIFY(golden && golden->isVisible() && golden->spec().rows.size() > 10);
        QVERIFY(tableWith(*page, QStringLiteral("linked-records"))->spec().rows.size() >= 4);
        TableView *rows = tableWith(*page, QStringLiteral("source-rows"));
        QVERIFY(rows && rows->spec().rows.size() >= 3);
        QTest::mouseClick(page->findChild<QPushButton *>(QStringLiteral("customersBack")), Qt::LeftButton);
        QVERIFY(table->isVisible());
    }

    void chipsNarrowEveryPage()
    {
        PageContext smb = m_sample;
        smb.filters = {{"segment", "SMB"}};
        const auto all = shown<CustomersPage>(m_sample);
        const auto some = shown<CustomersPage>(smb);
        const auto count = [](const CustomersPage &page) {
            return tableWith(page, QStringLiteral("customers"))->spec().rows.size();
        };
        QVERIFY(count(*some) > 0 && count(*some) < count(*all));
        const auto wide = shown<RevenuePage>(m_sample);
        const auto narrow = shown<RevenuePage>(smb);
        const auto opening = [](const RevenuePage &page) {
            return tableWith(page, QStringLiteral("retention-groups"))->spec().rows.front().values[1].toDouble();
        };
        QVERIFY(opening(*narrow) > 0 && opening(*narrow) < opening(*wide));
    }

    void importsWhatIsDropped()
    {
        const auto page = shown<ImportPage>(m_empty);
        QSignalSpy settled(page.get(), &Page::settled);
        page->open(FilesTarget{{QString::fromStdString(path("exports"))}});
        QVERIFY(settled.wait(Patience));
        auto *run = page->findChild<QPushButton *>(QStringLiteral("importRun"));
        auto *files = page->findChild<TableView *>(QStringLiteral("importFiles"));
        QCOMPARE(files->spec().rows.size(), 21);
        QVERIFY(run->isEnabled());
        QSignalSpy changed(page.get(), &Page::dataChanged);
        QTest::mouseClick(run, Qt::LeftButton);
        QVERIFY(changed.wait(Patience));
        for (const TableRow &row : files->spec().rows) {
            const auto state = row.values.back().value<StateValue>();
            QVERIFY2(state.mark == Mark::Good || state.mark == Mark::Warn, qPrintable(row.values.front().toString()));
        }
        const auto home = shown<HomePage>(m_empty);
        QVERIFY(!home->findChild<Tile *>(QStringLiteral("tile0"))->content().figure.isEmpty());
    }
};

QTEST_MAIN(TestPages)
#include "tst_pages.moc"
