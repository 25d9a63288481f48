#include "core/store/output_file.h"
#include "core/store/workspace.h"

#include <QtTest>

#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace qd;

class TestOutputFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;
    std::string pathOf(const QString &name) const { return m_dir.filePath(name).toStdString(); }
    QByteArray read(const QString &name) const
    {
        QFile file(m_dir.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    void write(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

private slots:
    void initTestCase()
    {
        QVERIFY(store::Workspace::create(pathOf("w.qdeck"), {}).ok());
        QVERIFY(store::Workspace::create(pathOf("report.pdf"), {}).ok());
        write("model.json", "{}");
        std::filesystem::create_symlink("w.qdeck", pathOf("link.csv"));
        std::filesystem::create_hard_link(pathOf("w.qdeck"), pathOf("second.csv"));
        std::filesystem::create_symlink("model.json", pathOf("to-model.csv"));
        QCOMPARE(::mkfifo(pathOf("pipe").c_str(), 0600), 0);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("the workspace") << "w.qdeck";
        QTest::newRow("another one, whatever its name") << "report.pdf";
        QTest::newRow("a link to one") << "link.csv";
        QTest::newRow("its second name") << "second.csv";
        QTest::newRow("its log") << "w.qdeck-wal";
        QTest::newRow("its journal") << "w.qdeck-journal";
        QTest::newRow("an input") << "model.json";
        QTest::newRow("a link to an input") << "to-model.csv";
        QTest::newRow("a folder") << ".";
        QTest::newRow("a pipe") << "pipe";
    }
    void refuses()
    {
        QFETCH(QString, name);
        const QByteArray before = name == "pipe" ? QByteArray() : read(name);
        const auto written = store::writeOutput(pathOf(name), "x", {pathOf("model.json")});
        QVERIFY(!written.ok());
        QVERIFY(written.error().message.english().starts_with(pathOf(name)));
        if (name != "pipe")
            QCOMPARE(read(name), before);
    }

    void writesTheWhole()
    {
        write("old.csv", "old");
        QVERIFY(store::writeOutput(pathOf("old.csv"), "new text").ok());
        QCOMPARE(read("old.csv"), QByteArray("new text"));
        QVERIFY(store::writeOutput(pathOf("fresh.csv"), "").ok());
        QCOMPARE(read("fresh.csv"), QByteArray());
        QVERIFY(!store::writeOutput(pathOf("no/folder.csv"), "x").ok());
        QVERIFY(store::writeOutput(pathOf("old.csv"), "of another file", {pathOf("model.json"), pathOf("none")}).ok());
        QCOMPARE(read("old.csv"), QByteArray("of another file"));
        QVERIFY(store::writeOutput(pathOf("notes-wal"), "beside no workspace").ok());
        QCOMPARE(read("notes-wal"), QByteArray("beside no workspace"));
    }

    /// A limit on the size of files stops the last bytes as a full disk does; one page fits, the second does not.
    void keepsTheOldFileWhenTheDiskIsFull()
    {
        write("kept.csv", "old");
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
        const rlimit small{4096, before.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
        const auto written = store::writeOutput(pathOf("kept.csv"), std::string(4097, 'x'));
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(!written.ok());
        QCOMPARE(written.error().code, ErrorCode::Io);
        QCOMPARE(read("kept.csv"), QByteArray("old"));
        QCOMPARE(QDir(m_dir.path()).entryList({"kept*"}).size(), 1);
    }

    void aFullDeviceIsAnError()
    {
        QVERIFY(!store::writeOutput("/dev/full", "x").ok());
        QVERIFY(store::writeOutput("/dev/null", "x").ok());
    }
};

QTEST_GUILESS_MAIN(TestOutputFile)
#include "tst_output_file.moc"
