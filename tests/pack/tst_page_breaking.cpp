#include "core/pack/page_breaking.h"

#include <QTest>

using namespace qd;
using namespace qd::pack;

class TestPageBreaking : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsPerPage_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<double>("height");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("next");
        QTest::addColumn<double>("tail");
        QTest::addColumn<QList<int>>("expected");
        QTest::newRow("none") << 0 << 5.0 << 20.0 << 40.0 << 0.0 << QList<int>{0};
        QTest::newRow("exactly one page") << 4 << 5.0 << 20.0 << 40.0 << 0.0 << QList<int>{4};
        QTest::newRow("one over") << 5 << 5.0 << 20.0 << 40.0 << 0.0 << QList<int>{4, 1};
        QTest::newRow("next pages are longer") << 21 << 5.0 << 20.0 << 40.0 << 0.0 << QList<int>{4, 8, 8, 1};
        QTest::newRow("height that has no exact binary form") << 10 << 0.1 << 1.0 << 1.0 << 0.0 << QList<int>{10};
        QTest::newRow("tail fits") << 3 << 5.0 << 20.0 << 40.0 << 5.0 << QList<int>{3};
        QTest::newRow("tail takes a row along") << 4 << 5.0 << 20.0 << 40.0 << 5.0 << QList<int>{3, 1};
        QTest::newRow("no room still takes one") << 2 << 5.0 << 1.0 << 40.0 << 0.0 << QList<int>{1, 1};
        QTest::newRow("negative room") << 1 << 5.0 << -3.0 << 40.0 << 0.0 << QList<int>{1};
    }
    void rowsPerPage()
    {
        QFETCH(int, rows);
        QFETCH(double, height);
        QFETCH(double, first);
        QFETCH(double, next);
        QFETCH(double, tail);
        QFETCH(QList<int>, expected);
        QList<int> counts;
        std::size_t from = 0;
        for (const RowRange &range : breakRows(std::size_t(rows), height, first, next, tail)) {
            QCOMPARE(range.first, from);
            from += range.count;
            counts << int(range.count);
        }
        QCOMPARE(counts, expected);
    }

    void tableKeepsRowsAndTotals()
    {
        Table table;
        table.title = Message::data("Breaks");
        table.columns = {{Message::data("Cause")}, {Message::data("USD"), Align::Right}};
        for (int i = 0; i < 30; ++i)
            table.rows.push_back({{Count{i}}, {Count{1}}});
        table.totals = {{Message::data("Total")}, {Count{30}}};
        const auto parts = brokenTable(table, 60, 100);
        QCOMPARE(parts.size(), std::size_t(3));
        std::vector<std::vector<Table::Cell>> rows;
        for (const Table &part : parts) {
            QVERIFY(heightOf(part) <= (&part == &parts.front() ? 60.0 : 100.0) + 1e-6);
            rows.insert(rows.end(), part.rows.begin(), part.rows.end());
        }
        QVERIFY(rows == table.rows);
        QVERIFY(parts[0].totals.empty());
        QVERIFY(parts[1].totals.empty());
        QVERIFY(parts[2].totals == table.totals);
        QCOMPARE(parts[1].title.english(), std::string("Breaks, continued"));
    }

    void narrativesInTheLargestSizeThatFits()
    {
        // 10, 8 and 6 mm a size.
        const NarrativeHeight height = [](const Narrative &narrative, double) {
            return narrative.size == Narrative::Size::Body ? 10.0
                : narrative.size == Narrative::Size::Small ? 8.0
                                                           : 6.0;
        };
        const auto fitting = [&](double space) { return int(largestFitting({}, 100, space, height).size); };
        QCOMPARE(fitting(10), int(Narrative::Size::Body));
        QCOMPARE(fitting(9.9), int(Narrative::Size::Small));
        QCOMPARE(fitting(8), int(Narrative::Size::Small));
        QCOMPARE(fitting(7.9), int(Narrative::Size::Notes));
        QCOMPARE(fitting(1), int(Narrative::Size::Notes)); // none does
    }
};

QTEST_GUILESS_MAIN(TestPageBreaking)
#include "tst_page_breaking.moc"
