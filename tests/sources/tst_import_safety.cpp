#include "core/sources/source_list.h"
#include "tests/sources/source_fixture.h"

#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace qd;
using namespace qd::sources;

/// What must never happen: half an import, a silent change of the past, a bad file taken for a good one.
class TestImportSafety : public QObject {
    Q_OBJECT

private slots:
    void badFiles_data();
    void badFiles();
    void headerOnly();
    void history();
    void olderSnapshotGoesToHistoryOnly();
    void olderSnapshotBetweenTwo();
    void customTables();
    void customTableHeaders_data();
    void customTableHeaders();
    void customTableNames_data();
    void customTableNames();
    void quarantineAsCsv();
    void cancelledInTheMiddle();
    void killedInTheMiddle();
};

namespace {

ImportOptions asOf(const char *date)
{
    ImportOptions options;
    options.asOf = Date::fromIso(date);
    return options;
}

std::string manyAccounts(int count, const char *owner)
{
    std::string csv = "account_id,name,owner,arr\n";
    for (int i = 0; i < count; ++i)
        csv += 'A' + std::to_string(i) + ",Name " + std::to_string(i) + ',' + owner + ',' + std::to_string(i) + '\n';
    return csv;
}

} // namespace

void TestImportSafety::badFiles_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QByteArray &content, ErrorCode code, const char *says) {
        QTest::newRow(name) << content << int(code) << says;
    };
    row("empty", "", ErrorCode::BadData, "is empty");
    row("binary", QByteArray("a\0b\0\0\0c", 7), ErrorCode::BadData, "binary data");
    row("truncated", "account_id,name\nA,Acme\nB,\"Bo", ErrorCode::BadData, "line 3: a quoted field is never closed");
    row("gigantic line", QByteArray("account_id,name\nA,") + QByteArray(65 << 20, 'x') + "\n", ErrorCode::BadData,
        "line 2: a record of more than 64 MB");
    row("other headers", "x,y\n1,2\n", ErrorCode::NotRecognised, "lacks the columns account_id, name");
}

void TestImportSafety::badFiles()
{
    QFETCH(QByteArray, content);
    QFETCH(int, code);
    QFETCH(QString, says);
    SourceFixture f;
    const auto good = f.write("crm.contacts.csv", "contact_id,account_id\nC,A\n");
    const auto bad = f.write("crm.accounts.csv", content.toStdString());
    for (const auto &paths : {std::vector{good, bad}, std::vector{f.folder.path().toStdString()}}) {
        const auto report = f.import(paths);
        QVERIFY(!report.ok());
        QCOMPARE(int(report.error().code), code);
        QVERIFY2(QString::fromStdString(report.error().message.english()).contains(says),
            report.error().message.english().c_str());
        for (const char *table : {"contacts", "accounts", "import_batch", "quarantine", "source"})
            QCOMPARE(f.rows(std::string("SELECT count(*) FROM ") + table), QStringList{"0"});
    }
    QCOMPARE(f.import({f.path("none.csv")}).error().code, ErrorCode::NotFound);
}

void TestImportSafety::headerOnly()
{
    SourceFixture f;
    const auto report = f.import({f.write("crm.accounts.csv", "account_id,name\n")});
    QVERIFY(report.ok());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("0/0/0/0/0"));
}

void TestImportSafety::history()
{
    SourceFixture f;
    const auto file = [&f](const char *name, const char *rows) {
        return f.write(name, std::string("account_id,name,owner,arr,currency\n") + rows);
    };
    QVERIFY(f.import({file("crm.accounts.1.csv", "A,Acme,Ann,10,EUR\n")}, asOf("2026-01-31")).ok());
    QVERIFY(f.import({file("crm.accounts.2.csv", "A,Acme,Bo,10,USD\n")}, asOf("2026-02-28")).ok());
    QVERIFY(f.import({file("crm.accounts.3.csv", "A,Acme Inc,,10,USD\n")}, asOf("2026-03-31")).ok());
    QCOMPARE(f.rows("SELECT field, old_value, new_value, as_of, batch_id FROM record_history"
                    " ORDER BY as_of, field"),
        QStringList({"arr|-|10.00 EUR|2026-01-31|1", "owner|-|Ann|2026-01-31|1", "arr|10.00 EUR|10.00 USD|2026-02-28|2",
            "owner|Ann|Bo|2026-02-28|2", "owner|Bo|-|2026-03-31|3"}));
}

void TestImportSafety::olderSnapshotGoesToHistoryOnly()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv", "account_id,name,owner\nA,Acme,Bo\n")}, asOf("2026-02-28")).ok());
    const auto old = f.write("crm.accounts.old.csv", "account_id,name,owner\nA,Acme,Ann\nZ,Zeta,Ann\n");
    const auto report = f.import({old}, asOf("2026-01-31"));
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("2/2/0/0/0"));
    QCOMPARE(f.rows("SELECT owner, as_of FROM accounts WHERE account_id = 'A'"), QStringList{"Bo|2026-02-28"});
    QCOMPARE(f.rows("SELECT old_value, new_value, as_of FROM record_history WHERE record_id = 'A' ORDER BY as_of"),
        QStringList({"-|Ann|2026-01-31", "-|Bo|2026-02-28"}));
}

