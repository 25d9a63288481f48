#include "core/store/entities.h"
#include "core/store/file_header.h"
#include "core/store/integrity.h"
#include "core/store/schema.h"
#include "core/store/workspace.h"
#include "tests/support/english.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

using qd::ErrorCode;
using qd::store::Workspace;

class TestWorkspace : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string pathOf(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)).toStdString(); }
    std::string made(const char *name) const
    {
        const std::string path = pathOf(name);
        return Workspace::create(path, {.currency = *qd::Currency::fromCode("EUR"), .fiscalYearStart = 4}).ok() ? path
                                                                                                                : "";
    }
    static QByteArray bytesOf(const std::string &path)
    {
        QFile file(QString::fromStdString(path));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    static void write(const std::string &path, const QByteArray &bytes)
    {
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

private slots:
    void createsAndReopens()
    {
        const std::string path = made("new.qdeck");
        {
            auto workspace = Workspace::open(path);
            QVERIFY(workspace.ok());
            QCOMPARE((*workspace)->baseCurrency().code(), std::string("EUR"));
            QCOMPARE((*workspace)->fiscalYearStart(), 4);
            (*workspace)->setSetting("company_name", "Zoë's");
        }
        QCOMPARE(QDir(m_dir.path()).entryList({"new.qdeck*"}, QDir::Files).size(), 1); // no journal beside it
        auto again = Workspace::open(path, Workspace::Mode::ReadOnly);
        QCOMPARE((*again)->setting("company_name").value(), std::string("Zoë's"));
        QVERIFY(!(*again)->setting("never set"));
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, (*again)->setSetting("x", "y"));
    }

    void neverOverwrites()
    {
        const std::string path = made("once.qdeck");
        const QByteArray before = bytesOf(path);
        QCOMPARE(Workspace::create(path, {}).error().code, ErrorCode::AlreadyExists);
        QCOMPARE(bytesOf(path), before);
        QCOMPARE(Workspace::create(pathOf("no/such/folder.qdeck"), {}).error().code, ErrorCode::NotFound);
    }

    void refusesAndLeavesAlone_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("code");
        const QByteArray good = bytesOf(made("good.qdeck"));
        QByteArray newer = good;
        newer[63] = 99;
        QByteArray foreign = good;
        foreign[68] = 0;
        QByteArray scrambled = good;
        for (int i = 100; i < 4096; ++i)
            scrambled[i] = char(i * 7);
        QTest::newRow("empty") << QByteArray() << int(ErrorCode::NotAWorkspace);
        QTest::newRow("text") << QByteArray("account_id,name\n").repeated(20) << int(ErrorCode::NotAWorkspace);
        QTest::newRow("another SQLite file") << foreign << int(ErrorCode::NotAWorkspace);
        QTest::newRow("newer schema") << newer << int(ErrorCode::NewerSchema);
        QTest::newRow("cut in half") << good.left(good.size() / 2) << int(ErrorCode::Damaged);
        QTest::newRow("scrambled first page") << scrambled << int(ErrorCode::Damaged);
    }
    void refusesAndLeavesAlone()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, code);
        const std::string path = pathOf("refused.qdeck");
        write(path, bytes);
        const auto opened = Workspace::open(path);
        QVERIFY(!opened.ok());
        QCOMPARE(int(opened.error().code), code);
        QVERIFY2(*opened.error().message.words().context, "a finished sentence, which no language can say");
        const QString said = QString::fromStdString(opened.error().message.english());
        QVERIFY2(said.contains("refused.qdeck"), qPrintable(said));
        QCOMPARE(said.contains("ends before its last page"), QTest::currentDataTag() == QByteArray("cut in half"));
        QCOMPARE(bytesOf(path), bytes);
    }

    /// Without a currency and a first month of the fiscal year no figure would be right.
    void whatItIsMadeWith_data()
    {
        QTest::addColumn<QString>("currency");
        QTest::addColumn<QString>("month");
        QTest::addColumn<bool>("opens");
        const auto row = [](const char *currency, const char *month, bool opens) {
            QTest::addRow("%s from %s", currency, month) << QString(currency) << QString(month) << opens;
        };
        row("EUR", "4", true);
        row("EUR", "1", true);
        row("EUR", "12", true);
        row("EUR", "0", false);
        row("EUR", "13", false);
        row("EUR", "1.5", false);
        row("EUR", "May", false);
        row("EUR", "", false);
        row("XXQ", "4", false);
    }
    void whatItIsMadeWith()
    {
        QFETCH(QString, currency);
        QFETCH(QString, month);
        QFETCH(bool, opens);
        const std::string path = made(QTest::currentDataTag());
        {
            SQLite::Database db(path, SQLite::OPEN_READWRITE);
            db.exec("UPDATE setting SET value = '" + currency.toStdString() + "' WHERE key = 'base_currency'");
            db.exec("UPDATE setting SET value = '" + month.toStdString() + "' WHERE key = 'fiscal_year_start'");
        }
        const auto opened = Workspace::open(path);
        QCOMPARE(opened.ok(), opens);
        if (opened) {
            QCOMPARE((*opened)->fiscalYearStart(), month.toInt());
            return;
        }
        QVERIFY(opened.error().code == ErrorCode::Damaged);
        const QString said = QString::fromStdString(opened.error().message.english());
        QVERIFY2(said.contains("base currency is \"" + currency + "\" and its fiscal year starts in month \"" + month),
            qPrintable(said));
    }

    void whatBecomesNoMonthIsJanuary()
    {
        auto workspace = Workspace::open(made("month.qdeck"));
        QCOMPARE((*workspace)->fiscalYearStart(), 4);
        (*workspace)->setSetting("fiscal_year_start", "13");
        QCOMPARE((*workspace)->fiscalYearStart(), 1);
    }

    void tablesThatAreWrittenTo()
    {
        auto workspace = Workspace::open(made("written.qdeck"));
        SQLite::Database &db = (*workspace)->db();
        db.execAndGet("SELECT count(*) FROM account");
        QVERIFY((*workspace)->writtenTables().empty());
        db.exec("INSERT INTO setting SELECT name, kind FROM source");
        QVERIFY((*workspace)->writtenTables() == std::set<std::string>{"setting"});
        db.exec("UPDATE source SET kind = 'crm'; DELETE FROM quarantine WHERE batch_id NOT IN (SELECT batch_id FROM "
                "import_batch)");
        QVERIFY(((*workspace)->writtenTables() == std::set<std::string>{"quarantine", "setting", "source"}));
    }

    void missingAndFolder()
    {
        QCOMPARE(Workspace::open(pathOf("none.qdeck")).error().code, ErrorCode::NotFound);
        QCOMPARE(Workspace::open(m_dir.path().toStdString()).error().code, ErrorCode::Io);
    }

    void readOnlyFileOpensImmutable()
    {
        const std::string path = made("readonly.qdeck");
        QFile::setPermissions(QString::fromStdString(path), QFile::ReadOwner);
        const QByteArray before = bytesOf(path);
        {
            auto workspace = Workspace::open(path);
            QVERIFY(workspace.ok());
            QVERIFY((*workspace)->isReadOnly());
            QCOMPARE((*workspace)->baseCurrency().code(), std::string("EUR"));
        }
        QCOMPARE(bytesOf(path), before);
    }

    void opensThroughALink()
    {
        const std::string path = made("target.qdeck");
        QVERIFY(QFile::link(QString::fromStdString(path), m_dir.filePath("link.qdeck")));
        for (const auto mode : {Workspace::Mode::ReadWrite, Workspace::Mode::ReadOnly})
            QVERIFY(Workspace::open(pathOf("link.qdeck"), mode).ok());
    }

    void copiesAreForTheSamePeople()
    {
        const std::string path = made("private.qdeck");
        QFile::setPermissions(QString::fromStdString(path), QFile::ReadOwner | QFile::WriteOwner);
        const auto mode = QFileInfo(QString::fromStdString(path)).permissions();
        qd::Progress progress;
        QVERIFY((*Workspace::open(path))->backupTo(pathOf("private-copy.qdeck"), progress).ok());
        QCOMPARE(QFileInfo(m_dir.filePath("private-copy.qdeck")).permissions(), mode);
    }

    void lockedFileSaysSo()
    {
        const std::string path = made("locked.qdeck");
        SQLite::Database other(path, SQLite::OPEN_READWRITE);
        other.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE mine (x)");
        QCOMPARE(Workspace::open(path).error().code, ErrorCode::Locked);
    }

    void backupIsTheSameWorkspace()
    {
        auto workspace = Workspace::open(made("source.qdeck"));
        (*workspace)->setSetting("company_name", "Original");
        qd::Progress progress;
        QVERIFY((*workspace)->backupTo(pathOf("copy.qdeck"), progress).ok());
        QCOMPARE((*workspace)->backupTo(pathOf("copy.qdeck"), progress).error().code, ErrorCode::AlreadyExists);
        auto copy = Workspace::open(pathOf("copy.qdeck"));
        QCOMPARE((*copy)->setting("company_name").value(), std::string("Original"));
    }

