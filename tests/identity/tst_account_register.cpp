#include "core/identity/account_register.h"
#include "core/identity/golden_record.h"
#include "core/identity/identity_report.h"
#include "core/identity/identity_store.h"
#include "tests/support/workspace_fixture.h"

#include <sqlite3.h>

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

/// A company in four systems: billing carries the CRM's id, the CS platform shares billing's domain, and usage knows
/// the id alone. Its parent stands in billing only; its owner in the CRM and the CS platform.
void fill(test::WorkspaceFixture &data)
{
    data.source("crm", "crm");
    data.source("stripe", "billing");
    data.source("gainsight", "cs_platform");
    data.source("pendo", "usage");
    data.account("gainsight", "G1", "Acme Europe", "domain=acme.example;owner=Ines;segment=SMB");
    data.account("crm", "A1", "Acme Inc", "domain=acme.example;owner=Ann;segment=Enterprise");
    data.account("stripe", "S1", "ACME", "crm_account_id=A1;domain=acme.example;parent_account_id=S2");
    data.account("stripe", "S2", "Holding", "domain=holding.example");
    data.run("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) "
             "VALUES ('pendo', 'A1', 'A1', 1, 0, '2026-10-31', 1, 2)",
        {});
    settleAccounts(data.workspace());
}

QStringList rows(test::WorkspaceFixture &data, const char *sql)
{
    QStringList found;
    SQLite::Statement row(data.db(), sql);
    while (row.executeStep()) {
        QStringList cells;
        for (int i = 0; i < row.getColumnCount(); ++i)
            cells << QString::fromStdString(row.getColumn(i).getString());
        found << cells.join(u' ');
    }
    return found;
}

constexpr const char *Links = "SELECT source, record_id, account, method FROM account_link ORDER BY 1, 2";
constexpr const char *Customers = "SELECT account, name, coalesce(parent, '-'), ultimate_parent, coalesce(owner, '-'), "
                                  "coalesce(segment, '-'), coalesce(domain, '-') FROM account ORDER BY 1";

} // namespace

class TestAccountRegister : public QObject {
    Q_OBJECT
private slots:
    void everyRecordHasACustomer()
    {
        test::WorkspaceFixture data;
        fill(data);
        QCOMPARE(rows(data, Links),
            (QStringList{"crm A1 AC-00001 own", "gainsight G1 AC-00002 own", "pendo A1 AC-00001 id",
                "stripe S1 AC-00003 own", "stripe S2 AC-00004 own"}));
        QCOMPARE(rows(data, Customers).at(2), QStringLiteral("AC-00003 ACME AC-00004 AC-00004 - - acme.example"));
    }

