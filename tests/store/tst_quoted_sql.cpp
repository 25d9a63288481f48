#include "core/store/sql_text.h"
#include "core/store/with_expansion.h"

#include <QtTest>

using namespace qd::store;

/// What the text of a query says before SQLite compiles it: quoted parts, parameters, copies of tables.
class TestQuotedSql : public QObject {
    Q_OBJECT

private slots:
    void quotedParts_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("past");
        QTest::newRow("a text") << "a 'b' c" << 2 << 5;
        QTest::newRow("an empty text") << "'' 'x'" << 0 << 2;
        QTest::newRow("a doubled quote begins the next") << "'b''c' d" << 0 << 3;
        QTest::newRow("a name") << "\"a b\".c" << 0 << 5;
        QTest::newRow("MySQL's") << "`a`b" << 0 << 3;
        QTest::newRow("brackets") << "[a 'b] c" << 0 << 6;
        QTest::newRow("empty brackets") << "[] [x]" << 0 << 2;
        QTest::newRow("a comment") << "--x\ny" << 0 << 4;
        QTest::newRow("an empty comment") << "--\nx\n" << 0 << 3;
        QTest::newRow("a comment to the end") << "--x" << 0 << 3;
        QTest::newRow("a comment of lines") << "/* ' */a" << 0 << 7;
        QTest::newRow("one of nothing") << "/**/ */" << 0 << 4;
        QTest::newRow("left open") << "'abc" << 0 << 4;
        QTest::newRow("minus") << "-1" << 0 << 0;
        QTest::newRow("divided") << "/2" << 0 << 0;
        QTest::newRow("a letter") << "ab" << 1 << 1;
    }
    void quotedParts()
    {
        QFETCH(QString, sql);
        QFETCH(int, at);
        QTEST(int(pastQuoted(sql.toStdString(), std::size_t(at))), "past");
    }

    void parameters_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("names");
        const auto row = [](const char *name, const char *sql, const char *names) {
            QTest::newRow(name) << QString::fromUtf8(sql) << QString::fromUtf8(names);
        };
        row("none", "SELECT 1 + a1", "");
        row("one", "SELECT :as_of", "as_of");
        row("at the very beginning", ":a", "a");
        row("each once, as they come", "x = :b AND y = :a OR z = :b", "b a");
        row("of any kind", ":a1 @b $c", "a1 b c");
        row("side by side", "f(:a,:b)", "a b");
        row("with a sign within", ":a$b", "a$b");
        row("of other letters", ":größe :À", "größe À"); // the last byte of À is 0x80
        row("a sign alone", "a : b @ c", "");
        row("a name with a sign within", "x$y = z$", "");
        row("in a text", "SELECT ':a', :b", "b");
        row("in a name", "SELECT \":a\", [:b], `:c`", "");
        row("in comments", "SELECT 1 -- :a\n + :b /* :c */", "b");
    }
    void parameters()
    {
        QFETCH(QString, sql);
        QStringList names;
        for (const std::string &name : parametersOf(sql.toStdString()))
            names << QString::fromStdString(name);
        QTEST(names.join(u' '), "names");
    }

    /// A table counts 1, and what its text names counts once more wherever it is named.
    void copies_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<int>("copies");
        const auto row = [](const char *name, const char *sql, int copies) {
            QTest::newRow(name) << QString::fromUtf8(sql) << copies;
        };
        row("no WITH", "SELECT 1", 0);
        row("tables of the file", "SELECT * FROM setting AS s JOIN source", 0);
        row("one", "WITH t AS (SELECT 1) SELECT * FROM t", 1);
        row("one that nothing names", "WITH t AS (SELECT 1) SELECT 2", 0);
        row("one of two", "WITH a AS (SELECT * FROM setting), b AS (SELECT 2) SELECT * FROM a", 1);
        row("one within the other", "WITH a AS (SELECT 1), b AS (SELECT * FROM a) SELECT * FROM b", 3);
        row("one that names itself", "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c",
            2);
        row("with columns", "WITH t(x, y) AS (SELECT 1, 2) SELECT * FROM t", 1);
        row("kept", "WITH t AS MATERIALIZED (SELECT 1) SELECT * FROM t", 1);
        row("not kept", "WITH t AS NOT MATERIALIZED (SELECT 1) SELECT * FROM t", 1);
        row("in another case", "with T as (SELECT 1) SELECT * from t", 1);
        row("with other bytes", "WITH t_1 AS (SELECT 1), t$1 AS (SELECT 1), À AS (SELECT 1) SELECT * FROM t_1, t$1, À",
            3);
        row("with a quoted name", "WITH \"tab\" AS (SELECT 1) SELECT * FROM tab, [tab], `tab`", 3);
        row("behind a comment", "WITH t AS (SELECT 1) SELECT * FROM -- x\n t JOIN /* y */ t", 2);
        row("in a comment", "/* FROM t */ WITH t AS (SELECT 1) SELECT * FROM t -- , t", 1);
        row("in a text", "WITH t AS (SELECT 1) SELECT ' FROM t ' FROM t", 1);
        row("joined", "WITH t AS (SELECT 1) SELECT * FROM t AS a JOIN t AS b", 2);
        row("in a list", "WITH t AS (SELECT 1) SELECT * FROM t AS a, t AS b, t", 3);
        row("in a list in brackets", "WITH t AS (SELECT 1) SELECT * FROM (t, t)", 2);
        row("behind IN", "WITH a AS (SELECT 1), b AS (SELECT 2) SELECT * FROM a WHERE (1 IN b)", 2);
        row("in a query within", "WITH t AS (SELECT 1) SELECT (SELECT 1 FROM t), t FROM setting", 1);
        row("as another's name", "WITH t AS (SELECT 1) SELECT * FROM setting t", 0);
        row("as that of a table without one", "WITH t AS (SELECT 1) SELECT * FROM \"\" t", 0);
        row("as a column", "WITH t AS (SELECT 1) SELECT 1, t, count(t) FROM setting", 0);
        row("as a column of groups", "WITH t AS (SELECT 1) SELECT 1 FROM setting GROUP BY 1, t", 0);
        row("as a column of an order", "WITH t AS (SELECT 1) SELECT 1 FROM setting ORDER BY 1, t", 0);
        row("as where to begin", "WITH t AS (SELECT 1) SELECT 1 FROM setting LIMIT 1, t", 0);
        row("as a value of a union", "WITH t AS (SELECT 1) SELECT 1 FROM setting UNION VALUES (1), (t)", 0);
        row("as a value taken away", "WITH t AS (SELECT 1) SELECT 1 FROM setting EXCEPT VALUES (1), (t)", 0);
        row("as a value of both", "WITH t AS (SELECT 1) SELECT 1 FROM setting INTERSECT VALUES (1), (t)", 0);
        row("behind too many brackets", "WITH t AS (SELECT 1)) SELECT * FROM t", 1);
    }
    void copies()
    {
        QFETCH(QString, sql);
        QTEST(int(expansionsOf(sql.toStdString())), "copies");
    }

    /// Each table of a WITH names the one before it twice: 1 + 2 + 4 ... copies, which is what has to be noticed.
    void copiesOfTablesDouble()
    {
        std::string with = "WITH t0 AS (SELECT 1 AS x)";
        for (int count = 1; count < 40; ++count) {
            const std::string before = "t" + std::to_string(count - 1);
            with += ", t" + std::to_string(count) + " AS (SELECT * FROM " + before + " UNION ALL SELECT * FROM "
                + before + ")";
            const std::int64_t copies = (std::int64_t(1) << (count + 1)) - 1;
            const std::int64_t found = expansionsOf(with + " SELECT * FROM t" + std::to_string(count));
            QVERIFY(found >= std::min(copies, MostExpansions + 1));
            QVERIFY(found <= MostExpansions + 1);
        }
    }

    /// Over 200 tables of WITH are too many, whether anything names them or not.
    void tooManyTables()
    {
        std::string with = "WITH t0 AS (SELECT 1)";
        for (int count = 1; count < 200; ++count)
            with += ", t" + std::to_string(count) + " AS (SELECT 1)";
        QCOMPARE(expansionsOf(with + " SELECT * FROM t199"), std::int64_t(1));
        QCOMPARE(expansionsOf(with + ", t200 AS (SELECT 1) SELECT * FROM t199"), MostExpansions + 1);
    }
};

QTEST_APPLESS_MAIN(TestQuotedSql)
#include "tst_quoted_sql.moc"
