#include "core/store/sql_query.h"
#include "core/store/usage_reader.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <random>

using namespace qd;
using namespace qd::sources;

/// Usage rows: columnar segments behind the table `usage` and the reader.
class TestUsage : public QObject {
    Q_OBJECT

private slots:
    void storesWhatTheFileSays();
    void repeatsInOneFile();
    void importedAgain();
    void olderRowsGiveWay();
    void filesThatDisagree();
    void missingColumnsKeepTheirValue();
    void irregularRows();
    void conditionsFindTheSameRows_data();
    void conditionsFindTheSameRows();
    void agreesWithATable();
    void openToTheSqlConsole();
    void totals();
    void damagedSegmentIsReported();
    void blobRoundTrip();
};

namespace {

constexpr const char *Header = "account_id,date,feature,active_users,licensed_users,events,minutes\n";

/// The rows of `usage` in the order of their lines.
QStringList stored(const SourceFixture &f)
{
    return f.rows("SELECT account_id, date, feature, active_users, licensed_users, events, minutes FROM usage"
                  " ORDER BY batch_id, line");
}

} // namespace

void TestUsage::storesWhatTheFileSays()
{
    SourceFixture f;
    const auto report = f.import({f.write("usage.usage.csv",
        std::string(Header) + "B,2026-01-02,api,3,10,100,\nA,2026-01-01,,0,,,12.5\nA,2026-01-01,api,1,2,3,4\n")});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("3/3/0/0/0"));
    QCOMPARE(stored(f),
        QStringList({"B|2026-01-02|api|3|10|100|-", "A|2026-01-01||0|-|-|12.5", "A|2026-01-01|api|1|2|3|4"}));
    QCOMPARE(f.rows("SELECT source, batch_id, line FROM usage ORDER BY line"),
        QStringList({"usage|1|2", "usage|1|3", "usage|1|4"}));
    QCOMPARE(f.rows("SELECT account_id, bare, line FROM accounts ORDER BY 1"), QStringList({"A|1|3", "B|1|2"}));
}

void TestUsage::repeatsInOneFile()
{
    SourceFixture f;
    const auto report = f.import({f.write("u.usage.csv",
        std::string(Header) + "A,2026-01-01,x,1,,,\nA,2026-01-01,x,1,,,\nA,2026-01-01,x,2,,,\nA,2026-01-01,y,2,,,\n")});
    QVERIFY(report.ok());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("4/2/1/1/0"));
    QCOMPARE(f.rows("SELECT line, \"column\", code, record FROM quarantine"),
        QStringList{"4|account_id|duplicate_key|A,2026-01-01,x,2,,,"});
    QVERIFY(f.rows("SELECT sentence(message, message_values) FROM quarantine")
                .at(0)
                .contains(QStringLiteral("stand on line 2 already")));
    QCOMPARE(stored(f), QStringList({"A|2026-01-01|x|1|-|-|-", "A|2026-01-01|y|2|-|-|-"}));
}

void TestUsage::importedAgain()
{
    SourceFixture f;
    const auto january = f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,,1,,,\nA,2026-01-02,,2,,,\n");
    QVERIFY(f.import({january}).ok());
    QCOMPARE(counts(f.import({january})->batches.at(0)), QStringLiteral("2/0/0/0/2"));
    const auto overlap =
        f.write("u.usage.2.csv", std::string(Header) + "A,2026-01-02,,2,,,\nA,2026-01-01,,9,,,\nA,2026-01-03,,3,,,\n");
    const auto report = f.import({overlap});
    QVERIFY(report.ok());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("3/2/1/0/0"));
    QCOMPARE(f.rows("SELECT date, active_users, batch_id, line FROM usage ORDER BY 1"),
        QStringList({"2026-01-01|9|2|3", "2026-01-02|2|1|3", "2026-01-03|3|2|4"}));
    QCOMPARE(f.rows("SELECT sum(rows) FROM usage_segment"), QStringList{"3"});
}

void TestUsage::olderRowsGiveWay()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,,1,,,\n")}).ok());
    ImportOptions old;
    old.asOf = Date::fromIso("2026-01-01");
    const auto report =
        f.import({f.write("u.usage.old.csv", std::string(Header) + "A,2026-01-01,,7,,,\nA,2025-12-31,,5,,,\n")}, old);
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/1/1/0/0"));
    QCOMPARE(f.rows("SELECT date, active_users FROM usage ORDER BY 1"), QStringList({"2025-12-31|5", "2026-01-01|1"}));
}

