#include "core/store/usage_months.h"
#include "core/store/usage_reader.h"
#include "core/store/usage_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <sqlite3.h>

#include <QtTest>

#include <array>
#include <cmath>
#include <limits>
#include <set>

using namespace qd;
using namespace qd::store;

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

struct Row {
    std::uint32_t account = 1;
    std::string day;
    std::uint32_t feature = 1;
    std::array<double, UsageMeasures> measures{};
};

UsageColumns columnsOf(const std::vector<Row> &rows)
{
    UsageColumns columns;
    for (const Row &row : rows) {
        columns.account.push_back(row.account);
        columns.day.push_back(Date::fromIso(row.day)->days());
        columns.feature.push_back(row.feature);
        columns.line.push_back(std::int64_t(columns.line.size()) + 2);
        for (std::size_t m = 0; m < UsageMeasures; ++m)
            columns.measures[m].push_back(row.measures[m]);
    }
    return columns;
}

/// "-" for nothing.
QString textOf(double value)
{
    return std::isnan(value) ? QStringLiteral("-") : QString::number(value);
}

} // namespace

/// Usage rows, totals and months of hand-made segments.
class TestUsageReader : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    /// "A1 2026-01-31 reports" of each row read, by segment.
    QStringList rowsOf(const UsageFilter &filter)
    {
        QStringList rows;
        const auto done = forEachUsage(m_data->workspace(), filter, [&](const UsageRow &row) {
            QStringList cells;
            const std::string day = row.date.iso();
            for (const std::string_view cell : {row.accountId, std::string_view(day), row.feature})
                cells << QString::fromUtf8(cell.data(), qsizetype(cell.size()));
            rows << cells.join(u' ');
            return true;
        });
        return done.ok() ? rows : QStringList{"failed"};
    }
    QStringList monthsOf(const UsageFilter &filter)
    {
        UsageMonths months;
        QStringList rows;
        if (months.read(m_data->workspace().handle(), filter) != SQLITE_OK)
            return {"failed"};
        for (const UsageMonth &row : months.rows()) {
            QStringList cells;
            for (const std::string &cell :
                {months.monthOf(row), months.featureOf(row), months.sourceOf(row), months.accountOf(row)})
                cells << QString::fromStdString(cell);
            cells << QString::number(row.days) << textOf(row.events) << textOf(row.minutes)
                  << textOf(row.meanActiveUsers());
            rows << cells.join(u' ');
        }
        return rows;
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "usage", "2026-01-31");
        test::enterBatch(db(), "usage", "2026-02-28");
        db().exec("INSERT INTO source (name, kind) VALUES ('app', 'usage')");
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 2}, {{2, "A2"}, 3}, {{4, "A4"}, 4}}, {{1, "reports"}, {2, "export"}});
        addUsageKeys(db(), "app", 2, {{{3, "A1"}, 2}}, {});
        addUsage(db(), "crm", 1,
            columnsOf({{1, "1970-01-02", 1, {None, 1, 2, 3}}, {1, "2026-01-31", 1, {4, 5, 6, None}},
                {1, "2026-01-31", 2, {1, None, 1, 1}}, {1, "2026-02-01", 1, {2, 2, None, None}},
                {2, "2026-01-01", 9, {None, None, None, None}}, {4, "2026-01-01", 1, {1, 1, 1, 1}}}));
        addUsage(db(), "crm", 2,
            columnsOf({{1, "2026-01-01", 1, {8, 1, 0.5, 7}}, {1, "2026-02-28", 1, {3, 9, None, None}}}));
        addUsage(db(), "app", 2, columnsOf({{3, "2026-01-15", 1, {1, 1, 1, 1}}}));
    }

    void onlyWantedRowsAreRead_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("account");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QStringList>("rows");
        const QStringList ofA1{"A1 1970-01-02 reports", "A1 2026-01-31 reports", "A1 2026-01-31 export",
            "A1 2026-02-01 reports", "A1 2026-01-01 reports", "A1 2026-02-28 reports"};
        QTest::newRow("an account") << "crm"
                                    << "A1"
                                    << ""
                                    << "" << ofA1;
        QTest::newRow("of any source") << ""
                                       << "A1"
                                       << ""
                                       << "" << ofA1 + QStringList{"A1 2026-01-15 reports"};
        QTest::newRow("in the middle") << "crm"
                                       << "A2"
                                       << ""
                                       << "" << QStringList{"A2 2026-01-01 "};
        QTest::newRow("the last") << "crm"
                                  << "A4"
                                  << ""
                                  << "" << QStringList{"A4 2026-01-01 reports"};
        QTest::newRow("a source") << "app"
                                  << ""
                                  << ""
                                  << "" << QStringList{"A1 2026-01-15 reports"};
        QTest::newRow("days") << "crm"
                              << "A1"
                              << "2026-01-31"
                              << "2026-02-01" << ofA1.mid(1, 3);
        QTest::newRow("from a day") << "crm"
                                    << "A1"
                                    << "2026-02-02"
                                    << "" << ofA1.mid(5);
        QTest::newRow("to a day") << "crm"
                                  << "A1"
                                  << ""
                                  << "1970-01-02" << ofA1.mid(0, 1);
        QTest::newRow("nobody") << "crm"
                                << "A3"
                                << ""
                                << "" << QStringList();
        QTest::newRow("no day") << "crm"
                                << "A1"
                                << "2026-03-01"
                                << "" << QStringList();
    }
    void onlyWantedRowsAreRead()
    {
        QFETCH(QString, source);
        QFETCH(QString, account);
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QStringList, rows);
        UsageFilter filter;
        if (!source.isEmpty())
            filter.source = source.toStdString();
        if (!account.isEmpty())
            filter.accountId = account.toStdString();
        filter.from = Date::fromIso(from.toStdString());
        filter.to = Date::fromIso(to.toStdString());
        QCOMPARE(rowsOf(filter), rows);
    }

    void aRowSaysAllOfIt()
    {
        UsageCursor cursor(m_data->workspace().handle(), {.source = "crm", .accountId = "A1"});
        QVERIFY(cursor.next() && cursor.next() && cursor.next());
        const UsageRow &row = cursor.row();
        QCOMPARE(row.source, std::string_view("crm"));
        QCOMPARE(row.batch, 1);
        QCOMPARE(row.line, 4);
        QCOMPARE(row.rowId, 65536 + 2); // of segment 1, behind two others
        QCOMPARE(row.measures[0], 1.0);
        QVERIFY(std::isnan(row.measures[1]));
        QCOMPARE(row.measures[3], 1.0);
        QVERIFY(row.extra.empty());
        QVERIFY(cursor.next() && cursor.next());
        QCOMPARE(cursor.row().batch, 2);
        QCOMPARE(cursor.row().rowId, 2 * 65536);
        QVERIFY(cursor.next() && !cursor.next() && !cursor.next());
        QCOMPARE(cursor.status(), SQLITE_OK);
    }

    void whoHasEnoughStops()
    {
        int rows = 0;
        QVERIFY(forEachUsage(m_data->workspace(), {}, [&](const UsageRow &) { return ++rows < 3; }).ok());
        QCOMPARE(rows, 3);
    }

    void damageIsNotTheEnd()
    {
        db().exec("UPDATE usage_segment SET data = x'01' WHERE segment_id = 2");
        const auto done = forEachUsage(m_data->workspace(), {}, [](const UsageRow &) { return true; });
        QCOMPARE(done.error().code, ErrorCode::Damaged);
        QCOMPARE(usageTotals(m_data->workspace(), {}, UsageGrain::Day).error().code, ErrorCode::Damaged);
        UsageSegments segments(m_data->workspace().handle(), {});
        QVERIFY(segments.next() && !segments.next() && !segments.next());
        QCOMPARE(segments.status(), SQLITE_CORRUPT);
        UsageMonths months;
        QCOMPARE(months.read(m_data->workspace().handle(), {}), SQLITE_CORRUPT);
        UsageSegments nobody(m_data->workspace().handle(), {.accountId = "none"});
        QVERIFY(!nobody.next());
        QCOMPARE(nobody.status(), SQLITE_OK);
    }

    /// A segment of another source is not looked at, even among the numbers of the accounts that are wanted.
    void othersAreNotRead()
    {
        db().exec("UPDATE usage_segment SET data = x'01' WHERE source = 'app'");
        QCOMPARE(rowsOf({.source = "crm"}).size(), 8);
        QCOMPARE(rowsOf({.source = "app"}), QStringList{"failed"});
    }

    void namesThatCannotBeReadAreAFailure_data()
    {
        QTest::addColumn<QString>("table");
        QTest::newRow("accounts") << "usage_account";
        QTest::newRow("features") << "usage_feature";
    }
    void namesThatCannotBeReadAreAFailure()
    {
        QFETCH(QString, table);
        db().exec("ALTER TABLE " + table.toStdString() + " RENAME TO gone");
        const auto done = forEachUsage(m_data->workspace(), {}, [](const UsageRow &) { return true; });
        QVERIFY(!done.ok());
        QCOMPARE(int(done.error().code), int(ErrorCode::Io));
    }

    /// What is unpacked already comes to its end; the next segment does not.
    void whoeverIsStoppedOnTheWaySaysSo()
    {
        int rows = 0;
        const auto done = forEachUsage(m_data->workspace(), {}, [&](const UsageRow &) {
            m_data->workspace().interrupt();
            return ++rows > 0;
        });
        QCOMPARE(rows, 6);
        QVERIFY(!done.ok());
        QCOMPARE(int(done.error().code), int(ErrorCode::Cancelled));
    }

    void whoeverIsStoppedSaysSo()
    {
        sqlite3 *handle = m_data->workspace().handle();
        sqlite3_progress_handler(
            handle, 1, [](void *) { return 1; }, nullptr);
        const auto done = forEachUsage(m_data->workspace(), {}, [](const UsageRow &) { return true; });
        sqlite3_progress_handler(handle, 0, nullptr, nullptr);
        QCOMPARE(done.error().code, ErrorCode::Cancelled);
    }

    void totals_data()
    {
        QTest::addColumn<bool>("byMonth");
        QTest::addColumn<QStringList>("totals"); // source, account, first day, rows, users, licences, events, minutes
        QTest::newRow("months") << true
                                << QStringList{"app A1 2026-01-01 1 1 1 1 1", "crm A1 1970-01-01 1 - 1 2 3",
                                       "crm A1 2026-01-01 3 8 5 7.5 8", "crm A1 2026-02-01 2 3 9 - -",
                                       "crm A2 2026-01-01 1 - - - -", "crm A4 2026-01-01 1 1 1 1 1"};
        QTest::newRow("days") << false
                              << QStringList{"app A1 2026-01-15 1 1 1 1 1", "crm A1 1970-01-02 1 - 1 2 3",
                                     "crm A1 2026-01-01 1 8 1 0.5 7", "crm A1 2026-01-31 2 4 5 7 1",
                                     "crm A1 2026-02-01 1 2 2 - -", "crm A1 2026-02-28 1 3 9 - -",
                                     "crm A2 2026-01-01 1 - - - -", "crm A4 2026-01-01 1 1 1 1 1"};
    }
    void totals()
    {
        QFETCH(bool, byMonth);
        QFETCH(QStringList, totals);
        const auto made = usageTotals(m_data->workspace(), {}, byMonth ? UsageGrain::Month : UsageGrain::Day);
        QStringList texts;
        for (const UsageTotal &total : *made) {
            texts << QStringLiteral("%1 %2 %3 %4 %5 %6 %7 %8")
                         .arg(QString::fromStdString(total.source), QString::fromStdString(total.accountId),
                             QString::fromStdString(total.first.iso()), QString::number(total.rows),
                             textOf(total.activeUsers), textOf(total.licensedUsers), textOf(total.events),
                             textOf(total.minutes));
        }
        QCOMPARE(texts, totals);
    }

    /// By month, feature, source and account: days, events, minutes, mean of the users.
    void months()
    {
        QCOMPARE(monthsOf({}),
            (QStringList{"1970-01 reports crm A1 1 2 3 -", "2026-01  crm A2 1 - - -", "2026-01 export crm A1 1 1 1 1",
                "2026-01 reports app A1 1 1 1 1", "2026-01 reports crm A1 2 6.5 7 6", "2026-01 reports crm A4 1 1 1 1",
                "2026-02 reports crm A1 2 - - 2.5"}));
        QCOMPARE(monthsOf({.accountId = "A1", .from = Date::fromIso("2026-01-15"), .to = Date::fromIso("2026-01-31")}),
            (QStringList{
                "2026-01 export crm A1 1 1 1 1", "2026-01 reports app A1 1 1 1 1", "2026-01 reports crm A1 1 6 - 4"}));
        QCOMPARE(monthsOf({.accountId = "A2"}), QStringList{"2026-01  crm A2 1 - - -"});
    }

    /// The number of a month's row says which account, feature and month it is, whatever else was asked for.
    void numbersOfMonthsStay()
    {
        UsageMonths all;
        QCOMPARE(all.read(m_data->workspace().handle(), {}), SQLITE_OK);
        UsageMonths few;
        QCOMPARE(few.read(m_data->workspace().handle(), {.from = Date::fromIso("2026-02-01")}), SQLITE_OK);
        QCOMPARE(few.rows().size(), std::size_t(1));
        const std::int64_t february = (((std::int64_t(1) << 20) + 1) << 15) + 2026 * 12 + 1;
        QCOMPARE(few.rowIdOf(few.rows().front()), february);
        QCOMPARE(all.rowIdOf(all.rows().back()), february);
        std::set<std::int64_t> numbers;
        for (const UsageMonth &row : all.rows())
            numbers.insert(all.rowIdOf(row));
        QCOMPARE(numbers.size(), all.rows().size());
        QCOMPARE(few.read(m_data->workspace().handle(), {.accountId = "A4"}), SQLITE_OK); // once more
        QCOMPARE(few.rows().size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TestUsageReader)
#include "tst_usage_reader.moc"
