#include "core/reconcile/break_store.h"
#include "core/session/actions.h"
#include "core/session/undo.h"
#include "core/sources/source_list.h"
#include "core/store/integrity.h"
#include "core/store/row_seals.h"
#include "tests/session/whole_file.h"

#include <QtTest>

using namespace qd;
using store::Workspace;

namespace {

/// A month end: what two systems, usage and a roadmap say on two days.
struct MonthEnd {
    QTemporaryDir folder;
    std::unique_ptr<Workspace> workspace;
    Progress progress;

    MonthEnd()
    {
        auto made = Workspace::create(path("w.qdeck"), {.currency = *Currency::fromCode("USD")});
        workspace = std::move(made.value());
        for (const char *day : {"first", "second"})
            QDir(folder.path()).mkpath(QString::fromLatin1(day));
        write("first/crm.accounts.csv",
            "account_id,name,domain,parent_account_id,owner,segment,status,arr,currency,health_score\n"
            "A1,Aldermoor,aldermoor.example,,Ann,SMB,active,12000.00,USD,71.3\n"
            "A2,Birkdale,birkdale.example,A1,Ann,SMB,active,8000.50,EUR,0.1\nA3,Corvane,corvane.example,,Bo,,active,10,"
            "USD,\n"
            "A4,Delphine,delphine.example,,Bo,SMB,active,10,USD,\nA9,,nameless.example,,Bo,SMB,active,10,USD,\n");
        write("second/crm.accounts.csv",
            "account_id,name,domain,parent_account_id,owner,segment,status,arr,currency,health_score\n"
            "A1,Aldermoor,aldermoor.example,,Cy,SMB,active,12500.00,USD,71.4\n"
            "A2,Birkdale,birkdale.example,A4,Ann,SMB,active,8000.50,EUR,0.2\nA4,Delphine,delphine.example,,Bo,SMB,"
            "active,10,USD,\n"
            "A5,Elmsworth,elmsworth.example,,Bo,SMB,active,77,USD,\nA6,Late,cus-late.example,,Bo,SMB,active,1,USD,\n"
            "A8,,nameless.example,,Bo,SMB,active,10,USD,\n");
        write("first/billing.accounts.csv",
            "account_id,name,domain\nc1,Aldermoor Ltd,aldermoor.example\n"
            "c2,Birkdale GmbH,birkdale.example\nc6,Late,\n");
        write("second/billing.accounts.csv",
            "account_id,name,domain\nc1,Aldermoor Ltd,aldermoor.example\n"
            "c2,Birkdale GmbH,birkdale.example\nc6,Late,cus-late.example\n"
            "c7,Was bare,was-bare.example\n");
        write("first/billing.subscriptions.csv",
            "subscription_id,account_id,start_date,end_date,mrr,currency,quantity\nS1,c1,2025-01-01,,1000.10,USD,3\n"
            "S2,c2,2025-01-01,2026-12-31,600,EUR,\nS3,c7,2025-01-01,,5,USD,\nS4,c1,2025-01-01,2026-01-31,5,USD,\n");
        write("second/billing.subscriptions.csv",
            "subscription_id,account_id,start_date,end_date,mrr,currency,quantity\nS1,c1,2025-01-01,,1100.10,GBP,4\n"
            "S2,c8,2025-01-01,2027-12-31,600,EUR,\nS5,c9,2026-02-01,,50,USD,\nS6,c1,2026-02-01,2025-01-31,5,USD,\n");
        write("first/crm.opportunities.csv",
            "opportunity_id,account_id,stage,amount,currency,probability\n"
            "O1,A1,Open,100.10,USD,0.30000000000000004\nO2,A2,Open,5,EUR,0.1\n");
        write("second/crm.opportunities.csv",
            "opportunity_id,account_id,stage,amount,currency,probability,note\n"
            "O1,A1,Won,120,USD,1,\"a \"\"b\"\"\"\nO3,A77,Open,5,EUR,0.1,\n");
        write("first/crm.contacts.csv", "contact_id,account_id,name,is_champion\nC1,A1,Nora,true\nC2,A1,Paul,false\n");
        write("second/crm.contacts.csv", "contact_id,account_id,name,is_champion\nC1,A1,Nora,false\nC3,A1,Zoe,false\n");
        write("first/product.usage.csv",
            "account_id,date,feature,active_users,events,plan\nA1,2026-01-01,reports,5,50,gold\n"
            "A1,2026-01-02,reports,6,,\nA2,2026-01-01,reports,1,2,\n");
        write("second/product.usage.csv",
            "account_id,date,feature,active_users,events,plan\nA1,2026-01-01,reports,5,51,new\n"
            "A1,2026-01-02,reports,6,,\nA2,2026-02-01,maps,1,2,\nA66,2026-02-01,maps,4,5,\n");
        write("first/finance.fx_rates.csv", "currency,date,rate\nEUR,2026-01-31,1.1\nGBP,2026-01-31,1.3\n");
        write("second/finance.fx_rates.csv", "currency,date,rate\nEUR,2026-02-28,1.2\nGBP,2026-01-31,1.3\n");
        write("first/roadmap.csv", "quarter,score\n2026Q1,0.1\n2026Q2,2\n");
        write("second/roadmap.csv", "quarter,score,theme\n2026Q1,0.3,Packs\n");
    }

