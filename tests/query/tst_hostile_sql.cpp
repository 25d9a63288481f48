#include "core/query/workspace_tables.h"
#include "core/store/sql_query.h"
#include "tests/support/workspace_fixture.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace qd;
using namespace std::chrono_literals;

/// What nobody may do by SQL, and what must end, whatever is typed.
class TestHostileSql : public QObject {
    Q_OBJECT

    test::WorkspaceFixture m_fixture;
    QTemporaryDir m_folder;

    Result<store::QueryResult> run(const QString &sql, const store::QueryLimits &limits = {})
    {
        Progress progress;
        const store::QueryExtras extras = query::extrasFor(m_fixture.workspace(), progress);
        return store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, {&extras, {}, limits});
    }
    static QString sentence(const Result<store::QueryResult> &result)
    {
        return result ? QStringLiteral("(it ran)") : QString::fromStdString(result.error().message.english());
    }
    QByteArray hashOfFile() const
    {
        QFile file(QString::fromStdString(const_cast<TestHostileSql *>(this)->m_fixture.workspace().path()));
        QCryptographicHash hash(QCryptographicHash::Sha256);
        return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result() : QByteArray();
    }
    /// `levels` of a table each of which is the one before times itself.
    static QString towers(int levels)
    {
        QString sql = QStringLiteral("WITH t0(x) AS (VALUES (1), (2), (3), (4))");
        for (int i = 1; i <= levels; ++i)
            sql += QStringLiteral(", t%1(x) AS (SELECT a.x FROM t%2 a, t%2 b)").arg(i).arg(i - 1);
        return sql + QStringLiteral(" SELECT count(*) FROM t%1").arg(levels);
    }