void TestImportSafety::olderSnapshotBetweenTwo()
{
    SourceFixture f;
    const auto ann = f.write("crm.accounts.csv", "account_id,name,owner\nA,Acme,Ann\n");
    const auto annAgain = f.write("crm.accounts.again.csv", "account_id,name,owner\nA,Acme,Ann\n\n");
    const auto bo = f.write("crm.accounts.bo.csv", "account_id,name,owner\nA,Acme,Bo\n");
    QVERIFY(f.import({ann}, asOf("2026-01-31")).ok());
    QVERIFY(f.import({annAgain}, asOf("2026-03-31")).ok());
    QVERIFY(f.import({bo}, asOf("2026-02-28")).ok());
    // A file without the column says nothing about it.
    QVERIFY(f.import({f.write("crm.accounts.names.csv", "account_id,name\nA,Acme\n")}, asOf("2026-01-01")).ok());
    // In February it was Bo, but what March said stands.
    QCOMPARE(f.rows("SELECT new_value, as_of FROM record_history ORDER BY as_of"),
        QStringList({"Ann|2026-01-31", "Bo|2026-02-28", "Ann|2026-03-31"}));
    QCOMPARE(f.rows("SELECT owner, as_of FROM accounts"), QStringList{"Ann|2026-03-31"});
}

void TestImportSafety::customTables()
{
    SourceFixture f;
    ImportOptions options;
    options.hints.table = "roadmap";
    const auto file = f.write("p.csv", "code,price,seats,note,Note,\n0805,1.5,10,\"a,b\",x,y\n0806,2,,,,\n7,8\n");
    const auto report = f.import({file}, options);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), QStringLiteral("3/3/0/0/0"));
    QCOMPARE(report->batches.at(0).notes.padded, 1);
    QCOMPARE(f.rows("SELECT code, price, seats, note, note_2, column_6, typeof(price), typeof(seats) FROM roadmap"),
        QStringList({"0805|1.5|10|a,b|x|y|real|integer", "0806|2.0|-|-|-|-|real|null", "7|8.0|-|-|-|-|real|null"}));
    QCOMPARE(f.rows("SELECT name, batch_id FROM custom_table"), QStringList{"roadmap|1"});
    QCOMPARE(counts(f.import({file}, options)->batches.at(0)), QStringLiteral("3/0/0/0/3"));
    QVERIFY(f.import({f.write("p2.csv", "code,limit\nx,1\n")}, options).ok());
    QCOMPARE(f.rows("SELECT * FROM roadmap"), QStringList{"x|1"});
    QCOMPARE(f.rows("SELECT name, batch_id FROM custom_table"), QStringList{"roadmap|2"});
}

void TestImportSafety::customTableHeaders_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("becomes"); // read/accepted/unchanged/quarantined/skipped
    QTest::newRow("one row too wide") << "plan,price\nGold,10\nSilver,5,old\n"
                                      << "2/1/0/1/0";
    QTest::newRow("a trailing comma") << "plan,price\nGold,10\nTin,1\nSilver,5,\n"
                                      << "3/3/0/0/0";
    QTest::newRow("banner above") << "Price list 2026\n\nplan,price\nGold,10\nTin,1\n"
                                  << "2/2/0/0/0";
    QTest::newRow("one column") << "plan\nGold\nTin\n"
                                << "2/2/0/0/0";
}

void TestImportSafety::customTableHeaders()
{
    QFETCH(QString, text);
    QFETCH(QString, becomes);
    SourceFixture f;
    ImportOptions options;
    options.hints.table = "roadmap";
    const auto report = f.import({f.write("p.csv", text.toStdString())}, options);
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().message.english().c_str());
    QCOMPARE(counts(report->batches.at(0)), becomes);
    QCOMPARE(f.rows("SELECT plan FROM roadmap LIMIT 1"), QStringList{"Gold"});
}

void TestImportSafety::customTableNames_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"accounts", "USAGE", "setting", "1st", "a b", "x;y", "sqlite_x", "usage_segment", "a\"b"})
        QTest::newRow(name) << name;
}

void TestImportSafety::customTableNames()
{
    QFETCH(QString, name);
    SourceFixture f;
    ImportOptions options;
    options.hints.table = name.toStdString();
    const auto report = f.import({f.write("p.csv", "a,b\n1,2\n")}, options);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, ErrorCode::InvalidArgument);
}

