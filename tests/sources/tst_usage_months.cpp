#include "core/store/sql_query.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::sources;

namespace {

constexpr const char *Header = "account_id,date,feature,active_users,licensed_users,events,minutes\n";

/// What `usage_months` is, worked out by SQLite from the rows of `usage`.
constexpr const char *FromRows =
    "(SELECT source, account_id, substr(date, 1, 7) AS month, feature, sum(events) AS events, sum(minutes) AS minutes,"
    " avg(active_users) AS mean_active_users, count(*) AS days FROM usage GROUP BY 1, 2, 3, 4)";

/// Two sources, some 60 accounts and 14 months, with empty cells; two files each, of which the second changes rows.
void importSample(SourceFixture &f)
{
    std::mt19937 random(7);
    const auto number = [&random](int below) { return std::to_string(int(random() % unsigned(below))); };
    for (const char *source : {"pendo", "amplitude"}) {
        for (const int file : {1, 2}) {
            std::string csv = Header;
            std::set<std::string> keys;
            for (int i = 0; i < 4000; ++i) {
                const Date day = Date::fromIso("2025-01-01")->plusDays(int(random() % 420));
                const std::string key =
                    "A" + number(60) + ',' + day.iso() + ',' + (random() % 4 == 0 ? "" : "f" + number(3));
                if (!keys.insert(key).second)
                    continue;
                csv += key;
                for (int measure = 0; measure < 4; ++measure)
                    csv += random() % 5 == 0 ? std::string(",") : "," + number(50) + ".25";
                csv += '\n';
            }
            const std::string name = std::string(source) + ".usage." + std::to_string(file) + ".csv";
            QVERIFY(f.import({f.write(name, csv)}).ok());
        }
    }
}

} // namespace

/// Usage added up by month: the table `usage_months`.
class TestUsageMonths : public QObject {
    Q_OBJECT
    SourceFixture m_sample;

private slots:
    void initTestCase() { importSample(m_sample); }

    void byHand()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("u.usage.csv",
                             std::string(Header)
                                 + "B,2026-01-31,api,3,9,100,\nB,2026-02-01,api,5,9,1,2\nA,2026-01-01,,0,,,12.5\n"
                                   "A,2026-01-02,,1,,,0.5\nA,2026-01-02,api,,,7,\nA,2026-01-31,,2,,,\n")})
                    .ok());
        QCOMPARE(f.rows("SELECT * FROM usage_months"),
            QStringList({"u|A|2026-01||-|13|1|3", "u|A|2026-01|api|7|-|-|1", "u|B|2026-01|api|100|-|3|1",
                "u|B|2026-02|api|1|2|5|1"}));
    }

    void isWhatTheRowsAddUpTo()
    {
        QVERIFY(m_sample.rows("SELECT count(*) FROM usage_months").front().toInt() > 2000);
        const std::string columns =
            "source, account_id, month, feature, events + 0.0, minutes + 0.0, round(mean_active_users, 9), days";
        const std::string order = " ORDER BY month, feature, source, account_id";
        QCOMPARE(m_sample.rows("SELECT " + columns + " FROM usage_months"),
            m_sample.rows("SELECT " + columns + " FROM " + FromRows + order));
    }

    void conditionsFindTheSameRows_data()
    {
        QTest::addColumn<QString>("condition");
        for (const char *condition : {"month = '2025-06'", "month > '2025-06'",
                 "month >= '2025-06' AND month < '2025-09'", "month BETWEEN '2025-02' AND '2025-03'",
                 "account_id = 'A7'", "source = 'pendo' AND account_id = 'A7'", "source = 'nobody'", "month = 'June'",
                 "month > 'June'", "month < '2025-06-15'", "account_id IN ('A1', 'A2')",
                 "month = '2025-06' OR account_id = 'A3'", "feature = 'f1'", "month = NULL", "events > 100"})
            QTest::newRow(condition) << QString::fromLatin1(condition);
    }
    void conditionsFindTheSameRows()
    {
        QFETCH(QString, condition);
        const std::string rest = " WHERE " + condition.toStdString() + " ORDER BY source, account_id, month, feature";
        QCOMPARE(
            m_sample.rows("SELECT source, account_id, month, feature, events + 0.0, days FROM usage_months" + rest),
            m_sample.rows(
                "SELECT source, account_id, month, feature, events + 0.0, days FROM " + std::string(FromRows) + rest));
    }

    void grouped()
    {
        const std::string select = "SELECT month, feature, sum(events), count(DISTINCT account_id) FROM ";
        QCOMPARE(m_sample.rows(select + "usage_months GROUP BY 1, 2"),
            m_sample.rows(select + std::string(FromRows) + " GROUP BY 1, 2 ORDER BY 1, 2"));
        QCOMPARE(m_sample.rows("SELECT feature, month FROM usage_months GROUP BY 1, 2"), // the other way round
            m_sample.rows("SELECT feature, month FROM " + std::string(FromRows) + " GROUP BY 1, 2 ORDER BY 1, 2"));
        QCOMPARE(m_sample.rows("SELECT month FROM usage_months GROUP BY 1 ORDER BY 1 DESC"),
            m_sample.rows("SELECT DISTINCT substr(date, 1, 7) FROM usage ORDER BY 1 DESC"));
    }

    void joinedWithItself()
    {
        const std::string on = " a JOIN usage_months b ON b.account_id = a.account_id AND b.month = a.month "
                               "AND b.source <> a.source AND b.feature = a.feature";
        const std::string truth = " a JOIN " + std::string(FromRows)
            + " b ON b.account_id = a.account_id AND b.month = a.month "
              "AND b.source <> a.source AND b.feature = a.feature";
        QCOMPARE(m_sample.rows("SELECT count(*), sum(b.days) FROM usage_months" + on + " WHERE a.month = '2025-03'"),
            m_sample.rows(
                "SELECT count(*), sum(b.days) FROM " + std::string(FromRows) + truth + " WHERE a.month = '2025-03'"));
    }

    void openToTheSqlConsole()
    {
        Progress progress;
        const auto result =
            store::runQuery(*m_sample.workspace, "SELECT count(*) FROM usage_months WHERE month = '2025-06'", progress);
        QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.english().c_str());
    }

    void nameIsTaken()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.table = "usage_months";
        QVERIFY(!f.import({f.write("t.csv", "a,b\n1,2\n")}, options).ok());
    }

    void damagedSegmentIsReported()
    {
        SourceFixture f;
        QVERIFY(f.import({f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,,1,2,3,4\n")}).ok());
        f.workspace->db().exec("UPDATE usage_segment SET data = x'00'");
        QVERIFY_EXCEPTION_THROWN((void)f.rows("SELECT * FROM usage_months"), SQLite::Exception);
    }
};

QTEST_GUILESS_MAIN(TestUsageMonths)
#include "tst_usage_months.moc"
