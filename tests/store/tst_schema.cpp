#include "core/store/schema.h"
#include "core/store/upgrade.h"
#include "tests/store/sql_text.h"

#include <QtTest>

using namespace qd;
using namespace qd::store;
using test::found;

namespace {

/// The steps to a version.
std::vector<Migration> until(int version)
{
    std::vector<Migration> steps = migrations();
    std::erase_if(steps, [version](const Migration &step) { return step.version > version; });
    return steps;
}

QStringList saidOf(SQLite::Database &db)
{
    QStringList sentences;
    for (const Message &difference : schemaDifferences(db))
        sentences << QString::fromStdString(difference.english());
    return sentences;
}

} // namespace

/// From one schema to the next, and what in a file is of it.
class TestSchema : public QObject {
    Q_OBJECT
private slots:
    void stepsFollowEachOther()
    {
        int version = 0;
        for (const Migration &step : migrations())
            QCOMPARE(step.version, ++version);
        QCOMPARE(currentSchema(), version);
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        for (version = 1; version <= currentSchema(); ++version) {
            QVERIFY(migrate(db, until(version)).ok());
            QCOMPARE(found(db, "PRAGMA user_version"), QStringList{QString::number(version)});
        }
        QVERIFY(migrate(db, migrations()).ok()); // nothing is left to do
        QCOMPARE(saidOf(db), QStringList());
        QVERIFY(foreignTriggersAndViews(db).empty());
    }

    void aStepThatFailsIsTakenBack()
    {
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        const auto done = migrate(db, {{1, "CREATE TABLE a (x)"}, {2, "CREATE TABLE b (x); CREATE TABLE a (x)"}});
        QCOMPARE(done.error().code, ErrorCode::Internal);
        QCOMPARE(done.error().arguments, std::vector<std::string>{"2"});
        QCOMPARE(found(db, "SELECT name FROM sqlite_master"), QStringList{"a"});
        QCOMPARE(found(db, "PRAGMA user_version"), QStringList{"1"});
        QVERIFY(migrate(db, {{1, "DROP TABLE a"}, {2, "CREATE TABLE b (x)"}}).ok()); // the first is done already
        QCOMPARE(found(db, "SELECT name FROM sqlite_master ORDER BY 1"), (QStringList{"a", "b"}));
    }

    /// A custom table of an older file has the name of one that came later.
    void customTablesMakeRoom_data()
    {
        QTest::addColumn<QStringList>("tables"); // custom ones of a file of schema 3
        QTest::addColumn<QStringList>("after");
        QTest::newRow("another name") << QStringList{"mine"} << QStringList{"mine"};
        QTest::newRow("that of one") << QStringList{"plans"} << QStringList{"plans_table"};
        QTest::newRow("in another case") << QStringList{"Plans"} << QStringList{"Plans_table"};
        QTest::newRow("the next is taken")
            << QStringList{"plans", "plans_table"} << QStringList{"plans_table", "plans_table_2"};
        QTest::newRow("and the one after it") << QStringList{"plans", "plans_table", "plans_table_2"}
                                              << QStringList{"plans_table", "plans_table_2", "plans_table_3"};
    }
    void customTablesMakeRoom()
    {
        QFETCH(QStringList, tables);
        QFETCH(QStringList, after);
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        QVERIFY(migrate(db, until(3)).ok());
        db.exec("INSERT INTO source (name, kind) VALUES ('crm', 'crm')");
        for (const QString &table : tables) {
            const std::string name = table.toStdString();
            db.exec("CREATE TABLE \"" + name + "\" (x TEXT); INSERT INTO \"" + name + "\" VALUES ('" + name
                + "'); INSERT INTO import_batch (file, sha256, size, source, entity, profile, mapping, as_of, "
                  "rows_read, "
                  "accepted, unchanged, quarantined, skipped, imported_at, imported_by) VALUES ('f', '', 0, 'crm', '"
                + name + "', 'custom', '', '', 0, 0, 0, 0, 0, '', ''); INSERT INTO custom_table VALUES ('" + name
                + "', last_insert_rowid(), '[]')");
        }
        QVERIFY(migrate(db, migrations()).ok());
        QCOMPARE(found(db, "SELECT name FROM custom_table ORDER BY name"), after);
        QCOMPARE(found(db, "SELECT entity FROM import_batch ORDER BY entity"), after);
        QCOMPARE(saidOf(db), QStringList());
        const QString last = tables.size() == 1 ? after.front() : after.back();
        QCOMPARE(found(db, "SELECT x FROM \"" + last.toStdString() + '"'), QStringList{tables.front()});
    }

