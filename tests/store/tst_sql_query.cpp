#include "core/store/sql_query.h"
#include "core/store/sql_text.h"
#include "core/store/with_expansion.h"
#include "core/store/write_transaction.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace std::chrono_literals;

class TestSqlQuery : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;

    Result<store::QueryResult> run(const QString &sql, const store::QueryLimits &limits = {})
    {
        Progress progress;
        return store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, limits);
    }
    static QString countingFor(const char *select)
    {
        return QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT %1 FROM c")
            .arg(QLatin1String(select));
    }

private slots:
    void isOneStatement_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("runs");
        QTest::newRow("semicolon") << "SELECT 1;" << true;
        QTest::newRow("comment behind") << "SELECT 1;--x" << true;
        QTest::newRow("comments and blanks") << "/* a */ SELECT 1 ; /* b */ ; -- c\n " << true;
        QTest::newRow("two") << "SELECT 1; SELECT 2" << false;
        QTest::newRow("two, the second behind a comment") << "SELECT 1; -- x\nSELECT 2" << false;
        QTest::newRow("nothing") << "" << false;
        QTest::newRow("a comment") << "-- SELECT 1" << false;
        QTest::newRow("broken behind") << "SELECT 1; SELEC 2" << false;
    }
    void isOneStatement()
    {
        QFETCH(QString, sql);
        QFETCH(bool, runs);
        QCOMPARE(run(sql).ok(), runs);
    }

    /// What a transaction wrote is seen within it, and nobody can write by a query there either.
    void withinATransaction()
    {
        const QString there = QStringLiteral("SELECT 1 FROM setting WHERE key = 'freshness.crm'");
        {
            store::WriteTransaction transaction(m_fixture.workspace(), "test");
            m_fixture.workspace().setSetting("freshness.crm", "1,2");
            QCOMPARE(run(there)->rows.size(), std::size_t(1));
            QVERIFY(!run(QStringLiteral("DELETE FROM setting")).ok());
            QVERIFY(!run(QStringLiteral("COMMIT")).ok());
            store::QueryLimits soon;
            soon.time = 0ms;
            QVERIFY(!run(countingFor("count(*)"), soon).ok());
            QCOMPARE(run(there)->rows.size(), std::size_t(1)); // the stopped one took nothing back
            m_fixture.workspace().setSetting("freshness.crm", "2,3"); // nor is the connection watched any more
        }
        QCOMPARE(run(there)->rows.size(), std::size_t(0));
    }

    void sentenceFillsAMessageIn_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("expected");
        QTest::newRow("words and values") << "sentence('\"%1\" is no date.', '[\"Quarantine\",\"soon\"]')"
                                          << "\"soon\" is no date.";
        QTest::newRow("one of a count") << "sentence('%1 rows', '[[\"Test\",\"%1 row\"],{\"count\":1}]')"
                                        << "1 row";
        QTest::newRow("finished") << "sentence('As it was: %1', NULL)"
                                  << "As it was: %1";
        QTest::newRow("damaged") << "sentence('As it was: %1', '[')"
                                 << "As it was: %1";
        QTest::newRow("nothing") << "coalesce(sentence(NULL, '[]'), 'null')"
                                 << "null";
    }
    void sentenceFillsAMessageIn()
    {
        QFETCH(QString, call);
        const auto result = run(QStringLiteral("SELECT ") + call);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QTEST(QString::fromStdString(result->rows.front().front().get<std::string>()), "expected");
    }

    void tableFunctions_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("rows");
        QTest::newRow("json_each") << "SELECT value FROM json_each('[1, 2, 3]')" << 3;
        QTest::newRow("json_tree") << "SELECT value FROM json_tree('{\"a\": [1]}')" << 3;
        QTest::newRow("pragma_table_info") << "SELECT name FROM pragma_table_info('setting')" << 2;
        QTest::newRow("pragma_index_list") << "SELECT name FROM pragma_index_list('source')" << 1;
    }
    void tableFunctions()
    {
        QFETCH(QString, sql);
        QFETCH(int, rows);
        const auto result = run(sql);
        QVERIFY2(result.ok(), result ? "" : result.error().message.english().c_str());
        QCOMPARE(int(result->rows.size()), rows);
    }

    void onlyReads_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("pragma") << "PRAGMA journal_mode = WAL";
        QTest::newRow("delete") << "DELETE FROM setting";
        QTest::newRow("attach") << "ATTACH ':memory:' AS x";
        QTest::newRow("a pragma as a table") << "SELECT * FROM pragma_journal_mode('off')";
        QTest::newRow("temporary") << "CREATE TEMP TABLE t (x)";
    }
    void onlyReads()
    {
        QFETCH(QString, sql);
        QVERIFY(!run(sql).ok());
    }

    void whatNeverEndsIsStopped_data()
    {
        QTest::addColumn<QString>("select");
        QTest::addColumn<QString>("after");
        QTest::newRow("rows") << "x"
                              << "after 1000 rows";
        QTest::newRow("bytes") << "zeroblob(100000)"
                               << "after 1 MB of rows";
        QTest::newRow("time") << "count(*)"
                              << "after 1 s";
        QTest::newRow("one value") << "hex(zeroblob(600000))"
                                   << "too big";
    }
    void whatNeverEndsIsStopped()
    {
        QFETCH(QString, select);
        QFETCH(QString, after);
        const store::QueryLimits limits{.rows = 1000, .bytes = 1 << 20, .valueBytes = 1 << 20, .time = 1s};
        const auto result = run(countingFor(qPrintable(select)), limits);
        QVERIFY(!result.ok());
        QVERIFY2(QString::fromStdString(result.error().message.english()).contains(after),
            result.error().message.english().c_str());
    }

    void quotedParts_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("past");
        QTest::newRow("a text") << "a 'b' c" << 2 << 5;
        QTest::newRow("a doubled quote begins the next") << "'b''c' d" << 0 << 3;
        QTest::newRow("a name") << "\"a b\".c" << 0 << 5;
        QTest::newRow("MySQL's") << "`a`b" << 0 << 3;
        QTest::newRow("brackets") << "[a 'b] c" << 0 << 6;
        QTest::newRow("a comment") << "--x\ny" << 0 << 4;
        QTest::newRow("a comment to the end") << "--x" << 0 << 3;
        QTest::newRow("a comment of lines") << "/* ' */a" << 0 << 7;
        QTest::newRow("left open") << "'abc" << 0 << 4;
        QTest::newRow("minus") << "-1" << 0 << 0;
        QTest::newRow("divided") << "/2" << 0 << 0;
        QTest::newRow("a letter") << "ab" << 1 << 1;
    }
    void quotedParts()
    {
        QFETCH(QString, sql);
        QFETCH(int, at);
        QTEST(int(store::pastQuoted(sql.toStdString(), std::size_t(at))), "past");
    }

    /// Each table of a WITH names the one before it twice: 1 + 2 + 4 ... copies, which is what has to be noticed.
    void copiesOfTablesDouble()
    {
        QCOMPARE(store::expansionsOf("SELECT 1"), std::int64_t(0));
        std::string with = "WITH t0 AS (SELECT 1 AS x)";
        for (int count = 1; count < 40; ++count) {
            const std::string before = "t" + std::to_string(count - 1);
            with += ", t" + std::to_string(count) + " AS (SELECT * FROM " + before + " UNION ALL SELECT * FROM "
                + before + ")";
            const std::int64_t copies = (std::int64_t(1) << (count + 1)) - 1;
            const std::int64_t found = store::expansionsOf(with + " SELECT * FROM t" + std::to_string(count));
            QVERIFY(found >= std::min(copies, store::MostExpansions + 1));
            QVERIFY(found <= store::MostExpansions + 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestSqlQuery)
#include "tst_sql_query.moc"
