#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"
#include "core/identity/hierarchy_faults.h"

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

TextPool &texts()
{
    static TextPool pool;
    return pool;
}

/// "source id account parent", a "-" for nothing.
std::vector<SourceRecord> recordsOf(const QStringList &lines)
{
    std::vector<SourceRecord> records;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        const auto at = [&](int i) {
            return texts().keep(part.value(i) == "-" ? std::string() : part.value(i).toStdString());
        };
        SourceRecord record;
        record.source = at(0);
        record.kind = at(0);
        record.id = at(1);
        record.account = at(2);
        record.parentId = at(3);
        records.push_back(record);
    }
    return records;
}

/// Fields of one customer's records, "source field0 field1", "-" for nothing.
std::vector<SourceRecord> offers(const QStringList &lines)
{
    std::vector<SourceRecord> records;
    for (const QString &line : lines) {
        const QStringList part = line.split(u' ');
        SourceRecord record;
        record.source = record.kind = texts().keep(part[0].toStdString());
        record.account = texts().keep("AC-1");
        for (int i = 1; i < part.size(); ++i)
            record.fields.push_back(texts().keep(part[i] == "-" ? std::string() : part[i].toStdString()));
        records.push_back(record);
    }
    return records;
}

} // namespace

/// Circles of parents, and which source is believed.
class TestHierarchy : public QObject {
    Q_OBJECT
private slots:
    void loops_data()
    {
        QTest::addColumn<QStringList>("records");
        QTest::addColumn<QStringList>("loops");
        QTest::newRow("none") << QStringList{"crm a A b", "crm b B -"} << QStringList{};
        QTest::newRow("two") << QStringList{"crm b B a", "crm a A b"} << QStringList{"A B"};
        QTest::newRow("three, from the smallest, upwards")
            << QStringList{"crm c C a", "crm a A b", "crm b B c"} << QStringList{"A B C"};
        QTest::newRow("one below a loop is not on it")
            << QStringList{"crm a A b", "crm b B c", "crm c C b"} << QStringList{"B C"};
        QTest::newRow("two loops") << QStringList{"crm a A b", "crm b B a", "crm c C d", "crm d D c"}
                                   << QStringList{"A B", "C D"};
        QTest::newRow("its own parent has none") << QStringList{"crm a A a"} << QStringList{};
        QTest::newRow("two records of one customer are no loop")
            << QStringList{"crm a A b", "crm b A a"} << QStringList{};
        QTest::newRow("a parent nobody has") << QStringList{"crm a A x", "crm b B a"} << QStringList{};
        QTest::newRow("an id is of its own source") << QStringList{"crm a A b", "billing b B a"} << QStringList{};
        QTest::newRow("of equals the first")
            << QStringList{"crm a A b", "crm a2 A c", "crm b B a", "crm c C -"} << QStringList{"A B"};
        QTest::newRow("one Salesforce id twice: the first has it")
            << QStringList{"crm a A 001C000000o4OOI", "crm 001C000000o4OOI B a", "crm 001C000000o4OOIIA2 C -"}
            << QStringList{"A B"};
        QTest::newRow("over two sources")
            << QStringList{"crm a A b", "crm b B -", "billing x B y", "billing y A -"} << QStringList{"A B"};
        QTest::newRow("the most trusted record decides") << QStringList{"billing a A b", "billing b B a",
            "billing c C -", "crm a A c", "crm c C -"} << QStringList{};
    }
    void loops()
    {
        QFETCH(QStringList, records);
        QFETCH(QStringList, loops);
        QStringList found;
        for (const auto &loop : hierarchyLoops(recordsOf(records), {"crm", "billing"})) {
            QStringList accounts;
            for (const std::string &account : loop)
                accounts << QString::fromStdString(account);
            found << accounts.join(u' ');
        }
        QCOMPARE(found, loops);
    }

