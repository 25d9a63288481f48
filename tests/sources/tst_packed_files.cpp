#include "core/sources/packed_file.h"
#include "core/sources/zip_part.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

#include <zip.h>
#include <zlib.h>

using namespace qd;
using namespace qd::sources;

namespace {

using Files = std::vector<std::pair<std::string, std::string>>; ///< names and contents

std::string writeZip(const SourceFixture &f, const std::string &name, const Files &files)
{
    const std::string path = f.path(name);
    int status = 0;
    zip_t *archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &status);
    for (const auto &[file, text] : files)
        zip_file_add(archive, file.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), ZIP_FL_OVERWRITE);
    if (zip_close(archive) != 0)
        qFatal("cannot write a zip");
    return path;
}

std::string writeGzip(const SourceFixture &f, const std::string &name, const std::string &text, int times = 1)
{
    const std::string path = f.path(name);
    gzFile file = gzopen(path.c_str(), "wb9");
    for (int i = 0; i < times; ++i)
        gzwrite(file, text.data(), unsigned(text.size()));
    gzclose(file);
    return path;
}

const std::string Accounts = "account_id,name\nA,Acme\nB,Bolt\n";

} // namespace

/// Exports that come packed: by gzip, or as one of the files in a zip.
class TestPackedFiles : public QObject {
    Q_OBJECT
    static QString sentence(const Result<ImportReport> &report)
    {
        return report.ok() ? QString() : QString::fromStdString(report.error().message.english());
    }

private slots:
    void gzip()
    {
        SourceFixture f;
        const auto report = f.import({writeGzip(f, "crm.accounts.csv.gz", Accounts)});
        QVERIFY2(report.ok(), qPrintable(sentence(report)));
        QCOMPARE(report->batches.front().source, std::string("crm"));
        QCOMPARE(report->batches.front().file, std::string("crm.accounts.csv.gz"));
        QCOMPARE(f.rows("SELECT account_id, name FROM accounts"), QStringList({"A|Acme", "B|Bolt"}));
        QCOMPARE(f.import({f.path("crm.accounts.csv.gz")})->batches.front().skipped, 2); // taken before
    }

    void onlyTableOfAZip()
    {
        SourceFixture f;
        const auto report = f.import({writeZip(f, "today.zip",
            {{"read me.pdf", "x"}, {"out/crm.accounts.csv", Accounts}, {"__MACOSX/out/._crm.accounts.csv", "x"}})});
        QVERIFY2(report.ok(), qPrintable(sentence(report)));
        QCOMPARE(report->batches.front().source, std::string("crm")); // told by the name inside
        QCOMPARE(f.rows("SELECT count(*) FROM accounts"), QStringList("2"));
    }

    void severalTablesAreAskedAbout()
    {
        SourceFixture f;
        const auto path = writeZip(f, "today.zip", {{"crm.accounts.csv", Accounts}, {"b/t.csv", "x,y\n1,2\n"}});
        QVERIFY(sentence(f.import({path}))
                    .endsWith(QStringLiteral(
                        "holds 2 tables: crm.accounts.csv, b/t.csv. Say which with --sheet or Import as.")));
        ImportOptions options;
        options.hints.read.sheet = "crm.accounts.csv";
        const auto report = f.import({path}, options);
        QVERIFY2(report.ok(), qPrintable(sentence(report)));
        QCOMPARE(report->batches.front().unreadSheets, std::vector<std::string>{"b/t.csv"});
        options.hints.table = "t";
        for (const char *named : {"2", "t.csv", "1", "B/T.CSV"}) {
            options.hints.read.sheet = named;
            QVERIFY(f.import({path}, options).ok());
            QCOMPARE(f.rows("SELECT * FROM t").front(), QString(*named == '1' ? "A|Acme" : "1|2"));
        }
        options.hints.read.sheet = "3";
        QVERIFY(sentence(f.import({path}, options)).contains(QStringLiteral("holds no table \"3\"")));
        options.hints.read.sheet = "0";
        QVERIFY(!f.import({path}, options).ok());
        options.hints.read.sheet = "2x";
        QVERIFY(!f.import({path}, options).ok());
    }

    /// Twenty are named; what a system or an editor hides is none.
    void manyTables()
    {
        SourceFixture f;
        Files files{{".hidden.csv", "a,b\n1,2\n"}, {"sub/.hidden.csv", "a,b\n1,2\n"}, {"x.dir/readme", "x"}};
        for (int i = 1; i <= 21; ++i)
            files.emplace_back("t" + std::to_string(i) + ".csv", "a,b\n1,2\n");
        const QString asked = sentence(f.import({writeZip(f, "z.zip", files)}));
        QVERIFY2(asked.contains(QStringLiteral("holds 21 tables: t1.csv,")), qPrintable(asked));
        QVERIFY2(asked.contains(QStringLiteral("t20.csv. Say which")), qPrintable(asked));
    }

