#include "core/identity/identity_report.h"
#include "core/identity/identity_store.h"
#include "core/session/actions.h"
#include "core/session/identity_decisions.h"
#include "core/session/undo.h"
#include "core/store/audit.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <array>
#include <random>

using namespace qd;
using identity::LinkDecision;

namespace {

/// A customer in three systems, whose billing record has its domain and whose usage knows the CRM's id, and one apart.
struct Book : test::WorkspaceFixture {
    QTemporaryDir folder;
    Progress progress;

    Book()
    {
        source("crm", "crm");
        source("stripe", "billing");
        source("gainsight", "cs_platform");
        source("pendo", "usage");
        account("crm", "A1", "Acme Inc", "domain=acme.example;segment=SMB");
        account("crm", "A2", "Bolt", "domain=bolt.example");
        account("gainsight", "G1", "Acme", "domain=acme.example;segment=Enterprise");
        account("stripe", "S1", "Acme Ltd", "domain=acme.example");
        run("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) "
            "VALUES ('pendo', 'A1', 'A1', 1, 0, '2026-10-31', 1, 2)",
            {});
        if (!session::resolveIdentities(workspace(), progress))
            qFatal("identities are not resolved");
    }
    Result<session::DecisionReport> decide(const QStringList &lines)
    {
        std::vector<LinkDecision> decisions;
        for (const QString &line : lines) {
            const QStringList part = line.split(u' ');
            decisions.push_back(
                {{part[0].toStdString(), part[1].toStdString()}, {part[3].toStdString(), part[4].toStdString()},
                    *identity::rulingFromText(part[2].toStdString()), "Ann", {}});
        }
        return session::decideLinks(workspace(), std::move(decisions), progress);
    }
    /// Records by customer: "A1 G1 pendo:A1 S1 | A2", customers by their ids.
    QString customers()
    {
        QStringList all;
        SQLite::Statement row(db(),
            "SELECT group_concat(iif(source = 'pendo', 'pendo:', '') || record_id, ' ') FROM (SELECT * FROM "
            "account_link WHERE status = 'accepted' ORDER BY account, source, record_id) GROUP BY account ORDER BY "
            "account");
        while (row.executeStep())
            all << QString::fromStdString(row.getColumn(0).getString());
        return all.join(QStringLiteral(" | "));
    }
    QString methodOf(const char *source, const char *id)
    {
        SQLite::Statement row(db(), "SELECT method FROM account_link WHERE source = ? AND record_id = ?");
        row.bind(1, source);
        row.bind(2, id);
        return row.executeStep() ? QString::fromStdString(row.getColumn(0).getString()) : QString();
    }
    QString text(const char *sql) { return QString::fromStdString(db().execAndGet(sql).getString()); }
    std::string file(const QByteArray &text)
    {
        QFile written(folder.filePath(QStringLiteral("d.csv")));
        if (!written.open(QIODevice::WriteOnly))
            qFatal("cannot write a test file");
        written.write(text);
        return written.fileName().toStdString();
    }
};

const QString Together = QStringLiteral("A1 G1 pendo:A1 S1 | A2");

} // namespace

/// What persons decide about pairs of records, from the file to the customers.
class TestIdentityDecisions : public QObject {
    Q_OBJECT
private slots:
    void anAutomaticLinkIsUndone()
    {
        Book book;
        QCOMPARE(book.customers(), Together);
        const auto done = book.decide({"crm A1 never stripe S1"});
        QVERIFY(done.ok());
        QCOMPARE(done->made, 1);
        QCOMPARE(done->waiting, 0);
        // Gainsight and the bare record stay with the CRM's, whose customer keeps its id; of the two that are free
        // again (AC-00003 was Gainsight's for a moment) billing's is the next.
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 pendo:A1 | A2 | S1"));
        QCOMPARE(book.text("SELECT account FROM account_link WHERE source = 'crm' AND record_id = 'A1'"),
            QStringLiteral("AC-00001"));
        QCOMPARE(book.text("SELECT account FROM account_link WHERE record_id = 'S1'"), QStringLiteral("AC-00004"));
        QCOMPARE(book.text("SELECT name FROM account WHERE account = 'AC-00004'"), QStringLiteral("Acme Ltd"));
        // It survives what would bring them together again.
        QVERIFY(session::resolveIdentities(book.workspace(), book.progress).ok());
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 pendo:A1 | A2 | S1"));
        const identity::IdentityReport report = identity::identityReport(book.workspace());
        QCOMPARE(report.accounts, 3);
        for (const identity::Proposal &proposal : report.proposals)
            QVERIFY(proposal.right.id != "S1" || proposal.left.id != "A1");
        QVERIFY(book.decide({"stripe S1 withdraw crm A1"}).ok());
        QCOMPARE(book.customers(), Together);
    }