void TestUsage::filesThatDisagree()
{
    SourceFixture f;
    const auto one = f.write("u.usage.1.csv", std::string(Header) + "A,2026-01-01,,1,,,\nB,2026-01-01,,1,,,\n");
    const auto two = f.write("u.usage.2.csv", std::string(Header) + "A,2026-01-01,,2,,,\nB,2026-01-01,,1,,,\n");
    const auto report = f.import({one, two});
    QVERIFY(report.ok());
    QCOMPARE(counts(report->batches.at(1)), QStringLiteral("2/0/1/1/0"));
    QVERIFY(f.rows("SELECT code || sentence(message, message_values) FROM quarantine")
                .at(0)
                .startsWith(QStringLiteral("conflicting_fileu.usage.2.csv line 2, column account_id: the same account, "
                                           "date and feature stand in u.usage.1.csv line 2")));
}

void TestUsage::missingColumnsKeepTheirValue()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,,1,2,3,4\n")}).ok());
    const auto report = f.import({f.write("u.usage.b.csv", "account_id,date,events\nA,2026-01-01,5\n")});
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("1/1/0/0/0"));
    QCOMPARE(stored(f), QStringList{"A|2026-01-01||1|2|5|4"});
}

void TestUsage::irregularRows()
{
    SourceFixture f;
    const auto report = f.import({f.write("u.usage.csv",
        "account_id,date,feature,events,plan\nA,2026-01-01,x,1,pro\n A ,31/01/2026,x,\"1,000\",pro\nA,2026-02-30,x,1,\n"
        "A,2026-01-03,x,many,\nB,2026-01-04,\nC,2026-01-05T23:00:00-02:00,x,,\n")});
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("6/4/0/2/0"));
    QCOMPARE(report->batches.at(0).notes.padded, 1);
    QCOMPARE(f.rows("SELECT account_id, date, events, extra FROM usage ORDER BY line"),
        QStringList({"A|2026-01-01|1|{\"plan\":\"pro\"}", "A|2026-01-31|1000|{\"plan\":\"pro\"}", "B|2026-01-04|-|-",
            "C|2026-01-06|-|-"}));
    QCOMPARE(f.rows("SELECT line, code FROM quarantine ORDER BY 1"), QStringList({"4|bad_date", "5|bad_number"}));
}

void TestUsage::conditionsFindTheSameRows_data()
{
    QTest::addColumn<QString>("condition");
    for (const char *condition :
        {"account_id = 'A7'", "account_id = 'A7' AND date = '2026-01-20'", "date >= '2026-02-01'",
            "date > '2026-02-01' AND date < '2026-02-03'", "date BETWEEN '2026-01-10' AND '2026-01-12'",
            "account_id = 'nobody'", "account_id IN ('A1', 'A3')", "source = 'u' AND account_id = 'A2'", "source = 'v'",
            "date = 'x'", "date > '2026-02'", "account_id = NULL", "account_id = 'a7' COLLATE NOCASE",
            "account_id > 'A8'", "events = 3", "date = '2026-01-20' OR account_id = 'A1'", "account_id = 7"})
        QTest::newRow(condition) << condition;
}

void TestUsage::conditionsFindTheSameRows()
{
    QFETCH(QString, condition);
    SourceFixture f;
    std::string csv = Header;
    for (int day = 0; day < 40; ++day) {
        for (int account = 0; account < 10; ++account)
            csv += std::string("A").append(std::to_string(account)) + ','
                + Date::fromIso("2026-01-01")->plusDays(day).iso() + ",x,1,2," + std::to_string(account + day) + ",\n";
    }
    QVERIFY(f.import({f.write("u.usage.csv", csv)}).ok());
    f.workspace->db().exec("CREATE TEMP TABLE plain AS SELECT * FROM usage");
    const std::string where = " WHERE " + condition.toStdString() + " ORDER BY account_id, date";
    const auto expected = f.rows("SELECT account_id, date, events FROM plain" + where);
    QCOMPARE(f.rows("SELECT account_id, date, events FROM usage" + where), expected);
}

