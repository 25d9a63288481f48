#include "core/answers/briefing.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/common/tile.h"
#include "ui/home/home_page.h"
#include "ui/home/home_texts.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/revenue/revenue_page.h"
#include "ui/shell/linked_selection.h"
#include "ui/shell/page_frame.h"

#include <QLabel>
#include <QRegularExpression>

using namespace qd;
using namespace qd::ui;

/// The words of Home on the sample.
class TestHomePage : public QObject {
    Q_OBJECT

    test::SamplePages m_pages;

    /// What the tile of ARR opens.
    static AccountList allWithArr(const HomePage &home)
    {
        QSignalSpy opened(&home, &Page::linkActivated);
        QTest::mouseClick(home.findChild<Tile *>(QStringLiteral("tile0")), Qt::LeftButton);
        return opened.isEmpty() && !opened.wait(test::Patience)
            ? AccountList()
            : accountList(opened.takeFirst()[1].value<PageTarget>());
    }

private slots:
    void initTestCase() { m_pages.make(); }

    /// Where a cut axis shows, the panel says so, and no date is cut by its switch.
    void homeSaysThatItsAxisIsCut_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("window of 1024x700") << QSize(946, 514);
        QTest::newRow("window of 1440x900") << QSize(1224, 716);
    }
    void homeSaysThatItsAxisIsCut()
    {
        QFETCH(QSize, size);
        const auto home = m_pages.shown<HomePage>(size);
        const auto *bridge = home->findChild<ChartView *>();
        const QString start = axisStartSentence(bridge->spec());
        QVERIFY(!start.isEmpty());
        bool said = false;
        for (const QLabel *label : home->findChildren<QLabel *>()) {
            const int whole = label->fontMetrics().horizontalAdvance(label->text());
            said = said || (label->isVisible() && label->text().contains(start) && whole <= label->width());
        }
        QVERIFY(said);
    }

    /// The tiles of health open whom they count: yellow and red with the ARR of the share, and who moved.
    void healthTilesOpenTheirCustomers()
    {
        const auto home = m_pages.shown<HomePage>({1440, 800});
        QSignalSpy opened(home.get(), &Page::linkActivated);
        auto *health = home->findChild<Tile *>(QStringLiteral("tile6"));
        auto *moved = home->findChild<Tile *>(QStringLiteral("tile7"));
        QVERIFY(health->isVisible() && moved->isVisible());
        QVERIFY2(
            QRegularExpression(QStringLiteral("^\\d+ of \\d+ not scored$")).match(health->content().note).hasMatch(),
            qPrintable(health->content().note));
        QTest::mouseClick(health, Qt::LeftButton);
        const AccountList risky = accountList(opened.takeFirst()[1].value<PageTarget>());
        const AccountList all = allWithArr(*home);
        QVERIFY(!risky.ids.isEmpty());
        opened.clear(); // that asked the tile of ARR
        const double share = risky.total(0) / all.total(0);
        QCOMPARE(health->content().figure, formatPercent(share));
        QTest::mouseClick(moved, Qt::LeftButton);
        const AccountList both = accountList(opened.takeFirst()[1].value<PageTarget>());
        const int down = moved->content().figure.section(u' ', 0, 0).toInt();
        const int up = moved->content().change.section(u' ', 0, 0).toInt();
        QCOMPARE(int(both.ids.size()), down + up);
        QVERIFY(down > 0 && up > 0);
    }

    /// In a wide window the renewals' tiles stand there too. What is ready and what is wrong opens whom it counts; the
    /// sample has no target for renewals.
    void renewalTilesOpenTheirCustomers()
    {
        const auto home = m_pages.shown<HomePage>({1840, 900});
        QSignalSpy opened(home.get(), &Page::linkActivated);
        const auto tile = [&](int i) { return home->findChild<Tile *>(QStringLiteral("tile%1").arg(i)); };
        for (int i = 0; i < 12; ++i)
            QVERIFY2(tile(i)->isVisible(), qPrintable(QString::number(i)));
        QTest::mouseClick(tile(8), Qt::LeftButton);
        const AccountList due = accountList(opened.takeFirst()[1].value<PageTarget>());
        QVERIFY(!due.ids.isEmpty());
        QCOMPARE(tile(8)->content().figure, QStringLiteral("%1 of %2").arg(due.total(0)).arg(due.ids.size()));
        QTest::mouseClick(tile(10), Qt::LeftButton);
        const AccountList wrong = accountList(opened.takeFirst()[1].value<PageTarget>());
        QCOMPARE(tile(10)->content().figure, formatCount(qint64(wrong.total(0))));
        QVERIFY(wrong.ids.size() <= due.ids.size());
        QTest::mouseClick(tile(9), Qt::LeftButton);
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("renewals"));
        QCOMPARE(tile(9)->content().label, QStringLiteral("Forecast 2026Q4"));
        QCOMPARE(tile(9)->content().change, QStringLiteral("no target"));
        const auto narrow = m_pages.shown<HomePage>({904, 716});
        QVERIFY(!narrow->findChild<Tile *>(QStringLiteral("tile8"))->isVisible());
    }

    /// Late and escalated actions open the work queue; rules that cannot be read say nothing of what is escalated.
    void theTileOfActionsOpensThem()
    {
        const auto home = m_pages.shown<HomePage>({1840, 900});
        QSignalSpy opened(home.get(), &Page::linkActivated);
        QTest::mouseClick(home->findChild<Tile *>(QStringLiteral("tile11")), Qt::LeftButton);
        QCOMPARE(opened.takeFirst()[0].toString(), QStringLiteral("actions"));
        answers::Briefing briefing;
        const auto told = [&](const answers::BriefingActions &actions) {
            briefing.actions = actions;
            const TileContent tile = headlineTiles(briefing).last();
            return QStringList{tile.figure, tile.change, tile.note, tile.changeTone == Tone::Warn ? "!" : ""};
        };
        QCOMPARE(told({1200, 3, 10, 2}), (QStringList{"3", "2 escalated", "of 1,200 open", "!"}));
        QCOMPARE(told({5, 1, 10, 0}), (QStringList{"1", "0 escalated", "of 5 open", ""}));
        QCOMPARE(told({5, 1, 10, std::nullopt}), (QStringList{"1", "", "of 5 open", ""}));
    }

    /// A customer that is selected among the largest changes is framed in the bridge, at the kind by which it moved.
    void whoIsSelectedIsMarkedInTheBridge()
    {
        const auto home = m_pages.shown<HomePage>({1440, 900});
        const LinkedSelection linked(*home);
        auto *bridge = home->findChild<ChartView *>();
        TableView *changes = nullptr;
        for (TableView *table : home->findChildren<TableView *>()) {
            if (!table->spec().rows.isEmpty()
                && customerOfRow(table->spec().rows.front().id) == table->spec().rows.front().id)
                changes = table;
        }
        QVERIFY(changes);
        QVERIFY(bridge->marked().isEmpty());
        for (const TableRow &row : changes->spec().rows) {
            changes->setSelectedIds({row.id});
            QVERIFY(!bridge->marked().isEmpty());
            const QVector<ChartPlace> marked = bridge->marked(); // clicks below find them anew
            for (const ChartPlace &place : marked) {
                QVERIFY(place.category >= 1 && place.category <= 6); // between the opening and the closing
                QVERIFY(bridge->placeRect(place.series, place.category).isValid());
                QSignalSpy opened(home.get(), &Page::linkActivated);
                Q_EMIT bridge->placeActivated(place.series, place.category);
                QVERIFY(accountList(opened.takeFirst()[1].value<PageTarget>()).ids.contains(row.id));
                changes->setSelectedIds({});
                changes->setSelectedIds({row.id});
            }
        }
    }

    /// A figure whose source is late says so, on its tile and to a screen reader, and no other does.
    void whatRestsOnALateSourceIsMarked()
    {
        const auto workspace = store::Workspace::open(m_pages.sample().workspacePath, store::Workspace::Mode::ReadOnly);
        Progress quiet;
        auto briefing = answers::briefing(**workspace, {}, quiet);
        QVERIFY(briefing.ok());
        QVERIFY(!briefing->arrSource.empty());
        for (const TileContent &tile : headlineTiles(*briefing))
            QCOMPARE(tile.late, QString());
        for (sources::SourceFreshness &source : briefing->sources) {
            if (source.name == briefing->arrSource)
                source.ageDays = source.limits.warn + 1;
        }
        const QVector<TileContent> tiles = headlineTiles(*briefing);
        const QString said = qt(briefing->arrSource) + QStringLiteral(" is 8 days behind.");
        for (const int ofArr : {0, 1, 2, 3, 4, 8, 9, 10})
            QCOMPARE(tiles[ofArr].late, said);
        for (const int ofHealth : {6, 7})
            QCOMPARE(tiles[ofHealth].late, QString());
        Tile late;
        late.setContent(tiles[0]);
        QVERIFY(late.accessibleDescription().endsWith(said));
        QVERIFY(late.toolTip().endsWith(said));
        Tile fresh;
        TileContent content = tiles[0];
        content.late.clear();
        fresh.setContent(content);
        late.resize(fresh.sizeHint());
        fresh.resize(fresh.sizeHint());
        QVERIFY(late.grab().toImage() != fresh.grab().toImage());
    }

    /// So does the title of a page whose figures rest on it.
    void aPagesTitleSaysWhatIsLate()
    {
        PageFrame frame(new HomePage);
        const auto *mark = frame.findChild<QWidget *>(QStringLiteral("pageLate"));
        QVERIFY(mark && mark->isHidden());
        answers::SourceAges ages;
        ages.arrSource = "billing";
        ages.sources = {{"billing", "billing", Date::fromIso("2026-10-23"), 8, {7, 30}, 1, {}},
            {"hr", "people", Date::fromIso("2026-01-31"), 273, {31, 62}, 1, {"csms"}}};
        frame.showAges(ages);
        QVERIFY(!mark->isHidden());
        QCOMPARE(mark->toolTip(), QStringLiteral("billing is 8 days behind.")); // Home does not rest on people
        QCOMPARE(mark->accessibleName(), mark->toolTip());
        ages.sources.front().ageDays = 7;
        frame.showAges(ages);
        QVERIFY(mark->isHidden());
    }

    /// In the months of Revenue a customer is framed where it moved: that place opens a list with it.
    void whoIsMarkedOnRevenueIsBehindThePlace()
    {
        const auto page = m_pages.shown<RevenuePage>({1440, 900});
        ChartView *months = nullptr;
        for (ChartView *chart : page->findChildren<ChartView *>()) {
            if (!chart->spec().series.isEmpty() && chart->spec().series.front().id == QStringLiteral("new"))
                months = chart;
        }
        QVERIFY(months);
        QSignalSpy opened(page.get(), &Page::linkActivated);
        const int churn = 4; // from the axis outward: new, reactivation, expansion, contraction, churn
        int last = int(months->spec().categories.size()) - 1;
        while (last > 0 && months->spec().series[churn].values[last].value_or(0) == 0)
            --last;
        Q_EMIT months->placeActivated(churn, last);
        const QStringList churned = accountList(opened.takeFirst()[1].value<PageTarget>()).ids;
        QVERIFY(!churned.isEmpty());
        for (const QString &id : churned) {
            months->markCustomers({id});
            QVERIFY(months->marked().contains(ChartPlace{churn, last}));
        }
        months->markCustomers({QStringLiteral("AC-99999")});
        QVERIFY(months->marked().isEmpty());
    }

    /// A warning in a tile is a mark, too.
    void tileMarksAWarning()
    {
        const auto home = m_pages.shown<HomePage>();
        const auto *renewals = home->findChild<Tile *>(QStringLiteral("tile4"));
        QCOMPARE(renewals->content().changeTone, Tone::Warn);
        Tile plain;
        TileContent content = renewals->content();
        content.changeTone = Tone::Label;
        plain.setContent(content);
        QVERIFY(renewals->wholeWidth() > plain.wholeWidth());
        const QString churn = home->findChild<Tile *>(QStringLiteral("tile3"))->content().note;
        QVERIFY2(
            QRegularExpression(QStringLiteral("^\\d+ of \\d+ customers$")).match(churn).hasMatch(), qPrintable(churn));
        const QString change = home->findChild<Tile *>(QStringLiteral("tile0"))->content().change;
        QVERIFY2(change.contains(u'$'), qPrintable(change));
    }
};

QTEST_MAIN(TestHomePage)
#include "tst_home_page.moc"