private slots:
    void init()
    {
        if (m_fixture.workspace().setting("written").has_value())
            QFAIL("something was written");
    }

    void isRefused_data()
    {
        QTest::addColumn<QString>("sql");
        const auto row = [](const char *name, const QString &sql) { QTest::newRow(name) << sql; };
        const QString file = m_folder.filePath(QStringLiteral("made.db"));
        row("insert", QStringLiteral("INSERT INTO setting VALUES ('written', '1')"));
        row("insert behind WITH", QStringLiteral("WITH a AS (SELECT 1) INSERT INTO setting SELECT 'written', '1'"));
        row("insert that returns", QStringLiteral("INSERT INTO setting VALUES ('written', '1') RETURNING *"));
        row("replace", QStringLiteral("REPLACE INTO setting VALUES ('written', '1')"));
        row("update", QStringLiteral("UPDATE setting SET value = 'x'"));
        row("update of the schema", QStringLiteral("UPDATE sqlite_master SET sql = ''"));
        row("delete", QStringLiteral("DELETE FROM setting"));
        row("delete from a view", QStringLiteral("DELETE FROM v_customers"));
        row("update of a computed table", QStringLiteral("UPDATE v_movements SET churn = 0"));
        row("drop", QStringLiteral("DROP TABLE setting"));
        row("drop of a documented view", QStringLiteral("DROP VIEW v_tickets"));
        row("alter", QStringLiteral("ALTER TABLE setting RENAME TO x"));
        row("create", QStringLiteral("CREATE TABLE x (y)"));
        row("create as", QStringLiteral("CREATE TEMP TABLE x AS SELECT * FROM setting"));
        row("view", QStringLiteral("CREATE TEMP VIEW x AS SELECT 1"));
        row("trigger", QStringLiteral("CREATE TEMP TRIGGER x AFTER INSERT ON setting BEGIN SELECT 1; END"));
        row("index", QStringLiteral("CREATE INDEX x ON setting (value)"));
        row("full text", QStringLiteral("CREATE VIRTUAL TABLE temp.x USING fts5(y)"));
        row("a tokenizer of full text", QStringLiteral("SELECT fts3_tokenizer('x', x'0000000000000000')"));
        row("a file as CSV", QStringLiteral("CREATE VIRTUAL TABLE temp.x USING csv(filename='/etc/passwd')"));
        row("attach", QStringLiteral("ATTACH '%1' AS x").arg(file));
        row("attach of memory", QStringLiteral("ATTACH ':memory:' AS x"));
        row("detach", QStringLiteral("DETACH main"));
        row("vacuum", QStringLiteral("VACUUM"));
        row("vacuum into a file", QStringLiteral("VACUUM INTO '%1'").arg(file));
        row("reindex", QStringLiteral("REINDEX"));
        row("analyze", QStringLiteral("ANALYZE"));
        row("begin", QStringLiteral("BEGIN IMMEDIATE"));
        row("commit", QStringLiteral("COMMIT"));
        row("savepoint", QStringLiteral("SAVEPOINT x"));
        row("load", QStringLiteral("SELECT load_extension('/tmp/x.so')"));
        row("load in other letters", QStringLiteral("SELECT Load_Extension('/tmp/x.so')"));
        row("a file", QStringLiteral("SELECT readfile('/etc/passwd')"));
        row("a file to write", QStringLiteral("SELECT writefile('%1', 'x')").arg(file));
        row("an editor", QStringLiteral("SELECT edit('x', 'sh')"));
        row("a folder", QStringLiteral("SELECT * FROM fsdir('/')"));
        row("a database page", QStringLiteral("SELECT * FROM sqlite_dbpage"));
        row("pragma", QStringLiteral("PRAGMA writable_schema = ON"));
        row("pragma that reads", QStringLiteral("PRAGMA database_list"));
        row("pragma of reading only", QStringLiteral("PRAGMA query_only = OFF"));
        row("pragma of limits", QStringLiteral("PRAGMA hard_heap_limit = 1000"));
        row("pragma of folders", QStringLiteral("PRAGMA temp_store_directory = '/'"));
        row("pragma as a table", QStringLiteral("SELECT * FROM pragma_writable_schema('on')"));
        row("pragma as a table of files", QStringLiteral("SELECT file FROM pragma_database_list"));
        row("pragma as a table that checks", QStringLiteral("SELECT * FROM pragma_integrity_check"));
        row("two statements", QStringLiteral("SELECT 1; DELETE FROM setting"));
        row("behind a comment", QStringLiteral("SELECT 1 /* ; */ ; -- \n DELETE FROM setting"));
        row("explained, which does not run either", QStringLiteral("EXPLAIN DELETE FROM setting"));
        row("a million columns", QStringLiteral("SELECT 1") + QStringLiteral(",1").repeated(1'000'000));
        row("thousands of columns", QStringLiteral("SELECT 1") + QStringLiteral(",1").repeated(100'000));
        row("deep calls", QStringLiteral("SELECT ") + QStringLiteral("abs(").repeated(200'000));
        row("deep tables", QStringLiteral("WITH ") + QStringLiteral("a AS (").repeated(150'000));
        row("deep brackets", QStringLiteral("SELECT ") + QString(100'000, u'(') + u'1' + QString(100'000, u')'));
        row("a long sum", QStringLiteral("SELECT 1") + QStringLiteral("+1").repeated(200'000));
        row("many selects", QStringLiteral("SELECT 1") + QStringLiteral(" UNION ALL SELECT 1").repeated(10'000));
        row("many tables", QStringLiteral("SELECT 1 FROM setting") + QStringLiteral(", setting").repeated(100));
        row("a deep JSON", QStringLiteral("SELECT json('%1')").arg(QString(100'000, u'[')));
        row("a pattern of many places",
            QStringLiteral("SELECT hex(zeroblob(1000000)) LIKE '%1x'").arg(QStringLiteral("%0").repeated(1000)));
        row("a huge text", QStringLiteral("SELECT hex(zeroblob(900000000))"));
        row("a text that grows in JSON",
            QStringLiteral("WITH RECURSIVE j(x, n) AS (SELECT '[1]', 0 UNION ALL SELECT json_array(json(x), json(x)), "
                           "n + 1 FROM j WHERE n < 40) SELECT max(length(x)) FROM j"));
        row("a wide field", QStringLiteral("SELECT length(printf('%.*c', 900000000, 'x'))"));
        row("a wide field in digits", QStringLiteral("SELECT format('%5s|%-1000001d', 'x', 1)"));
        row("wide fields one after another", // each is allowed, and takes SQLite some milliseconds
            QStringLiteral("SELECT length(printf(replace(hex(zeroblob(50000)), '00', '%.999999c')))"));
        row("two fields one too wide together", QStringLiteral("SELECT printf('%999999d%2d', 1, 1)"));
        row("a wide field below zero", QStringLiteral("SELECT printf('%*d', -1000001, 1)"));
        row("JSON of many texts",
            QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) "
                           "SELECT length(json_group_array(hex(zeroblob(5000)))) FROM c"));
        row("a JSON object of many texts",
            QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 100000) "
                           "SELECT length(json_group_object(x, hex(zeroblob(5000)))) FROM c"));
        row("JSON patched key by key",
            QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT 50000), "
                           "o(j) AS (SELECT json_group_object('k' || x, 1) FROM c) SELECT json_patch(j, j) FROM o"));
        row("a zero byte", QStringLiteral("SELECT \x01"));
    }
    void isRefused()
    {
        QFETCH(QString, sql);
        const QByteArray before = hashOfFile();
        QElapsedTimer taken;
        taken.start();
        const auto result = run(sql, {.valueBytes = 1 << 20, .time = 60s});
        // Refused, not stopped when its time was up; how fast a busy machine refuses is not asked here.
        QVERIFY2(taken.elapsed() < 30'000, qPrintable(QString::number(taken.elapsed())));
        QVERIFY2(!result.ok(), qPrintable(sql.left(80)));
        QVERIFY(!sentence(result).isEmpty());
        QCOMPARE(hashOfFile(), before);
        QVERIFY(QDir(m_folder.path()).isEmpty());
        QVERIFY(run(QStringLiteral("SELECT count(*) FROM setting")).ok()); // the next one runs
    }

    void isStopped_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("after");
        const QString counting =
            QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT %1 FROM c");
        QTest::newRow("rows") << counting.arg(QStringLiteral("x")) << "after 1000 rows";
        QTest::newRow("time") << counting.arg(QStringLiteral("count(*)")) << "after 1 s";
        QTest::newRow("a product of tables")
            << QStringLiteral("SELECT count(*) FROM json_each('[1,2,3,4,5,6,7,8,9,0]')")
                + QStringLiteral(", json_each('[1,2,3,4,5,6,7,8,9,0]')").repeated(11)
            << "after 1 s";
        QTest::newRow("sorting") << counting.arg(QStringLiteral("x, hex(randomblob(1000))"))
                + QStringLiteral(" ORDER BY 2")
                                 << "after 8 MB of temporary files";
        QTest::newRow("telling rows apart")
            << counting.arg(QStringLiteral("count(DISTINCT hex(randomblob(1000)))")) << "after 8 MB of temporary files";
    }
    void isStopped()
    {
        QFETCH(QString, sql);
        QFETCH(QString, after);
        const store::QueryLimits limits{
            .rows = 1000, .bytes = 1 << 20, .temporaryBytes = 8 << 20, .valueBytes = 1 << 20, .time = 1s};
        QVERIFY2(sentence(run(sql, limits)).contains(after), qPrintable(sentence(run(sql, limits))));
    }

    /// SQLite writes such tables out before anything can stop it.
    void tablesWithinTablesAreCounted_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<bool>("runs");
        const auto chain = [](int tables, const char *form) { // each names the one before twice
            QString sql = QStringLiteral("WITH t0(x) AS (VALUES (1))");
            for (int i = 1; i <= tables; ++i)
                sql +=
                    QStringLiteral(", t%1 AS (%2)")
                        .arg(i)
                        .arg(QString::fromLatin1(form).replace(QLatin1String("@"), QStringLiteral("t%1").arg(i - 1)));
            return sql + QStringLiteral(" SELECT count(*) FROM t%1").arg(tables);
        };
        QTest::newRow("few") << chain(8, "SELECT a.x FROM @ a, @ b") << true;
        QTest::newRow("a comma") << chain(60, "SELECT a.x FROM @ a, @ b") << false;
        QTest::newRow("a join") << chain(60, "SELECT a.x FROM @ a JOIN @ b ON a.x = b.x") << false;
        QTest::newRow("behind ON") << chain(60, "SELECT a.x FROM @ a JOIN t0 ON 1, @ b") << false;
        QTest::newRow("brackets") << chain(60, "SELECT a.x FROM (@ a, @ b)") << false;
        QTest::newRow("behind a bracket") << chain(60, "SELECT a.x FROM (SELECT 1 WHERE 1) z, @ a, @ b") << false;
        QTest::newRow("IN") << chain(60, "SELECT x FROM @ WHERE x IN @") << false;
        QTest::newRow("capitals and quotes")
            << chain(60, "SELECT a.x FROM \"@\" a, [@] b").replace(QLatin1String("[t"), QLatin1String("[T")) << false;
        QTest::newRow("united") << chain(60, "SELECT x FROM @ UNION SELECT x FROM @") << false;
        QTest::newRow("once each") << chain(60, "SELECT @.x FROM @ WHERE @.x > 0 ORDER BY @.x") << true;
        QTest::newRow("names of columns") << chain(60, "SELECT x AS @, max(x, x) AS x FROM @") << true;
        QTest::newRow("in a text") << chain(60, "SELECT x, 'FROM @, @' FROM @") << true;
        QTest::newRow("itself") << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < 5) "
                                   "SELECT count(*) FROM c"
                                << true;
        QTest::newRow("the later ones first")
            << "WITH t2 AS (SELECT a.x FROM t1 a, t1 b), t1 AS (SELECT a.x FROM t0 a, t0 b), t0(x) AS (VALUES (1)) "
               "SELECT count(*) FROM t2"
            << true;
    }
    void tablesWithinTablesAreCounted()
    {
        QFETCH(QString, sql);
        QFETCH(bool, runs);
        QElapsedTimer taken;
        taken.start();
        const auto result = run(sql, {.time = 5s});
        QVERIFY(taken.elapsed() < 3000);
        QVERIFY2(result.ok() == runs, qPrintable(sentence(result)));
        if (!runs)
            QVERIFY2(sentence(result).contains(QStringLiteral("within one another")), qPrintable(sentence(result)));
    }

    /// What one query may not have any more, another one still may.
    void anotherQueryIsNotHurt()
    {
        const QString sorting = QStringLiteral("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c LIMIT "
                                               "20000) SELECT hex(randomblob(1000)) FROM c ORDER BY 1");
        QVERIFY(!run(sorting, {.temporaryBytes = 1 << 20}).ok());
        const auto other = run(sorting);
        QVERIFY2(other.ok(), qPrintable(sentence(other)));
        QCOMPARE(other->rows.size(), std::size_t(20'000));
    }

    void stopsAtOnce_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("looking for long texts") << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
                                                   "SELECT sum(instr(hex(zeroblob(2000000)), "
                                                   "hex(zeroblob(1000000)) || x)) FROM c";
        QTest::newRow("replacing long texts")
            << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
               "sum(length(replace(hex(zeroblob(2000000)), hex(zeroblob(1000000)) || x, ''))) FROM c";
        QTest::newRow("trimming by long texts")
            << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
               "sum(length(trim(hex(zeroblob(1000000)), replace(hex(zeroblob(1000000)), '0', '1') || '0'))) FROM c";
        QTest::newRow("counting") << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT "
                                     "count(*) FROM c";
        QTest::newRow("joining") << towers(5);
        QTest::newRow("a median")
            << "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT median(x) FROM c";
    }
    void stopsAtOnce()
    {
        QFETCH(QString, sql);
        Progress progress;
        QElapsedTimer sinceCancelled;
        std::thread other([&] {
            QElapsedTimer waiting;
            waiting.start();
            while (waiting.elapsed() < 100) // the query is well on its way
                std::this_thread::yield();
            sinceCancelled.start();
            progress.cancel();
        });
        const store::QueryExtras extras = query::extrasFor(m_fixture.workspace(), progress);
        const auto result = store::runQuery(m_fixture.workspace(), sql.toStdString(), progress, {&extras, {}, {}});
        const qint64 taken = sinceCancelled.elapsed();
        other.join();
        QVERIFY(!result.ok());
        QCOMPARE(result.error().code, ErrorCode::Cancelled);
        QVERIFY2(taken < 200, qPrintable(QString::number(taken)));
    }

    /// The functions that had to be written anew say what those of SQLite say.
    void textFunctionsAreThoseOfSqlite_data()
    {
        QTest::addColumn<QString>("call");
        for (const char *call : {"instr('abcabc', 'c')", "instr('abc', '')", "instr('abc', 'x')", "instr('', 'a')",
                 "instr('', '')", "instr(NULL, 'a')", "instr('a', NULL)", "instr('äöü', 'ü')",
                 "instr(x'00ff01', x'01')", "instr('a' || char(228) || 'b', 'b')", "instr(12345, 34)",
                 "replace('abcabc', 'bc', 'X')", "replace('aaa', 'a', 'aa')", "replace('abc', '', 'x')",
                 "replace('abc', 'x', 'y')", "replace(NULL, 'a', 'b')", "replace('a', 'a', NULL)", "replace(12, 1, 3)",
                 "replace('äöä', 'ä', '')", "trim('  a b  ')", "trim('xxaxx', 'x')", "trim('xyaxy', 'yx')",
                 "trim('äaä', 'ä')", "trim('aaa', 'a')", "trim('abc', '')", "trim(NULL)", "trim('a', NULL)",
                 "ltrim('  a ')", "ltrim('xax', 'x')", "printf('%d|%5.2f|%-8s|%%|%s|%x', 7, 3.14159, 'ab', NULL, 255)",
                 "format('%*d|%.*f|%c', 6, 42, 2, 1.5, 'x')", "printf('%-*d|%q|%,d', 5, 3, 'it''s', 1234567)",
                 "printf(NULL)", "printf('%')", "printf('%s')", "printf('%1000000d', 1)", "printf('%n%d', 5)",
                 "(SELECT json_group_array(column1) FROM (VALUES (1), ('a\"b\\c'), (NULL), (2.5), (char(10, 1, 233))))",
                 "(SELECT json_group_array(json(column1)) FROM (VALUES ('[1]'), ('{\"a\":2}')))",
                 "(SELECT json_group_array(1) WHERE 0)", "(SELECT json_group_object('a', 1) WHERE 0)",
                 "(SELECT json_group_object(column1, column2) FROM (VALUES ('a', 1), (3, NULL)))",
                 "(SELECT group_concat(j) FROM (SELECT json_group_array(column1) OVER (ORDER BY column1 ROWS 1 "
                 "PRECEDING) "
                 "AS j FROM (VALUES (1), (2), (3))))",
                 "(SELECT json_object('a', json_group_array(column1)) FROM (VALUES (1), (2)))",
                 "json_patch('{\"a\":1,\"b\":2}', '{\"b\":null,\"c\":3}')", "json_array(json_patch('{}', '{}'))",
                 "json_patch(NULL, '1')", "rtrim('  a ')", "rtrim('xax', 'x')", "rtrim('aé', 'é')", "trim(' 7 ') + 1"})
            QTest::newRow(call) << QString::fromUtf8(call);
    }
    void textFunctionsAreThoseOfSqlite()
    {
        QFETCH(QString, call);
        const QString sql = QStringLiteral("SELECT %1, typeof(%1)").arg(call);
        SQLite::Database plain(":memory:");
        SQLite::Statement theirs(plain, sql.toStdString());
        QVERIFY(theirs.executeStep());
        const auto ours = run(sql);
        QVERIFY2(ours.ok(), qPrintable(sentence(ours)));
        QCOMPARE(ours->rows.front()[1].get<std::string>(), theirs.getColumn(1).getString());
        const nlohmann::json &value = ours->rows.front()[0];
        QCOMPARE(value.is_null()    ? std::string()
                : value.is_string() ? value.get<std::string>()
                                    : value.dump(),
            theirs.getColumn(0).getString());
    }

    /// What only looks dangerous runs.
    void runs_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("a word in a text") << "SELECT 'DROP TABLE setting; --'";
        QTest::newRow("a name in quotes") << "SELECT 1 AS \"delete\"";
        QTest::newRow("the schema") << "SELECT name FROM sqlite_master";
        QTest::newRow("columns of a table") << "SELECT name FROM pragma_table_info('setting')";
        QTest::newRow("replace() is a function") << "SELECT replace('abc', 'b', 'x')";
        QTest::newRow("EXPLAIN QUERY PLAN") << "EXPLAIN QUERY PLAN SELECT * FROM v_customers";
        QTest::newRow("JSON") << "SELECT value FROM json_each('[1,2]')";
        QTest::newRow("a window") << "SELECT sum(1) OVER (ORDER BY key) FROM setting";
    }
    void runs()
    {
        QFETCH(QString, sql);
        const auto result = run(sql);
        QVERIFY2(result.ok(), qPrintable(sentence(result)));
    }
};

QTEST_GUILESS_MAIN(TestHostileSql)
#include "tst_hostile_sql.moc"
