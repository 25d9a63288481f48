#include "core/store/connection.h"
#include "core/store/file_header.h"
#include "core/store/workspace.h"
#include "core/store/write_transaction.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QtTest>

#include <thread>

using namespace qd;
using store::Workspace;

/// What a writer that was ended leaves beside a workspace belongs to it, for every reader; tests/kills ends real ones.
class TestUnfinishedLog : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    int m_folders = 0;

    std::string made(const QString &name) const
    {
        const std::string path = m_dir.filePath(name).toStdString();
        return Workspace::create(path, {}).ok() ? path : std::string();
    }
    /// The file with what lies beside it, as a power cut would leave them.
    std::string copied(const std::string &path)
    {
        const QString folder = m_dir.filePath(QString::number(++m_folders));
        QDir().mkpath(folder);
        const QString name = QFileInfo(QString::fromStdString(path)).fileName();
        for (const char *ending : {"", "-wal", "-journal", "-shm"})
            QFile::copy(QString::fromStdString(path + ending), folder + '/' + name + ending);
        return (folder + '/' + name).toStdString();
    }
    static std::string companyOf(const std::string &path, Workspace::Mode mode)
    {
        const auto workspace = Workspace::open(path, mode);
        return workspace ? (*workspace)->setting("company").value_or("none") : workspace.error().message.english();
    }
    static void lock(const std::string &path)
    {
        for (const char *ending : {"", "-wal", "-journal", "-shm"})
            QFile::setPermissions(QString::fromStdString(path + ending), QFile::ReadOwner);
    }

private slots:
    void aLogIsRead_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("locked");
        QTest::newRow("for writing") << int(Workspace::Mode::ReadWrite) << false;
        QTest::newRow("for reading") << int(Workspace::Mode::ReadOnly) << false;
        QTest::newRow("where nobody may write") << int(Workspace::Mode::ReadOnly) << true;
    }
    void aLogIsRead()
    {
        QFETCH(int, mode);
        QFETCH(bool, locked);
        const std::string path = made(QStringLiteral("log%1%2.qdeck").arg(mode).arg(locked));
        auto writer = Workspace::open(path);
        (*writer)->setSetting("company", "Halyard");
        const std::string left = copied(path);
        QVERIFY(QFileInfo(QString::fromStdString(left + "-wal")).size() > 0);
        if (locked)
            lock(left);
        QCOMPARE(companyOf(left, Workspace::Mode(mode)), std::string("Halyard"));
        QCOMPARE(QFileInfo::exists(QString::fromStdString(left + "-wal")), locked); // else folded in by whoever closed
    }

    /// A writer that was ended before it wrote anything: nothing to read, and nothing left beside the file.
    void anEmptyLogGoes()
    {
        const std::string path = made("empty.qdeck");
        const auto writer = Workspace::open(path);
        const std::string left = copied(path);
        QCOMPARE(QFileInfo(QString::fromStdString(left + "-wal")).size(), 0);
        QVERIFY(QFileInfo::exists(QString::fromStdString(left + "-wal")));
        QCOMPARE(companyOf(left, Workspace::Mode::ReadOnly), std::string("none"));
        QCOMPARE(QDir(QFileInfo(QString::fromStdString(left)).path()).entryList(QDir::Files).size(), 1);
    }

    void aHotJournalIsTakenBack_data() { aLogIsRead_data(); }
    void aHotJournalIsTakenBack()
    {
        QFETCH(int, mode);
        QFETCH(bool, locked);
        const std::string path = made(QStringLiteral("journal%1%2.qdeck").arg(mode).arg(locked));
        SQLite::Database writer(path, SQLite::OPEN_READWRITE);
        // A cache of one page: changes reach the file before they are committed, as the change of the mode does.
        writer.exec("INSERT INTO setting VALUES ('company', 'Before'); PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
                    "UPDATE setting SET value = 'After' WHERE key = 'company';"
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 5000) "
                    "INSERT INTO setting SELECT 'k' || i, hex(randomblob(200)) FROM n");
        const std::string left = copied(path);
        QVERIFY(QFileInfo(QString::fromStdString(left + "-journal")).size() > 0);
        if (locked)
            lock(left);
        QCOMPARE(companyOf(left, Workspace::Mode(mode)), std::string("Before"));
    }

    void aFileThatEndsEarlyIsDamagedOnlyWithoutALog()
    {
        const std::string path = made("early.qdeck");
        QFile file(QString::fromStdString(path));
        QVERIFY(file.resize(file.size() / 2));
        QVERIFY(store::readFileHeader(path).endsEarly);
        const auto opened = Workspace::open(path, Workspace::Mode::ReadOnly);
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
        QVERIFY(QString::fromStdString(opened.error().message.english()).contains("ends before its last page"));
    }

    void writersAndReadersWait()
    {
        const std::string path = made("busy.qdeck");
        SQLite::Database other(path, SQLite::OPEN_READWRITE);
        other.exec("BEGIN EXCLUSIVE; UPDATE setting SET value = 'EUR' WHERE key = 'base_currency'");
        std::string seen;
        std::thread waiting([&] {
            const auto workspace = Workspace::open(path, Workspace::Mode::ReadOnly);
            seen = workspace ? (*workspace)->baseCurrency().code() : workspace.error().message.english();
        });
        std::thread writing([&] {
            const auto workspace = Workspace::open(path);
            store::WriteTransaction transaction(**workspace, "wait");
            (*workspace)->setSetting("company", "Halyard");
            transaction.commit();
        });
        QTest::qWait(50); // long enough for both to meet the lock; shorter only makes the test weaker
        other.exec("COMMIT");
        waiting.join();
        writing.join();
        QCOMPARE(seen, std::string("EUR"));
        QCOMPARE(companyOf(path, Workspace::Mode::ReadOnly), std::string("Halyard"));
    }

    void aReaderDoesNotStopAWriterFromWriting()
    {
        const std::string path = made("read.qdeck");
        const auto reader = Workspace::open(path, Workspace::Mode::ReadOnly);
        SQLite::Statement open((*reader)->db(), "SELECT key FROM setting");
        QVERIFY(open.executeStep());
        const auto writer = Workspace::open(path);
        QVERIFY2(writer.ok(), writer ? "" : writer.error().message.english().c_str());
    }
};

QTEST_GUILESS_MAIN(TestUnfinishedLog)
#include "tst_unfinished_log.moc"
