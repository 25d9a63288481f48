#include "core/identity/certain_links.h"
#include "core/identity/customer_clusters.h"
#include "core/identity/identity_store.h"
#include "core/store/settled_images.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

#include <random>

using namespace qd;
using namespace qd::identity;

namespace {

/// "crm A link billing B": what is said about two records.
LinkDecision decision(const QString &text)
{
    const QStringList part = text.split(u' ');
    return ordered({{part[0].toStdString(), part[1].toStdString()}, {part[3].toStdString(), part[4].toStdString()},
        *rulingFromText(part[2].toStdString()), "Ann", {}});
}

std::vector<LinkDecision> decisionsOf(const QStringList &lines)
{
    std::vector<LinkDecision> decisions;
    for (const QString &line : lines)
        decisions.push_back(decision(line));
    return decisions;
}

/// "crm A acme.example Acme AC-1", "-" for nothing.
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
        record.domain = at(2);
        record.name = at(3);
        record.account = at(4);
        static_cast<CompanyMarks &>(record) = MarkReading(texts).marksOf(record.name, record.domain, false);
        records.push_back(record);
    }
    return records;
}

/// What happens to a workspace: "comes crm A acme.example" ("bare" for an id that nobody described), "goes crm A",
/// "settle", "accept", "resolved", or what somebody says of two records, kept alone or after "now" settled, too.
void take(test::WorkspaceFixture &data, const QString &step)
{
    const QStringList part = step.split(u' ');
    const std::string source = part.value(1).toStdString();
    const std::string id = part.value(2).toStdString();
    store::Workspace &workspace = data.workspace();
    if (step == u"settle"_qs)
        settleAccounts(workspace);
    else if (step == u"accept"_qs)
        acceptCertainLinks(workspace);
    else if (step == u"resolved"_qs)
        workspace.setSetting(store::ResolvedSetting, "yes");
    else if (part[0] == u"comes"_qs && part.value(3) == u"bare"_qs)
        data.run("INSERT INTO accounts (source, account_id, name, bare, content_hash, as_of, batch_id, line) "
                 "VALUES (?1, ?2, ?2, 1, 0, '2026-10-31', 1, 2)",
            {source, id});
    else if (part[0] == u"comes"_qs)
        data.account(source, id, id, part.size() > 3 ? "domain=" + part[3].toStdString() : std::string());
    else if (part[0] == u"goes"_qs)
        data.run("DELETE FROM accounts WHERE source = ? AND account_id = ?", {source, id});
    else if (part[0] == u"now"_qs) {
        take(data, part.sliced(1).join(u' '));
        settleDecided(workspace, {decision(part.sliced(1).join(u' '))});
    } else
        addDecision(workspace, decision(step));
}

/// "crm A 1 own" of each record: its customer's number, and how it is linked.
QStringList customersOf(test::WorkspaceFixture &data)
{
    QStringList lines;
    SQLite::Statement row(data.db(),
        "SELECT source || ' ' || record_id || ' ' || ltrim(substr(account, 4), '0') || ' ' || method FROM account_link "
        "ORDER BY source, record_id");
    while (row.executeStep())
        lines << QString::fromStdString(row.getColumn(0).getString());
    return lines;
}

} // namespace

