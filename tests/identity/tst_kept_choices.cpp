#include "core/identity/account_directory.h"
#include "core/identity/customer_groups.h"
#include "core/identity/golden_choices.h"
#include "core/identity/identity_store.h"
#include "core/identity/own_subjects.h"
#include "core/store/audit.h"
#include "core/store/own_rows.h"
#include "core/store/settled_images.h"
#include "tests/support/workspace_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::identity;

namespace {

GoldenChoice choice(const char *record, const char *field, const char *value, const char *until = "")
{
    return {{"crm", record}, field, value, "Ann", "asked", Date::fromIso(until)};
}

/// A record of the CRM with the golden fields `segment` and `owner`.
SourceRecord record(TextPool &texts, const char *id, const char *account)
{
    SourceRecord made{{}, {}};
    made.source = texts.keep("crm");
    made.id = texts.keep(id);
    made.account = texts.keep(account);
    return made;
}

LinkedRecord linked(TextPool &texts, const char *source, const char *kind, const char *id, bool bare = false)
{
    return {texts.keep(source), texts.keep(kind), texts.keep(id), texts.keep("own"), 1.0, bare};
}

std::size_t placeOf(const char *field)
{
    const auto &names = goldenFieldNames();
    return std::size_t(std::ranges::find(names, field) - names.begin());
}

/// "crm A AC-00001 own" of each record, by source and id.
QString customersOf(test::WorkspaceFixture &data)
{
    QStringList lines;
    SQLite::Statement row(data.db(),
        "SELECT source || ' ' || record_id || ' ' || account || ' ' || method FROM account_link ORDER BY source, "
        "record_id");
    while (row.executeStep())
        lines << QString::fromStdString(row.getColumn(0).getString());
    return lines.join(u'|');
}

} // namespace

/// What people decided about customers, as the settings of a workspace keep it, and whom it is about.
class TestKeptChoices : public QObject {
    Q_OBJECT
private slots:
    void choicesAsTheSettingHasThem()
    {
        const std::vector<GoldenChoice> choices{choice("A", "name", "Acme"),
            choice("A", "health_score", "71", "2026-10-31"), choice("B", "segment", "SMB")};
        QCOMPARE(goldenChoicesFrom(textOf(choices)), choices);
        QCOMPARE(textOf(std::vector<GoldenChoice>()), std::string());
        QCOMPARE(textOf(std::vector{choice("A", "owner", "Zoë")}), // on one line, letters as they are
            std::string(R"([{"source":"crm","id":"A","field":"owner","value":"Zoë","by":"Ann","reason":"asked"}])"));
    }

