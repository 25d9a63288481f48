#include "core/base/input_file.h"

#include <QtTest>

using namespace qd;

/// What can be read to its end, and how one state of a file is told from another.
class TestInputFile : public QObject {
    Q_OBJECT
private slots:
    void init() { write(path("a.csv"), "id,name\n"); }

    void files()
    {
        QVERIFY(checkInputFile(path("a.csv")).ok());
        QVERIFY(checkInputFile(path("missing.csv")).error().code == ErrorCode::NotFound);
        QVERIFY(checkInputFile(m_dir.path().toStdString()).error().code == ErrorCode::Io);
    }

#ifndef Q_OS_WIN
    void aDeviceHasNoEnd()
    {
        QVERIFY(checkInputFile("/dev/null").error().code == ErrorCode::Io);
    }
#endif

    void theStampOfAFile()
    {
        const FileStamp stamp = stampOf(path("a.csv"));
        QCOMPARE(stamp.size, std::int64_t(8));
        QVERIFY(!stamp.text.empty());
        QVERIFY(stampOf(path("a.csv")) == stamp);
    }

    void theStampOfNoFile()
    {
        const FileStamp stamp = stampOf(path("missing.csv"));
        QCOMPARE(stamp.size, std::int64_t(-1));
        QVERIFY(stamp == FileStamp());
    }

    void aChangeIsTold()
    {
        const FileStamp before = stampOf(path("a.csv"));
        write(path("a.csv"), "id,name\n1,A\n");
        const FileStamp longer = stampOf(path("a.csv"));
        QCOMPARE(longer.size, std::int64_t(12));
        QVERIFY(!(longer == before));

        QFile file(QString::fromStdString(path("a.csv")));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        file.close();
        const FileStamp older = stampOf(path("a.csv"));
        QCOMPARE(older.size, longer.size);
        QVERIFY(!(older == longer));
    }

    void anotherFileIsTold()
    {
        write(path("b.csv"), "id,name\n");
        QVERIFY(!(stampOf(path("a.csv")) == stampOf(path("b.csv"))));
    }

private:
    [[nodiscard]] std::string path(const char *name) const
    {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }

    static void write(const std::string &path, const char *text)
    {
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(text) > 0);
    }

    QTemporaryDir m_dir;
};

QTEST_APPLESS_MAIN(TestInputFile)
#include "tst_input_file.moc"
