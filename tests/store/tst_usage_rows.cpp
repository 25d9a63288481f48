#include "core/store/usage_images.h"
#include "core/store/usage_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;

namespace {

struct Row {
    std::uint32_t account = 1;
    int day = 0; ///< since 1970
    std::uint32_t feature = 1;
    double events = 1;
    std::int64_t line = 2;
};

UsageColumns columnsOf(const std::vector<Row> &rows)
{
    UsageColumns columns;
    for (const Row &row : rows) {
        columns.account.push_back(row.account);
        columns.day.push_back(row.day);
        columns.feature.push_back(row.feature);
        columns.line.push_back(row.line);
        for (auto &measure : columns.measures)
            measure.push_back(row.events);
    }
    return columns;
}

const char *const Segments = "SELECT segment_id, source, batch_id, rows, first_account, last_account, first_date, "
                             "last_date FROM usage_segment ORDER BY segment_id";

} // namespace

/// Segments of usage and the keys in them, as they are stored, given way to and taken back.
class TestUsageRows : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        for (const char *day : {"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"})
            test::enterBatch(db(), "usage", day);
        db().exec("INSERT INTO source (name, kind) VALUES ('billing', 'billing')");
    }

    void keysAreThoseOfTheSource()
    {
        const UsageKeys none = usageKeys(db(), "crm");
        QVERIFY(none.accounts.empty() && none.features.empty());
        QCOMPARE(none.lastAccount, 0U);
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 5}, {{3, "A3"}, 6}}, {{1, "reports"}, {4, "export"}});
        addUsageKeys(db(), "billing", 2, {{{9, "B1"}, 7}}, {});
        const UsageKeys keys = usageKeys(db(), "crm");
        QCOMPARE(keys.accounts.size(), std::size_t(2));
        QCOMPARE(keys.accounts[1].number, 3U);
        QCOMPARE(keys.accounts[1].text, std::string("A3"));
        QCOMPARE(keys.features.size(), std::size_t(2));
        QCOMPARE(keys.lastAccount, 9U); // of any source
        QCOMPARE(keys.lastFeature, 4U);
        for (const UsageKeys::Key &feature : keys.features)
            QCOMPARE(feature.text, std::string(feature.number == 4 ? "export" : "reports"));
        QCOMPARE(found(db(), "SELECT account_key, source, account_id, batch_id, line FROM usage_account ORDER BY 1"),
            (QStringList{"1|crm|A1|1|5", "3|crm|A3|1|6", "9|billing|B1|2|7"}));
        QCOMPARE(found(db(), "SELECT feature_key, name, batch_id FROM usage_feature ORDER BY 1"),
            (QStringList{"1|reports|1", "4|export|1"}));
    }

    void segmentsSayWhatTheyHold()
    {
        addUsage(db(), "crm", 1, columnsOf({{3, -1}, {3, 30}, {5, 0}}));
        addUsage(db(), "crm", 2, columnsOf({{4, 1}}), 7); // free
        addUsage(db(), "billing", 3, columnsOf({{6, 2}}), 7); // taken
        QCOMPARE(found(db(), Segments),
            (QStringList{"1|crm|1|3|3|5|1969-12-31|1970-01-31", "7|crm|2|1|4|4|1970-01-02|1970-01-02",
                "8|billing|3|1|6|6|1970-01-03|1970-01-03"}));
        QCOMPARE(readUsage(db(), 1)->day, (std::vector<std::int32_t>{-1, 30, 0}));
        replaceUsage(db(), 1, columnsOf({{4, 10}, {5, 11}}));
        replaceUsage(db(), 7, {});
        QCOMPARE(found(db(), Segments),
            (QStringList{"1|crm|1|2|4|5|1970-01-11|1970-01-12", "8|billing|3|1|6|6|1970-01-03|1970-01-03"}));
        QCOMPARE(readUsage(db(), 1)->account, (std::vector<std::uint32_t>{4, 5}));
        QCOMPARE(readUsage(db(), 7).error().code, ErrorCode::NotFound);
        db().exec("UPDATE usage_segment SET data = x'01' WHERE segment_id = 8");
        QCOMPARE(readUsage(db(), 8).error().code, ErrorCode::Damaged);
    }

    void overlapIsByAccountAndDay_data()
    {
        QTest::addColumn<int>("fromAccount");
        QTest::addColumn<int>("toAccount");
        QTest::addColumn<int>("fromDay");
        QTest::addColumn<int>("toDay");
        QTest::addColumn<int>("segments"); // of accounts 3 to 5 on days 10 to 20 and 40
        QTest::newRow("within") << 4 << 4 << 15 << 15 << 1;
        QTest::newRow("around") << 1 << 9 << 1 << 99 << 2;
        QTest::newRow("last account") << 5 << 9 << 15 << 15 << 1;
        QTest::newRow("past it") << 6 << 9 << 15 << 15 << 0;
        QTest::newRow("first account") << 1 << 3 << 15 << 15 << 1;
        QTest::newRow("before it") << 1 << 2 << 15 << 15 << 0;
        QTest::newRow("last day") << 4 << 4 << 20 << 39 << 1;
        QTest::newRow("past the day") << 4 << 4 << 21 << 39 << 0;
        QTest::newRow("first day") << 4 << 4 << 1 << 10 << 1;
        QTest::newRow("before the day") << 4 << 4 << 1 << 9 << 0;
    }
    void overlapIsByAccountAndDay()
    {
        QFETCH(int, fromAccount);
        QFETCH(int, toAccount);
        QFETCH(int, fromDay);
        QFETCH(int, toDay);
        QFETCH(int, segments);
        addUsage(db(), "crm", 2, columnsOf({{3, 10}, {5, 20}}), 4);
        addUsage(db(), "crm", 3, columnsOf({{3, 40}, {5, 40}}), 6);
        addUsage(db(), "billing", 2, columnsOf({{1, 1}, {9, 99}}), 8);
        const UsageColumns rows = columnsOf({{std::uint32_t(fromAccount), fromDay}, {std::uint32_t(toAccount), toDay}});
        const auto places = usageOverlapping(db(), "crm", rows);
        QCOMPARE(int(places.size()), segments);
        for (const UsagePlace &place : places) {
            QCOMPARE(place.batch, place.segment == 4 ? 2 : 3);
            QCOMPARE(place.asOf, std::string(place.segment == 4 ? "2026-02-28" : "2026-03-31"));
        }
    }

    /// Batch 2 corrected a day of a segment of batch 1, and all of another one.
    void rowsThatGaveWayReturn()
    {
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 2}}, {{1, "reports"}});
        const auto standing = columnsOf({{1, 0, 1, 5, 2}, {1, 2, 1, 7, 4}});
        const auto givenWay = columnsOf({{1, 1, 1, 6, 3}});
        addUsage(db(), "crm", 1, standing, 1);
        keepUsageRows(db(), 2, 1, 1, givenWay);
        keepUsageRows(db(), 2, 1, 5, columnsOf({{1, 10, 1, 8, 5}}));
        keepUsageRows(db(), 2, 1, 5, columnsOf({{1, 9, 1, 9, 6}}));
        noteUsageGiven(db(), 2, 1);
        addUsage(db(), "crm", 2, columnsOf({{1, 1, 1, 60, 2}, {1, 9, 1, 90, 3}, {1, 10, 1, 80, 4}}), 9);
        QCOMPARE(found(db(), "SELECT batch_id, of_batch, segment_id, data IS NULL FROM usage_image ORDER BY image_id"),
            (QStringList{"2|1|1|0", "2|1|5|0", "2|1|5|0", "2|1|-|1"}));
        QVERIFY(takeBackUsage(db(), "crm", 2).ok());
        QCOMPARE(found(db(), Segments),
            (QStringList{"1|crm|1|3|1|1|1970-01-01|1970-01-03", "5|crm|1|2|1|1|1970-01-10|1970-01-11"}));
        QCOMPARE(readUsage(db(), 1)->measures[2], (std::vector<double>{5, 6, 7}));
        QCOMPARE(readUsage(db(), 1)->line, (std::vector<std::int64_t>{2, 3, 4}));
        QCOMPARE(readUsage(db(), 5)->measures[2], (std::vector<double>{9, 8}));
    }

    /// A number that went to another batch's segment since is not written over.
    void aTakenNumberStaysTaken()
    {
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 2}}, {{1, "reports"}});
        keepUsageRows(db(), 2, 1, 5, columnsOf({{1, 10, 1, 8, 5}}));
        addUsage(db(), "crm", 3, columnsOf({{1, 30}}), 5);
        QVERIFY(takeBackUsage(db(), "crm", 2).ok());
        QCOMPARE(found(db(), Segments),
            (QStringList{"5|crm|3|1|1|1|1970-01-31|1970-01-31", "6|crm|1|1|1|1|1970-01-11|1970-01-11"}));
    }

    /// Keys that batch 2 brought go, or to the first batch that uses them now.
    void keysGoWithTheirLastRow()
    {
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 2}}, {{1, "reports"}});
        addUsageKeys(db(), "crm", 2, {{{2, "A2"}, 2}, {{3, "A3"}, 3}}, {{2, "export"}, {3, "search"}});
        addUsage(db(), "crm", 2, columnsOf({{2, 0, 2}, {3, 0, 3}}));
        addUsage(db(), "crm", 3, columnsOf({{1, 0, 1, 1, 10}, {3, 1, 1, 1, 11}, {3, 2, 3, 1, 12}}));
        addUsage(db(), "crm", 4, columnsOf({{3, 5, 3, 1, 20}}));
        QVERIFY(takeBackUsage(db(), "crm", 2).ok());
        QCOMPARE(found(db(), "SELECT account_key, batch_id, line FROM usage_account ORDER BY 1"),
            (QStringList{"1|1|2", "3|3|11"}));
        QCOMPARE(
            found(db(), "SELECT feature_key, batch_id FROM usage_feature ORDER BY 1"), (QStringList{"1|1", "3|3"}));
    }

    /// Only accounts, or only features, of the batch: each is looked for in all segments that may use it.
    void eitherKindOfKeyAlone_data()
    {
        QTest::addColumn<bool>("accounts");
        QTest::newRow("accounts") << true;
        QTest::newRow("features") << false;
    }
    void eitherKindOfKeyAlone()
    {
        QFETCH(bool, accounts);
        addUsageKeys(db(), "crm", accounts ? 2 : 1, {{{4, "A4"}, 2}, {{6, "A6"}, 3}}, {});
        addUsageKeys(db(), "crm", accounts ? 1 : 2, {}, {{2, "export"}});
        addUsage(db(), "crm", 3, columnsOf({{1, 0, 1, 1, 30}, {4, 0, 2, 1, 31}}));
        addUsage(db(), "crm", 3, columnsOf({{6, 0, 2, 1, 32}, {9, 0, 1, 1, 33}}));
        QVERIFY(takeBackUsage(db(), "crm", 2).ok());
        QCOMPARE(found(db(), "SELECT account_key, batch_id, line FROM usage_account ORDER BY 1"),
            accounts ? (QStringList{"4|3|31", "6|3|32"}) : (QStringList{"4|1|2", "6|1|3"}));
        QCOMPARE(found(db(), "SELECT feature_key, batch_id FROM usage_feature"), QStringList{accounts ? "2|1" : "2|3"});
    }

    /// Only segments that share accounts with the batch are read: damage elsewhere does not matter.
    void othersAreNotRead()
    {
        addUsageKeys(db(), "crm", 2, {{{3, "A3"}, 2}}, {});
        addUsage(db(), "crm", 3, columnsOf({{1, 0}, {2, 0}}));
        addUsage(db(), "crm", 3, columnsOf({{4, 0}}));
        db().exec("UPDATE usage_segment SET data = x'01'");
        QVERIFY(takeBackUsage(db(), "crm", 2).ok());
        QCOMPARE(found(db(), "SELECT count(*) FROM usage_account"), QStringList{"0"});
    }

    void whatCannotBeReadIsDamage_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("what gave way") << "UPDATE usage_image SET data = x'01'";
        QTest::newRow("where it stood") << "UPDATE usage_segment SET data = x'01' WHERE segment_id = 1";
        QTest::newRow("another segment") << "UPDATE usage_segment SET data = x'01' WHERE segment_id = 2";
    }
    void whatCannotBeReadIsDamage()
    {
        QFETCH(QString, sql);
        addUsageKeys(db(), "crm", 2, {{{1, "A1"}, 2}}, {});
        addUsage(db(), "crm", 1, columnsOf({{1, 0}}), 1);
        addUsage(db(), "crm", 3, columnsOf({{1, 5}}), 2);
        keepUsageRows(db(), 2, 1, 1, columnsOf({{1, 1}}));
        db().exec(sql.toStdString());
        QCOMPARE(takeBackUsage(db(), "crm", 2).error().code, ErrorCode::Damaged);
    }
};

QTEST_GUILESS_MAIN(TestUsageRows)
#include "tst_usage_rows.moc"