/// What persons say of pairs of records, and what the certain passes make of it.
class TestDecidedPairs : public QObject {
    Q_OBJECT
private slots:
    void words_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("ruling"); // empty: none
        QTest::newRow("link") << QByteArray("link") << QByteArray("link");
        QTest::newRow("capitals") << QByteArray(" Accept ") << QByteArray("link");
        QTest::newRow("merge") << QByteArray("merge") << QByteArray("link");
        QTest::newRow("match") << QByteArray("match") << QByteArray("link");
        QTest::newRow("never") << QByteArray("never") << QByteArray("never");
        QTest::newRow("reject") << QByteArray("reject") << QByteArray("never");
        QTest::newRow("split") << QByteArray("SPLIT") << QByteArray("never");
        QTest::newRow("withdraw") << QByteArray("withdraw") << QByteArray("withdraw");
        QTest::newRow("undo") << QByteArray("undo") << QByteArray("withdraw");
        QTest::newRow("other") << QByteArray("links") << QByteArray();
        QTest::newRow("nothing") << QByteArray() << QByteArray();
    }
    void words()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, ruling);
        const auto found = rulingFromText(text.toStdString());
        QCOMPARE(found ? QByteArray(toString(*found)) : QByteArray(), ruling);
    }

    void leftIsBeforeRight()
    {
        const LinkDecision turned = decision(QStringLiteral("crm B link crm A"));
        QCOMPARE(QByteArray::fromStdString(turned.left.id), QByteArray("A"));
        QCOMPARE(turned, decision(QStringLiteral("crm A link crm B")));
        QCOMPARE(QByteArray::fromStdString(decision(QStringLiteral("crm A link billing Z")).left.source),
            QByteArray("billing"));
    }

    void contradictions_data()
    {
        QTest::addColumn<QStringList>("decisions");
        QTest::addColumn<bool>("contradicted");
        QTest::newRow("none") << QStringList{} << false;
        QTest::newRow("apart") << QStringList{"crm A link billing B", "crm A never billing C"} << false;
        QTest::newRow("by one way round")
            << QStringList{"crm A link billing B", "billing B link cs C", "crm A never cs C"} << true;
        QTest::newRow("whatever came first")
            << QStringList{"crm A never cs C", "crm A link billing B", "billing B link cs C"} << true;
        QTest::newRow("by two groups that meet")
            << QStringList{"crm A link crm B", "crm C link crm D", "crm B link crm D", "crm A never crm C"} << true;
        QTest::newRow("the way is withdrawn")
            << QStringList{"crm A link billing B", "billing B withdraw cs C", "crm A never cs C"} << false;
        QTest::newRow("the same id in two sources")
            << QStringList{"crm A link billing B", "cs A link usage C", "billing B never usage C"} << false;
    }
    void contradictions()
    {
        QFETCH(QStringList, decisions);
        QFETCH(bool, contradicted);
        QCOMPARE(contradictedDecision(decisionsOf(decisions)).has_value(), contradicted);
    }

    void passes_data()
    {
        QTest::addColumn<QStringList>("records");
        QTest::addColumn<QStringList>("decisions");
        QTest::addColumn<QStringList>("links");
        QTest::addColumn<QStringList>("proposals");
        const QStringList three{"billing B a.example Acme -", "crm A a.example Acme -", "cs C a.example Acme -"};
        QTest::newRow("nothing said") << three << QStringList{} << QStringList{"A=B domain", "A=C domain"}
                                      << QStringList{};
        QTest::newRow("two are never one")
            << three << QStringList{"crm A never cs C"} << QStringList{"A=B domain"} << QStringList{};
        // C may not come to A by way of B either; B goes with the CRM's, as ever.
        QTest::newRow("nor by way of a third")
            << three << QStringList{"billing B never cs C"} << QStringList{"A=B domain"} << QStringList{};
        QTest::newRow("who has a customer already")
            << QStringList{"billing B - Bolt AC-1", "crm A a.example Acme AC-1", "cs C a.example Acme AC-2"}
            << QStringList{"billing B never cs C"} << QStringList{} << QStringList{};
        QTest::newRow("nothing in common")
            << QStringList{"billing B - Bolt -", "crm A a.example Acme -"} << QStringList{"crm A link billing B"}
            << QStringList{"B=A manual"} << QStringList{};
        QTest::newRow("of records in any order")
            << QStringList{"crm A a.example Acme -", "billing B - Bolt -"} << QStringList{"crm A link billing B"}
            << QStringList{"B=A manual"} << QStringList{};
        QTest::newRow("of one source, which no pass does")
            << QStringList{"crm A - Acme -", "crm B - Bolt -"} << QStringList{"crm A link crm B"}
            << QStringList{"A=B manual"} << QStringList{};
        QTest::newRow("never wins") << QStringList{"billing B - Bolt AC-1", "cs C - Cyan AC-1", "crm A - Acme -"}
                                    << QStringList{"crm A link billing B", "crm A never cs C"} << QStringList{}
                                    << QStringList{};
        QTest::newRow("no such record") << three << QStringList{"crm A never cs D", "crm D link cs C", "hr A link cs C"}
                                        << QStringList{"A=B domain", "A=C domain"} << QStringList{};
        QTest::newRow("no proposal of a pair that is never one")
            << QStringList{"crm A a.example Acme -", "crm B a.example Acme -"} << QStringList{"crm A never crm B"}
            << QStringList{} << QStringList{};
        QTest::newRow("else it is one") << QStringList{"crm A a.example Acme -", "crm B a.example Acme -"}
                                        << QStringList{} << QStringList{} << QStringList{"A=B domain"};
        QTest::newRow("withdrawn") << three << QStringList{"crm A withdraw cs C"}
                                   << QStringList{"A=B domain", "A=C domain"} << QStringList{};
    }
    void passes()
    {
        QFETCH(QStringList, records);
        QFETCH(QStringList, decisions);
        QFETCH(QStringList, links);
        QFETCH(QStringList, proposals);
        const std::vector<SourceRecord> all = recordsOf(records);
        const DecidedPairs decided = decidedPairs(all, decisionsOf(decisions));
        const CertainLinks found = findCertainLinks(all, decided);
        const auto described = [&all](const std::vector<RecordPair> &pairs) {
            QStringList lines;
            for (const RecordPair &pair : pairs)
                lines << QString::fromStdString(all[std::size_t(pair.left)].id.str() + "="
                    + all[std::size_t(pair.right)].id.str() + " " + pair.method);
            lines.sort();
            return lines;
        };
        QCOMPARE(described(found.links), links);
        QCOMPARE(described(found.proposals), proposals);
        QCOMPARE(described(linksToAccept(all, decided)), links);
        QCOMPARE(described(decidedLinks(all, decided)), links.filter(QStringLiteral("manual")));
    }

    void customers_data()
    {
        QTest::addColumn<QStringList>("steps");
        QTest::addColumn<QStringList>("expected");
        const QStringList pair{"comes crm A acme.example", "comes stripe S acme.example"};
        const QStringList three = QStringList{"comes crm B bolt.example"} + pair;
        QTest::newRow("who comes stays apart until it is asked for")
            << QStringList{"resolved"} + pair + QStringList{"settle"} << QStringList{"crm A 1 own", "stripe S 2 own"};
        QTest::newRow("never one, and they are") << pair + QStringList{"accept", "crm A never stripe S", "settle"}
                                                 << QStringList{"crm A 1 own", "stripe S 2 own"};
        QTest::newRow("never one, and they are not") << three + QStringList{"accept", "crm A never crm B", "settle"}
                                                     << QStringList{"crm A 1 own", "crm B 2 own", "stripe S 1 domain"};
        QTest::newRow("one, and they are") << three + QStringList{"crm A link crm B", "accept", "settle"}
                                           << QStringList{"crm A 1 own", "crm B 1 manual", "stripe S 1 domain"};
        // What the links of old brought to one of them is put together anew, by what holds now.
        QTest::newRow("one, and they are not") << three + QStringList{"accept", "crm A link crm B", "settle"}
                                               << QStringList{"crm A 1 own", "crm B 1 manual", "stripe S 3 own"};
        QTest::newRow("one, and they are not, where links hold")
            << three + QStringList{"resolved", "accept", "crm A link crm B", "settle"}
            << QStringList{"crm A 1 own", "crm B 1 manual", "stripe S 1 domain"};
        QTest::newRow("who had the id first keeps it") << QStringList{"comes crm B", "settle", "comes crm A", "settle",
            "crm A link crm B", "settle"} << QStringList{"crm A 1 manual", "crm B 1 own"};
        QTest::newRow("who is left of a customer has it as its own")
            << pair + QStringList{"accept", "goes crm A", "settle", "now stripe S withdraw stripe X"}
            << QStringList{"stripe S 1 own"};
        QTest::newRow("an id that is described later") << QStringList{"comes usage 7 bare", "settle", "comes crm 7",
            "settle"} << QStringList{"crm 7 2 own", "usage 7 2 id"};
        QTest::newRow("an id that the CRM describes later than others")
            << QStringList{"comes stripe 7", "comes usage 7 bare", "settle", "comes crm 7", "settle"}
            << QStringList{"crm 7 2 own", "stripe 7 1 own", "usage 7 2 id"};
        QTest::newRow("an id of two others, one of which is the CRM's customer")
            << QStringList{"comes app 7 acme.example", "comes billing 7 bolt.example", "comes crm 7 acme.example",
                   "comes usage 7 bare", "accept"}
            << QStringList{"app 7 1 domain", "billing 7 2 own", "crm 7 1 own", "usage 7 1 id"};
        QTest::newRow("an id that joined the CRM's customer stays there") << QStringList{"comes stripe 7",
            "comes usage 7 bare", "settle", "comes crm 7", "settle", "comes app 7", "settle",
            "settle"} << QStringList{"app 7 3 own", "crm 7 2 own", "stripe 7 1 own", "usage 7 2 id"};
        QTest::newRow("an id that is described later, but somebody linked it") << QStringList{"comes usage 7 bare",
            "settle", "comes stripe X", "stripe X link usage 7", "settle", "comes crm 7",
            "settle"} << QStringList{"crm 7 2 own", "stripe X 1 manual", "usage 7 1 own"};
        QTest::newRow("an id is never the described record's") << QStringList{"comes crm 7", "comes usage 7 bare",
            "crm 7 never usage 7", "settle"} << QStringList{"crm 7 1 own", "usage 7 2 own"};
        QTest::newRow("an id is never another's") << QStringList{"comes crm 7", "comes stripe S", "comes usage 7 bare",
            "stripe S never usage 7", "settle"} << QStringList{"crm 7 1 own", "stripe S 2 own", "usage 7 1 id"};
        QTest::newRow("an id nobody describes, in two sources") << QStringList{"comes pendo 7 bare",
            "comes usage 7 bare", "settle"} << QStringList{"pendo 7 1 own", "usage 7 1 id"};
        QTest::newRow("an id nobody describes, in two sources, never one") << QStringList{"comes pendo 7 bare",
            "comes usage 7 bare", "pendo 7 never usage 7", "settle"} << QStringList{"pendo 7 1 own", "usage 7 2 own"};
    }
    void customers()
    {
        QFETCH(QStringList, steps);
        QFETCH(QStringList, expected);
        test::WorkspaceFixture data;
        for (const auto &[name, kind] : {std::pair("app", "cs_platform"), {"billing", "billing"}, {"crm", "crm"},
                 {"pendo", "usage"}, {"stripe", "billing"}, {"usage", "usage"}})
            data.source(name, kind);
        for (const QString &step : steps)
            take(data, step);
        QCOMPARE(customersOf(data), expected);
    }

    void evidenceNamesWhoAndWhy()
    {
        const std::vector<SourceRecord> all = recordsOf({"billing B - Bolt -", "crm A a.example Acme -"});
        LinkDecision said = decision(QStringLiteral("crm A link billing B"));
        QCOMPARE(QByteArray::fromStdString(linksToAccept(all, decidedPairs(all, {said}))[0].evidence.english()),
            QByteArray("Ann says that they are one customer"));
        said.note = "rebrand of May";
        QCOMPARE(QByteArray::fromStdString(linksToAccept(all, decidedPairs(all, {said}))[0].evidence.english()),
            QByteArray("Ann says that they are one customer: rebrand of May"));
    }

    /// Of random pairs no two records that are never one end in one cluster, in whatever order clusters grow.
    void clustersKeepApartWhatIsApart()
    {
        std::mt19937 random(7);
        const auto below = [&random](int n) { return int(random() % unsigned(n)); };
        constexpr int Records = 40;
        std::vector<SourceRecord> records(Records);
        for (int round = 0; round < 200; ++round) {
            DecidedPairs decided;
            for (int i = 0; i < 15; ++i) {
                const int a = below(Records);
                const int b = (a + 1 + below(Records - 1)) % Records;
                decided.apart.emplace_back(a, b);
            }
            CustomerClusters clusters(records, decided);
            int refused = 0;
            for (int i = 0; i < 150; ++i) {
                const int a = below(Records);
                const int b = below(Records);
                QCOMPARE(clusters.mayMeet(a, b), clusters.mayMeet(b, a));
                if (clusters.mayMeet(a, b))
                    clusters.merge(a, b);
                else
                    ++refused;
                for (const auto &[left, right] : decided.apart)
                    QVERIFY(clusters.find(left) != clusters.find(right));
            }
            QVERIFY(refused > 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestDecidedPairs)
#include "tst_decided_pairs.moc"
