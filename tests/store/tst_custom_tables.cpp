#include "core/store/custom_images.h"
#include "core/store/custom_tables.h"
#include "tests/store/sql_text.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;
using Kind = Value::Kind;

/// Files of no canonical entity: tables of their own, which give way and come back.
class TestCustomTables : public QObject {
    Q_OBJECT

    std::unique_ptr<test::WorkspaceFixture> m_data;

    SQLite::Database &db() { return m_data->db(); }
    void make(int batch, const std::string &note)
    {
        CustomTableWriter writer(db(), "plain", batch, {{"id", "INTEGER"}, {"no\"te", "TEXT"}, {"share", "REAL"}});
        writer.add({{Kind::Integer, batch, 0, {}}, {Kind::Text, 0, 0, note}, {Kind::Real, 0, 0.5, {}}});
        writer.add({{}, {}, {}});
    }

private slots:
    void init()
    {
        m_data = std::make_unique<test::WorkspaceFixture>();
        for (const char *day : {"2026-01-31", "2026-02-28", "2026-03-31"})
            test::enterBatch(db(), "plain", day);
    }

    void namesAreQuoted()
    {
        QCOMPARE(quotedName("plain"), std::string("\"plain\""));
        QCOMPARE(quotedName("a\"b\""), std::string("\"a\"\"b\"\"\""));
        QCOMPARE(quotedName(""), std::string("\"\""));
    }

    void ownNames_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("own");
        QTest::newRow("a table") << "accounts" << true;
        QTest::newRow("in any case") << "Accounts" << true;
        QTest::newRow("an index") << "quarantine_by_batch" << true;
        QTest::newRow("a view") << "record_history_full" << true;
        QTest::newRow("one that no schema has") << "USAGE_months" << true;
        QTest::newRow("a custom table") << "plain" << false;
        QTest::newRow("that in another case") << "PLAIN" << false;
        QTest::newRow("nothing") << "other" << false;
    }
    void ownNames()
    {
        QFETCH(QString, name);
        QFETCH(bool, own);
        make(1, "x");
        QCOMPARE(isOwnName(db(), name.toStdString()), own);
    }

    void rowsAreWrittenAndCounted()
    {
        QVERIFY(!customTableRows(db(), "plain"));
        QVERIFY(!customTableRows(db(), "accounts"));
        make(1, "x");
        QCOMPARE(customTableRows(db(), "plain"), std::optional<std::int64_t>(2));
        QCOMPARE(found(db(), "SELECT * FROM plain"), (QStringList{"1|x|0.5", "-|-|-"}));
        QCOMPARE(found(db(), "SELECT * FROM custom_table"),
            QStringList{"plain|1|[{\"name\":\"id\",\"type\":\"INTEGER\"},{\"name\":\"no\\\"te\",\"type\":\"TEXT\"},"
                        "{\"name\":\"share\",\"type\":\"REAL\"}]"});
        QCOMPARE(found(db(), "SELECT strict FROM pragma_table_list('plain')"), QStringList{"1"});
    }

    /// Twice replaced, twice taken back; seals go with their tables.
    void oneThatWasReplacedReturns()
    {
        make(1, "first");
        db().exec("INSERT INTO row_seal VALUES ('plain', '', 2, 'of 1')");
        make(2, "second");
        QCOMPARE(found(db(), "SELECT * FROM row_seal WHERE digest = 'of 1'"), QStringList{"plain~2||2|of 1"});
        QCOMPARE(found(db(),
                     "SELECT name, batch_id, kept_as, former_batch, columns LIKE '%note%' OR columns LIKE "
                     "'%share%' FROM custom_table_image"),
            QStringList{"plain|2|plain~2|1|1"});
        db().exec("INSERT INTO row_seal VALUES ('plain', '', 2, 'of 2')");
        make(3, "third");
        QCOMPARE(found(db(), "SELECT name, batch_id FROM custom_table"), QStringList{"plain|3"});
        takeBackCustomTable(db(), "plain", 2); // not its table
        QCOMPARE(found(db(), "SELECT \"no\"\"te\" FROM plain WHERE id"), QStringList{"third"});
        takeBackCustomTable(db(), "plain", 3);
        QCOMPARE(found(db(), "SELECT \"no\"\"te\" FROM plain WHERE id"), QStringList{"second"});
        QCOMPARE(
            found(db(), "SELECT name, batch_id, columns LIKE '%share%' FROM custom_table"), QStringList{"plain|2|1"});
        QCOMPARE(found(db(), "SELECT table_name, digest FROM row_seal WHERE digest LIKE 'of %' ORDER BY 2"),
            (QStringList{"plain~2|of 1", "plain|of 2"}));
        takeBackCustomTable(db(), "plain", 2);
        QCOMPARE(found(db(), "SELECT \"no\"\"te\" FROM plain WHERE id"), QStringList{"first"});
        QCOMPARE(found(db(), "SELECT table_name, digest FROM row_seal WHERE digest LIKE 'of %'"),
            QStringList{"plain|of 1"}); // what was sealed of the second went with it
        takeBackCustomTable(db(), "plain", 1);
        QVERIFY(!customTableRows(db(), "plain"));
        QCOMPARE(found(db(), "SELECT name FROM sqlite_master WHERE name LIKE 'plain%'"), QStringList());
        QCOMPARE(found(db(), "SELECT digest FROM row_seal WHERE digest LIKE 'of %'"), QStringList());
    }

    void nothingIsKeptOfNothing()
    {
        keepCustomTable(db(), "plain", 1);
        QCOMPARE(found(db(), "SELECT count(*) FROM custom_table_image"), QStringList{"0"});
        make(1, "x");
        keepCustomTable(db(), "PLAIN", 2); // the same table
        QCOMPARE(found(db(), "SELECT name, kept_as FROM custom_table_image"), QStringList{"plain|plain~2"});
        QCOMPARE(found(db(), "SELECT count(*) FROM custom_table"), QStringList{"0"});
    }
};

QTEST_GUILESS_MAIN(TestCustomTables)
#include "tst_custom_tables.moc"
