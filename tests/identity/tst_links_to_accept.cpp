#include "core/identity/certain_links.h"

#include <QtTest>

#include <numeric>
#include <random>
#include <set>

using namespace qd::identity;

namespace {

/// "source id name domain crmId", "-" for nothing; "_" is a blank of a name.
std::vector<SourceRecord> recordsOf(const QStringList &lines)
{
    static qd::TextPool texts;
    std::vector<SourceRecord> records;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        const auto at = [&](int i) {
            const QString text = part.value(i) == "-" ? QString() : part.value(i);
            return texts.keep(QString(text).replace(u'_', u' ').toStdString());
        };
        SourceRecord record;
        record.source = record.kind = at(0);
        record.id = at(1);
        record.name = at(2);
        record.domain = at(3);
        record.crmId = at(4);
        static_cast<CompanyMarks &>(record) = MarkReading(texts).marksOf(record.name, record.domain, false);
        records.push_back(record);
    }
    return records;
}

QStringList described(const std::vector<SourceRecord> &records, const std::vector<RecordPair> &pairs)
{
    QStringList lines;
    for (const RecordPair &pair : pairs) {
        QStringList ids{QString::fromStdString(records[std::size_t(pair.left)].id.str()),
            QString::fromStdString(records[std::size_t(pair.right)].id.str())};
        ids.sort();
        lines << ids.join(u'=') + " " + QString::fromStdString(pair.method);
    }
    lines.sort();
    return lines;
}

/// Whether domain or name brought two records of one source into one customer.
bool joinsOneSource(const std::vector<SourceRecord> &records, const std::vector<RecordPair> &links)
{
    std::vector<int> customer(records.size());
    std::iota(customer.begin(), customer.end(), 0);
    for (const RecordPair &pair : links) {
        const int from = customer[std::size_t(pair.right)];
        const int to = customer[std::size_t(pair.left)];
        std::replace(customer.begin(), customer.end(), from, to);
    }
    std::set<std::pair<int, std::string>> seen;
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!seen.emplace(customer[i], records[i].source.str()).second)
            return true;
    }
    return false;
}

} // namespace

/// Links that are certain enough to be accepted; never two records of one source by domain or name.
class TestLinksToAccept : public QObject {
    Q_OBJECT
private slots:
    void links_data()
    {
        QTest::addColumn<QStringList>("records");
        QTest::addColumn<QStringList>("links");
        QTest::newRow("nothing") << QStringList{} << QStringList{};
        QTest::newRow("one domain in one source")
            << QStringList{"crm A1 Acme acme.com", "crm A2 Acme acme.com"} << QStringList{};
        QTest::newRow("one name in one source") << QStringList{"crm A1 Acme", "crm A2 Acme"} << QStringList{};
        QTest::newRow("one domain in two sources")
            << QStringList{"crm A1 Acme acme.com", "billing B1 Other acme.com"} << QStringList{"A1=B1 domain"};
        QTest::newRow("two of a domain at one side, neither of the other's name") << QStringList{"crm A1 Acme acme.com",
            "crm A2 Axis acme.com", "billing B1 Other acme.com"} << QStringList{};
        QTest::newRow("each to the one of its name") << QStringList{"crm A1 Acme acme.com", "crm A2 Axis acme.com",
            "billing B1 Acme acme.com", "billing B2 Axis acme.com"}
                                                     << QStringList{"A1=B1 domain", "A2=B2 domain"};
        QTest::newRow("a third system joins them") << QStringList{"crm A1 Acme acme.com", "billing B1 Axis acme.com",
            "usage U1 Ace acme.com"} << QStringList{"A1=B1 domain", "A1=U1 domain"};
        QTest::newRow("ids may bring two of one source together")
            << QStringList{"crm A1 Acme acme.com", "billing B1 Acme acme.com A1", "billing B2 Axis acme.com A1"}
            << QStringList{"A1=B1 id", "A1=B2 id"};
        QTest::newRow("a domain that ids brought together takes no second") << QStringList{"crm A1 Acme acme.com",
            "billing B1 Zeta - A1", "billing B2 Acme acme.com"} << QStringList{"A1=B1 id"};
        QTest::newRow("an id of the CRM and another system is the CRM's")
            << QStringList{"crm 7 Acme", "usage 7 Zeta", "billing B1 Other - 7"} << QStringList{"7=B1 id"};
        QTest::newRow("an id of two other systems is nobody's")
            << QStringList{"survey 7 Acme", "usage 7 Zeta", "billing B1 Other - 7"} << QStringList{};
        QTest::newRow("an id of one other system is its")
            << QStringList{"usage 7 Zeta", "billing B1 Other - 7"} << QStringList{"7=B1 id"};
        QTest::newRow("an id of the system's own is nobody's")
            << QStringList{"billing 7 Zeta", "billing B1 Other - 7"} << QStringList{};
        QTest::newRow("a name across three") << QStringList{"crm A1 Acme", "billing B1 Acme", "usage U1 Acme"}
                                             << QStringList{"A1=B1 name", "A1=U1 name"};
    }
    void links()
    {
        QFETCH(QStringList, records);
        QFETCH(QStringList, links);
        const std::vector<SourceRecord> made = recordsOf(records);
        QCOMPARE(described(made, linksToAccept(made)), links);
        QCOMPARE(described(made, findCertainLinks(made).links), links);
    }

    void certainIsCertain()
    {
        const auto records = recordsOf({"crm A1 Acme acme.com", "billing B1 Acme acme.com"});
        const auto found = linksToAccept(records);
        QCOMPARE(found.size(), std::size_t(1));
        QCOMPARE(found[0].score, 1.0);
        QCOMPARE(found[0].evidence.english(), std::string("same domain acme.com and name"));
    }

    /// Few names and domains over four systems: most of them stand in one system twice.
    void noSourceIsEverJoinedWithItself()
    {
        std::mt19937 random(5);
        const char *sources[]{"crm", "billing", "usage", "survey"};
        const char *names[]{"Acme", "Bolt", "Corvo", "Delta", "-"};
        const char *domains[]{"acme.com", "bolt.com", "corvo.com", "-"};
        for (int round = 0; round < 200; ++round) {
            QStringList lines;
            for (int i = 0; i < 12; ++i)
                lines << QStringLiteral("%1 r%2 %3 %4")
                             .arg(QString::fromLatin1(sources[random() % 4]))
                             .arg(i)
                             .arg(QString::fromLatin1(names[random() % 5]), QString::fromLatin1(domains[random() % 4]));
            const std::vector<SourceRecord> records = recordsOf(lines);
            const auto links = linksToAccept(records);
            QVERIFY2(!joinsOneSource(records, links), qPrintable(lines.join(u'\n')));
            QCOMPARE(described(records, findCertainLinks(records).links), described(records, links));
        }
    }
};

QTEST_APPLESS_MAIN(TestLinksToAccept)
#include "tst_links_to_accept.moc"