    void stopsWhenAskedTo()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A1", "Acme Inc", "");
        Progress progress;
        progress.cancel();
        settleAccounts(data.workspace(), &progress);
        QCOMPARE(rows(data, Links), QStringList());
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, Links), QStringList{"crm A1 AC-00001 own"});
    }

    /// Two steps that meet in one customer: what the second is told of must be what the first left.
    void mergesCustomersAndTheirFields()
    {
        test::WorkspaceFixture data;
        fill(data);
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Links),
            (QStringList{"crm A1 AC-00001 own", "gainsight G1 AC-00001 domain", "pendo A1 AC-00001 id",
                "stripe S1 AC-00001 id", "stripe S2 AC-00004 own"}));
        QCOMPARE(rows(data, Customers),
            (QStringList{"AC-00001 Acme Inc AC-00004 AC-00004 Ines Enterprise acme.example",
                "AC-00004 Holding - AC-00004 - - holding.example"}));
    }

    /// Where records of several customers have the id of a bare one, the CRM's is taken. Sources are "a", "b", "c" of
    /// these kinds; one with a "+" carries the id as that of the CRM's record.
    void bareRecordsJoinTheOneOfTheirId_data()
    {
        QTest::addColumn<QStringList>("kinds");
        QTest::addColumn<QString>("joined"); // none: it is a customer of its own
        QTest::newRow("nobody") << QStringList{} << "";
        QTest::newRow("one") << QStringList{"billing"} << "a";
        QTest::newRow("two, neither the CRM's") << QStringList{"billing", "support"} << "";
        QTest::newRow("the CRM's first") << QStringList{"crm", "billing"} << "a";
        QTest::newRow("the CRM's second") << QStringList{"billing", "crm"} << "b";
        QTest::newRow("the CRM's between others") << QStringList{"billing", "crm", "support"} << "b";
        QTest::newRow("two of CRMs") << QStringList{"crm", "crm"} << "";
        QTest::newRow("two of CRMs behind another") << QStringList{"billing", "crm", "crm"} << "";
        QTest::newRow("one customer in two") << QStringList{"crm", "billing+"} << "a";
        QTest::newRow("one customer in two, neither the CRM's") << QStringList{"billing", "support+"} << "a";
        QTest::newRow("one customer in two, and another") << QStringList{"crm", "billing+", "support"} << "a";
    }
    void bareRecordsJoinTheOneOfTheirId()
    {
        QFETCH(QStringList, kinds);
        QFETCH(QString, joined);
        test::WorkspaceFixture data;
        const std::vector<std::string> names{"Acme", "Bolt", "Crow"};
        for (int i = 0; i < kinds.size(); ++i) {
            const std::string source(1, char('a' + i));
            data.source(source, QString(kinds[i]).remove(u'+').toStdString());
            data.account(source, "7", names[std::size_t(i)], kinds[i].endsWith(u'+') ? "crm_account_id=7" : "");
        }
        data.source("z", "usage");
        data.run("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) "
                 "VALUES ('z', '7', '7', 1, 0, '2026-10-31', 1, 2)",
            {});
        acceptCertainLinks(data.workspace());
        QStringList beside = rows(data,
            "SELECT source FROM account_link WHERE source <> 'z' AND account = "
            "(SELECT account FROM account_link WHERE source = 'z') ORDER BY 1");
        QCOMPARE(beside.value(0), joined);
        QCOMPARE(rows(data, "SELECT method FROM account_link WHERE source = 'z'"),
            QStringList{joined.isEmpty() ? QStringLiteral("own") : QStringLiteral("id")});
    }

    /// Also those that an earlier import linked to it, be they the first of the file.
    void aMergedCustomerTakesAllItsRecordsAlong()
    {
        test::WorkspaceFixture data;
        data.source("a", "billing");
        data.source("m", "support");
        data.source("n", "crm");
        data.account("m", "1", "Acme");
        data.account("n", "2", "Bolt");
        settleAccounts(data.workspace());
        data.account("a", "3", "Bolt Payments", "crm_account_id=2");
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Links), (QStringList{"a 3 AC-00002 id", "m 1 AC-00001 own", "n 2 AC-00002 own"}));
        data.run("UPDATE accounts SET domain = 'acme.example' WHERE source <> 'a'", {});
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Links), (QStringList{"a 3 AC-00001 id", "m 1 AC-00001 domain", "n 2 AC-00001 own"}));
        QCOMPARE(rows(data, "SELECT account FROM account"), QStringList{"AC-00001"});
    }

    void goldenFieldsOfACustomer()
    {
        test::WorkspaceFixture data;
        fill(data);
        acceptCertainLinks(data.workspace());
        data.run("UPDATE accounts SET batch_id = 3, line = 9 WHERE account_id = 'G1'", {});
        const std::vector<GoldenField> fields = goldenFields(data.workspace(), "AC-00001");
        QCOMPARE(fields.size(), goldenFieldNames().size());
        const auto described = [&](std::size_t i) {
            QStringList lines;
            for (const FieldCandidate &each : fields[i].candidates)
                lines << QString::fromStdString(each.source + ' ' + each.kind + ' ' + each.recordId + ' ' + each.value)
                        + QStringLiteral(" %1 %2").arg(each.batchId).arg(each.line);
            return lines;
        };
        QCOMPARE(fields[0].field, std::string("name"));
        QCOMPARE(
            fields[0].rule, std::string("crm, cs_platform, billing, finance, support, usage, survey, people, other"));
        QCOMPARE(described(0),
            (QStringList{
                "crm crm A1 Acme Inc 1 2", "gainsight cs_platform G1 Acme Europe 3 9", "stripe billing S1 ACME 1 2"}));
        QCOMPARE(fields[4].field, std::string("owner"));
        QCOMPARE(
            fields[4].rule, std::string("cs_platform, crm, billing, finance, support, usage, survey, people, other"));
        QCOMPARE(described(4), (QStringList{"gainsight cs_platform G1 Ines 3 9", "crm crm A1 Ann 1 2"}));
        QCOMPARE(fields[17].field, std::string("health_score"));
        QVERIFY(fields[17].candidates.empty());
        QVERIFY(goldenFields(data.workspace(), "AC-00099").empty());
    }

    /// A proposal that settling itself accepts is certain from then on; what it gives back is what the file has.
    void acceptingAProposalMakesItCertain()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("UPDATE account_link SET status = 'proposed', score = 0.4 WHERE source = 'pendo'", {});
        const SourceRecords given = settleAccounts(data.workspace());
        const SourceRecords read = loadSourceRecords(data.workspace());
        QCOMPARE(given.rows.size(), std::size_t(5));
        QCOMPARE(read.rows.size(), given.rows.size());
        for (std::size_t i = 0; i < read.rows.size(); ++i) {
            QCOMPARE(given.rows[i].id.str(), read.rows[i].id.str());
            QCOMPARE(given.rows[i].account.str(), read.rows[i].account.str());
            QCOMPARE(given.rows[i].method.str(), read.rows[i].method.str());
            QCOMPARE(given.rows[i].score, read.rows[i].score);
            QCOMPARE(read.rows[i].score, 1.0);
        }
    }

    /// As many links as before, but not of the same records: one is gone and another came.
    void aRecordThatGoesIsForgottenThoughAnotherCame()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.run("DELETE FROM accounts WHERE account_id = 'S2'", {});
        data.account("stripe", "S3", "Another");
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, "SELECT record_id, account FROM account_link WHERE source = 'stripe' ORDER BY 1"),
            (QStringList{"S1 AC-00003", "S3 AC-00005"}));
        QCOMPARE(rows(data, "SELECT account FROM account ORDER BY 1"),
            (QStringList{"AC-00001", "AC-00002", "AC-00003", "AC-00005"}));
    }

    void settlingAgainChangesNothing()
    {
        test::WorkspaceFixture data;
        fill(data);
        acceptCertainLinks(data.workspace());
        const QStringList links = rows(data, Links);
        const QStringList customers = rows(data, Customers);
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, Links), links);
        QCOMPARE(rows(data, Customers), customers);
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Links), links);
        QCOMPARE(rows(data, Customers), customers);
    }

    /// Who is moved twice is written once, with the evidence of the pair that took it out of its own customer; who
    /// stays, and a customer whose golden fields stay, is not written at all.
    void writesWhatTheMergesComeTo()
    {
        test::WorkspaceFixture data;
        data.source("a", "crm");
        data.source("b", "billing");
        data.source("c", "support");
        data.account("a", "1", "Acme", "domain=acme.example");
        data.account("b", "2", "Acme", "domain=acme.example;crm_account_id=3");
        data.account("c", "3", "Acme Support");
        data.account("a", "4", "Other", "domain=other.example;owner=Ann;employees=12;health_score=71");
        settleAccounts(data.workspace());
        data.run("CREATE TEMP TABLE written (account TEXT)", {});
        data.run("CREATE TEMP TRIGGER golden AFTER UPDATE OF owner ON account BEGIN "
                 "INSERT INTO written VALUES (new.account); END",
            {});
        data.run("CREATE TEMP TABLE moved (record TEXT)", {});
        data.run("CREATE TEMP TRIGGER links AFTER UPDATE ON account_link BEGIN "
                 "INSERT INTO moved VALUES (new.source || new.record_id); END",
            {});
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, "SELECT record FROM moved ORDER BY 1"), (QStringList{"b2", "c3"}));
        QCOMPARE(
            rows(data,
                "SELECT source, record_id, account, method, decided_by, evidence, evidence_values FROM account_link "
                "ORDER BY 1"),
            (QStringList{"a 1 AC-00001 own import  ", "a 4 AC-00002 own import  ",
                "b 2 AC-00001 id certain passes %1 carries the id %2 of %3 [\"Identity\",\"b\",\"3\",\"c\"]",
                "c 3 AC-00001 domain certain passes same domain %1 and name [\"Identity\",\"acme.example\"]"}));
        const auto evidence = linkEvidence(data.workspace(), "AC-00001");
        QCOMPARE(evidence.size(), std::size_t(2));
        QCOMPARE(evidence.at({"b", "2"}).english(), std::string("b carries the id 3 of c"));
        QVERIFY(evidence.at({"c", "3"})
            == Message(QD_WORDS("Identity", "same domain %1 and name"), {std::string("acme.example")}));
        QCOMPARE(rows(data, "SELECT account FROM written"), QStringList());
        data.run("UPDATE accounts SET owner = 'Zoe' WHERE account_id = '4'", {});
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, "SELECT account FROM written"), QStringList{"AC-00002"});
        QCOMPARE(rows(data, "SELECT owner, employees, health_score FROM account WHERE account = 'AC-00002'"),
            QStringList{"Zoe 12 71.0"});
    }

    /// A customer's page asks for one customer's fields: the links of all the others are not read for that.
    void fieldsOfOneCustomerReadNoOtherLinks()
    {
        test::WorkspaceFixture data;
        fill(data);
        acceptCertainLinks(data.workspace());
        QStringList statements;
        const auto note = [](unsigned, void *list, void *statement, void *) {
            *static_cast<QStringList *>(list) << QString::fromUtf8(sqlite3_sql(static_cast<sqlite3_stmt *>(statement)));
            return 0;
        };
        sqlite3_trace_v2(data.workspace().handle(), SQLITE_TRACE_STMT, note, &statements);
        const std::vector<GoldenField> fields = goldenFields(data.workspace(), "AC-00001");
        sqlite3_trace_v2(data.workspace().handle(), 0, nullptr, nullptr);
        QCOMPARE(fields.at(2).field, std::string("segment"));
        QCOMPARE(fields.at(2).candidates.at(0).value, std::string("Enterprise"));
        QVERIFY(!statements.isEmpty());
        for (const QString &statement : statements)
            QVERIFY2(
                !statement.contains(QStringLiteral("account_link")) || statement.contains(QStringLiteral("account = ")),
                qPrintable(statement));
    }

    /// Records that came without any settling before them, as in one import that resolves.
    void resolvingGivesCustomersFirst()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "A1", "Acme Inc");
        data.account("stripe", "S1", "Acme", "crm_account_id=A1");
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Links), (QStringList{"crm A1 AC-00001 own", "stripe S1 AC-00001 id"}));
    }

    /// Five digits, and as many more as it takes.
    void numbersOfCustomers_data()
    {
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("next");
        QTest::newRow("one digit more") << "AC-00009"
                                        << "AC-00010";
        QTest::newRow("the last of four") << "AC-09998"
                                          << "AC-09999";
        QTest::newRow("more than five") << "AC-99999"
                                        << "AC-100000";
    }
    void numbersOfCustomers()
    {
        QFETCH(QString, last);
        QFETCH(QString, next);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        LinkWriter writer(data.workspace());
        writer.openAccount(last.toStdString(), "Acme");
        writer.link("crm", "A", last.toStdString(), "own");
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, "SELECT account FROM account_link ORDER BY record_id"), (QStringList{last, next}));
    }

    /// Of two billing systems the first wins; a field that nobody has any more is cleared, but a name stays.
    void goldenFieldsThatChange()
    {
        test::WorkspaceFixture data;
        data.source("a", "billing");
        data.source("b", "crm");
        data.source("c", "billing");
        data.account("a", "1", "ACME", "domain=acme.example;owner=Ann;segment=SMB");
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, Customers), QStringList{"AC-00001 ACME - AC-00001 Ann SMB acme.example"});
        data.account("b", "2", "Acme Inc", "domain=acme.example");
        data.account("c", "3", "Acme Ltd", "domain=acme.example;segment=Mid");
        acceptCertainLinks(data.workspace());
        QCOMPARE(rows(data, Customers), QStringList{"AC-00001 Acme Inc - AC-00001 Ann SMB acme.example"});
        QString order;
        for (const FieldCandidate &each : goldenFields(data.workspace(), "AC-00001").at(0).candidates)
            order += QString::fromStdString(each.recordId);
        QCOMPARE(order, QStringLiteral("213"));
        data.run("UPDATE accounts SET name = '', segment = NULL", {});
        settleAccounts(data.workspace());
        QCOMPARE(rows(data, Customers), QStringList{"AC-00001 Acme Inc - AC-00001 Ann - acme.example"});
    }

    /// Another parent of the same family, and another top of the same parent.
    void familiesThatChange()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        for (const auto &[id, parent] : {std::pair("1", ""), {"2", "1"}, {"3", "1"}, {"4", "2"}, {"5", ""}})
            data.account("crm", id, id, *parent ? std::string("parent_account_id=") + parent : std::string());
        const auto places = [&] {
            settleAccounts(data.workspace());
            return rows(data,
                "SELECT substr(account, 8), coalesce(substr(parent, 8), '-'), substr(ultimate_parent, 8) FROM account "
                "ORDER BY 1");
        };
        QCOMPARE(places(), (QStringList{"1 - 1", "2 1 1", "3 1 1", "4 2 1", "5 - 5"}));
        data.run("UPDATE accounts SET parent_account_id = '3' WHERE account_id = '4'", {});
        QCOMPARE(places(), (QStringList{"1 - 1", "2 1 1", "3 1 1", "4 3 1", "5 - 5"}));
        data.run("UPDATE accounts SET parent_account_id = '5' WHERE account_id = '1'", {});
        QCOMPARE(places(), (QStringList{"1 5 5", "2 1 5", "3 1 5", "4 3 5", "5 - 5"}));
    }

    void reportsCountsAndCircles()
    {
        test::WorkspaceFixture data;
        fill(data);
        data.account("stripe", "S3", "Loop one", "parent_account_id=S4");
        data.account("stripe", "S4", "Loop two", "parent_account_id=S3");
        acceptCertainLinks(data.workspace());
        const IdentityReport report = identityReport(data.workspace());
        QCOMPARE(report.accounts, 4);
        QCOMPARE(report.records, 6); // the bare record of usage stands with the CRM's
        QCOMPARE(report.links.at("id"), 1);
        QCOMPARE(report.links.at("domain"), 1);
        QCOMPARE(report.loops, (std::vector<std::vector<std::string>>{{"AC-00005", "AC-00006"}}));
        QCOMPARE(rows(data, "SELECT count(*) FROM account WHERE parent IS NOT NULL"), QStringList{"1"});
    }
};

QTEST_GUILESS_MAIN(TestAccountRegister)
#include "tst_account_register.moc"
