#include "core/identity/certain_links.h"

#include <QtTest>

using namespace qd::identity;

namespace {

SourceRecord record(const char *source, const char *id, const char *name, const char *domain = "",
    const char *crmId = "", const char *created = "")
{
    static qd::TextPool texts;
    SourceRecord r;
    r.source = texts.keep(source);
    r.kind = r.source;
    r.id = texts.keep(id);
    r.name = texts.keep(name);
    r.domain = texts.keep(domain);
    r.crmId = texts.keep(crmId);
    r.createdDate = texts.keep(created);
    static_cast<CompanyMarks &>(r) = MarkReading(texts).marksOf(r.name, r.domain, false);
    return r;
}

QStringList described(const std::vector<SourceRecord> &records, const std::vector<RecordPair> &pairs)
{
    QStringList lines;
    for (const RecordPair &pair : pairs)
        lines << QString::fromStdString(records[std::size_t(pair.left)].id.str() + "="
            + records[std::size_t(pair.right)].id.str() + " " + pair.method);
    lines.sort();
    return lines;
}

} // namespace

class TestCertainLinks : public QObject {
    Q_OBJECT
private slots:
    void passes_data()
    {
        QTest::addColumn<std::vector<SourceRecord>>("records");
        QTest::addColumn<QStringList>("links");
        QTest::addColumn<QStringList>("proposals");
        using Records = std::vector<SourceRecord>;
        QTest::newRow("id carried") << Records{record("billing", "B1", "Other Name", "", "A1"),
            record("crm", "A1", "Acme")}
                                    << QStringList{"A1=B1 id"} << QStringList{};
        QTest::newRow("two billing accounts may carry one id") << Records{record("billing", "B1", "x", "", "A1"),
            record("billing", "B2", "y", "", "A1"), record("crm", "A1", "Acme")}
                                                               << QStringList{"A1=B1 id", "A1=B2 id"} << QStringList{};
        QTest::newRow("15 against 18 characters")
            << Records{record("billing", "B1", "x", "", "001C000000o4OOI"), record("crm", "001C000000o4OOIIA2", "Acme")}
            << QStringList{"001C000000o4OOIIA2=B1 id"} << QStringList{};
        QTest::newRow("15 characters differ by case")
            << Records{record("billing", "B1", "x", "", "001c000000o4OOI"), record("crm", "001C000000o4OOIIA2", "Acme")}
            << QStringList{} << QStringList{};
        QTest::newRow("one Salesforce id")
            << Records{record("billing", "001C000000o4OOI", "x"), record("crm", "001C000000o4OOIIA2", "Acme")}
            << QStringList{"001C000000o4OOI=001C000000o4OOIIA2 id"} << QStringList{};
        QTest::newRow("one Salesforce id twice in one source")
            << Records{record("crm", "001C000000o4OOI", "x"), record("crm", "001C000000o4OOIIA2", "Acme")}
            << QStringList{} << QStringList{};
        QTest::newRow("one id that is none of Salesforce's")
            << Records{record("billing", "7", "x"), record("crm", "7", "Acme")} << QStringList{} << QStringList{};
        QTest::newRow("18 characters with other check letters")
            << Records{record("billing", "001C000000o4OOIIA3", "x"), record("crm", "001C000000o4OOIIA3", "Acme")}
            << QStringList{} << QStringList{};
        QTest::newRow("domain") << Records{record("billing", "B1", "Acme Payments", "acme.com"),
            record("crm", "A1", "Acme", "www.acme.com")}
                                << QStringList{"A1=B1 domain"} << QStringList{};
        QTest::newRow("public mail never")
            << Records{record("billing", "B1", "Ann", "gmail.com"), record("crm", "A1", "Bob", "gmail.com")}
            << QStringList{} << QStringList{};
        QTest::newRow("a page at a network never") << Records{record("billing", "B1", "Ann", "linkedin.com"),
            record("crm", "A1", "Bob", "https://uk.linkedin.com/company/bob")}
                                                   << QStringList{} << QStringList{};
        QTest::newRow("the same name at a network")
            << Records{record("billing", "B1", "Bolt", "facebook.com/bolt"), record("crm", "A1", "Bolt", "x.com/bolt")}
            << QStringList{"A1=B1 name"} << QStringList{};
        QTest::newRow("placeholders stay proposals")
            << Records{record("billing", "B1", "UNKNOWN"), record("billing", "B2", "Test account 2"),
                   record("crm", "A1", "Unknown"), record("crm", "A2", "Test Account 2")}
            << QStringList{} << QStringList{"B1=A1 name", "B2=A2 name"};
        QTest::newRow("a name of generic words stays a proposal")
            << Records{record("billing", "B1", "Data Co"), record("crm", "A1", "Data AG", "data.com")} << QStringList{}
            << QStringList{"B1=A1 name"};
        QTest::newRow("a name of generic words with its domain")
            << Records{record("billing", "B1", "Data Co", "data.com"), record("crm", "A1", "Data AG", "data.com")}
            << QStringList{"A1=B1 domain"} << QStringList{};
        QTest::newRow("a name of generic words with the id of the other")
            << Records{record("billing", "B1", "Data Co", "", "A1"), record("crm", "A1", "Data AG")}
            << QStringList{"A1=B1 id"} << QStringList{};
        QTest::newRow("one word that is not generic")
            << Records{record("billing", "B1", "Kestrel Data"), record("crm", "A1", "Kestrel Data AG")}
            << QStringList{"A1=B1 name"} << QStringList{};
        QTest::newRow("name") << Records{record("billing", "B1", "ACME, Inc."),
            record("crm", "A1", "The Acme", "acme.com")}
                              << QStringList{"A1=B1 name"} << QStringList{};
        QTest::newRow("name, but domains differ")
            << Records{record("billing", "B1", "Acme", "acme.de"), record("crm", "A1", "Acme", "acme.com")}
            << QStringList{} << QStringList{"B1=A1 name"};
        QTest::newRow("duplicate within a source stays a proposal")
            << Records{record("crm", "A1", "Acme", "acme.com"), record("crm", "A2", "Acme Inc.", "acme.com")}
            << QStringList{} << QStringList{"A1=A2 domain"};
        QTest::newRow("duplicate beside a linked pair: oldest is taken")
            << Records{record("billing", "B1", "Acme", "acme.com"),
                   record("crm", "A1", "Acme", "acme.com", "", "2025-01-01"),
                   record("crm", "A2", "Acme", "acme.com", "", "2024-01-01")}
            << QStringList{"A2=B1 domain"} << QStringList{"B1=A1 domain"};
        QTest::newRow("the oldest is taken where it stands first")
            << Records{record("billing", "B1", "Acme", "acme.com"),
                   record("crm", "A1", "Acme", "acme.com", "", "2024-01-01"),
                   record("crm", "A2", "Acme", "acme.com", "", "2025-01-01")}
            << QStringList{"A1=B1 domain"} << QStringList{"B1=A2 domain"};
        QTest::newRow("one without a date is the youngest")
            << Records{record("billing", "B1", "Acme", "acme.com"), record("crm", "A1", "Acme", "acme.com"),
                   record("crm", "A2", "Acme", "acme.com", "", "2025-01-01")}
            << QStringList{"A2=B1 domain"} << QStringList{"B1=A1 domain"};
        QTest::newRow("without a CRM the first source's leads")
            << Records{record("usage", "U1", "Axis", "acme.com"), record("billing", "B1", "Acme", "acme.com")}
            << QStringList{"B1=U1 domain"} << QStringList{};
        QTest::newRow("siblings of one domain go by name")
            << Records{record("billing", "B1", "Acme UK Ltd", "acme.com"), record("crm", "A1", "Acme", "acme.com"),
                   record("crm", "A2", "Acme UK", "acme.com")}
            << QStringList{"A2=B1 domain"} << QStringList{"B1=A1 domain"};
        QTest::newRow("two of a name in one source: nothing by name")
            << Records{record("billing", "B1", "Acme"), record("crm", "A1", "Acme"), record("crm", "A2", "Acme")}
            << QStringList{} << QStringList{"B1=A1 name", "B1=A2 name"};
    }
    void passes()
    {
        QFETCH(std::vector<SourceRecord>, records);
        QFETCH(QStringList, links);
        QFETCH(QStringList, proposals);
        const CertainLinks found = findCertainLinks(records);
        QCOMPARE(described(records, found.links), links);
        QCOMPARE(described(records, found.proposals), proposals);
    }

    void bareRecordsTakeNoPart()
    {
        std::vector<SourceRecord> records{
            record("crm", "A1", "Acme", "acme.com"), record("usage", "A1", "Acme", "acme.com", "A1")};
        records[1].bare = true;
        QVERIFY(findCertainLinks(records).links.empty());
        QVERIFY(findCertainLinks(records).proposals.empty());
    }

    void anIdOfTwoCrmsIsTheFirstOnes()
    {
        std::vector<SourceRecord> records{record("hubspot", "7", "Acme"), record("salesforce", "7", "Bolt"),
            record("crm", "C1", "Crow"), record("stripe", "S1", "Dune", "", "7")};
        records[0].kind = records[1].kind = records[2].kind;
        const std::vector<RecordPair> links = findCertainLinks(records).links;
        QCOMPARE(links.size(), std::size_t(1));
        QCOMPARE(links[0].left, 0);
        QCOMPARE(links[0].right, 3);
    }
};

QTEST_GUILESS_MAIN(TestCertainLinks)
#include "tst_certain_links.moc"
