#include "core/pack/known_page.h"
#include "tests/backtest/backtest_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::pack;

namespace {

QString text(const Message &message)
{
    return QString::fromStdString(message.english()).replace(QChar(0xA0), u' ').replace(QChar(0x2212), u'-');
}

std::optional<KnownMeasures> summer(test::ImportedWorkspace &data, const revenue::Filters &filters = {})
{
    Progress quiet;
    return test::taken(measureKnown(data.workspace(), {2026, 8}, filters, quiet));
}

} // namespace

/// The page about what was known before renewals.
class TestKnownPage : public QObject {
    Q_OBJECT
private slots:
    /// Due by the end of June: B, G and I were lost, A, D, E, H and J kept, C was under notice. Somebody had spoken to
    /// B 60 days before the day it is looked at, to A 31.
    void signsOfABook()
    {
        test::ImportedWorkspace data;
        data.file("crm.activities", "activity_id,account_id,date,type\n1,A,2026-03-01,call\n2,B,2026-01-31,call\n");
        test::fillBook(data);
        const auto measures = summer(data);
        QVERIFY(measures);
        const auto page = knownPage(*measures);
        QVERIFY(page);
        // One against one is no proof: by Newcombe's interval the difference may be below zero.
        QCOMPARE(text(page->title), QStringLiteral("No sign sets those who left clearly apart from those who stayed"));
        QCOMPARE(text(page->subtitle),
            QStringLiteral("Renewals due 1 Sep 2024 to 31 Aug 2026: 3 lost, 5 kept, 1 under notice left out."));
        const auto &table = std::get<Table>(page->blocks.front().content);
        QCOMPARE(table.rows.size(), backtest::badSigns().size());
        QStringList cells;
        for (const Table::Cell &cell : table.rows.front())
            cells << text(cell.text);
        QCOMPARE(cells.mid(0, 6),
            (QStringList{QStringLiteral("Days since contact \u2265 60"), QStringLiteral("100"),
                QStringLiteral("1\u2020"), QStringLiteral("0"), QStringLiteral("1\u2020"), QStringLiteral("+100")}));
        QCOMPARE(table.origins.front().accounts.size(), std::size_t(1));
    }

    /// 9 of 10 less 3 of 10 is 0.17 to 0.81 (Newcombe's table); 1 of 1 less 0 of 1, a larger difference, may be
    /// nothing; 3 of 10 less 9 of 10 tells the other way.
    void theTitleNamesWhatIsNoChance_data()
    {
        QTest::addColumn<int>("lost");
        QTest::addColumn<int>("kept");
        QTest::addColumn<QString>("title");
        QTest::newRow("apart") << 9 << 3 << "Urgent tickets \u2265 1: 90 % of lost, 30 % of kept";
        QTest::newRow("the other way") << 3 << 9 << "No sign sets those who left clearly apart from those who stayed";
    }
    void theTitleNamesWhatIsNoChance()
    {
        QFETCH(int, lost);
        QFETCH(int, kept);
        test::ImportedWorkspace data;
        test::fillBook(data);
        auto measures = summer(data);
        QVERIFY(measures);
        backtest::SignBefore few{{signs::SignalKind::OverdueDays, 30}, {1, {}}, {1, {}}};
        few.lost.with.assign(1, 0);
        backtest::SignBefore many{{signs::SignalKind::Urgent90, 1}, {10, {}}, {10, {}}};
        many.lost.with.assign(std::size_t(lost), 0);
        many.kept.with.assign(std::size_t(kept), 0);
        measures->known.signs = {few, many};
        const auto page = knownPage(*measures);
        QVERIFY(page);
        QTEST(text(page->title), "title");
    }

    void nobodyLeft()
    {
        test::ImportedWorkspace data;
        test::fillBook(data);
        const auto measures = summer(data, {{"segment", "Enterprise"}}); // D and J stayed
        QVERIFY(measures);
        QCOMPARE(measures->known.lost, 0);
        QVERIFY(!knownPage(*measures));
    }
};

QTEST_GUILESS_MAIN(TestKnownPage)
#include "tst_known_page.moc"