    /// Each fault as "kind: customers: what is said"; a customer is named as its id is.
    void faults_data()
    {
        QTest::addColumn<QStringList>("records");
        QTest::addColumn<QStringList>("expected");
        const QString loop = QStringLiteral("their parents lead back to themselves; none of them has a parent");
        QTest::newRow("none") << QStringList{"crm a A b", "crm b B -"} << QStringList{};
        QTest::newRow("a loop") << QStringList{"crm a A b", "crm b B a"} << QStringList{"Loop: A B: " + loop};
        QTest::newRow("a parent nobody has") << QStringList{
            "crm a A x"} << QStringList{"Unknown parent: A: crm names x as its parent and has no such record"};
        QTest::newRow("an id is of its own source") << QStringList{"crm a A b",
            "billing b B -"} << QStringList{"Unknown parent: A: crm names b as its parent and has no such record"};
        QTest::newRow("systems differ") << QStringList{"billing a A b", "billing b B -", "crm a A c",
            "crm c C -"} << QStringList{"Parents differ: A: crm says C, billing says B; the first is in force"};
        QTest::newRow("one Salesforce id twice: the first has it")
            << QStringList{"billing a A b", "billing b B -", "crm a A 001C000000o4OOI", "crm 001C000000o4OOI C -",
                   "crm 001C000000o4OOIIA2 D -"}
            << QStringList{"Parents differ: A: crm says C, billing says B; the first is in force"};
        QTest::newRow("systems agree") << QStringList{"billing a A b", "billing b B -", "crm a A c", "crm c B -"}
                                       << QStringList{};
        QTest::newRow("one says nothing") << QStringList{"billing a A -", "crm a A c", "crm c C -"} << QStringList{};
        QTest::newRow("its own parent is none") << QStringList{"crm a A a"} << QStringList{};
        QTest::newRow("loops come first")
            << QStringList{"crm a A x", "crm b B c", "crm c C b"}
            << QStringList{"Loop: B C: " + loop, "Unknown parent: A: crm names x as its parent and has no such record"};
    }
    void faults()
    {
        QFETCH(QStringList, records);
        QFETCH(QStringList, expected);
        std::vector<SourceRecord> rows = recordsOf(records);
        for (SourceRecord &row : rows)
            row.name = row.account;
        QStringList found;
        for (const HierarchyFault &fault : hierarchyFaults(rows, {"crm", "billing"})) {
            QStringList accounts;
            for (const std::string &account : fault.accounts)
                accounts << QString::fromStdString(account);
            found << QStringLiteral("%1: %2: %3")
                         .arg(QString::fromLatin1(nameOf(fault.kind)), accounts.join(u' '),
                             QString::fromStdString(fault.what.english()));
        }
        QCOMPARE(found, expected);
    }

    void trustTurnsWithTheOrder()
    {
        const auto records = recordsOf({"billing a A b", "billing b B a", "billing c C -", "crm a A c", "crm c C -"});
        QVERIFY(hierarchyLoops(records, {"crm", "billing"}).empty());
        QCOMPARE(hierarchyLoops(records, {"billing", "crm"}).size(), std::size_t(1));
        QVERIFY(hierarchyLoops({}, {"crm"}).empty());
    }

    void ranks()
    {
        const std::vector<std::string> order{"crm", "stripe", "billing"};
        QCOMPARE(rankOf("hubspot", "crm", order), std::size_t(0));
        QCOMPARE(rankOf("stripe", "billing", order), std::size_t(1)); // by its name before its kind
        QCOMPARE(rankOf("zuora", "billing", order), std::size_t(2));
        QCOMPARE(rankOf("survey", "survey", order), std::size_t(3)); // behind all
        QCOMPARE(rankOf("crm", "usage", order), std::size_t(0));
        QCOMPARE(rankOf("any", "any", {}), std::size_t(0));
    }

    void theMostTrustedValueWins_data()
    {
        QTest::addColumn<QStringList>("records");
        QTest::addColumn<QStringList>("values");
        QTest::newRow("one") << QStringList{"billing x y"} << QStringList{"x", "y"};
        QTest::newRow("by the order of each field")
            << QStringList{"billing b0 b1", "crm c0 c1"} << QStringList{"c0", "b1"};
        QTest::newRow("whichever comes first") << QStringList{"crm c0 c1", "billing b0 b1"} << QStringList{"c0", "b1"};
        QTest::newRow("who has none does not compete")
            << QStringList{"crm - -", "billing b0 -"} << QStringList{"b0", ""};
        QTest::newRow("of equals the first")
            << QStringList{"crm first -", "crm second later"} << QStringList{"first", "later"};
        QTest::newRow("who is in no order comes last")
            << QStringList{"usage u0 u1", "crm c0 -"} << QStringList{"c0", "u1"};
    }
    void theMostTrustedValueWins()
    {
        QFETCH(QStringList, records);
        QFETCH(QStringList, values);
        const auto chosen = chooseGoldenValues(offers(records), {{"crm", "billing"}, {"billing", "crm"}});
        QCOMPARE(chosen.size(), std::size_t(1));
        QStringList found;
        for (const PooledText &value : chosen.at("AC-1"))
            found << QString::fromStdString(value.str());
        QCOMPARE(found, values);
    }

    void bareRecordsOfferNothing()
    {
        std::vector<SourceRecord> records = offers({"crm c0 c1", "billing b0 b1"});
        records[0].bare = true;
        QCOMPARE(chooseGoldenValues(records, {{"crm"}, {"crm"}}).at("AC-1")[0].str(), std::string("b0"));
        records[1].bare = true;
        QVERIFY(chooseGoldenValues(records, {{"crm"}, {"crm"}}).empty());
        records[0].bare = false;
        records[0].account = {};
        QVERIFY(chooseGoldenValues(records, {{"crm"}, {"crm"}}).empty());
    }
};

QTEST_APPLESS_MAIN(TestHierarchy)
#include "tst_hierarchy.moc"
