#include "core/sources/header_row.h"
#include "core/sources/reason_header.h"
#include "core/sources/rejected_rows.h"
#include "core/sources/sources_store.h"
#include "tests/sources/source_fixture.h"

#include <QDir>
#include <QtTest>

using namespace qd;
using namespace qd::sources;

/// Rows that were held back as a file of their own: corrected by a person and imported again, they answer for the rows
/// of the file they are of.
class TestRejectedRows : public QObject {
    Q_OBJECT

    /// A German export: a point in 1.250 is one of thousands there, since days come first and semicolons between.
    static constexpr const char *Export = "account_id;name;arr;renewal_date\n"
                                          "A1;Kestrel;1.250,50;31.12.2026\n"
                                          "A2;=Merlin;abc;31.12.2026\n"
                                          "A3;\"Os;prey \"\"X\"\"\";1.250;31.02.2026\n";

    static BatchReport imported(SourceFixture &f, const std::string &path, const ImportOptions &options = {})
    {
        const auto report = f.import({path}, options);
        if (!report)
            qFatal("%s", report.error().message.english().c_str());
        return report->batches.front();
    }
    static std::string rejected(const SourceFixture &f, const std::string &path, const FileHints &hints = {})
    {
        Progress quiet;
        const auto batch = batchHolding(*f.workspace, path, hints);
        const auto rows =
            batch ? rejectedRows(*f.workspace, path, hints, *batch, quiet) : Result<RejectedRows>(batch.error());
        return rows ? rejectedCsv(*rows) : rows.error().message.english();
    }
    static std::string replaced(std::string text, const std::string &from, const std::string &to)
    {
        const auto at = text.find(from);
        return at == std::string::npos ? "not in it: " + from : text.replace(at, from.size(), to);
    }
    /// What somebody says of a file whose name tells nothing.
    static ImportOptions ofCrm()
    {
        ImportOptions options;
        options.hints.source = "crm";
        return options;
    }

private slots:
    void headers_data()
    {
        QTest::addColumn<QString>("header");
        QTest::addColumn<QString>("file");
        QTest::newRow("written") << QString::fromStdString(reasonHeader("crm.accounts.csv")) << "crm.accounts.csv";
        QTest::newRow("capitals") << "Quarantine_Reason OF Kunden 2026.xlsx"
                                  << "Kunden 2026.xlsx";
        QTest::newRow("blanks") << "  quarantine_reason of a.csv "
                                << "a.csv";
        QTest::newRow("no file") << "quarantine_reason of "
                                 << "";
        QTest::newRow("another") << "reason of a.csv"
                                 << "";
    }
    void headers()
    {
        QFETCH(QString, header);
        QFETCH(QString, file);
        QCOMPARE(QString::fromStdString(fileOfReason(header.toStdString()).value_or("")), file);
    }