    void aGoldenFieldIsChosenAnew()
    {
        Book book;
        const char *segment = "SELECT segment FROM account WHERE name = 'Acme Inc'";
        QCOMPARE(book.text(segment), QStringLiteral("SMB"));
        QVERIFY(book.decide({"crm A1 never gainsight G1", "crm A1 never stripe S1"}).ok());
        QCOMPARE(book.text("SELECT segment FROM account WHERE name = 'Acme'"), QStringLiteral("Enterprise"));
        QCOMPARE(book.customers(), QStringLiteral("A1 pendo:A1 | A2 | G1 S1"));
    }

    void recordsWithNothingInCommonAreLinked()
    {
        Book book;
        QVERIFY(book.decide({"crm A2 link stripe S1", "crm A1 never stripe S1"}).ok());
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 pendo:A1 | A2 S1"));
        QCOMPARE(book.methodOf("stripe", "S1"), QStringLiteral("manual"));
        QCOMPARE(book.text("SELECT decided_by FROM account_link WHERE record_id = 'S1'"), QStringLiteral("a person"));
        QCOMPARE(identity::identityReport(book.workspace()).links.at("manual"), 1);
        const auto evidence = identity::linkEvidence(
            book.workspace(), book.text("SELECT account FROM account_link WHERE record_id = 'S1'").toStdString());
        QCOMPARE(QByteArray::fromStdString(evidence.at({"stripe", "S1"}).english()),
            QByteArray("Ann says that they are one customer"));
        QVERIFY(book.decide({"crm A2 never stripe S1"}).ok());
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 pendo:A1 | A2 | S1"));
        QVERIFY(book.decide({"crm A2 withdraw stripe S1", "crm A1 withdraw stripe S1"}).ok());
        QCOMPARE(book.customers(), Together);
        QCOMPARE(identity::identityReport(book.workspace()).links.at("manual"), 0);
    }

    void oneSourceTwice()
    {
        Book book;
        QVERIFY(book.decide({"crm A1 link crm A2"}).ok());
        QCOMPARE(book.customers(), QStringLiteral("A1 A2 G1 pendo:A1 S1"));
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 A2 G1 pendo:A1 S1"));
    }

    /// A record that others of its source only mention goes with the one that has its id, unless somebody says no.
    void bareRecords()
    {
        Book book;
        QVERIFY(book.decide({"pendo A1 never crm A1"}).ok());
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 S1 | A2 | pendo:A1"));
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 S1 | A2 | pendo:A1"));
        QVERIFY(book.decide({"pendo A1 link crm A2"}).ok());
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 S1 | A2 pendo:A1"));
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 S1 | A2 pendo:A1"));
        QVERIFY(book.decide({"pendo A1 withdraw crm A2", "crm A1 withdraw pendo A1"}).ok());
        QCOMPARE(book.customers(), Together);
    }

    void aDecisionWaitsForItsRecord()
    {
        Book book;
        const auto done = book.decide({"crm A2 link stripe S7", "crm A1 never stripe S8"});
        QVERIFY(done.ok());
        QCOMPARE(done->waiting, 2);
        book.account("stripe", "S7", "Bolt Holding");
        book.account("stripe", "S8", "Acme", "domain=acme.example");
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 G1 pendo:A1 S1 | A2 S7 | S8"));
        QCOMPARE(book.methodOf("stripe", "S7"), QStringLiteral("manual"));
    }