void TestImportSafety::quarantineAsCsv()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.csv", "account_id,name,owner\nA,,\"An \"\"X\"\" n\"\n")}).ok());
    QVERIFY(f.import({f.write("crm.contacts.csv", "contact_id,account_id\n,A\n")}).ok());
    QCOMPARE(QString::fromStdString(quarantineCsv(*f.workspace, 1)),
        QStringLiteral(
            "batch,file,line,column,code,message,record\n1,crm.accounts.csv,2,name,missing_required,"
            "\"crm.accounts.csv line 2, column name: a value is required here.\",\"A,,\"\"An \"\"\"\"X\"\"\"\" "
            "n\"\"\"\n"));
    QCOMPARE(QString::fromStdString(quarantineCsv(*f.workspace, std::nullopt)).count(QLatin1Char('\n')), 3);
    // masked: addresses go, and what a contact says as a whole
    QVERIFY(f.import({f.write("cs.accounts.csv", "account_id,name,owner\nB,,ann@acme.com\n")}).ok());
    QVERIFY(f.import({f.write("cs.contacts.csv", "contact_id,account_id,name\n,B,Bea Ode\n")}).ok());
    const QString masked = QString::fromStdString(quarantineCsv(*f.workspace, std::nullopt, true));
    QVERIFY2(masked.contains(QStringLiteral("\"B,,[masked]\"")), qPrintable(masked));
    QVERIFY2(!masked.contains(QStringLiteral("ann@")) && !masked.contains(QStringLiteral("Bea")), qPrintable(masked));
    QVERIFY(QString::fromStdString(quarantineCsv(*f.workspace)).contains(QStringLiteral("Bea Ode")));
}

void TestImportSafety::cancelledInTheMiddle()
{
    SourceFixture f;
    const auto file = f.write("crm.accounts.csv", manyAccounts(20000, "Ann"));
    int reports = 0;
    Progress progress([&](const Progress::State &state) {
        if (state.task.english().starts_with("Reading") && ++reports > 1)
            progress.cancel();
    });
    // The listener is heard at most every 50 ms; a slow one makes sure that it is heard in the middle.
    ImportOptions options;
    options.asOf = Date::fromIso("2026-01-31");
    const auto small = importFiles(*f.workspace, {file}, options, progress);
    if (small.ok()) { // quicker than two reports: cancelled before it began is the same path
        progress.cancel();
        QVERIFY(
            !importFiles(*f.workspace, {f.write("crm.accounts.2.csv", manyAccounts(5, "Bo"))}, options, progress).ok());
        QCOMPARE(f.rows("SELECT count(*) FROM import_batch"), QStringList{"1"});
    } else {
        QCOMPARE(small.error().code, ErrorCode::Cancelled);
        QCOMPARE(f.rows("SELECT count(*) FROM accounts"), QStringList{"0"});
    }
}

void TestImportSafety::killedInTheMiddle()
{
    SourceFixture f;
    QVERIFY(f.import({f.write("crm.accounts.0.csv", manyAccounts(50, "Ann"))}, asOf("2026-01-31")).ok());
    const auto before = f.rows("SELECT * FROM accounts ORDER BY 1, 2");
    const auto big = f.write("crm.accounts.1.csv", manyAccounts(30000, "Bo"));
    const auto usage = [&f] {
        std::string csv = "account_id,date,events\n";
        for (int i = 0; i < 30000; ++i)
            csv += 'A' + std::to_string(i % 700) + ',' + Date::fromIso("2026-01-01")->plusDays(i / 700).iso() + ",5\n";
        return f.write("u.usage.csv", csv);
    }();
    const std::string path = f.workspace->path();
    f.workspace.reset();
    int killed = 0;
    for (int delay = 2000; delay <= 200000 && killed < 8; delay = delay * 3 / 2) {
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            auto workspace = store::Workspace::open(path);
            Progress progress;
            if (workspace.ok())
                static_cast<void>(importFiles(**workspace, {big, usage}, asOf("2026-02-28"), progress).ok());
            ::_exit(0);
        }
        ::usleep(useconds_t(delay));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        killed += WIFSIGNALED(status) ? 1 : 0;
        auto workspace = store::Workspace::open(path);
        QVERIFY2(workspace.ok(), workspace.ok() ? "" : workspace.error().message.english().c_str());
        f.workspace = std::move(workspace.value());
        QCOMPARE(f.rows("PRAGMA integrity_check"), QStringList{"ok"});
        const auto batches = f.rows("SELECT count(*) FROM import_batch").at(0).toInt();
        if (batches == 1) {
            QCOMPARE(f.rows("SELECT * FROM accounts ORDER BY 1, 2"), before);
            QCOMPARE(f.rows("SELECT count(*) FROM usage_segment"), QStringList{"0"});
        } else {
            QCOMPARE(f.rows("SELECT count(*) FROM accounts WHERE source = 'crm'"), QStringList{"30000"});
            QCOMPARE(f.rows("SELECT sum(rows) FROM usage_segment"), QStringList{"30000"});
        }
        f.workspace.reset();
    }
    QVERIFY(killed > 0);
    // The same import, once more, gives what it would have given at once.
    f.workspace = std::move(store::Workspace::open(path).value());
    QVERIFY(f.import({big, usage}, asOf("2026-02-28")).ok());
    QCOMPARE(f.rows("SELECT count(*) FROM accounts WHERE source = 'crm' AND owner = 'Bo'"), QStringList{"30000"});
    QCOMPARE(f.rows("SELECT count(*) FROM usage"), QStringList{"30000"});
}

QTEST_GUILESS_MAIN(TestImportSafety)
#include "tst_import_safety.moc"