void TestUsage::agreesWithATable()
{
    // Three overlapping files in random order against a map that does the same by hand.
    SourceFixture f;
    std::mt19937 random(7);
    std::map<std::tuple<std::string, std::string, std::string>, std::string> truth;
    for (int file = 0; file < 3; ++file) {
        std::string csv = Header;
        std::map<std::tuple<std::string, std::string, std::string>, bool> inFile;
        for (int i = 0; i < 4000; ++i) {
            const std::string account = std::string("acc").append(std::to_string(random() % 50));
            const std::string date = Date::fromIso("2026-01-01")->plusDays(std::int32_t(random() % 60)).iso();
            const std::string feature = random() % 3 ? std::string("f").append(std::to_string(random() % 3)) : "";
            const std::string events = std::to_string(random() % 5);
            const std::tuple key{account, date, feature};
            csv += account + ',' + date + ',' + feature + ",,," + events + ",\n";
            if (!inFile.contains(key)) // a repeated key never takes the place of its first row
                truth[key] = events;
            inFile[key] = true;
        }
        QVERIFY(f.import({f.write("u.usage." + std::to_string(file) + ".csv", csv)}).ok());
    }
    QStringList expected;
    for (const auto &[key, events] : truth) {
        const auto &[account, date, feature] = key;
        expected << QString::fromStdString(account + '|' + date + '|' + feature + '|' + events);
    }
    QCOMPARE(f.rows("SELECT account_id, date, feature, events FROM usage ORDER BY 1, 2, 3"), expected);
}

void TestUsage::openToTheSqlConsole()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,x,5,9,1,\n")}).ok());
    const auto result =
        store::runQuery(*f.workspace, "SELECT account_id, events FROM usage WHERE date >= '2026-01-01'", f.progress);
    QVERIFY2(result.ok(), result.ok() ? "" : result.error().message.english().c_str());
    QCOMPARE(result->rows.size(), std::size_t{1});
}

void TestUsage::totals()
{
    SourceFixture f;
    QVERIFY(
        f.import(
             {f.write("u.usage.csv",
                 std::string(Header)
                     + "A,2026-01-01,x,5,9,1,\nA,2026-01-01,y,3,9,2,\nA,2026-01-31,x,7,9,4,\nB,2026-02-01,x,,,,1.5\n")})
            .ok());
    const auto months = store::usageTotals(*f.workspace, {}, store::UsageGrain::Month);
    QVERIFY(months.ok());
    QCOMPARE(months->size(), std::size_t{2});
    QCOMPARE(months->at(0).accountId, std::string("A"));
    QCOMPARE(months->at(0).rows, 3);
    QCOMPARE(months->at(0).activeUsers, 7.0);
    QCOMPARE(months->at(0).events, 7.0);
    QVERIFY(std::isnan(months->at(0).minutes));
    QCOMPARE(months->at(1).first.iso(), std::string("2026-02-01"));
    QCOMPARE(months->at(1).minutes, 1.5);
    store::UsageFilter filter;
    filter.accountId = "A";
    filter.to = Date::fromIso("2026-01-30");
    const auto days = store::usageTotals(*f.workspace, filter, store::UsageGrain::Day);
    QCOMPARE(days->size(), std::size_t{1});
    QCOMPARE(days->at(0).events, 3.0);
}

void TestUsage::damagedSegmentIsReported()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("u.usage.csv", std::string(Header) + "A,2026-01-01,x,5,9,1,\n")}).ok());
    f.workspace->db().exec("UPDATE usage_segment SET data = substr(data, 1, length(data) - 1)");
    const auto result = store::forEachUsage(*f.workspace, {}, [](const store::UsageRow &) { return true; });
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, ErrorCode::Damaged);
}

void TestUsage::blobRoundTrip()
{
    store::UsageColumns columns;
    std::mt19937_64 random(3);
    for (int i = 0; i < 1000; ++i) {
        columns.account.push_back(std::uint32_t(random()));
        columns.day.push_back(std::int32_t(random()));
        columns.feature.push_back(7);
        columns.line.push_back(std::int64_t(random() >> 1));
        columns.measures[0].push_back(double(random() % 1000) - 500);
        columns.measures[1].push_back(i % 3 ? 0.1 * i : std::nan(""));
        columns.measures[2].push_back(std::nan(""));
        columns.measures[3].push_back(1e300);
    }
    const std::string blob = store::encodeUsage(columns);
    const auto back = store::decodeUsage(blob);
    QVERIFY(back);
    QVERIFY(back->account == columns.account && back->day == columns.day && back->feature == columns.feature
        && back->line == columns.line && back->measures[0] == columns.measures[0]
        && back->measures[3] == columns.measures[3]);
    for (std::size_t i = 0; i < 1000; ++i) {
        QCOMPARE(std::isnan(back->measures[1][i]), std::isnan(columns.measures[1][i]));
        QVERIFY(std::isnan(back->measures[1][i]) || back->measures[1][i] == columns.measures[1][i]);
        QVERIFY(std::isnan(back->measures[2][i]));
    }
    for (std::size_t length = 0; length < blob.size(); length += 97)
        QVERIFY(!store::decodeUsage(std::string_view(blob).substr(0, length)));
}

QTEST_GUILESS_MAIN(TestUsage)
#include "tst_usage.moc"
