#include "core/identity/identity_report.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

/// "source id name domain account method", "-" for nothing; "bare" at the end for a bare one.
std::vector<SourceRecord> recordsOf(const QStringList &lines)
{
    static TextPool texts;
    std::vector<SourceRecord> records;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        const auto at = [&](int i) { return texts.keep(part[i] == u"-"_qs ? std::string() : part[i].toStdString()); };
        SourceRecord record;
        record.source = record.kind = at(0);
        record.id = at(1);
        record.name = at(2);
        record.domain = at(3);
        record.account = at(4);
        record.method = at(5);
        record.bare = line.endsWith(u" bare"_qs);
        static_cast<CompanyMarks &>(record) = MarkReading(texts).marksOf(record.name, record.domain, record.bare);
        records.push_back(record);
    }
    return records;
}

} // namespace

/// How many records go by which link, and what a person should look at.
class TestIdentityReport : public QObject {
    Q_OBJECT
private slots:
    void ofNothing()
    {
        const IdentityReport report = identityReport({}, {"crm"});
        QCOMPARE(report.accounts, 0);
        QCOMPARE(report.records, 0);
        const std::map<std::string, int> none{{"domain", 0}, {"id", 0}, {"manual", 0}, {"name", 0}, {"probable", 0}};
        QCOMPARE(report.links, none);
        QVERIFY(report.proposals.empty());
        QVERIFY(report.loops.empty());
    }

    void counts()
    {
        const IdentityReport report = identityReport(
            recordsOf({"crm A1 Acme - AC-1 own", "billing B1 Bolt - AC-1 id", "usage A1 A1 - AC-1 id bare",
                "usage U2 U2 - AC-2 own bare", "support T1 Crow - AC-1 name", "survey V1 Dune - AC-1 name",
                "people P1 Elm - AC-1 probable", "finance F1 Fig - AC-1 manual", "other O1 Gum - AC-1 domain",
                "other O2 Hop - - -"}),
            {"crm"});
        QCOMPARE(report.accounts, 2);
        QCOMPARE(report.records, 9); // without the bare one that stands with the CRM's
        const std::map<std::string, int> expected{
            {"domain", 1}, {"id", 1}, {"manual", 1}, {"name", 2}, {"probable", 1}};
        QCOMPARE(report.links, expected);
    }

    /// Certain ones, then domain and name, domain, name, and a name whose domains differ; of equals those of the
    /// smaller domain or name.
    void proposalsBestFirst()
    {
        const IdentityReport report =
            identityReport(recordsOf({"crm A1 Acme - AC-1 own", "crm A2 Acme - AC-2 own",
                               "crm B1 Bolt bolt.example AC-3 own", "crm B2 Bolt bolt.example AC-4 own",
                               "crm C1 Crow crow.example AC-5 own", "crm C2 Crow crow.example AC-6 own",
                               "crm D1 Dune dune.example AC-7 own", "billing D2 Dune dune.example AC-8 own",
                               "crm E1 Elm aster.example AC-9 own", "crm E2 Fir aster.example AC-10 own",
                               "crm F1 Able gum.example AC-11 own", "crm F2 Able hop.example AC-12 own"}),
                {"crm"});
        QStringList found;
        for (const Proposal &proposal : report.proposals)
            found << QString::fromStdString(proposal.left.id + '=' + proposal.right.id + " of " + proposal.right.source
                + ": " + proposal.evidence.english());
        QCOMPARE(found,
            (QStringList{u"D1=D2 of billing: same domain dune.example and name"_qs,
                u"B1=B2 of crm: twice in crm: same domain bolt.example"_qs,
                u"C1=C2 of crm: twice in crm: same domain crow.example"_qs,
                u"E1=E2 of crm: twice in crm: same domain aster.example"_qs,
                u"A1=A2 of crm: twice in crm: same name acme"_qs,
                u"F1=F2 of crm: twice in crm: same name able, but their domains differ"_qs}));
        QCOMPARE(report.proposals[0].score, 1.0);
        QCOMPARE(report.proposals[0].left.name, std::string("Dune"));
        for (std::size_t i = 1; i < report.proposals.size(); ++i)
            QVERIFY(report.proposals[i].score < 1 && report.proposals[i].score <= report.proposals[i - 1].score);
    }

    /// A, the first customer, is a part of B from a day on; the latest as-of date is 2026-10-31.
    void mergedCustomers_data()
    {
        QTest::addColumn<QString>("on");
        QTest::addColumn<int>("accounts");
        QTest::addColumn<int>("proposals"); // that A and B are one
        QTest::newRow("the day before") << "2026-10-30" << 2 << 0;
        QTest::newRow("that day") << "2026-10-31" << 2 << 0;
        QTest::newRow("the day after") << "2026-11-01" << 3 << 1;
    }
    void mergedCustomers()
    {
        QFETCH(QString, on);
        QFETCH(int, accounts);
        QFETCH(int, proposals);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing", "2026-09-30");
        data.account("crm", "A", "Acme", "domain=acme.example");
        data.account("crm", "B", "Bolt", "domain=acme.example");
        data.account("crm", "C", "Crow");
        data.settle();
        data.becomesPart("crm", "A", "B", on.toLatin1().constData());
        const IdentityReport report = identityReport(data.workspace());
        QCOMPARE(report.accounts, accounts);
        QCOMPARE(report.records, 3);
        QCOMPARE(int(report.proposals.size()), proposals);
    }
};

QTEST_GUILESS_MAIN(TestIdentityReport)
#include "tst_identity_report.moc"