    void differencesAreSaid_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("none") << "" << QStringList();
        QTest::newRow("missing") << "DROP INDEX quarantine_by_batch"
                                 << QStringList{"The index quarantine_by_batch is missing from the schema."};
        QTest::newRow("otherwise") << "ALTER TABLE setting ADD COLUMN x TEXT"
                                   << QStringList{"The table setting is not as the program makes it."};
        QTest::newRow("foreign") << "CREATE TABLE mine (x)"
                                 << QStringList{"The table mine is not of the program's making."};
        QTest::newRow("custom") << "CREATE TABLE mine (x); INSERT INTO custom_table VALUES ('mine', 1, '')"
                                << QStringList();
        QTest::newRow("kept") << "CREATE TABLE mine (x); INSERT INTO custom_table_image VALUES ('m', 1, 'mine', 1, '')"
                              << QStringList();
        QTest::newRow("custom and gone") << "INSERT INTO custom_table VALUES ('mine', 1, '')"
                                         << QStringList{"The custom table mine is missing from the schema."};
    }
    void differencesAreSaid()
    {
        QFETCH(QString, sql);
        QFETCH(QStringList, said);
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        QVERIFY(migrate(db, migrations()).ok());
        db.exec("PRAGMA foreign_keys = OFF");
        db.exec(sql.toStdString());
        QCOMPARE(saidOf(db), said);
        db.exec("CREATE VIEW v AS SELECT 1; CREATE TRIGGER t AFTER UPDATE ON setting BEGIN SELECT 1; END");
        auto foreign = foreignTriggersAndViews(db);
        std::ranges::sort(foreign);
        QCOMPARE(foreign, (std::vector<std::string>{"trigger t", "view v"}));
    }

    /// The old file is kept under the first name that nothing has.
    void theOldFileIsKept_data()
    {
        QTest::addColumn<int>("taken");
        QTest::addColumn<QString>("kept");
        QTest::newRow("none taken") << 0 << "old.schema-6.qdeck";
        QTest::newRow("one taken") << 1 << "old.schema-6-2.qdeck";
        QTest::newRow("two taken") << 2 << "old.schema-6-3.qdeck";
    }
    void theOldFileIsKept()
    {
        QFETCH(int, taken);
        QFETCH(QString, kept);
        const QTemporaryDir folder;
        const std::string path = folder.filePath("old.qdeck").toStdString();
        {
            SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            QVERIFY(migrate(db, until(6)).ok());
            db.exec("INSERT INTO setting VALUES ('company', 'Halyard')");
        }
        for (int i = 0; i < taken; ++i) {
            QFile file(folder.filePath(i == 0 ? "old.schema-6.qdeck" : "old.schema-6-2.qdeck"));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        QVERIFY(upgradeFile(path, 6).ok());
        SQLite::Database now(path, SQLite::OPEN_READONLY);
        QCOMPARE(found(now, "PRAGMA user_version"), QStringList{QString::number(currentSchema())});
        QCOMPARE(found(now, "SELECT value FROM setting"), QStringList{"Halyard"});
        QCOMPARE(
            found(now, "SELECT table_name, rows FROM row_seal WHERE table_name = 'setting'"), QStringList{"setting|1"});
        SQLite::Database old(folder.filePath(kept).toStdString(), SQLite::OPEN_READONLY);
        QCOMPARE(found(old, "PRAGMA user_version"), QStringList{"6"});
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 2 + taken);
    }

    /// Where no name can be had to keep the old file by, it stays as it is.
    void whatCannotBeKeptStays()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("old.qdeck").toStdString();
        {
            SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            QVERIFY(migrate(db, until(6)).ok());
        }
        QVERIFY(QFile::link(folder.filePath("nowhere/kept"), folder.filePath("old.schema-6.qdeck")));
        const auto done = upgradeFile(path, 6);
        QVERIFY(!done.ok());
        QVERIFY(done.error().code == ErrorCode::Io);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"old.qdeck"});
        SQLite::Database db(path, SQLite::OPEN_READONLY);
        QCOMPARE(found(db, "PRAGMA user_version"), QStringList{"6"});
    }

    void whatCannotBeMigratedStays()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath("old.qdeck").toStdString();
        {
            SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            QVERIFY(migrate(db, until(6)).ok());
        }
        QVERIFY(QDir(folder.path()).mkdir("old.migrating.qdeck"));
        QCOMPARE(upgradeFile(path, 6).error().code, ErrorCode::Io);
        QVERIFY(QDir(folder.path()).rmdir("old.migrating.qdeck"));
        SQLite::Database(path, SQLite::OPEN_READWRITE).exec("CREATE TABLE signoff (x)"); // in the way of schema 7
        QCOMPARE(upgradeFile(path, 6).error().code, ErrorCode::Internal);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"old.qdeck"});
        SQLite::Database db(path, SQLite::OPEN_READONLY);
        QCOMPARE(found(db, "PRAGMA user_version"), QStringList{"6"});
    }
};

QTEST_GUILESS_MAIN(TestSchema)
#include "tst_schema.moc"