    void whatIsNoChoice_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << "";
        QTest::newRow("no JSON") << "[{";
        QTest::newRow("no list") << R"({"source":"crm","id":"A","field":"name","value":"Acme"})";
        QTest::newRow("no object") << R"(["name"])";
        QTest::newRow("no golden field") << R"([{"source":"crm","id":"A","field":"arr","value":"10"}])";
        QTest::newRow("no value") << R"([{"source":"crm","id":"A","field":"name","value":""}])";
        QTest::newRow("a number") << R"([{"source":"crm","id":"A","field":"name","value":7}])";
    }
    void whatIsNoChoice()
    {
        QFETCH(QString, text);
        QVERIFY(goldenChoicesFrom(text.toStdString()).empty());
    }

    /// Through its last day, by the latest as-of date of all sources.
    void howLongAChoiceHolds_data()
    {
        QTest::addColumn<QString>("until");
        QTest::addColumn<bool>("holds");
        QTest::newRow("for good") << "" << true;
        QTest::newRow("until the day after") << "2026-11-01" << true;
        QTest::newRow("until that day") << "2026-10-31" << true;
        QTest::newRow("until the day before") << "2026-10-30" << false;
    }
    void howLongAChoiceHolds()
    {
        QFETCH(QString, until);
        QFETCH(bool, holds);
        test::WorkspaceFixture data;
        const auto kept = choice("A", "segment", "SMB", until.toLatin1().constData());
        QVERIFY(goldenChoicesInForce(data.workspace()).empty());
        data.workspace().setSetting(GoldenSetting, textOf(std::vector{kept}));
        QCOMPARE(goldenChoicesInForce(data.workspace()).size(), std::size_t(1)); // no day is known yet
        data.source("billing", "billing", "2026-09-30");
        data.source("crm", "crm", "2026-10-31");
        data.source("stripe", "billing", "2026-08-31");
        QCOMPARE(goldenChoicesInForce(data.workspace()).size(), std::size_t(holds ? 1 : 0));
    }

    void choicesWinOverRecords()
    {
        TextPool texts;
        const std::vector<SourceRecord> records{
            record(texts, "A", "AC-1"), record(texts, "B", "AC-2"), record(texts, "C", "")};
        GoldenValues values;
        values["AC-1"].resize(goldenFieldNames().size());
        values["AC-1"][placeOf("owner")] = texts.keep("Bo");
        values["AC-1"][placeOf("segment")] = texts.keep("Mid");
        applyChoices({choice("A", "segment", "SMB"), choice("A", "segment", "Large"), choice("B", "name", "Birch"),
                         choice("C", "name", "Cedar"), choice("Z", "name", "Nobody")},
            records, texts, values);
        QCOMPARE(values.size(), std::size_t(2));
        QCOMPARE(values["AC-1"][placeOf("segment")].str(), std::string("Large")); // the last
        QCOMPARE(values["AC-1"][placeOf("owner")].str(), std::string("Bo"));
        QCOMPARE(values["AC-2"].size(), goldenFieldNames().size()); // nobody offered a value before
        QCOMPARE(values["AC-2"][placeOf("name")].str(), std::string("Birch"));
        QCOMPARE(values["AC-2"][placeOf("owner")].str(), std::string());
    }

    /// The last word of each pair holds, in order of time; what was withdrawn is none.
    void decisionsInForceAreTheLast()
    {
        test::WorkspaceFixture data;
        const auto said = [&](const char *left, const char *right, Ruling ruling, const char *note = "") {
            const LinkDecision decision{{"crm", left}, {"crm", right}, ruling, "Ann", note};
            addDecision(data.workspace(), decision);
            return decision;
        };
        QVERIFY(decisionsInForce(data.workspace()).empty());
        said("A", "B", Ruling::Link);
        said("A", "C", Ruling::Never);
        const LinkDecision never = said("B", "C", Ruling::Never, "two towns");
        said("A", "B", Ruling::Withdraw);
        const LinkDecision link = said("A", "C", Ruling::Link);
        QCOMPARE(decisionsInForce(data.workspace()), (std::vector<LinkDecision>{never, link}));
    }

    /// A customer that a person made of two, and its parts once that is withdrawn: who had the id first keeps it.
    void decidedAndWithdrawn()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        for (const char *id : {"A", "B", "C"})
            data.account("crm", id, id);
        data.settle();
        const auto decide = [&](Ruling ruling) {
            const LinkDecision decision{{"crm", "A"}, {"crm", "B"}, ruling, "Ann", "asked"};
            addDecision(data.workspace(), decision);
            settleDecided(data.workspace(), {decision});
            return customersOf(data);
        };
        QCOMPARE(customersOf(data), QStringLiteral("crm A AC-00001 own|crm B AC-00002 own|crm C AC-00003 own"));
        QCOMPARE(decide(Ruling::Link), QStringLiteral("crm A AC-00001 own|crm B AC-00001 manual|crm C AC-00003 own"));
        const auto evidence = linkEvidence(data.workspace(), "AC-00001");
        QCOMPARE(evidence.size(), std::size_t(1));
        QCOMPARE(evidence.at({"crm", "B"}).english(), std::string("Ann says that they are one customer: asked"));
        data.settle();
        QCOMPARE(customersOf(data), QStringLiteral("crm A AC-00001 own|crm B AC-00001 manual|crm C AC-00003 own"));
        QCOMPARE(decide(Ruling::Withdraw), QStringLiteral("crm A AC-00001 own|crm B AC-00004 own|crm C AC-00003 own"));
    }

    /// Never one, though they have a domain in common; when that is withdrawn they are again, if such links hold.
    void neverOneAndWithdrawn_data()
    {
        QTest::addColumn<bool>("isResolved");
        QTest::newRow("links were accepted once") << true;
        QTest::newRow("they never were") << false;
    }
    void neverOneAndWithdrawn()
    {
        QFETCH(bool, isResolved);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("stripe", "billing");
        data.account("crm", "A", "Acme", "domain=acme.com");
        data.account("stripe", "S", "Acme Inc", "domain=acme.com");
        if (isResolved)
            data.workspace().setSetting(store::ResolvedSetting, "yes");
        acceptCertainLinks(data.workspace());
        QCOMPARE(customersOf(data), QStringLiteral("crm A AC-00001 own|stripe S AC-00001 domain"));
        const auto decide = [&](Ruling ruling) {
            const LinkDecision decision{{"crm", "A"}, {"stripe", "S"}, ruling, "Ann", ""};
            addDecision(data.workspace(), decision);
            settleDecided(data.workspace(), {decision});
            return customersOf(data);
        };
        const QString apart = QStringLiteral("crm A AC-00001 own|stripe S AC-00002 own");
        QCOMPARE(decide(Ruling::Never), apart);
        acceptCertainLinks(data.workspace());
        QCOMPARE(customersOf(data), apart);
        QCOMPARE(decide(Ruling::Withdraw),
            isResolved ? QStringLiteral("crm A AC-00001 own|stripe S AC-00001 domain") : apart);
    }

    /// Who is asked first about a field: a team by the CS platform, all else by the CRM.
    void whoIsTrustedFirst()
    {
        const std::vector<std::string> crmFirst{
            "crm", "cs_platform", "billing", "finance", "support", "usage", "survey", "people", "other"};
        std::vector<std::string> csFirst = crmFirst;
        std::swap(csFirst[0], csFirst[1]);
        for (const std::string &field : goldenFieldNames()) {
            const bool isTeams = field == "owner" || field == "owner_email" || field == "health"
                || field == "health_score" || field == "language";
            QCOMPARE(precedence(field, ""), isTeams ? csFirst : crmFirst);
        }
        QCOMPARE(precedence("owner", " billing ,stripe"), (std::vector<std::string>{"billing", "stripe"}));
        QCOMPARE(rankOf("stripe", "billing", {"billing", "stripe"}), std::size_t(0)); // by its kind
        QCOMPARE(rankOf("stripe", "other", {"billing", "stripe"}), std::size_t(1));
        QCOMPARE(rankOf("zuora", "other", {"billing", "stripe"}), std::size_t(2));
    }

    void mergersAsTheSettingHasThem()
    {
        const std::vector<Merger> mergers{{{"crm", "A"}, {"billing", "B"}, *Date::of(2026, 3, 15), false, "Ann"},
            {{"crm", "C"}, {"crm", "D"}, *Date::of(2026, 4, 1), true, ""}};
        QCOMPARE(mergersFrom(textOf(mergers)), mergers);
        QCOMPARE(textOf(std::vector<Merger>()), std::string());
        QCOMPARE(textOf(std::vector<Merger>{{{"crm", "A"}, {"crm", "B"}, *Date::of(2026, 3, 15), true, "Zoë"}}),
            std::string(R"([{"from":{"source":"crm","id":"A"},"into":{"source":"crm","id":"B"},"on":"2026-03-15",)"
                        R"("pro_forma":true,"by":"Zoë"}])"));
        for (const char *none : {"", "[", "{}", "[7]", R"([{"from":{"source":"crm","id":"A"}}])", R"([{"on":"soon"}])"})
            QVERIFY(mergersFrom(none).empty());
        const auto odd = mergersFrom(R"([{"from":"A","on":"2026-03-15","pro_forma":"yes"},{"on":"2026-03-16"}])");
        QCOMPARE(odd.size(), std::size_t(2));
        QVERIFY(odd[0].from == RecordKey() && odd[0].into == RecordKey() && !odd[0].proForma);
        QCOMPARE(odd[1].on, *Date::of(2026, 3, 16));
    }

    /// A row of the program's own is about the customer of a described record, else about the id.
    void whomARowIsAbout()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.source("billing", "billing");
        data.account("crm", "A", "Acme");
        data.account("crm", "B", "Bolt");
        data.account("crm", "C", "Cedar");
        data.settle();
        data.becomesPart("crm", "C", "B", "2026-03-15");
        const AccountDirectory accounts = AccountDirectory::load(data.workspace());
        const std::string a = accounts.at(0).id;
        QCOMPARE(ownerOfRow(accounts, "crm", "B", "", ""), 1);
        QCOMPARE(ownerOfRow(accounts, "crm", "X", "", ""), -1);
        QCOMPARE(ownerOfRow(accounts, "crm", a, "", ""), -1); // an id of ours is no record of the CRM
        QCOMPARE(ownerOfRow(accounts, store::OwnSource, a, "", ""), 0);
        QCOMPARE(ownerOfRow(accounts, store::OwnSource, a, "crm", "B"), 1);
        QCOMPARE(ownerOfRow(accounts, store::OwnSource, "AC-99999", "crm", "A"), 0); // the first goes before
        QCOMPARE(ownerOfRow(accounts, store::OwnSource, a, "crm", "X"), 0); // the record is gone
        QCOMPARE(ownerOfRow(accounts, store::OwnSource, "AC-99999", "crm", "X"), -1);
        QCOMPARE(ownerOfRow(accounts, "crm", "C", "", ""), 2);
        QCOMPARE(accountOfRow(accounts, "crm", "C", "", ""), 1); // whose part it is
        QCOMPARE(accountOfRow(accounts, "crm", "A", "", ""), 0);
        QCOMPARE(accountOfRow(accounts, "crm", "X", "", ""), -1);
        data.becomesPart("crm", "A", "B", "2026-04-15"); // the first customer, too
        QCOMPARE(accountOfRow(AccountDirectory::load(data.workspace()), "crm", "A", "", ""), 1);
    }

    void whatACustomerIsToldBy()
    {
        TextPool texts;
        Account account;
        account.id = "AC-1";
        QCOMPARE(subjectOf(account).recordId, std::string());
        QCOMPARE(recordIdOfKind(account, "crm"), std::string());
        account.records = {linked(texts, "stripe", "billing", "S", true), linked(texts, "crm", "crm", "A"),
            linked(texts, "planhat", "cs_platform", "P"), linked(texts, "sf", "crm", "Z")};
        const store::OwnSubject subject = subjectOf(account);
        QCOMPARE(subject.recordSource, std::string("crm")); // the first that somebody described
        QCOMPARE(subject.recordId, std::string("A"));
        QCOMPARE(recordIdOfKind(account, "crm"), std::string("A"));
        QCOMPARE(recordIdOfKind(account, "cs_platform"), std::string("P"));
        QCOMPARE(recordIdOfKind(account, "billing"), std::string()); // bare
    }

    void listsOfCustomers()
    {
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        for (const char *id : {"A", "B", "C"})
            data.account("crm", id, id);
        data.subscription("crm", "1", "A", "10", "2026-01-01", "", "", "USD", "Core");
        data.subscription("crm", "2", "A", "10", "2026-01-01", "", "", "USD", "Core");
        data.settle();
        store::Workspace &workspace = data.workspace();
        const AccountDirectory before = AccountDirectory::load(workspace);
        const std::string a = before.at(0).id;
        const std::string b = before.at(1).id;
        const std::string c = before.at(2).id;
        QVERIFY(customerLists(workspace).empty());
        QVERIFY(keepCustomerList(workspace, "x", {c, a, c}).ok());
        QVERIFY(keepCustomerList(workspace, "x", {a, c}).ok()); // as it was
        QCOMPARE(store::auditTrail(workspace).size(), std::size_t(1));
        QVERIFY(keepCustomerList(workspace, "y", {c}).ok());
        using Lists = std::map<std::string, std::vector<std::string>>;
        QCOMPARE(customerLists(workspace), (Lists{{"x", {a, c}}, {"y", {c}}}));
        const AccountDirectory grouped = AccountDirectory::load(workspace);
        QVERIFY(grouped.at(0).has("list", "x") && !grouped.at(0).has("list", "y"));
        QVERIFY(grouped.at(1).has("list", "(none)") && !grouped.at(1).has("list", "x"));
        QVERIFY(grouped.at(2).has("list", "x") && grouped.at(2).has("list", "y"));
        QCOMPARE(grouped.at(0).products.size(), std::size_t(1));
        QVERIFY(grouped.at(0).has("product", "Core") && !grouped.at(0).has("product", "(none)"));
        QVERIFY(keepCustomerList(workspace, "x", {}).ok());
        QCOMPARE(customerLists(workspace), (Lists{{"y", {c}}}));
        QCOMPARE(store::auditTrail(workspace).front().action, std::string("remove customer list"));
        QVERIFY(keepCustomerList(workspace, "z", {c, b, a}).ok());
        workspace.setSetting("list.w", a + ","); // by hand: nobody stands behind the comma
        QCOMPARE(customerLists(workspace), (Lists{{"w", {a}}, {"y", {c}}, {"z", {a, b, c}}}));
    }

    void namesOfLists_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isOne");
        QTest::newRow("none") << "" << false;
        QTest::newRow("a letter") << "x" << true;
        QTest::newRow("sixty letters of two bytes") << QString(60, u'ü') << true;
        QTest::newRow("sixty-one") << QString(61, u'x') << false;
        QTest::newRow("a blank in front") << " x" << false;
        QTest::newRow("a blank behind") << "x " << false;
        QTest::newRow("a blank within") << "x y" << true;
    }
    void namesOfLists()
    {
        QFETCH(QString, name);
        QFETCH(bool, isOne);
        test::WorkspaceFixture data;
        data.source("crm", "crm");
        data.account("crm", "A", "Acme");
        data.settle();
        const std::string a = AccountDirectory::load(data.workspace()).at(0).id;
        QCOMPARE(keepCustomerList(data.workspace(), name.toStdString(), {a}).ok(), isOne);
        QCOMPARE(customerLists(data.workspace()).size(), std::size_t(isOne ? 1 : 0));
        QVERIFY(!keepCustomerList(data.workspace(), "others", {a, "AC-99999"}).ok());
    }
};

QTEST_GUILESS_MAIN(TestKeptChoices)
#include "tst_kept_choices.moc"
