#include "core/store/connection.h"
#include "core/store/file_header.h"
#include "tests/store/sql_text.h"

#include <QtTest>

#include <sqlite3.h>

#include <array>
#include <utility>
#include <vector>

using namespace qd::store;
using Kind = FileHeader::Kind;

namespace {

/// A header by hand: page size at 16, change counter at 24, pages at 28, version at 60, application at 68, the counter
/// again at 92.
QByteArray header(const QByteArray &pageSize, int pages, quint32 validFor = 5)
{
    QByteArray bytes(100, '\0');
    bytes.replace(0, 15, "SQLite format 3");
    bytes.replace(16, 2, pageSize);
    bytes[27] = 5;
    bytes[31] = char(pages);
    bytes.replace(60, 4, QByteArray::fromHex("01020304"));
    bytes.replace(68, 4, "QDCK");
    bytes[95] = char(validFor);
    return bytes;
}

QByteArray ofSize(QByteArray bytes, int size)
{
    bytes.resize(size, '\0');
    return bytes;
}

} // namespace

/// What a file is by its first bytes and by what lies beside it, and who may write it.
class TestFileHeader : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            return {};
        return file.fileName().toStdString();
    }
    bool stands(const QString &name) const { return QFileInfo::exists(m_folder.filePath(name)); }