    void theFile()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv", Export);
        QCOMPARE(counts(imported(f, path)), QStringLiteral("3/1/0/2/0"));
        const QStringList lines = QString::fromStdString(rejected(f, path)).split(u'\n');
        QCOMPARE(lines.size(), 4); // header, two rows, the end of the last
        QCOMPARE(lines[0],
            QStringLiteral(
                "\"account_id\";\"name\";\"arr\";\"renewal_date\";\"quarantine_reason of crm.accounts.csv\""));
        // A spreadsheet would run the name.
        QVERIFY2(
            lines[1].startsWith(QStringLiteral("\"A2\";\"'=Merlin\";\"abc\";\"31.12.2026\";\"crm.accounts.csv line 3")),
            qPrintable(lines[1]));
        QVERIFY2(lines[2].startsWith(
                     QStringLiteral("\"A3\";\"Os;prey \"\"X\"\"\";\"1.250\";\"31.02.2026\";\"crm.accounts.csv line 4")),
            qPrintable(lines[2]));
    }

    /// Under another name, in another folder.
    void correctedItClosesTheRows()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv", Export);
        imported(f, path);
        QCOMPARE(rowsInQuarantine(*f.workspace), 2);
        std::string text = replaced(rejected(f, path), "\"abc\"", "\"2.000\"");
        text = replaced(text, "31.02.2026", "28.02.2026");
        const BatchReport report = imported(f, f.write("von Anna.csv", text), ofCrm());
        QCOMPARE(counts(report), QStringLiteral("2/2/0/0/0"));
        QCOMPARE(report.file, std::string("crm.accounts.csv"));
        QVERIFY(report.path.ends_with("von Anna.csv"));
        QVERIFY2(report.extraColumns.empty(), report.extraColumns.empty() ? "" : report.extraColumns[0].c_str());
        QVERIFY(report.changes.missing.empty()); // a part: A1 is where it was
        QCOMPARE(rowsInQuarantine(*f.workspace), 0);
        QCOMPARE(f.rows("SELECT count(*) FROM accounts WHERE extra LIKE '%quarantine%'"), QStringList("0"));
        QCOMPARE(f.rows("SELECT account_id, name, arr_minor, renewal_date FROM accounts ORDER BY 1"),
            (QStringList{
                "A1|Kestrel|125050|2026-12-31", "A2|=Merlin|200000|2026-12-31", "A3|Os;prey \"X\"|125000|2026-02-28"}));
    }

    /// What is still wrong can be had again, with the new reason alone.
    void aSecondRound()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv", Export);
        imported(f, path);
        const std::string text = replaced(rejected(f, path), "\"abc\"", "\"2.000\"");
        const std::string once = f.write("crm.accounts.rejected.csv", text);
        QCOMPARE(counts(imported(f, once)), QStringLiteral("2/1/0/1/0"));
        QCOMPARE(rowsInQuarantine(*f.workspace), 1);
        const QStringList lines = QString::fromStdString(rejected(f, once)).split(u'\n');
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines[0],
            QStringLiteral(
                "\"account_id\";\"name\";\"arr\";\"renewal_date\";\"quarantine_reason of crm.accounts.csv\""));
        QCOMPARE(lines[1].count(QStringLiteral("crm.accounts.csv line")), 1);
        const std::string twice = f.write("rest.csv", replaced(rejected(f, once), "31.02.2026", "28.02.2026"));
        QCOMPARE(counts(imported(f, twice, ofCrm())), QStringLiteral("1/1/0/0/0"));
        QCOMPARE(rowsInQuarantine(*f.workspace), 0);
    }

    /// Though files of the source are complete, these rows close nothing; neither does what comes with them.
    void itIsAPart_data()
    {
        QTest::addColumn<bool>("told");
        QTest::newRow("by the setting") << false;
        QTest::newRow("by the import") << true;
    }
    void itIsAPart()
    {
        QFETCH(bool, told);
        SourceFixture f;
        f.workspace->setSetting("full.crm.accounts", "all");
        const std::string path = f.write("crm.accounts.csv", Export);
        imported(f, path);
        ImportOptions options = ofCrm();
        if (told)
            options.full = true;
        const BatchReport report =
            imported(f, f.write("r.csv", replaced(rejected(f, path), "\"abc\"", "\"2,00\"")), options);
        QCOMPARE(counts(report), QStringLiteral("2/1/0/1/0"));
        QVERIFY(report.changes.vanished.empty());
        QCOMPARE(f.rows("SELECT account_id FROM accounts WHERE closed_on IS NOT NULL"), QStringList());
    }

    /// Rows held back are mended where they stand, and are an import under the file's name.
    void heldRowsAreMended()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv",
            "account_id;name;arr;renewal_date\nA1;Kestrel;1.250,50;31.12.2026\nA2;Merlin;abc;31.12.2026\n"
            "A3;\"Os;prey\";10,00;31.02.2026\n");
        const BatchReport report = imported(f, path);
        QCOMPARE(report.quarantined, 2);
        auto rejected = rejectedRows(*f.workspace, path, {}, report.batch, f.progress);
        QVERIFY2(rejected.ok(), qPrintable(QString::fromStdString(rejected ? "" : rejected.error().message.english())));
        QCOMPARE(rejected->rows.size(), std::size_t(2));
        QVERIFY(rejected->asOf == Date::fromIso("2026-10-31"));
        QCOMPARE(rejected->rows[0].line, 3);
        QCOMPARE(rejected->rows[0].column, std::string("arr"));
        QCOMPARE(rejected->rows[1].fields[1], std::string("Os;prey"));
        rejected->rows[0].fields[2] = "99,95";
        const std::string folder = f.path("mended");
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
        const auto mended = writeMended(folder, *rejected);
        QVERIFY(mended.ok());
        ImportOptions options;
        options.hints = rejected->hints;
        const BatchReport again = imported(f, *mended, options);
        QCOMPARE(again.source, std::string("crm"));
        QCOMPARE(again.accepted, 1);
        QCOMPARE(again.quarantined, 1); // the day there is not
        QCOMPARE(rowsInQuarantine(*f.workspace), 1); // the file answers for its rows anew
        QCOMPARE(f.rows("SELECT account_id, arr_minor FROM accounts ORDER BY 1"),
            (QStringList{QStringLiteral("A1|125050"), QStringLiteral("A2|9995")}));
        // What it was, who took it and when stay with the batches.
        QStringList kept;
        forEachQuarantined(*f.workspace, report.batch,
            [&kept](const QuarantinedRow &row) { kept << QString::fromStdString(row.record); });
        QVERIFY2(kept.front().contains(QStringLiteral("abc")), qPrintable(kept.join(u'|')));
        QVERIFY(!rejectedRows(*f.workspace, path, {}, 0, f.progress)); // no such batch
    }

    /// The column of reasons may stand anywhere; only it is left out of what stands beside the rows.
    void theColumnOfReasons()
    {
        SourceFixture f;
        std::vector<HeaderRow> rows(1);
        rows[0].headers = {"quarantine_reason of a.csv", "account_id"};
        const auto first = takeReason(rows);
        QVERIFY(first && first->field == 0 && first->file == "a.csv" && rows[0].headers[0].empty());
        QVERIFY(!takeReason(rows));
        QVERIFY(!fileOfReason("what is wrong with each of these rows"));
        const std::string path = f.write("crm.accounts.csv", "account_id,name,Note,Tier\nA,,x,gold\n");
        imported(f, path);
        const std::string text = replaced(rejected(f, path), "\"A\",\"\"", "\"A\",\"Acme\"");
        const BatchReport report = imported(f, f.write("mended.csv", text), ofCrm());
        QCOMPARE(report.extraColumns, (std::vector<std::string>{"Note", "Tier"}));
        QCOMPARE(f.rows("SELECT extra FROM accounts"), QStringList(R"({"Note":"x","Tier":"gold"})"));
    }

    /// Somebody looked at each of the rows: one that reads like a footer is a row.
    void rowsLikeFooters()
    {
        SourceFixture f;
        ImportOptions options;
        options.hints.read.keepFooters = true;
        const std::string path =
            f.write("crm.accounts.csv", "account_id,name\nA,Acme\nGrand Total,\nGenerated by: hand,\n");
        const BatchReport report = imported(f, path, options);
        QCOMPARE(report.quarantined, 2);
        QCOMPARE(counts(imported(f, f.write("r.csv", rejected(f, path, options.hints)), ofCrm())),
            QStringLiteral("2/0/0/2/0"));
        const auto held = rejectedRows(*f.workspace, path, options.hints, report.batch, f.progress);
        QVERIFY(held.ok());
        const std::string folder = f.path("mended");
        QVERIFY(QDir().mkpath(QString::fromStdString(folder)));
        options.hints = held->hints;
        QCOMPARE(counts(imported(f, *writeMended(folder, *held), options)), QStringLiteral("2/0/0/2/0"));
        RejectedRows full = *held;
        full.name = "none/a.csv";
        QVERIFY(!writeMended(folder, full));
#ifdef Q_OS_LINUX
        full.name = "full"; // /dev/full takes no text
        QVERIFY(!writeMended("/dev", full)); // not even what lies in the buffer until the end
        full.rows.front().fields.front() = std::string(100'000, 'x');
        QVERIFY(!writeMended("/dev", full));
#endif
    }

    /// The last import that read the rows of this file, as this entity of this source, and stands.
    void whichBatchHoldsThem()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv", "account_id,name,contact_id\nA,,C\n");
        imported(f, path);
        ImportOptions options;
        options.asOf = Date::fromIso("2026-11-30");
        QCOMPARE(imported(f, path, options).skipped, 1); // the same file says the same of a later day
        imported(f, f.write("crm.accounts.2.csv", "account_id,name\nB,\n"));
        options = ofCrm();
        options.hints.source = "erp";
        imported(f, path, options);
        options = {};
        options.hints.entity = "contacts";
        imported(f, path, options);
        options = {};
        options.force = true;
        f.write("crm.accounts.csv", "account_id,name,contact_id\nA,,D\n");
        const BatchReport undone = imported(f, path, options);
        f.workspace->db().exec(
            "UPDATE import_batch SET state = 'undone' WHERE batch_id = " + std::to_string(undone.batch));
        const auto batch = batchHolding(*f.workspace, path, {});
        QVERIFY(batch.ok());
        QCOMPARE(*batch, std::int64_t(1));
        const std::string empty = f.write("crm.leave.csv", "csm_id,start_date,end_date\n");
        const BatchReport headerOnly = imported(f, empty);
        QCOMPARE(batchHolding(*f.workspace, empty, {}).value(), headerOnly.batch);
    }

    void refusals()
    {
        SourceFixture f;
        const std::string path = f.write("crm.accounts.csv", Export);
        QVERIFY2(rejected(f, path).starts_with("No batch took crm.accounts.csv as accounts of crm"),
            rejected(f, path).c_str());
        imported(f, path);
        // Edited since: its third line is no more what was held back.
        f.write("crm.accounts.csv", replaced(Export, "abc", "xyz"));
        QVERIFY2(rejected(f, path).find("is not as batch 1 read it: line 3") != std::string::npos,
            rejected(f, path).c_str());
        const std::string good = f.write("crm.contacts.csv", "contact_id,account_id\nC1,A1\n");
        imported(f, good);
        QVERIFY2(
            rejected(f, good).find("No row of crm.contacts.csv waits") != std::string::npos, rejected(f, good).c_str());
    }
};

QTEST_GUILESS_MAIN(TestRejectedRows)
#include "tst_rejected_rows.moc"