    [[nodiscard]] std::string path(const std::string &name) const
    {
        return folder.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string &name, const QByteArray &text) const
    {
        QFile file(QString::fromStdString(path(name)));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write a test file");
        file.write(text);
    }
    Result<sources::ImportReport> import(const std::string &day, const char *asOf, bool resolving)
    {
        std::vector<std::string> files;
        for (const QFileInfo &file : QDir(QString::fromStdString(path(day))).entryInfoList(QDir::Files, QDir::Name))
            files.push_back(file.filePath().toStdString());
        sources::ImportOptions options;
        options.asOf = Date::fromIso(asOf);
        options.hintsOf[path(day + "/roadmap.csv")].table = "roadmap";
        return resolving ? session::importAndResolve(*workspace, files, options, progress)
                         : session::importExports(*workspace, files, options, progress);
    }
    Result<sources::ImportReport> importOne(const std::string &name, const QByteArray &text, const char *asOf)
    {
        write(name, text);
        sources::ImportOptions options;
        options.asOf = Date::fromIso(asOf);
        return session::importExports(*workspace, {path(name)}, options, progress);
    }
    [[nodiscard]] QStringList check()
    {
        QStringList findings;
        const auto found = store::checkIntegrity(*workspace, progress);
        for (const Message &finding : found.value())
            findings << QString::fromStdString(finding.english());
        return findings;
    }
    [[nodiscard]] WholeFile content() const
    {
        return wholeFile(*workspace, {"import_batch", "audit_log", "row_image", "usage_image", "custom_table_image"});
    }
};

} // namespace

/// Imports taken back.
class TestUndo : public QObject {
    Q_OBJECT

private slots:
    void givesTheFormerContent_data();
    void givesTheFormerContent();
    void imagesOfAnOlderProgram();
    void onlyTheFirstImport();
    void laterBatchesAreNamed_data();
    void laterBatchesAreNamed();
    void otherRowsOfLaterBatchesStay();
    void decisionsStay();
    void badBatches();
    void olderFile();
    void olderFilesAreInTheWayToo();
    void historyIsInTheWayToo();
    void aMistakenKindGoes();
    void undoneIsAsIfItNeverWas();
};

void TestUndo::givesTheFormerContent_data()
{
    QTest::addColumn<bool>("firstResolves");
    QTest::addColumn<bool>("resolves");
    QTest::addColumn<bool>("whole");
    for (const bool first : {false, true}) {
        for (const bool second : {false, true}) {
            for (const bool whole : {false, true})
                QTest::addRow("%s then %s, %s", first ? "window" : "qdeck", second ? "window" : "qdeck",
                    whole ? "as a whole" : "batch by batch")
                    << first << second << whole;
        }
    }
}