    /// A link to a record that is still to come holds once it is there, whatever came together meanwhile.
    void aWaitingLinkStandsAgainstAutomaticOnes()
    {
        Book book;
        QVERIFY(book.decide({"crm A1 link stripe S7", "gainsight G1 never stripe S7"}).ok());
        QCOMPARE(book.customers(), Together);
        book.account("stripe", "S7", "New name");
        session::settleAll(book.workspace(), false);
        // S1 goes with Gainsight's now: the CRM's customer has a record of Stripe by the person's word.
        QCOMPARE(book.customers(), QStringLiteral("A1 pendo:A1 S7 | A2 | G1 S1"));
        session::settleAll(book.workspace(), true);
        QCOMPARE(book.customers(), QStringLiteral("A1 pendo:A1 S7 | A2 | G1 S1"));
    }

    /// Breaks, pins and lists name customers: a link taken back leaves each with the id it had.
    void aWithdrawnLinkLeavesIdsAsTheyWere_data()
    {
        QTest::addColumn<QString>("link");
        QTest::newRow("by name first, by age last") << QStringLiteral("billing Z link crm A");
        QTest::newRow("the other way round") << QStringLiteral("crm A link support Y");
    }
    void aWithdrawnLinkLeavesIdsAsTheyWere()
    {
        QFETCH(QString, link);
        Book book;
        book.source("billing", "billing");
        book.source("support", "support");
        book.account("crm", "A", "Older");
        session::settleAll(book.workspace(), true);
        book.account("billing", "Z", "Younger");
        book.account("support", "Y", "Youngest");
        session::settleAll(book.workspace(), true);
        const char *older = "SELECT account FROM account_link WHERE source = 'crm' AND record_id = 'A'";
        const QString before = book.text(older);
        QVERIFY(book.decide({link}).ok());
        QCOMPARE(book.text(older), before);
        QVERIFY(book.decide({QString(link).replace(QStringLiteral("link"), QStringLiteral("withdraw"))}).ok());
        QCOMPARE(book.text(older), before);
        QCOMPARE(book.text("SELECT count(DISTINCT account) FROM account_link WHERE source IN ('crm', 'billing', "
                           "'support')"),
            QStringLiteral("5")); // A, A1, A2, Z, Y
    }

