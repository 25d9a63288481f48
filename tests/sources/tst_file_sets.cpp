#include "core/sources/file_set.h"

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace qd::sources;

/// The files of every Monday: found by what their names are like, absent ones named, those of last week refused.
class TestFileSets : public QObject {
    Q_OBJECT

    static std::string write(const QTemporaryDir &folder, const char *name, int hour)
    {
        QFile file(folder.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write("a,b\n1,2\n") < 0)
            qFatal("%s cannot be written", name);
        file.flush();
        file.setFileTime(QDateTime({2026, 11, 2}, {hour, 0}, Qt::UTC), QFileDevice::FileModificationTime);
        return file.fileName().toStdString();
    }

private slots:
    void patterns_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("pattern");
        QTest::newRow("date") << "crm 2026-10-31.csv"
                              << "crm *.csv";
        QTest::newRow("number and date") << "crm 2026_10_31 (2).csv"
                                         << "crm * (*).csv";
        QTest::newRow("plain") << "roster.csv"
                               << "roster.csv";
        QTest::newRow("at the end") << "export-7"
                                    << "export-*";
        QTest::newRow("the ending stays") << "a1.csv.gz"
                                          << "a*.csv.gz";
        QTest::newRow("a name that begins with one") << "7.accounts.csv"
                                                     << "*.accounts.csv";
        QTest::newRow("days with points") << "crm 31.10.2026.csv"
                                          << "crm *.csv";
        QTest::newRow("a mark at the end") << "export-7-"
                                           << "export-*-";
        QTest::newRow("a digit at the end") << "export 2-7"
                                            << "export *";
    }
    void patterns()
    {
        QFETCH(QString, name);
        QFETCH(QString, pattern);
        QCOMPARE(QString::fromStdString(patternOf(name.toStdString())), pattern);
    }

    void keptAndRead()
    {
        const std::vector<FileSet> sets{{"Monday", "/data", {{"crm *.csv", 7}, {"roster.csv", 0}}}, {"Empty", "", {}}};
        QCOMPARE(fileSetsFrom(textOf(sets)), sets);
        QVERIFY(textOf({}).empty());
        QVERIFY(fileSetsFrom("{").empty());
        QVERIFY(fileSetsFrom(R"([1, {"name": ""}, {"name": "x"}, {"name": "", "patterns": []}])").empty());
        QVERIFY(fileSetsFrom(R"([{"name": 5, "patterns": []}])").empty());
        QCOMPARE(fileSetsFrom(R"([{"name": "x", "patterns": [1, {"name": ""}, {"name": "a"},
            {"name": "b", "taken_at": "y"}]}])"),
            (std::vector<FileSet>{{"x", "", {{"a", 0}, {"b", 0}}}}));
        QVERIFY(textOf({{"Müller", "", {}}}).find("Müller") != std::string::npos);
    }

    void foundAbsentAndStale()
    {
        const QTemporaryDir folder;
        const std::string october = write(folder, "crm 2026-10-26.csv", 8);
        const std::string roster = write(folder, "roster.csv", 8);
        const FileSet monday =
            setOf("Monday", {october, roster, "/elsewhere/x.csv", folder.filePath("use 1.csv").toStdString()});
        QCOMPARE(monday.patterns, (std::vector<FilePattern>{{"crm *.csv"}, {"roster.csv"}, {"use *.csv"}}));
        FoundSet found = findSet(monday);
        QCOMPARE(found.ready, (std::vector<std::string>{october, roster}));
        QCOMPARE(found.absent, std::vector<std::string>{"use *.csv"});
        QVERIFY(found.stale.empty());

        // A week later: one new file, one that is the same as it was, one that came at last.
        const FileSet taken = takenFrom(monday, {october, roster});
        QCOMPARE(findSet(taken).stale, (std::vector<std::string>{"crm 2026-10-26.csv", "roster.csv"}));
        const std::string november = write(folder, "CRM 2026-11-02.csv", 9);
        const std::string use = write(folder, "use 2.csv", 7);
        found = findSet(taken);
        QCOMPARE(found.ready, (std::vector<std::string>{november, use}));
        QCOMPARE(found.stale, std::vector<std::string>{"roster.csv"});
        QVERIFY(found.absent.empty());
        // An import of this week's that was taken back makes its file new again; one of a file gone by does not.
        const FileSet both = takenFrom(taken, {november, roster, use});
        QVERIFY(findSet(both).ready.empty());
        QCOMPARE(findSet(givenBackTo(both, {"CRM 2026-11-02.csv"})).ready, std::vector<std::string>{november});
        QVERIFY(findSet(givenBackTo(both, {"crm 2026-10-26.csv"})).ready.empty());
        QCOMPARE(givenBackTo(both, {"CRM 2026-11-02.csv"}).patterns.front().takenAt, std::int64_t(0));
        // What was not imported stays new.
        QCOMPARE(findSet(takenFrom(taken, {use})).ready, std::vector<std::string>{november});
        QCOMPARE(findSet({"Gone", "/no/such/folder", {{"a.csv"}}}).absent, std::vector<std::string>{"a.csv"});
    }

    /// Of one time the last by name; what one pattern has is no file of another; a folder's pattern stands once.
    void oneFileForEach()
    {
        const QTemporaryDir folder;
        const std::string first = write(folder, "crm 1.csv", 8);
        const std::string second = write(folder, "crm 2.csv", 8);
        FileSet set = setOf("s", {first, second});
        QCOMPARE(set.patterns, std::vector<FilePattern>{{"crm *.csv"}});
        QCOMPARE(findSet(set).ready, std::vector<std::string>{second});
        set.patterns.push_back({"c*.csv"});
        QCOMPARE(findSet(set).ready, (std::vector<std::string>{second, first}));
        set.patterns.push_back({"*"});
        QCOMPARE(findSet(set).absent, std::vector<std::string>{"*"});
    }

    /// A name may have what means something elsewhere.
    void namesAreNoExpressions()
    {
        const QTemporaryDir folder;
        const std::string file = write(folder, "a[b]+ 1.csv", 8);
        write(folder, "ab 1.csv", 9);
        QCOMPARE(findSet(setOf("s", {file})).ready, std::vector<std::string>{file});
    }
};

QTEST_GUILESS_MAIN(TestFileSets)
#include "tst_file_sets.moc"