void TestUndo::givesTheFormerContent()
{
    QFETCH(bool, firstResolves);
    QFETCH(bool, resolves);
    QFETCH(bool, whole);
    MonthEnd month;
    const auto first = month.import("first", "2026-01-31", firstResolves);
    QVERIFY2(first.ok(), first.ok() ? "" : first.error().message.english().c_str());
    QCOMPARE(month.check(), QStringList());
    const WholeFile before = month.content();
    const auto second = month.import("second", "2026-02-28", resolves);
    QVERIFY2(second.ok(), second.ok() ? "" : second.error().message.english().c_str());
    QCOMPARE(second->batches.size(), std::size_t(8));
    const WholeFile after = month.content();
    QVERIFY(differences(before, after).size() > 60);
    QCOMPARE(month.check(), QStringList());
    if (whole) {
        const auto undone = session::undoImport(*month.workspace, second->batches.front().batch, month.progress);
        QVERIFY2(undone.ok(), undone.ok() ? "" : undone.error().message.english().c_str());
        QCOMPARE(undone->size(), std::size_t(8));
    } else {
        for (auto batch = second->batches.rbegin(); batch != second->batches.rend(); ++batch) {
            const auto undone = session::undoBatch(*month.workspace, batch->batch, month.progress);
            QVERIFY2(undone.ok(), undone.ok() ? "" : undone.error().message.english().c_str());
            QCOMPARE(month.check(), QStringList());
        }
    }
    QCOMPARE(differences(before, month.content()).join(u'\n'), QString());
    QCOMPARE(month.check(), QStringList());
    QCOMPARE(month.workspace->db().execAndGet("SELECT count(*) FROM import_batch WHERE state = 'undone'").getInt(), 8);
    // The same files again, without force: what they brought is there again.
    const auto again = month.import("second", "2026-02-28", resolves);
    QVERIFY(again.ok());
    for (std::size_t i = 0; i < again->batches.size(); ++i) {
        QCOMPARE(again->batches[i].accepted, second->batches[i].accepted);
        QCOMPARE(again->batches[i].unchanged, second->batches[i].unchanged);
        QCOMPARE(again->batches[i].quarantined, second->batches[i].quarantined);
    }
    QCOMPARE(month.check(), QStringList());
}

/// Images of links without the values of their evidence, as they were before schema 6.
void TestUndo::imagesOfAnOlderProgram()
{
    MonthEnd month;
    QVERIFY(month.import("first", "2026-01-31", true).ok());
    month.workspace->db().exec("UPDATE account_link SET evidence = 'as it said', evidence_values = NULL");
    store::sealAll(month.workspace->db());
    const WholeFile before = month.content();
    const auto second = month.import("second", "2026-02-28", true);
    QVERIFY(second.ok());
    SQLite::Database &db = month.workspace->db();
    const char *older = "UPDATE row_image SET image = replace(image, ',\"evidence_values\":null', '') "
                        "WHERE table_name = 'account_link'";
    QVERIFY(db.exec(older) > 0);
    QVERIFY(db.execAndGet(
                  "SELECT count(*) FROM row_image WHERE table_name = 'account_link' AND image LIKE '%\"evidence\"%'")
                .getInt()
        > 0);
    QCOMPARE(db.execAndGet("SELECT count(*) FROM row_image WHERE image LIKE '%evidence_values%'").getInt(), 0);
    store::sealAll(db);
    QVERIFY(session::undoImport(*month.workspace, second->batches.front().batch, month.progress).ok());
    QCOMPARE(differences(before, month.content()).join(u'\n'), QString());
}

void TestUndo::onlyTheFirstImport()
{
    MonthEnd month;
    const WholeFile before = month.content();
    const auto first = month.import("first", "2026-01-31", true);
    QVERIFY(session::undoImport(*month.workspace, first->batches.back().batch, month.progress).ok());
    QStringList left = differences(before, month.content());
    left.removeIf([](const QString &row) { return row.startsWith(QStringLiteral("+ source|")); }); // batches name it
    QCOMPARE(left.join(u'\n'), QString());
    QVERIFY(sources::listSources(*month.workspace).sources.empty());
    QCOMPARE(month.check(), QStringList());
    QVERIFY(month.import("first", "2026-01-31", true).ok());
    QCOMPARE(sources::listSources(*month.workspace).sources.size(), std::size_t(5));
}