    void beforeIdentitiesWereEverResolved()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "A1", "Acme", "domain=acme.example");
        data.account("stripe", "S1", "Acme", "domain=acme.example");
        data.account("stripe", "S2", "Other");
        identity::settleAccounts(data.workspace());
        Progress quiet;
        QVERIFY(session::decideLinks(
            data.workspace(), {{{"crm", "A1"}, {"stripe", "S2"}, identity::Ruling::Link, "Ann", {}}}, quiet)
                    .ok());
        // Only what was decided: nobody has asked for the certain links.
        QCOMPARE(data.db().execAndGet("SELECT count(*) FROM account").getInt(), 2);
        QCOMPARE(data.db().execAndGet("SELECT account FROM account_link WHERE record_id = 'S2'").getString(),
            data.db().execAndGet("SELECT account FROM account_link WHERE record_id = 'A1'").getString());
    }

    void contradictionsAreRefused()
    {
        Book book;
        QVERIFY(book.decide({"crm A1 link crm A2"}).ok());
        const QString before = book.customers();
        const auto refused = book.decide({"crm A2 link stripe S1", "crm A1 never stripe S1"});
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::Conflict);
        QVERIFY(refused.error().message.english().find("A1 of crm and S1 of stripe") != std::string::npos);
        QCOMPARE(book.customers(), before);
        QCOMPARE(identity::decisionsInForce(book.workspace()).size(), std::size_t(1));
        // The last of a pair counts, in one file too.
        QVERIFY(book.decide({"crm A2 never crm A1", "crm A1 link crm A2"}).ok());
        QCOMPARE(book.customers(), before);
    }

    void everyVersionIsKeptAndSayingItAgainIsNone()
    {
        Book book;
        const char *versions = "SELECT count(*) FROM identity_decision";
        QVERIFY(book.decide({"crm A1 never stripe S1"}).ok());
        const auto again = book.decide({"stripe S1 never crm A1"});
        QVERIFY(again.ok());
        QCOMPARE(again->made, 0);
        QCOMPARE(again->unchanged, 1);
        QCOMPARE(book.text(versions), QStringLiteral("1"));
        QVERIFY(book.decide({"crm A1 withdraw stripe S1"}).ok());
        QCOMPARE(book.decide({"crm A1 withdraw stripe S1"})->made, 0);
        QCOMPARE(book.text(versions), QStringLiteral("2"));
        QVERIFY(identity::decisionsInForce(book.workspace()).empty());
        const std::vector<store::AuditEntry> trail = store::auditTrail(book.workspace());
        QCOMPARE(trail[0].action, std::string("decide identity"));
        QCOMPARE(trail[0].subject, std::string("crm:A1 stripe:S1"));
        QCOMPARE(trail[0].before.value_or(""), std::string("never by Ann"));
        QCOMPARE(trail[0].after.value_or(""), std::string("withdraw by Ann"));
    }

    /// What an import brought together and a person decided about meanwhile, once the import is taken back.
    void undoneImports_data()
    {
        QTest::addColumn<QStringList>("first"); // rows of crm, billing, gainsight, support: id,name,domain
        QTest::addColumn<QString>("second"); // of the file that is taken back, "billing:S1,Solo,a.example"
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("meanwhile");
        QTest::addColumn<QString>("after");
        QTest::newRow("a link to one of them")
            << QStringList{"A1,Acme,a.example", "S1,Solo,s.example", "", "T1,Tree,t.example"}
            << QStringLiteral("billing:S1,Solo,a.example") << QStringLiteral("crm A1 link support T1")
            << QStringLiteral("A1 S1 T1") << QStringLiteral("A1 T1 | S1");
        QTest::newRow("two of them are never one")
            << QStringList{"A1,Acme,a.example", "S1,Solo,a.example", "G1,Gain,a.example", "T1,Tree,t.example"}
            << QStringLiteral("support:T1,Tree,a.example") << QStringLiteral("crm A1 never billing S1")
            << QStringLiteral("A1 G1 T1 | S1") << QStringLiteral("A1 G1 | S1 | T1");
    }
    void undoneImports()
    {
        QFETCH(QStringList, first);
        QFETCH(QString, second);
        QFETCH(QString, decision);
        QFETCH(QString, meanwhile);
        QFETCH(QString, after);
        QTemporaryDir folder;
        auto made = store::Workspace::create(folder.filePath(QStringLiteral("w.qdeck")).toStdString(), {});
        store::Workspace &workspace = **made;
        Progress quiet;
        const auto write = [&](const QString &name, const QString &rows) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write a test file");
            file.write("account_id,name,domain\n" + rows.toUtf8() + '\n');
            return file.fileName().toStdString();
        };
        const auto import = [&](const std::vector<std::string> &files, const char *day) {
            sources::ImportOptions options;
            options.asOf = Date::fromIso(day);
            return session::importAndResolve(workspace, files, options, quiet);
        };
        const auto customers = [&workspace] {
            QStringList all;
            SQLite::Statement row(workspace.db(),
                "SELECT group_concat(record_id, ' ') FROM (SELECT * FROM account_link ORDER BY record_id) GROUP BY "
                "account ORDER BY 1");
            while (row.executeStep())
                all << QString::fromStdString(row.getColumn(0).getString());
            return all.join(QStringLiteral(" | "));
        };
        std::vector<std::string> files;
        const std::array<QString, 4> systems{u"crm"_qs, u"billing"_qs, u"gainsight"_qs, u"support"_qs};
        for (std::size_t i = 0; i < systems.size(); ++i) {
            if (!first[qsizetype(i)].isEmpty())
                files.push_back(write(systems[i] + QStringLiteral(".accounts.csv"), first[qsizetype(i)]));
        }
        QVERIFY(import(files, "2026-01-31").ok());
        const QStringList part = second.split(u':');
        const auto later = import({write(part[0] + QStringLiteral(".accounts.later.csv"), part[1])}, "2026-02-28");
        QVERIFY(later.ok());
        const QStringList said = decision.split(u' ');
        QVERIFY(session::decideLinks(workspace,
            {{{said[0].toStdString(), said[1].toStdString()}, {said[3].toStdString(), said[4].toStdString()},
                *identity::rulingFromText(said[2].toStdString()), "Ann", {}}},
            quiet)
                    .ok());
        QCOMPARE(customers(), meanwhile);
        QVERIFY(session::undoImport(workspace, later->batches[0].batch, quiet).ok());
        QCOMPARE(customers(), after);
        QCOMPARE(identity::decisionsInForce(workspace).size(), std::size_t(1));
        session::settleAll(workspace, true);
        QCOMPARE(customers(), after);
    }

    /// A customer that was merged away may come back: nobody else gets its number meanwhile.
    void numbersThatMayComeBackAreNotGivenAgain()
    {
        QTemporaryDir folder;
        auto made = store::Workspace::create(folder.filePath(QStringLiteral("w.qdeck")).toStdString(), {});
        store::Workspace &workspace = **made;
        Progress quiet;
        const auto import = [&](const char *name, const char *rows, const char *day) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write a test file");
            file.write(QByteArray("account_id,name,domain\n") + rows);
            file.close();
            sources::ImportOptions options;
            options.asOf = Date::fromIso(day);
            const auto done = session::importAndResolve(workspace, {file.fileName().toStdString()}, options, quiet);
            return done.ok() ? done->batches[0].batch : 0;
        };
        QVERIFY(import("crm.accounts.csv", "A1,Acme,a.example\n", "2026-01-31") > 0);
        QVERIFY(import("support.accounts.csv", "T1,Tree,t.example\n", "2026-01-31") > 0);
        const auto merging = import("support.accounts.later.csv", "T1,Tree,a.example\n", "2026-02-28");
        QVERIFY(import("crm.accounts.later.csv", "C1,Stranger,c.example\n", "2026-03-31") > 0);
        QVERIFY(session::undoImport(workspace, merging, quiet).ok());
        QCOMPARE(workspace.db().execAndGet("SELECT count(DISTINCT account) FROM account_link").getInt(), 3);
        QCOMPARE(workspace.db().execAndGet("SELECT account FROM account_link WHERE record_id = 'T1'").getString(),
            std::string("AC-00002"));
    }

    void filesComeBackAsTheyWere()
    {
        Book book;
        const std::string path =
            book.file("note,decision,left_source,left_id,right_source,right_id,by\n"
                      "\"=two, says \"\"Bo\"\"\",Never,stripe,S1,crm,A1,Bo\n,link,crm,A2,stripe,S1,\n");
        const auto read = session::readDecisions(path, "Ann");
        QVERIFY(read.ok());
        QCOMPARE((*read)[1].by, std::string("Ann"));
        QVERIFY(session::decideLinks(book.workspace(), *read, book.progress).ok());
        const std::string csv = session::decisionsCsv(book.workspace());
        QCOMPARE(QByteArray::fromStdString(csv),
            QByteArray("left_source,left_id,right_source,right_id,decision,by,note\n"
                       "crm,A1,stripe,S1,never,Bo,\"'=two, says \"\"Bo\"\"\"\ncrm,A2,stripe,S1,link,Ann,\n"));
        const auto back = session::readDecisions(book.file(QByteArray::fromStdString(csv)), "Cy");
        QVERIFY(back.ok());
        const auto again = session::decideLinks(book.workspace(), *back, book.progress);
        QCOMPARE(again->made, 0);
        QCOMPARE(again->unchanged, 2);
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("says");
        const QByteArray header("left_source,left_id,right_source,right_id,decision\n");
        QTest::newRow("column") << QByteArray("left_source,left_id,right_id,decision\ncrm,A1,A2,link\n")
                                << QByteArray("has no column right_source");
        QTest::newRow("empty cell") << header + "crm,A1,crm,A2,link\ncrm,A1,stripe,,never\n"
                                    << QByteArray("line 3: right_id is empty");
        QTest::newRow("no decision") << header + "crm,A1,crm,A2,\n" << QByteArray("line 2: decision is empty");
        QTest::newRow("short row") << header + "crm,A1,crm\n" << QByteArray("line 2: right_id is empty");
        QTest::newRow("word") << header + "crm,A1,crm,A2,perhaps\n"
                              << QByteArray("line 2: a decision is link, never or withdraw, not \"perhaps\"");
        QTest::newRow("itself") << header + "crm,A1,crm,A1,link\n"
                                << QByteArray("line 2: A1 of crm stands on both sides");
    }
    void badFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, says);
        Book book;
        const auto read = session::readDecisions(book.file(text), "Ann");
        QVERIFY(!read.ok());
        QVERIFY2(QByteArray::fromStdString(read.error().message.english()).contains(says),
            read.error().message.english().c_str());
    }

    /// Whatever is decided, in whatever order: nobody who is never one shares a customer, and every record has one.
    void randomDecisionsHold()
    {
        std::mt19937 random(3);
        const auto below = [&random](int n) { return int(random() % unsigned(n)); };
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.source("gainsight", "cs_platform");
        constexpr int Records = 12;
        const std::array<const char *, 3> sources{"crm", "stripe", "gainsight"};
        for (int i = 0; i < Records; ++i) {
            for (const char *source : sources)
                data.account(source, std::to_string(i), "Company " + std::to_string(i / 2),
                    "domain=d" + std::to_string(i / 2) + ".example");
        }
        Progress quiet;
        QVERIFY(session::resolveIdentities(data.workspace(), quiet).ok());
        int refused = 0;
        for (int round = 0; round < 120; ++round) {
            std::vector<LinkDecision> made;
            for (int i = below(3); i >= 0; --i) {
                const identity::RecordKey left{sources[std::size_t(below(3))], std::to_string(below(Records))};
                const identity::RecordKey right{sources[std::size_t(below(3))], std::to_string(below(Records))};
                if (left != right)
                    made.push_back({left, right, identity::Ruling(below(3)), "Ann", {}});
            }
            if (!session::decideLinks(data.workspace(), made, quiet))
                ++refused;
            for (const LinkDecision &each : identity::decisionsInForce(data.workspace())) {
                const auto customer = [&data](const identity::RecordKey &key) {
                    SQLite::Statement row(data.db(),
                        "SELECT account FROM account_link WHERE source = ? AND record_id = ? AND status = 'accepted'");
                    row.bind(1, key.source);
                    row.bind(2, key.id);
                    return row.executeStep() ? row.getColumn(0).getString() : std::string();
                };
                const bool one = customer(each.left) == customer(each.right);
                QVERIFY(!customer(each.left).empty());
                QCOMPARE(one, each.ruling == identity::Ruling::Link);
            }
            QCOMPARE(data.db().execAndGet("SELECT count(*) FROM account_link").getInt(), Records * 3);
            QCOMPARE(data.db()
                         .execAndGet("SELECT count(*) FROM account a WHERE NOT EXISTS (SELECT 1 FROM account_link l "
                                     "WHERE l.account = a.account)")
                         .getInt(),
                0);
        }
        QVERIFY(refused > 0);
        // Settling again changes nothing.
        const auto links = [&data] {
            return data.db()
                .execAndGet("SELECT group_concat(source || record_id || account || method) FROM (SELECT * FROM "
                            "account_link ORDER BY source, record_id)")
                .getString();
        };
        const std::string before = links();
        session::settleAll(data.workspace(), true);
        QCOMPARE(links(), before);
    }
};

QTEST_GUILESS_MAIN(TestIdentityDecisions)
#include "tst_identity_decisions.moc"