#ifdef Q_OS_UNIX
    /// A name that nothing has and nothing can have: a link into a folder that is not there.
    void aNameThatCannotBeGivenLeavesNothing()
    {
        auto workspace = Workspace::open(made("given.qdeck"));
        QVERIFY(QFile::link(m_dir.filePath("nowhere/x"), m_dir.filePath("ghost.qdeck")));
        qd::Progress progress;
        QCOMPARE(Workspace::create(pathOf("ghost.qdeck"), {}).error().code, ErrorCode::Io);
        QCOMPARE((*workspace)->backupTo(pathOf("ghost.qdeck"), progress).error().code, ErrorCode::Io);
        QCOMPARE(QDir(m_dir.path()).entryList({"ghost*"}, QDir::Files | QDir::System), QStringList{"ghost.qdeck"});
        QVERIFY(!QFileInfo(m_dir.filePath("ghost.qdeck")).exists());
    }
#endif

    void aCopyThatIsStoppedLeavesNothing()
    {
        auto workspace = Workspace::open(made("large.qdeck"));
        (*workspace)
            ->db()
            .exec("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 600) "
                  "INSERT INTO setting SELECT 'k' || i, hex(zeroblob(5000)) FROM n");
        qd::Progress progress;
        progress.cancel();
        const auto copied = (*workspace)->backupTo(pathOf("stopped.qdeck"), progress);
        QVERIFY(!copied.ok());
        QVERIFY(copied.error().code == ErrorCode::Cancelled);
        QCOMPARE(QDir(m_dir.path()).entryList({"stopped*"}, QDir::Files), QStringList());
    }

    /// The one file can be mailed once everybody has closed it, in whatever order.
    void theLastReaderFoldsTheLog()
    {
        const std::string path = made("last.qdeck");
        const QString log = QString::fromStdString(path + "-wal");
        auto writer = Workspace::open(path);
        auto reader = Workspace::open(path, Workspace::Mode::ReadOnly);
        (*writer)->setSetting("company", "Halyard");
        QCOMPARE((*reader)->setting("company").value(), std::string("Halyard"));
        writer->reset();
        QVERIFY(QFileInfo::exists(log)); // the reader still reads it
        reader->reset();
        QCOMPARE(QDir(m_dir.path()).entryList({"last.qdeck*"}, QDir::Files), QStringList{"last.qdeck"});
    }

    void anOlderFileIsMigratedAndKept()
    {
        const std::string path = pathOf("older.qdeck");
        {
            SQLite::Database db(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            db.exec("PRAGMA application_id = " + std::to_string(qd::store::ApplicationId));
            QVERIFY(qd::store::migrate(db, {qd::store::migrations().front()}).ok());
            db.exec("INSERT INTO setting VALUES ('base_currency', 'EUR'), ('company', 'Halyard')");
        }
        QFile::setPermissions(QString::fromStdString(path), QFile::ReadOwner | QFile::WriteOwner);
        const auto mode = QFileInfo(QString::fromStdString(path)).permissions();
        const QByteArray before = bytesOf(path);
        write(pathOf("older.schema-1.qdeck"), "left by an attempt that was killed");
        {
            auto workspace = Workspace::open(path);
            QVERIFY(workspace.ok());
            QCOMPARE((*workspace)->setting("company").value(), std::string("Halyard"));
            QCOMPARE((*workspace)->db().execAndGet("SELECT count(*) FROM capacity_model").getInt(), 0);
        }
        QCOMPARE(qd::store::readFileHeader(path).schema, qd::store::currentSchema());
        QCOMPARE(bytesOf(pathOf("older.schema-1-2.qdeck")), before);
        QCOMPARE(QFileInfo(QString::fromStdString(path)).permissions(), mode);
        qd::Progress progress;
        QCOMPARE(
            english(qd::store::checkIntegrity(**Workspace::open(path), progress).value()), std::vector<std::string>());
        QCOMPARE(QDir(m_dir.path()).entryList({"older*"}, QDir::Files).size(), 3);
    }

    void anOlderFileThatIsOpenElsewhereIsNotMigrated()
    {
        const std::string path = pathOf("open.qdeck");
        SQLite::Database other(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        other.exec("PRAGMA application_id = " + std::to_string(qd::store::ApplicationId));
        QVERIFY(qd::store::migrate(other, {qd::store::migrations().front()}).ok());
        other.exec("PRAGMA journal_mode = WAL; INSERT INTO setting VALUES ('base_currency', 'EUR')");
        const auto opened = Workspace::open(path);
        QCOMPARE(opened.error().code, ErrorCode::Locked);
        QCOMPARE(qd::store::readFileHeader(path).schema, 1);
        other.exec("INSERT INTO setting VALUES ('company', 'Halyard')"); // what it goes on to write is not lost
    }

    void failingMigrationLeavesTheOldVersion()
    {
        SQLite::Database db(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        const std::vector<qd::store::Migration> steps{{1, "CREATE TABLE a (x); INSERT INTO a VALUES (1);"},
            {2, "CREATE TABLE b (y); INSERT INTO nowhere VALUES (1);"}};
        QVERIFY(!qd::store::migrate(db, steps).ok());
        QCOMPARE(db.execAndGet("PRAGMA user_version").getInt(), 1);
        QCOMPARE(db.execAndGet("SELECT count(*) FROM sqlite_master").getInt(), 1);
    }

    void schemaHasEveryCanonicalColumn()
    {
        auto workspace = Workspace::open(made("columns.qdeck"), Workspace::Mode::ReadOnly);
        for (const auto &entity : qd::store::entities()) {
            if (entity.name == "usage")
                continue;
            for (const auto &column : entity.columns) {
                SQLite::Statement query((*workspace)->db(),
                    "SELECT count(*) FROM pragma_table_xinfo('" + std::string(entity.name) + "') WHERE name = ?");
                const bool money = column.type == qd::store::ValueType::Money;
                for (const std::string &name :
                    {std::string(column.name), std::string(column.name) + (money ? "_minor" : "")}) {
                    query.reset();
                    query.bind(1, name);
                    QVERIFY(query.executeStep());
                    QVERIFY2(query.getColumn(0).getInt() == 1, name.c_str());
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