void TestUndo::laterBatchesAreNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("later");
    QTest::newRow("a row it made, changed") << "crm.contacts.csv" << QByteArray("contact_id,account_id\nC1,A\n")
                                            << QByteArray("contact_id,account_id\nC1,B\nC2,B\n");
    QTest::newRow("a row it made, as it stood") << "crm.contacts.csv" << QByteArray("contact_id,account_id\nC1,A\n")
                                                << QByteArray("contact_id,account_id\nC2,A\nC1,A\n");
    QTest::newRow("usage, changed") << "p.usage.csv" << QByteArray("account_id,date,events\nA,2026-01-01,1\n")
                                    << QByteArray("account_id,date,events\nA,2026-01-01,2\n");
    QTest::newRow("usage, as it stood") << "p.usage.csv" << QByteArray("account_id,date,events\nA,2026-01-01,1\n")
                                        << QByteArray("account_id,date,events\nA,2026-01-02,2\nA,2026-01-01,1\n");
}

void TestUndo::laterBatchesAreNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, later);
    MonthEnd month;
    const std::string name = file.toStdString();
    QVERIFY(month.importOne(name, first, "2026-01-31").ok());
    QVERIFY(month.importOne(name, later, "2026-02-28").ok());
    const WholeFile before = wholeFile(*month.workspace);
    const auto refused = session::undoBatch(*month.workspace, 1, month.progress);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(refused.error().message.english(),
        "Batch 1 (" + name + ") cannot be undone: later batch 2 (" + name
            + ") rests on it: it gave or closed rows of it, or lacks the same records. Nothing was changed; undo that "
              "one first.");
    QCOMPARE(differences(before, wholeFile(*month.workspace)), QStringList());
    QVERIFY(month.importOne(name, later + "\n", "2026-03-31").ok());
    QCOMPARE(session::undoBatch(*month.workspace, 1, month.progress).error().arguments,
        (std::vector<std::string>{"2", "3"}));
    for (const std::int64_t batch : {3, 2, 1})
        QVERIFY(session::undoBatch(*month.workspace, batch, month.progress).ok());
}

void TestUndo::otherRowsOfLaterBatchesStay()
{
    MonthEnd month;
    QVERIFY(month
                .importOne(
                    "p.usage.csv", "account_id,date,feature,events\nA,2026-01-01,x,1\nB,2026-01-01,x,1\n", "2026-01-31")
                .ok());
    QVERIFY(month
                .importOne(
                    "p.usage.csv", "account_id,date,feature,events\nA,2026-01-01,x,9\nC,2026-01-01,y,1\n", "2026-02-28")
                .ok());
    QVERIFY(month
                .importOne(
                    "p.usage.csv", "account_id,date,feature,events\nB,2026-01-01,x,7\nC,2026-01-02,y,1\n", "2026-03-31")
                .ok());
    QVERIFY(session::undoBatch(*month.workspace, 2, month.progress).ok());
    SQLite::Statement row(month.workspace->db(),
        "SELECT account_id || date || feature || CAST(events AS INTEGER) || batch_id FROM usage ORDER BY 1");
    QStringList rows;
    while (row.executeStep())
        rows << QString::fromStdString(row.getColumn(0).getString());
    QCOMPARE(rows, QStringList({"A2026-01-01x11", "B2026-01-01x73", "C2026-01-02y13"}));
    SQLite::Statement bare(month.workspace->db(), "SELECT batch_id, line FROM accounts WHERE account_id = 'C'");
    QVERIFY(bare.executeStep()); // it was batch 2's, and batch 3 mentions it too
    QCOMPARE(bare.getColumn(0).getInt(), 3);
    QCOMPARE(month.check(), QStringList());
}

