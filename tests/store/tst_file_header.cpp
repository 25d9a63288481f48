#include "core/store/connection.h"
#include "core/store/file_header.h"
#include "tests/store/sql_text.h"

#include <QtTest>

#include <array>

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
