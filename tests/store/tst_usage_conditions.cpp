#include "core/base/month.h"
#include "core/store/usage_conditions.h"
#include "core/store/usage_rows.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <limits>
#include <memory>

using namespace qd;
using namespace qd::store;
using test::found;

namespace {

constexpr double None = std::numeric_limits<double>::quiet_NaN();

std::optional<std::pair<Date, Date>> monthOrDay(std::string_view text)
{
    if (const auto day = Date::fromIso(text))
        return std::pair(*day, *day);
    const auto month = Month::fromIso(text);
    return month ? std::optional(std::pair(month->firstDay(), month->lastDay())) : std::nullopt;
}

QString isoOf(const std::optional<Date> &date)
{
    return date ? QString::fromStdString(date->iso()) : QStringLiteral("-");
}

} // namespace

/// Conditions on `usage` and `usage_months`: which of them keep segments from being read, and that none loses a row.
class TestUsageConditions : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    QString planOf(const QString &query)
    {
        QStringList lines;
        SQLite::Statement row(db(), "EXPLAIN QUERY PLAN " + query.toStdString());
        while (row.executeStep())
            lines << QString::fromStdString(row.getColumn(3).getString());
        return lines.join(u'\n');
    }

private slots:
    void initTestCase()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        test::enterBatch(db(), "usage", "2026-01-31");
        test::enterBatch(db(), "usage", "2026-02-28");
        addUsageKeys(db(), "crm", 1, {{{1, "A1"}, 2}, {{2, "A2"}, 3}}, {{1, "reports"}, {2, "export"}});
        UsageColumns rows;
        rows.account = {1, 1, 2};
        rows.day = {Date::fromIso("2026-01-31")->days(), Date::fromIso("2026-02-01")->days(),
            Date::fromIso("2026-02-28")->days()};
        rows.feature = {1, 2, 1};
        rows.line = {2, 3, 4};
        rows.measures = {std::vector<double>{1, 0.5, None}, {None, 2, 3}, {9e15, 8999999999999999.0, -9e15},
            {-8999999999999999.0, 0, 1e300}};
        rows.extra = {0, 1, 0};
        rows.extras = {"{\"plan\":\"x\"}"};
        addUsage(db(), "crm", 2, rows);
    }

    void theFilterIsTheNarrowest_data()
    {
        QTest::addColumn<QString>("letters");
        QTest::addColumn<QStringList>("values"); // "NULL" for NULL
        QTest::addColumn<QString>("filter"); // source, account, from, to; empty where no row can satisfy it
        using Values = QStringList;
        QTest::newRow("nothing") << "" << Values() << "- - - -";
        QTest::newRow("source") << "s" << Values{"crm"} << "crm - - -";
        QTest::newRow("account") << "a" << Values{"A1"} << "- A1 - -";
        QTest::newRow("both") << "as" << Values{"A1", "crm"} << "crm A1 - -";
        QTest::newRow("twice the same") << "ss" << Values{"crm", "crm"} << "crm - - -";
        QTest::newRow("two of one") << "aa" << Values{"A1", "A2"} << "";
        QTest::newRow("NULL") << "s" << Values{"NULL"} << "";
        QTest::newRow("NULL first") << "sa" << Values{"NULL", "A1"} << "";
        QTest::newRow("NULL last") << "as" << Values{"A1", "NULL"} << "";
        QTest::newRow("NULL date") << "<" << Values{"NULL"} << "";
        QTest::newRow("a day") << "=" << Values{"2026-02-01"} << "- - 2026-02-01 2026-02-01";
        QTest::newRow("a month") << "=" << Values{"2026-02"} << "- - 2026-02-01 2026-02-28";
        QTest::newRow("past a month") << ">" << Values{"2026-02"} << "- - 2026-02-01 -";
        QTest::newRow("before a month") << "<" << Values{"2026-02"} << "- - - 2026-02-28";
        QTest::newRow("between") << "><" << Values{"2026-02-01", "2026-03-01"} << "- - 2026-02-01 2026-03-01";
        QTest::newRow("later wins") << ">>" << Values{"2026-02-01", "2026-03-01"} << "- - 2026-03-01 -";
        QTest::newRow("in any order") << ">>" << Values{"2026-03-01", "2026-02-01"} << "- - 2026-03-01 -";
        QTest::newRow("earlier wins") << "<<" << Values{"2026-03-01", "2026-02-01"} << "- - - 2026-02-01";
        QTest::newRow("or later") << "<<" << Values{"2026-02-01", "2026-03-01"} << "- - - 2026-02-01";
        QTest::newRow("a day past another")
            << ">=" << Values{"2026-02-01", "2026-03-01"} << "- - 2026-03-01 2026-03-01";
        QTest::newRow("no date") << ">" << Values{"soon"} << "- - - -";
    }
    void theFilterIsTheNarrowest()
    {
        QFETCH(QString, letters);
        QFETCH(QStringList, values);
        QFETCH(QString, filter);
        using OneValue = std::unique_ptr<sqlite3_value, void (*)(sqlite3_value *)>;
        std::vector<OneValue> kept;
        std::vector<sqlite3_value *> given;
        for (const QString &value : values) {
            const QByteArray text = value.toUtf8();
            sqlite3_stmt *row = nullptr;
            sqlite3_prepare_v2(m_data->workspace().handle(), "SELECT nullif(?, 'NULL')", -1, &row, nullptr);
            sqlite3_bind_text(row, 1, text.constData(), int(text.size()), SQLITE_TRANSIENT);
            QCOMPARE(sqlite3_step(row), SQLITE_ROW);
            kept.emplace_back(sqlite3_value_dup(sqlite3_column_value(row, 0)), sqlite3_value_free);
            sqlite3_finalize(row);
            given.push_back(kept.back().get());
        }
        const auto made = usageFilterOf(letters.toUtf8().constData(), int(given.size()), given.data(), monthOrDay);
        if (!made) {
            QCOMPARE(QString(), filter);
            return;
        }
        QCOMPARE(
            QStringList({QString::fromStdString(made->source.value_or("-")),
                            QString::fromStdString(made->accountId.value_or("-")), isoOf(made->from), isoOf(made->to)})
                .join(u' '),
            filter);
    }

    void conditionsNarrow_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("letters");
        QTest::addColumn<int>("rows"); // of 2026-01-31 and 2026-02-01 (A1), 2026-02-28 (A2)
        QTest::newRow("source") << "source = 'crm'"
                                << "s" << 3;
        QTest::newRow("account") << "account_id = 'A1'"
                                 << "a" << 2;
        QTest::newRow("both") << "source = 'crm' AND account_id = 'A2'"
                              << "sa" << 1;
        QTest::newRow("greater source") << "source > 'a'"
                                        << "" << 3;
        QTest::newRow("greater account") << "account_id >= 'A2'"
                                         << "" << 1;
        QTest::newRow("a day") << "date = '2026-02-01'"
                               << "=" << 1;
        QTest::newRow("before") << "date < '2026-02-01'"
                                << "<" << 1;
        QTest::newRow("up to") << "date <= '2026-02-01'"
                               << "<" << 2;
        QTest::newRow("after") << "date > '2026-02-01'"
                               << ">" << 1;
        QTest::newRow("from") << "date >= '2026-02-01'"
                              << ">" << 2;
        QTest::newRow("between") << "date BETWEEN '2026-02-01' AND '2026-02-27'"
                                 << "><" << 1;
        QTest::newRow("no date") << "date < 'soon'"
                                 << "<" << 3;
        QTest::newRow("not that day") << "date <> '2026-02-01'"
                                      << "" << 2;
        QTest::newRow("another column") << "feature = 'reports'"
                                        << "" << 2;
        QTest::newRow("behind another column") << "feature = 'reports' AND source = 'crm'"
                                               << "s" << 2;
        QTest::newRow("nobody") << "account_id = NULL"
                                << "a" << 0;
        QTest::newRow("in any case") << "account_id = 'a1' COLLATE NOCASE"
                                     << "" << 2;
        QTest::newRow("after the other kind of case") << "account_id = 'a1' COLLATE NOCASE AND source = 'crm'"
                                                      << "s" << 2;
    }
    void conditionsNarrow()
    {
        QFETCH(QString, condition);
        QFETCH(QString, letters);
        QFETCH(int, rows);
        const QString query = "SELECT count(*) FROM usage WHERE " + condition;
        const QString plan = planOf(query);
        const QString taken = plan.section(QStringLiteral("VIRTUAL TABLE INDEX 0:"), 1).section(u'\n', 0, 0);
        QStringList got = taken.split(QString(), Qt::SkipEmptyParts);
        QStringList wanted = letters.split(QString(), Qt::SkipEmptyParts);
        got.sort();
        wanted.sort();
        QVERIFY2(got == wanted, qPrintable(plan));
        QCOMPARE(found(db(), query.toStdString()), QStringList{QString::number(rows)});
    }

    void monthsNarrow_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<int>("rows"); // of January and February (A1), February (A2)
        QTest::newRow("a month") << "month = '2026-02'" << 2;
        QTest::newRow("before") << "month < '2026-02'" << 1;
        QTest::newRow("up to") << "month <= '2026-02'" << 3;
        QTest::newRow("after") << "month > '2026-01'" << 2;
        QTest::newRow("a day, which no month is") << "month = '2026-02-01'" << 0;
        QTest::newRow("an account") << "account_id = 'A1' AND source = 'crm'" << 2;
        QTest::newRow("nobody") << "account_id = NULL" << 0;
    }
    void monthsNarrow()
    {
        QFETCH(QString, condition);
        QFETCH(int, rows);
        QCOMPARE(found(db(), "SELECT count(*) FROM usage_months WHERE " + condition.toStdString()),
            QStringList{QString::number(rows)});
    }

    /// Whole numbers are integers as far as a double has ones.
    void everyColumnIsGiven()
    {
        QCOMPARE(found(db(), "SELECT * FROM usage"),
            (QStringList{"crm|A1|2026-01-31|reports|1|-|9.0e+15|-8999999999999999|2|2|-",
                "crm|A1|2026-02-01|export|0.5|2|8999999999999999|0|2|3|{\"plan\":\"x\"}",
                "crm|A2|2026-02-28|reports|-|3|-9.0e+15|1.0e+300|2|4|-"}));
        QCOMPARE(found(db(), "SELECT source, account_id, month, feature, mean_active_users, days FROM usage_months"),
            (QStringList{"crm|A1|2026-01|reports|1|1", "crm|A1|2026-02|export|0.5|1", "crm|A2|2026-02|reports|-|1"}));
        QCOMPARE(found(db(), "SELECT events, minutes FROM usage_months WHERE account_id = 'A1' AND month = '2026-02'"),
            QStringList{"8999999999999999|0"});
    }

    /// A condition on the other table of a join can be used from one side only.
    void tablesAreJoined()
    {
        QCOMPARE(
            found(db(),
                "SELECT u.account_id, count(*) FROM usage u JOIN usage_months m ON m.account_id = u.account_id AND "
                "m.source = u.source GROUP BY 1"),
            (QStringList{"A1|4", "A2|1"}));
    }

    void monthsComeSorted_data()
    {
        QTest::addColumn<QString>("order");
        QTest::addColumn<bool>("sorts");
        QTest::newRow("by month") << "month" << false;
        QTest::newRow("by month and feature") << "month, feature" << false;
        QTest::newRow("backwards") << "month DESC" << true;
        QTest::newRow("features backwards") << "month, feature DESC" << true;
        QTest::newRow("by feature") << "feature" << true;
        QTest::newRow("by feature and month") << "feature, month" << true;
        QTest::newRow("by month and account") << "month, account_id" << true;
        QTest::newRow("by more") << "month, feature, events" << true;
    }
    void monthsComeSorted()
    {
        QFETCH(QString, order);
        QFETCH(bool, sorts);
        const QString plan = planOf("SELECT * FROM usage_months ORDER BY " + order);
        QVERIFY2(plan.contains("USE TEMP B-TREE") == sorts, qPrintable(plan));
    }
};

QTEST_GUILESS_MAIN(TestUsageConditions)
#include "tst_usage_conditions.moc"