void TestUndo::decisionsStay()
{
    MonthEnd month;
    QVERIFY(month.import("first", "2026-01-31", true).ok());
    const auto second = month.import("second", "2026-02-28", true);
    SQLite::Statement newest(month.workspace->db(),
        "SELECT break_key FROM break_register WHERE first_seen = '2026-02-28' ORDER BY break_key LIMIT 1");
    QVERIFY(newest.executeStep());
    const std::string key = newest.getColumn(0).getString();
    newest.reset();
    QVERIFY(reconcile::decideBreaks(*month.workspace, {{key, "explained", "Known since spring"}}).ok());
    QVERIFY(session::undoImport(*month.workspace, second->batches.front().batch, month.progress).ok());
    SQLite::Statement kept(month.workspace->db(), "SELECT state, note FROM break_register WHERE break_key = ?");
    kept.bind(1, key);
    QVERIFY(kept.executeStep());
    QCOMPARE(kept.getColumn(0).getString(), std::string("explained"));
    QCOMPARE(kept.getColumn(1).getString(), std::string("Known since spring"));
}

void TestUndo::badBatches()
{
    MonthEnd month;
    QVERIFY(month.importOne("crm.contacts.csv", "contact_id,account_id\nC1,A\n", "2026-01-31").ok());
    QCOMPARE(session::undoBatch(*month.workspace, 7, month.progress).error().code, ErrorCode::NotFound);
    QCOMPARE(session::undoImport(*month.workspace, 7, month.progress).error().code, ErrorCode::NotFound);
    QVERIFY(session::undoBatch(*month.workspace, 1, month.progress).ok());
    const WholeFile before = wholeFile(*month.workspace);
    const auto twice = session::undoBatch(*month.workspace, 1, month.progress);
    QCOMPARE(twice.error().code, ErrorCode::Conflict);
    QCOMPARE(twice.error().message.english(),
        std::string("Batch 1 (crm.contacts.csv) was undone before; nothing was changed."));
    QVERIFY(month.importOne("crm.contacts.csv", "contact_id,account_id\nC1,A\n", "2026-01-31").ok());
    month.workspace->db().exec("UPDATE import_batch SET import_id = NULL WHERE batch_id = 2");
    QCOMPARE(session::undoBatch(*month.workspace, 2, month.progress).error().code, ErrorCode::NoData);
    QCOMPARE(session::undoImport(*month.workspace, 2, month.progress).error().code, ErrorCode::NoData);
}

/// One that came later but speaks of an earlier day changes the past, and that only.
void TestUndo::olderFile()
{
    MonthEnd month;
    QVERIFY(month
                .importOne(
                    "crm.opportunities.csv", "opportunity_id,account_id,stage\nO1,A1,Won\nO2,A1,Open\n", "2026-02-28")
                .ok());
    const WholeFile before = month.content();
    QVERIFY(month
                .importOne(
                    "crm.opportunities.csv", "opportunity_id,account_id,stage\nO1,A1,Open\nO2,A1,Open\n", "2026-01-31")
                .ok());
    QVERIFY(differences(before, month.content()).size() > 3);
    QVERIFY(session::undoBatch(*month.workspace, 2, month.progress).ok());
    QCOMPARE(differences(before, month.content()).join(u'\n'), QString());
}

/// A file dated before the one that made a row becomes the row's first sight: the maker cannot go before it.
void TestUndo::olderFilesAreInTheWayToo()
{
    for (const auto &[name, row, other] :
        {std::tuple("crm.accounts.csv", QByteArray("account_id,name,arr\nA,Acme,10\n"),
             QByteArray("account_id,name,arr\nA,Acme,9\n")),
            {"billing.subscriptions.csv",
                QByteArray("subscription_id,account_id,start_date,arr,currency\nS,A,2025-01-01,10,USD\n"),
                QByteArray("subscription_id,account_id,start_date,arr,currency\nS,A,2025-01-01,9,USD\n")}}) {
        MonthEnd month;
        const WholeFile before = month.content();
        QVERIFY(month.importOne(name, row, "2026-02-28").ok());
        QVERIFY(month.importOne(name, other, "2026-01-31").ok());
        const auto refused = session::undoBatch(*month.workspace, 1, month.progress);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().arguments, std::vector<std::string>{"2"});
        QVERIFY(session::undoBatch(*month.workspace, 2, month.progress).ok());
        QVERIFY(session::undoBatch(*month.workspace, 1, month.progress).ok());
        QCOMPARE(month.check(), QStringList());
        QStringList left = differences(before, month.content());
        left.removeIf([](const QString &entry) { return entry.startsWith(QStringLiteral("+ source|")); });
        QCOMPARE(left.join(u'\n'), QString());
        QCOMPARE(month.importOne(name, row, "2026-02-28")->batches[0].accepted, std::int64_t(1));
    }
}