    void parts_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("fault"); // empty for none
        const auto row = [](const char *name, const QByteArray &text, const char *fault) {
            QTest::newRow(name) << text << fault;
        };
        row("an element", "<a>1</a>", "");
        row("nothing", "", "");
        row("a declaration and comments", "<?xml version=\"1.0\"?>\n<!-- <!DOCTYPE a> --><!----><a/>", "");
        row("a document type", "<!DOCTYPE a><a/>", "document type declaration");
        row("behind a declaration", "<?xml version=\"1.0\"?><!DOCTYPE a><a/>", "document type declaration");
        row("behind a comment", "<!-- x --><!DOCTYPE a><a/>", "document type declaration");
        row("in UTF-16", QByteArray("<\0!\0D\0O\0C\0T\0Y\0P\0E\0", 18), "document type declaration");
        row("a long beginning", QByteArray(60'000, ' ') + "<a/>", "");
        row("a longer one", QByteArray(70'000, ' ') + "<a/>", "first element does not begin");
        row("the longest one", QByteArray(65'533, ' ') + "<a/>", ""); // an element is told by four letters
        row("a byte more", QByteArray(65'534, ' ') + "<a/>", "first element does not begin");
        row("a comment like a document type", "<!-- <!x--><a/>", "");
        const auto limit = int(ZipPart::TextLimit);
        row("a long text", "<a>" + QByteArray(limit - 2, 'x') + "</a>", ""); // with "a>", since the last "<"
        row("a longer text", "<a>" + QByteArray(limit - 1, 'x') + "</a>", "a text of more than 16 MB");
    }
    /// No honest workbook has such parts, whatever pieces they are read in.
    void parts()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, fault);
        SourceFixture f;
        const ZipArchive archive(writeZip(f, "z.zip", {{"A.xml", text.toStdString()}}));
        QCOMPARE(archive.sizeOf("a.XML"), qint64(text.size()));
        QCOMPARE(archive.sizeOf("b.xml"), qint64(-1));
        for (const bool byteByByte : {false, true}) {
            if (byteByByte && text.size() > 1000)
                break;
            ZipPart part(archive, "a.xml");
            part.close();
            QVERIFY(part.open(QIODevice::ReadOnly | (byteByByte ? QIODevice::Unbuffered : QIODevice::NotOpen)));
            QByteArray read;
            if (byteByByte) {
                for (char c = 0; part.read(&c, 1) == 1;)
                    read += c;
            } else {
                read = part.readAll();
            }
            const QString found = QString::fromStdString(part.fault().english());
            QVERIFY2(fault.isEmpty() ? found.isEmpty() : found.contains(fault), qPrintable(found));
            if (fault.isEmpty()) {
                QCOMPARE(read, text);
                QCOMPARE(part.taken(), qint64(text.size()));
            } else {
                QVERIFY(read.size() < text.size()); // what is not honest is not given
            }
        }
    }

    void namesInAZipAreNoPaths()
    {
        SourceFixture f;
        const auto path = writeZip(f, "z.zip", {{"../../outside.csv", "a,b\n1,2\n"}});
        ImportOptions options;
        options.hints.table = "t";
        QVERIFY(f.import({path}, options).ok());
        QVERIFY(!QFile::exists(f.folder.filePath("../../outside.csv")));
        QCOMPARE(f.rows("SELECT a FROM t"), QStringList("1"));
    }

    void noTableInside()
    {
        SourceFixture f;
        QVERIFY(
            sentence(f.import({writeZip(f, "z.zip", {{"a.pdf", "x"}})})).contains(QStringLiteral("holds no table")));
        QVERIFY(sentence(f.import({writeGzip(f, "a.csv.gz", "")})).endsWith(QStringLiteral("is empty.")));
    }

    void damaged_data()
    {
        QTest::addColumn<int>("kept"); // bytes of the file
        QTest::addColumn<int>("changed"); // byte that is another one; -1 for none
        QTest::newRow("cut off") << 400 << -1;
        QTest::newRow("cut off in the check sum") << -4 << -1;
        QTest::newRow("a byte changed") << 0 << 200;
    }
    void damaged()
    {
        QFETCH(int, kept);
        QFETCH(int, changed);
        SourceFixture f;
        std::string text = Accounts;
        for (int i = 0; i < 400; ++i)
            text += std::to_string(i * 7919 % 1009) + "," + std::to_string(i * 104729 % 10007) + "\n";
        const auto path = writeGzip(f, "crm.accounts.csv.gz", text);
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QByteArray bytes = file.readAll();
        if (kept != 0)
            bytes.resize(kept > 0 ? kept : int(bytes.size()) + kept);
        if (changed >= 0)
            bytes[changed] = char(~bytes[changed]);
        file.resize(0);
        file.seek(0);
        file.write(bytes);
        file.close();
        QVERIFY(sentence(f.import({path})).contains(QStringLiteral("damaged, cut off, or has a password")));
        QCOMPARE(f.rows("SELECT count(*) FROM accounts"), QStringList("0"));
    }

    void packedTwice()
    {
        SourceFixture f;
        QFile inner(QString::fromStdString(writeGzip(f, "inner.gz", Accounts)));
        QVERIFY(inner.open(QIODevice::ReadOnly));
        const auto report = f.import({writeGzip(f, "crm.accounts.csv.gz", inner.readAll().toStdString())});
        QVERIFY(sentence(report).contains(QStringLiteral("holds a packed file or a workbook")));
    }

    /// 300 MB of one letter in 300 kB.
    void bomb()
    {
        SourceFixture f;
        const auto path = writeGzip(f, "crm.accounts.csv.gz", std::string(1 << 20, 'a'), 300);
        QVERIFY(sentence(f.import({path})).contains(QStringLiteral("unpacks to more than a table would")));
    }

    /// As many bytes as are not suspicious yet, and more of them in a file that is packed as honest ones are.
    void largeTables()
    {
        SourceFixture f;
        constexpr std::size_t Mega = std::size_t{1} << 20;
        const auto sizeOf = [](const std::string &path) {
            const auto unpacked = unpack(path, {});
            return unpacked ? unpacked->file->size() : -1;
        };
        QCOMPARE(sizeOf(writeGzip(f, "a.gz", std::string(Mega, 'a'), 256)), qint64(256 * Mega));
        std::string block(Mega, 'a');
        quint32 random = 1;
        for (std::size_t i = 0; i < block.size(); i += 100)
            block[i] = char('a' + ((random = random * 1'664'525 + 1'013'904'223) >> 28));
        QFile member(QString::fromStdString(writeGzip(f, "member.gz", block)));
        QVERIFY(member.open(QIODevice::ReadOnly));
        const QByteArray bytes = member.readAll();
        QVERIFY(qint64(Mega) / bytes.size() < MostRatio);
        QFile all(QString::fromStdString(f.path("b.gz")));
        QVERIFY(all.open(QIODevice::WriteOnly));
        for (int i = 0; i < 257; ++i)
            all.write(bytes);
        all.close();
        QCOMPARE(sizeOf(f.path("b.gz")), qint64(257 * Mega));
    }

    /// So nothing is left of a customer list, whenever the program is ended.
    void unpackedFilesHaveNoName()
    {
        SourceFixture f;
        const QTemporaryDir folder;
        const QByteArray before = qgetenv("TMPDIR");
        const auto putBack = qScopeGuard([&before] { qputenv("TMPDIR", before); });
        qputenv("TMPDIR", QFile::encodeName(folder.path()));
        const QTemporaryFile probe(QDir::tempPath() + QStringLiteral("/probe"));
        QVERIFY(const_cast<QTemporaryFile &>(probe).open());
        if (!QDir(folder.path()).isEmpty(QDir::Files))
            QSKIP("files without a name are not to be had here");
        const auto reader = openRecords(writeGzip(f, "a.csv.gz", Accounts));
        QVERIFY(reader.ok());
        Record record;
        QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
        QVERIFY(QDir(folder.path()).isEmpty(QDir::Files));
        QVERIFY((*reader)->rewind().ok());
        QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
        QCOMPARE(record.fields.front(), std::string_view("account_id"));
    }

    void packings()
    {
        SourceFixture f;
        QCOMPARE(packingOf(f.write("a.csv", Accounts)), Packing::None);
        QCOMPARE(packingOf(f.path("missing")), Packing::None);
        QCOMPARE(packingOf(f.path("missing"), QByteArray("\x1F\x8B\x08\x00", 4)), Packing::Gzip); // read already
        QCOMPARE(packingOf(writeGzip(f, "a.gz", Accounts)), Packing::Gzip);
        QCOMPARE(packingOf(writeZip(f, "a.zip", {{"a.csv", Accounts}})), Packing::Zip);
        QCOMPARE(packingOf(writeZip(f, "a.xlsx", {{"xl/workbook.xml", ""}, {"a.csv", Accounts}})), Packing::None);
    }
};

QTEST_GUILESS_MAIN(TestPackedFiles)
#include "tst_packed_files.moc"
