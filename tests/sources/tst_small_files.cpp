#include "core/base/own_exports.h"
#include "core/sources/column_file.h"

#include <QtTest>

#include <QFile>
#include <QTemporaryDir>

using namespace qd;
using namespace qd::sources;

/// Files that this program made or asks for: by named columns, and the answers of queries.
class TestSmallFiles : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] std::string write(const QByteArray &content) const
    {
        QFile file(m_folder.filePath(QStringLiteral("x.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
            qFatal("cannot write a test file");
        return file.fileName().toStdString();
    }

    /// "2: id|name|note" of each row, "-" for a column that the file has not; or what is wrong.
    static QString read(const std::string &path, std::vector<std::string_view> names = {"id", "name", "note"})
    {
        const ColumnsWanted wanted{
            std::move(names), 2, QD_WORDS("Sources", "%1 lacks %2."), QD_WORDS("Sources", "%1 is not there.")};
        QStringList rows;
        const auto done = forEachColumnRow(path, wanted, [&](const ColumnRow &row) -> Result<void> {
            QStringList cells;
            for (std::size_t i = 0; i < wanted.names.size(); ++i)
                cells << (row.has(i) ? QString::fromStdString(row.text(i)) : QStringLiteral("-"));
            rows << QString::fromStdString(row.line()) + QStringLiteral(": ") + cells.join(u'|');
            return row.text(0) == "stop" ? Result<void>(Error{ErrorCode::Conflict, Message::data("stopped")})
                                         : Result<void>();
        });
        return done ? rows.join(QStringLiteral(", ")) : QString::fromStdString(done.error().message.english());
    }

private slots:
    void columns_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char *name, const char *csv, const char *rows) {
            QTest::newRow(name) << QByteArray(csv) << rows;
        };
        row("in any order and case", " Name , x,ID\n Acme ,y,1\nBolt,,2\n", "2: 1|Acme|-, 3: 2|Bolt|-");
        row("all of them", "id,name,note\n1,Acme,x\n", "2: 1|Acme|x");
        row("a row that ends early", "id,note,name\n1,x\n", "2: 1||x");
        row("only names", "id,name\n", "");
        row("stopped", "id,name\n1,Acme\nstop,x\n2,Bolt\n", "stopped");
    }
    void columns()
    {
        QFETCH(QByteArray, csv);
        QTEST(read(write(csv)), "rows");
    }

    void whatIsWrong()
    {
        const std::string path = write("id,note\n1,x\n");
        QCOMPARE(read(path), QString::fromStdString(path + " lacks name."));
        QVERIFY(
            read(write("id,name\n1,\xC3\xA9\n2,\xE9\n")).contains(QStringLiteral("line 3: bytes that are no text")));
        QVERIFY(read(write("id,name\n1,\"x\n")).contains(QStringLiteral("line 2: a quoted field is never closed")));
        const std::string absent = m_folder.filePath(QStringLiteral("none.csv")).toStdString();
        QCOMPARE(read(absent), QString::fromStdString(absent + " is not there."));
        const QString folder = read(m_folder.path().toStdString());
        QVERIFY2(!folder.contains(QStringLiteral("not there")) && !folder.isEmpty(), qPrintable(folder));
    }

    /// The apostrophe before what a spreadsheet would run is off in a file of our own, and stays in any other.
    void guards()
    {
        const QByteArray own(own_exports::Decisions.data(), qsizetype(own_exports::Decisions.size()));
        const std::vector<std::string_view> names{"left_id", "note"};
        QCOMPARE(read(write(own + "\ncrm,A,erp,B,same,Ann,'=1+1\n"), names), QStringLiteral("2: A|=1+1"));
        QCOMPARE(read(write("left_id,note\nA,'=1+1\n"), names), QStringLiteral("2: A|'=1+1"));
    }

    /// Rows count, not lines: the names are row 0. An empty value alone on its line parts nothing.
    void answers()
    {
        const auto reader = openRecords(write("a,b\n1,\"x\ny\"\n\n2,z\n"), {.answer = AnswerOrigin{"q", "d"}});
        QVERIFY(reader.ok());
        QCOMPARE((*reader)->format().english(), std::string("answer of a query"));
        for (int times = 0; times < 2; ++times) {
            Record record;
            for (std::int64_t row = 0; row < 3; ++row) {
                QVERIFY((*reader)->next(record) == RecordReader::Step::Record);
                QCOMPARE(record.line, row);
                QCOMPARE(record.fields.size(), std::size_t(2));
                QVERIFY(!record.afterBlank);
            }
            QVERIFY((*reader)->next(record) == RecordReader::Step::End);
            QVERIFY((*reader)->rewind().ok());
        }
    }
};

QTEST_GUILESS_MAIN(TestSmallFiles)
#include "tst_small_files.moc"