/// A file between two others changes only the history; a later one of the same days rests on that.
void TestUndo::historyIsInTheWayToo()
{
    MonthEnd month;
    const QByteArray header = "account_id,name,arr\n";
    QVERIFY(month.importOne("crm.accounts.csv", header + "A,Acme,1000\n", "2026-01-01").ok());
    QVERIFY(month.importOne("crm.accounts.csv", header + "A,Acme,4000\n", "2026-04-01").ok());
    QVERIFY(month.importOne("crm.accounts.csv", header + "A,Acme,2000\n", "2026-02-01").ok());
    QVERIFY(month.importOne("crm.accounts.csv", header + "A,Acme,2000\nZ,Zeta,1\n", "2026-02-15").ok());
    const auto refused = session::undoBatch(*month.workspace, 3, month.progress);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().arguments, std::vector<std::string>{"4"});
    for (const std::int64_t batch : {4, 3, 2, 1})
        QVERIFY(session::undoBatch(*month.workspace, batch, month.progress).ok());
    QCOMPARE(month.check(), QStringList());
}

void TestUndo::aMistakenKindGoes()
{
    MonthEnd month;
    const auto kind = [&] {
        return QString::fromStdString(
            month.workspace->db().execAndGet("SELECT kind FROM source WHERE name = 'x'").getString());
    };
    const auto take = [&](const char *as) {
        month.write("x.accounts.csv", "account_id,name\nA,Acme\n");
        sources::ImportOptions options;
        options.asOf = Date::fromIso("2026-01-31");
        options.hints.kind = as;
        return session::importExports(*month.workspace, {month.path("x.accounts.csv")}, options, month.progress).ok();
    };
    QVERIFY(take("billing"));
    QCOMPARE(kind(), QStringLiteral("billing"));
    QVERIFY(session::undoBatch(*month.workspace, 1, month.progress).ok());
    QVERIFY(take("crm"));
    QCOMPARE(kind(), QStringLiteral("crm"));
}

void TestUndo::undoneIsAsIfItNeverWas()
{
    MonthEnd month;
    QVERIFY(month.import("first", "2026-01-31", false).ok());
    const auto listed = sources::listSources(*month.workspace);
    const std::string held = sources::quarantineCsv(*month.workspace);
    QVERIFY(sources::rowsInQuarantine(*month.workspace) > 0);
    const auto second = month.import("second", "2026-02-28", false);
    QVERIFY(session::undoImport(*month.workspace, second->batches.front().batch, month.progress).ok());
    const auto now = sources::listSources(*month.workspace);
    for (std::size_t i = 0; i < listed.sources.size(); ++i) {
        QCOMPARE(now.sources[i].asOf, listed.sources[i].asOf);
        QCOMPARE(now.sources[i].entities.size(), listed.sources[i].entities.size());
        for (std::size_t e = 0; e < listed.sources[i].entities.size(); ++e) {
            QCOMPARE(now.sources[i].entities[e].rows, listed.sources[i].entities[e].rows);
            QCOMPARE(now.sources[i].entities[e].quarantined, listed.sources[i].entities[e].quarantined);
        }
    }
    QCOMPARE(sources::quarantineCsv(*month.workspace), held);
    QVERIFY(now.batches.back().undone);
    QVERIFY(!now.batches.front().undone);
}

QTEST_GUILESS_MAIN(TestUndo)
#include "tst_undo.moc"
