#include "core/store/temporary_space.h"

#include <sqlite3.h>

#include <QtTest>

#include <cstddef>
#include <vector>

using qd::store::TemporarySpace;

namespace {

/// A temporary file as SQLite opens it.
class OpenFile {
public:
    explicit OpenFile(const TemporarySpace &space)
    {
        sqlite3_vfs *vfs = sqlite3_vfs_find(space.name().c_str());
        m_room.resize(std::size_t(vfs->szOsFile) / sizeof(std::max_align_t) + 1);
        int flags = SQLITE_OPEN_TEMP_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE
            | SQLITE_OPEN_DELETEONCLOSE;
        m_isOpen = vfs->xOpen(vfs, nullptr, file(), flags, &flags) == SQLITE_OK;
    }
    ~OpenFile()
    {
        if (m_isOpen)
            methods()->xClose(file());
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    sqlite3_file *file() { return reinterpret_cast<sqlite3_file *>(m_room.data()); }
    const sqlite3_io_methods *methods() { return file()->pMethods; }
    int write(const QByteArray &bytes, sqlite3_int64 at)
    {
        return methods()->xWrite(file(), bytes.constData(), int(bytes.size()), at);
    }
    QByteArray read(int count, sqlite3_int64 at)
    {
        QByteArray bytes(count, '?');
        return methods()->xRead(file(), bytes.data(), count, at) == SQLITE_OK ? bytes : QByteArray();
    }
    sqlite3_int64 size()
    {
        sqlite3_int64 size = -1;
        methods()->xFileSize(file(), &size);
        return size;
    }

private:
    std::vector<std::max_align_t> m_room;
    bool m_isOpen = false;
};

} // namespace

/// What temporary files take is counted to the byte, and ends at the limit.
class TestTemporarySpace : public QObject {
    Q_OBJECT

private slots:
    void takesUpToTheLimit()
    {
        TemporarySpace space(100);
        QVERIFY(space.take(60));
        QVERIFY(!space.take(60)); // which takes nothing
        QVERIFY(space.isExhausted());
        QVERIFY(space.take(40));
        QVERIFY(!space.take(1));
        QVERIFY(space.take(-10));
        QVERIFY(!space.take(11));
        QVERIFY(space.take(10));
        TemporarySpace none(0);
        QVERIFY(!none.isExhausted());
        QVERIFY(none.take(0));
        QVERIFY(!none.take(1));
    }

    void filesAreCounted()
    {
        TemporarySpace space(100);
        {
            OpenFile file(space);
            QVERIFY(file.isOpen());
            QCOMPARE(file.size(), 0);
            QCOMPARE(file.write("abcdef", 0), SQLITE_OK);
            QCOMPARE(file.write("xyz", 4), SQLITE_OK); // of 7 now
            QCOMPARE(file.write("B", 1), SQLITE_OK);
            QCOMPARE(file.read(7, 0), QByteArray("aBcdxyz"));
            QCOMPARE(file.size(), 7);
            QVERIFY(space.take(93));
            QVERIFY(!space.take(1));
            QCOMPARE(file.methods()->xTruncate(file.file(), 3), SQLITE_OK);
            QCOMPARE(file.read(3, 0), QByteArray("aBc"));
            QVERIFY(space.take(4));
            QVERIFY(!space.take(1));
            QCOMPARE(file.write("d", 3), SQLITE_FULL);
            QCOMPARE(file.size(), 3);
            QCOMPARE(file.write("C", 2), SQLITE_OK); // in its place it takes nothing
        }
        QVERIFY(space.take(3)); // given back
        QVERIFY(!space.take(1));
    }

    /// SQLite gives the room of its files; two of them do not share it.
    void filesDoNotMeet()
    {
        TemporarySpace space(100);
        OpenFile one(space);
        OpenFile other(space);
        QCOMPARE(one.write("one", 0), SQLITE_OK);
        QCOMPARE(other.write("other", 0), SQLITE_OK);
        QCOMPARE(one.read(3, 0), QByteArray("one"));
        QCOMPARE(other.read(5, 0), QByteArray("other"));
        QVERIFY(space.take(92));
        QVERIFY(!space.take(1));
    }

    /// Room that a hint made would not be counted; anything else is asked of the file itself.
    void hintsAreLeft()
    {
        TemporarySpace space(1 << 20);
        OpenFile file(space);
        int chunk = 4096;
        QCOMPARE(file.methods()->xFileControl(file.file(), SQLITE_FCNTL_CHUNK_SIZE, &chunk), SQLITE_OK);
        sqlite3_int64 hint = 8192;
        QCOMPARE(file.methods()->xFileControl(file.file(), SQLITE_FCNTL_SIZE_HINT, &hint), SQLITE_OK);
        QCOMPARE(file.size(), 0);
        int failure = 77;
        QCOMPARE(file.methods()->xFileControl(file.file(), SQLITE_FCNTL_LAST_ERRNO, &failure), SQLITE_OK);
        QCOMPARE(failure, 0);
    }

    void othersOpenAsBefore()
    {
        const std::string usual = sqlite3_vfs_find(nullptr)->zName;
        std::string first;
        {
            TemporarySpace space(100);
            TemporarySpace another(100);
            QVERIFY(space.name() != another.name());
            first = space.name();
            QVERIFY(sqlite3_vfs_find(first.c_str()));
            QCOMPARE(std::string(sqlite3_vfs_find(nullptr)->zName), usual);
        }
        QVERIFY(!sqlite3_vfs_find(first.c_str()));
    }
};

QTEST_APPLESS_MAIN(TestTemporarySpace)
#include "tst_temporary_space.moc"