private slots:
    void kinds_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("early");
        const QByteArray small = QByteArray::fromHex("0200"); // 512
        const QByteArray large = QByteArray::fromHex("0001"); // stands for 65536
        const QByteArray good = header(small, 1);
        QByteArray otherProgram = good;
        otherProgram[71] = 'J';
        QByteArray otherMagic = good;
        otherMagic[15] = '4';
        QTest::newRow("nothing") << QByteArray() << int(Kind::Empty) << false;
        QTest::newRow("a byte") << QByteArray("S") << int(Kind::NotSqlite) << false;
        QTest::newRow("a byte too few") << good.left(99) << int(Kind::NotSqlite) << false;
        QTest::newRow("the header alone") << good << int(Kind::Workspace) << true;
        QTest::newRow("a page") << ofSize(good, 512) << int(Kind::Workspace) << false;
        QTest::newRow("a byte short") << ofSize(good, 511) << int(Kind::Workspace) << true;
        QTest::newRow("two pages") << ofSize(header(small, 2), 1024) << int(Kind::Workspace) << false;
        QTest::newRow("the second short") << ofSize(header(small, 2), 1023) << int(Kind::Workspace) << true;
        QTest::newRow("a count that does not hold") << header(small, 2, 4) << int(Kind::Workspace) << false;
        QTest::newRow("a page of the largest size") << ofSize(header(large, 1), 65536) << int(Kind::Workspace) << false;
        QTest::newRow("that a byte short") << ofSize(header(large, 1), 65535) << int(Kind::Workspace) << true;
        QTest::newRow("of another program") << ofSize(otherProgram, 512) << int(Kind::NotAWorkspace) << false;
        QTest::newRow("of another kind") << ofSize(otherMagic, 512) << int(Kind::NotSqlite) << false;
    }
    void kinds()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        QFETCH(bool, early);
        const FileHeader read = readFileHeader(write(QStringLiteral("file"), bytes));
        QCOMPARE(int(read.kind), kind);
        QCOMPARE(read.schema, read.kind == Kind::Workspace ? 0x01020304 : 0);
        QCOMPARE(read.endsEarly, early);
    }

    void whatIsNoFile()
    {
        QCOMPARE(int(readFileHeader(m_folder.filePath("none").toStdString()).kind), int(Kind::Missing));
        QCOMPARE(int(readFileHeader(m_folder.path().toStdString()).kind), int(Kind::Unreadable));
    }

    /// SQLite takes names up to a length; of what stands under a longer one nothing is known.
    void namesOfTheGreatestLength()
    {
        sqlite3_vfs *vfs = sqlite3_vfs_find(nullptr);
        QString folder = QStringLiteral("long");
        while (m_folder.filePath(folder).size() < vfs->mxPathname - 200)
            folder += '/' + QString(99, u'f');
        QVERIFY(QDir(m_folder.path()).mkpath(folder));
        const QByteArray bytes = ofSize(header(QByteArray::fromHex("0200"), 1), 512);
        std::vector<char> full(std::size_t(vfs->mxPathname) + 1);
        int taken = 0;
        for (int size = vfs->mxPathname - 4; size <= vfs->mxPathname + 1; ++size) {
            const QString name = folder + '/' + QString(size - m_folder.filePath(folder).size() - 1, u'n');
            const std::string path = write(name, bytes);
            QCOMPARE(int(path.size()), size);
            const bool takes = vfs->xFullPathname(vfs, path.c_str(), int(full.size()), full.data()) == SQLITE_OK;
            QCOMPARE(int(readFileHeader(path).kind), int(takes ? Kind::Workspace : Kind::Unreadable));
            taken += takes ? 1 : 0;
        }
        QVERIFY(taken > 0 && taken < 6);
    }

    void logsBesideAFile_data()
    {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("unfinished");
        QTest::newRow("none") << "" << 9 << false;
        QTest::newRow("an empty log") << "-wal" << 0 << false;
        QTest::newRow("a log") << "-wal" << 1 << true;
        QTest::newRow("an empty journal") << "-journal" << 0 << false;
        QTest::newRow("a journal") << "-journal" << 1 << true;
        QTest::newRow("shared memory") << "-shm" << 9 << false;
    }
    void logsBesideAFile()
    {
        QFETCH(QString, ending);
        QFETCH(int, size);
        QFETCH(bool, unfinished);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const std::string path = write(name, "x");
        write(name + ending, QByteArray(size, 'x'));
        QCOMPARE(hasUnfinishedLog(path), unfinished);
    }

    void filesAreToldApart()
    {
        const std::string path = write(QStringLiteral("one"), "x");
        const FileIdentity first = identityOf(path);
        QVERIFY(first.exists && first == identityOf(path));
        write(QStringLiteral("one"), "xy"); // the same with other bytes
        QVERIFY(first == identityOf(path));
        QVERIFY(QFile::rename(m_folder.filePath("one"), m_folder.filePath("away")));
        QVERIFY(!identityOf(path).exists);
        write(QStringLiteral("one"), "x");
        QVERIFY(identityOf(path).exists && !(first == identityOf(path)));
        QVERIFY(first == identityOf(m_folder.filePath("away").toStdString()));
    }

    void whoMayWrite_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("nobody");
        QTest::newRow("everybody") << int(QFile::ReadOwner | QFile::WriteOwner | QFile::WriteOther) << false;
        QTest::newRow("its owner") << int(QFile::ReadOwner | QFile::WriteOwner) << false;
        QTest::newRow("nobody") << int(QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther) << true;
    }
    void whoMayWrite()
    {
        QFETCH(int, mode);
        QFETCH(bool, nobody);
        const std::string path = write(QStringLiteral("mode%1").arg(mode), "x");
        QVERIFY(QFile::setPermissions(QString::fromStdString(path), QFile::Permissions(mode)));
        QCOMPARE(nobodyMayWrite(path), nobody);
        QVERIFY(nobodyMayWrite(path + ".none"));
    }

    /// What a killed attempt left goes; who may not read the model may not read the new file.
    void anEmptyFileLikeAnother()
    {
        const std::string model = write(QStringLiteral("model"), "x");
        QFile::setPermissions(QString::fromStdString(model), QFile::ReadOwner);
        for (const char *ending : {"", "-journal", "-wal", "-shm"})
            write(QStringLiteral("made") + ending, "left");
        QVERIFY(makeEmptyLike(m_folder.filePath("made").toStdString(), model));
        QCOMPARE(QFileInfo(m_folder.filePath("made")).size(), 0);
        QVERIFY(!stands("made-journal") && !stands("made-wal") && !stands("made-shm"));
        const auto mode = QFileInfo(m_folder.filePath("made")).permissions();
        QVERIFY((mode & QFile::ReadOwner) && (mode & QFile::WriteOwner));
        QVERIFY(!(mode & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
        QVERIFY(!makeEmptyLike(m_folder.filePath("none/made").toStdString(), model));
    }

    /// A reader's connection lets nobody write, a writer's keeps rows whole.
    void connections_data()
    {
        QTest::addColumn<bool>("readOnly");
        QTest::addColumn<bool>("locked");
        QTest::newRow("a writer") << false << false;
        QTest::newRow("a reader") << true << false;
        QTest::newRow("a file nobody may write") << false << true;
    }
    void connections()
    {
        QFETCH(bool, readOnly);
        QFETCH(bool, locked);
        const QString name = m_folder.filePath(QStringLiteral("a b%23 %1.db").arg(int(readOnly) + 2 * int(locked)));
        {
            SQLite::Database made(name.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            made.exec("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p (id));"
                      "CREATE TABLE usage_account (account_key, source, account_id);"
                      "CREATE TABLE usage_feature (feature_key, name)");
        }
        if (locked)
            QVERIFY(QFile::setPermissions(name, QFile::ReadOwner));
        const Connection connection = connectTo(name.toStdString(), readOnly);
        QCOMPARE(connection.readOnly, readOnly || locked);
        QVERIFY(!connection.copyFolder);
        SQLite::Database &db = *connection.db;
        QCOMPARE(qd::test::found(db, "PRAGMA foreign_keys"), QStringList{"1"});
        QCOMPARE(qd::test::found(db, "SELECT sentence('x', NULL)"), QStringList{"x"});
        QCOMPARE(qd::test::found(db, "SELECT count(*) FROM usage"), QStringList{"0"});
        if (readOnly || locked) {
            QVERIFY_THROWS_EXCEPTION(SQLite::Exception, db.exec("INSERT INTO p VALUES (1)"));
            return;
        }
        QCOMPARE(qd::test::found(db, "PRAGMA cache_size"), QStringList{"-131072"});
        QCOMPARE(db.exec("INSERT INTO p VALUES (1)"), 1);
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, db.exec("INSERT INTO c VALUES (2)"));
    }

    /// What stops a reader in the state that a writer left is settled by a writer; all else is said at once.
    void aWriterSettlesForAReader_data()
    {
        QTest::addColumn<int>("answer"); // of the system to the reader's first try
        QTest::addColumn<bool>("reads");
        QTest::newRow("it may not write") << SQLITE_READONLY << true;
        QTest::newRow("it cannot open") << SQLITE_CANTOPEN << true;
        QTest::newRow("the disk fails") << SQLITE_IOERR << false;
    }
    void aWriterSettlesForAReader()
    {
        QFETCH(int, answer);
        QFETCH(bool, reads);
        static int next = SQLITE_OK;
        static sqlite3_vfs *const real = sqlite3_vfs_find(nullptr);
        sqlite3_vfs once = *real;
        once.zName = "refuses-once";
        once.xOpen = [](sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *given) {
            file->pMethods = nullptr;
            const int said = std::exchange(next, SQLITE_OK);
            return said == SQLITE_OK ? real->xOpen(real, name, file, flags, given) : said;
        };
        QCOMPARE(sqlite3_vfs_register(&once, 0), SQLITE_OK);
        const std::string path = m_folder.filePath("settled.db").toStdString();
        SQLite::Database(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec("CREATE TABLE IF NOT EXISTS t (x)");
        QStringList tables;
        try {
            next = answer;
            tables = qd::test::found(*connectTo(path, true, once.zName).db, "SELECT name FROM sqlite_master");
        } catch (const SQLite::Exception &failure) {
            QCOMPARE(failure.getErrorCode(), answer);
        }
        QCOMPARE(sqlite3_vfs_unregister(&once), SQLITE_OK);
        QCOMPARE(tables, reads ? QStringList{"t"} : QStringList());
    }

    void aLogThatNobodyMayFoldInIsReadFromACopy()
    {
        const QString name = m_folder.filePath("kept.db");
        const QString copy = m_folder.filePath("locked.db");
        SQLite::Database writer(name.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        writer.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
        QVERIFY(QFile::copy(name, copy) && QFile::copy(name + "-wal", copy + "-wal"));
        QVERIFY(QFile::setPermissions(copy, QFile::ReadOwner));
        const Connection connection = connectTo(copy.toStdString(), false);
        QVERIFY(connection.readOnly && connection.copyFolder);
        QCOMPARE(qd::test::found(*connection.db, "SELECT name FROM sqlite_master"), QStringList{"t"});
        QVERIFY_THROWS_EXCEPTION(SQLite::Exception, connection.db->exec("INSERT INTO t VALUES (1)"));
    }

    void aLogIsFoldedInWhereNobodyElseReads()
    {
        const std::string path = m_folder.filePath("log.db").toStdString();
        const QString log = QString::fromStdString(path + "-wal");
        SQLite::Database writer(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        writer.exec("PRAGMA journal_mode = WAL; CREATE TABLE t (x)");
        QVERIFY(QFileInfo::exists(log));
        foldLog(path); // in use
        QVERIFY(QFileInfo::exists(log));
        const QString copy = m_folder.filePath("copy.db");
        QVERIFY(QFile::copy(QString::fromStdString(path), copy) && QFile::copy(log, copy + "-wal"));
        foldLog(copy.toStdString());
        QVERIFY(!QFileInfo::exists(copy + "-wal"));
        SQLite::Database folded(copy.toStdString(), SQLite::OPEN_READONLY);
        QCOMPARE(qd::test::found(folded, "SELECT name FROM sqlite_master"), QStringList{"t"});
        QCOMPARE(qd::test::found(folded, "PRAGMA journal_mode"), QStringList{"delete"});
        foldLog(m_folder.filePath("none.db").toStdString());
        QVERIFY(!stands("none.db"));
    }
};

QTEST_GUILESS_MAIN(TestFileHeader)
#include "tst_file_header.moc"
