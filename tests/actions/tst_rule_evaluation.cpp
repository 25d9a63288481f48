#include "core/actions/rule_preview.h"
#include "core/actions/rules_run.h"
#include "core/health/overrides.h"
#include "tests/health/saved_models_fixture.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// Amber, Birch and Cedar of owner Ann, Dogwood of nobody, all due on 2026-12-31 and in force since 2025-01-01.
/// ARR: Amber 100, Birch 300, Cedar 300, Dogwood 50. On 2026-06-30 that is 184 days ahead.
void fill(test::ImportedWorkspace &data, const std::string &actions = {})
{
    data.file("crm.accounts",
        "account_id,name,segment,owner\nA,Amber,Enterprise,Ann\nB,Birch,SMB,ann\nC,Cedar,SMB,u1\nD,Dogwood,SMB,\n");
    data.file("crm.csms", "csm_id,name,email\nu1,Ann,ann@x.example\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,product,start_date,end_date,arr\n1,A,Core,2025-01-01,2026-12-31,100\n"
        "2,B,Core,2025-01-01,2026-12-31,300\n3,C,Plus,2025-01-01,2026-12-31,300\n4,D,Core,2025-01-01,2026-12-31,50\n");
    data.file("crm.health_scores",
        "account_id,date,model,score,colour\nA,2026-05-31,V,80,green\nA,2026-06-20,V,20,red\n"
        "B,2026-06-01,V,80,green\nB,2026-06-20,V,20,red\n");
    if (!actions.empty())
        data.file("cs.actions", actions);
    data.import("2026-06-30");
}

const std::string ActionColumns =
    "action_id,account_id,trigger,owner,opened_date,due_date,closed_date,status,outcome\n";

RuleSet rules(QString text)
{
    auto set = ruleSetFromText(text.replace(u'\'', u'"').toStdString());
    if (!set)
        qFatal("%s", set.error().message.english().c_str());
    return std::move(*set);
}

struct Read {
    test::ImportedWorkspace data;
    Progress progress;
    std::optional<RuleData> read;

    explicit Read(const std::string &actions = {}, const std::string &links = {})
    {
        fill(data, actions);
        if (!links.empty()) { // the CS platform names the CRM's accounts
            data.file("cs.accounts", links);
            data.import("2026-06-30");
            if (!session::resolveIdentities(data.workspace(), progress).ok())
                qFatal("identities");
        }
        auto found = RuleData::read(data.workspace(), progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        read = std::move(*found);
    }
    [[nodiscard]] Evaluation on(const RuleSet &set, const char *iso) const
    {
        const auto facts = AccountFacts::on(set, *read->history, *read->colours, day(iso));
        if (!facts)
            qFatal("%s", facts.error().message.english().c_str());
        return evaluate(set, *facts, read->log, read->history->portfolio());
    }
    /// "Amber r Ann 2026-07-14"
    [[nodiscard]] QStringList lines(const std::vector<Opening> &openings) const
    {
        QStringList all;
        for (const Opening &each : openings)
            all << QStringLiteral("%1 %2 %3 %4")
                       .arg(QString::fromStdString(read->accounts().at(each.account).name),
                           QString::fromStdString(each.rule),
                           QString::fromStdString(each.owner.empty() ? "-" : each.owner),
                           QString::fromStdString(each.due ? each.due->iso() : "-"));
        return all;
    }
    [[nodiscard]] QStringList lines(const std::vector<Duplicate> &duplicates) const
    {
        QStringList all;
        for (const Duplicate &each : duplicates)
            all << QString::fromStdString(read->accounts().at(each.account).name + ' ' + each.rule);
        return all;
    }
};

const QString Due = QStringLiteral(
    "{'rules': [{'id': 'r', 'when': [{'field': 'due_in_days', 'above': 0, 'at_most': %1}], 'due_days': 14}]}");

const std::string CsAccounts = "account_id,name,crm_account_id\na,Amber,A\nb,Birch,B\nc,Cedar,C\nd,Dogwood,D\n";

} // namespace

/// What rules open on a small book, on both sides of every limit (CONTRACT-ROOMS section 2, "Action rules").
class TestRuleEvaluation : public QObject {
    Q_OBJECT
private slots:
    void opensWhereAllConditionsHold()
    {
        const Read book;
        QVERIFY(book.on(rules(Due.arg(183)), "2026-06-30").opened.empty());
        const Evaluation found = book.on(rules(Due.arg(184)), "2026-06-30");
        QCOMPARE(book.lines(found.opened),
            (QStringList{"Amber r Ann 2026-07-14", "Birch r ann 2026-07-14", "Cedar r u1 2026-07-14",
                "Dogwood r - 2026-07-14"}));
        QVERIFY(found.held.empty() && found.duplicates.empty());
    }

    void fields_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QStringList>("names");
        QTest::newRow("golden") << "'field': 'segment', 'any_of': ['enterprise']" << QStringList{"Amber"};
        QTest::newRow("product") << "'field': 'product', 'none_of': ['core']" << QStringList{"Cedar"};
        QTest::newRow("colour") << "'field': 'colour', 'any_of': ['red']" << QStringList{"Amber", "Birch"};
        // 30 days before is 2026-05-31: Birch's green came a day later
        QTest::newRow("before") << "'field': 'colour_before', 'any_of': ['green']" << QStringList{"Amber"};
        QTest::newRow("no colour") << "'field': 'colour', 'missing': true" << QStringList{"Cedar", "Dogwood"};
        QTest::newRow("no owner") << "'field': 'owner', 'missing': true" << QStringList{"Dogwood"};
        QTest::newRow("arr") << "'field': 'arr', 'at_least': 300" << QStringList{"Birch", "Cedar"};
        QTest::newRow("vendor") << "'field': 'vendor:V', 'at_most': 20" << QStringList{"Amber", "Birch"};
    }
    void fields()
    {
        static const Read book;
        QFETCH(QString, condition);
        QStringList names;
        const auto found =
            book.on(rules(QStringLiteral("{'rules': [{'id': 'r', 'when': [{%1}]}]}").arg(condition)), "2026-06-30");
        for (const Opening &each : found.opened)
            names << QString::fromStdString(book.read->accounts().at(each.account).name);
        QTEST(names, "names");
    }

    void anOverrideIsTheColour()
    {
        Read book;
        const int amber = book.read->accounts().indexOfRecord("crm", "A");
        const health::Override override{book.read->accounts().at(amber).id, portfolio::HealthColour::Green, "met them",
            "Kim", day("2026-06-25"), day("2026-07-25")};
        QVERIFY(health::addOverride(book.data.workspace(), override).ok());
        auto again = RuleData::read(book.data.workspace(), book.progress);
        QVERIFY(again.ok());
        book.read = std::move(*again);
        const RuleSet red =
            rules(QStringLiteral("{'rules': [{'id': 'r', 'when': [{'field': 'colour', 'any_of': ['red']}]}]}"));
        QCOMPARE(book.lines(book.on(red, "2026-06-30").opened), QStringList{"Birch r ann -"});
        QCOMPARE(book.on(red, "2026-06-24").opened.size(), std::size_t(2));
    }

    /// A model that has accounts below 60 red and all others green, in force from a day on; the platform's before.
    void aModelInForceGivesTheColour_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QStringList>("red");
        QTest::addColumn<QStringList>("greenBefore"); // on 2026-05-31
        QTest::newRow("later") << "2026-07-01" << QStringList{"Amber", "Birch"} << QStringList{"Amber"};
        QTest::newRow("from the day on") << "2026-06-30" << QStringList{"Dogwood"} << QStringList{"Amber"};
        QTest::newRow("a day after the one before") << "2026-06-01" << QStringList{"Dogwood"} << QStringList{"Amber"};
        QTest::newRow("on the one before")
            << "2026-05-31" << QStringList{"Dogwood"} << QStringList{"Amber", "Birch", "Cedar"};
    }
    void aModelInForceGivesTheColour()
    {
        QFETCH(QString, from);
        Read book;
        const QByteArray first = from.toLatin1();
        test::putInForce(book.data.workspace(),
            R"({"name": "Size", "segments": [{"name": "All", "signals": [
                {"signal": "arr", "weight": 1, "steps": [[60, 10], [null, 100]]}]}]})",
            "2026-01-01", first.constData());
        auto again = RuleData::read(book.data.workspace(), book.progress);
        QVERIFY(again.ok());
        book.read = std::move(*again);
        const auto names = [&book](const char *field, const char *colour) {
            QStringList found;
            const RuleSet set =
                rules(QStringLiteral("{'rules': [{'id': 'r', 'when': [{'field': '%1', 'any_of': ['%2']}]}]}")
                          .arg(QString::fromLatin1(field), QString::fromLatin1(colour)));
            for (const Opening &each : book.on(set, "2026-06-30").opened)
                found << QString::fromStdString(book.read->accounts().at(each.account).name);
            return found;
        };
        QTEST(names("colour", "red"), "red");
        QTEST(names("colour_before", "green"), "greenBefore");
    }

    void duplicates_data()
    {
        QTest::addColumn<QString>("action"); // opened, closed, status
        QTest::addColumn<bool>("isThere");
        QTest::newRow("open") << "2026-01-01,,,open" << true;
        QTest::newRow("closed 90 days ago") << "2026-01-01,,2026-04-01,closed" << true;
        QTest::newRow("closed 91 days ago") << "2026-01-01,,2026-03-31,closed" << false;
        QTest::newRow("closed later") << "2026-01-01,,2026-07-05,closed" << true;
        QTest::newRow("opened later") << "2026-07-01,,,open" << false;
        QTest::newRow("done without a date") << "2026-01-01,,,done" << false;
    }
    void duplicates()
    {
        QFETCH(QString, action);
        QFETCH(bool, isThere);
        const Read book(
            ActionColumns + "x,a,r,Bob," + action.toStdString() + ",\ny,b,other,Bob,2026-01-01,,,open,\n", CsAccounts);
        const Evaluation found = book.on(rules(Due.arg(184)), "2026-06-30");
        QCOMPARE(book.lines(found.duplicates), isThere ? QStringList{"Amber r"} : QStringList());
        QCOMPARE(found.opened.size(), std::size_t(isThere ? 3 : 4));
    }

    void ownersHaveRoomForSoMany_data()
    {
        QTest::addColumn<int>("cap");
        QTest::addColumn<QStringList>("held");
        // Ann, ann and u1 are one person, who has one open action of a file. By ARR Birch and Cedar (300 each) come
        // before Amber (100), of the two Birch by account; of priority 1 before 2. Dogwood has no owner and no limit.
        QTest::newRow("room for all") << 7 << QStringList();
        QTest::newRow("for five") << 6 << QStringList{"Amber b Ann -"};
        QTest::newRow("for four") << 5 << QStringList{"Cedar b u1 -", "Amber b Ann -"};
        QTest::newRow("for one") << 2
                                 << QStringList{"Cedar a u1 -", "Amber a Ann -", "Birch b ann -", "Cedar b u1 -",
                                        "Amber b Ann -"};
        QTest::newRow("for none") << 1
                                  << QStringList{"Birch a ann -", "Cedar a u1 -", "Amber a Ann -", "Birch b ann -",
                                         "Cedar b u1 -", "Amber b Ann -"};
    }
    void ownersHaveRoomForSoMany()
    {
        QFETCH(int, cap);
        static const Read book(ActionColumns
                + "x,a,other,ann@x.example,2026-01-01,,,open,\ny,a,other,Ann,2026-01-01,,2026-02-01,closed,\n",
            CsAccounts);
        const auto found = book.on(rules(QStringLiteral("{'rules': [{'id': 'b', 'priority': 2, 'cap_per_owner': %1}, "
                                                        "{'id': 'a', 'cap_per_owner': %1}]}")
                                             .arg(cap)),
            "2026-06-30");
        QTEST(book.lines(found.held), "held");
        QCOMPARE(found.opened.size() + found.held.size(), std::size_t(8));
    }

    void aNamedOwner()
    {
        const Read book;
        const auto found = book.on(
            rules(QStringLiteral("{'rules': [{'id': 'r', 'owner': 'Digital', 'cap_per_owner': 3}]}")), "2026-06-30");
        QCOMPARE(found.opened.size(), std::size_t(3));
        QCOMPARE(book.lines(found.held), QStringList{"Dogwood r Digital -"}); // the least ARR
    }

    void dueThatDay()
    {
        const Read book;
        const auto found = book.on(rules(QStringLiteral("{'rules': [{'id': 'r', 'due_days': 0}]}")), "2026-06-30");
        QCOMPARE(book.lines(found.opened).front(), "Amber r Ann 2026-06-30");
    }

    void monthEndsUpToTheLatestDay()
    {
        const auto days = monthEnds(Month(2026, 1), Month(2026, 3), day("2026-03-30"));
        QCOMPARE(days.size(), std::size_t(2));
        QCOMPARE(days[1], day("2026-02-28"));
        QCOMPARE(monthEnds(Month(2026, 1), Month(2026, 3), day("2026-03-31")).size(), std::size_t(3));
        QVERIFY(monthEnds(Month(2026, 3), Month(2026, 1), day("2026-03-31")).empty());
    }

    /// Opening for real on each day gives what the preview of these days says, which leaves no trace.
    void replayIsThePreview()
    {
        // At the end of April 245, of May 214, of June 184 days are left.
        const QString text = Due.arg(214).replace(u'\'', u'"').chopped(3) + QStringLiteral(", \"cap_per_owner\": 2}]}");
        Read book;
        const RuleSet set = rules(text);
        const auto days = monthEnds(Month(2026, 4), Month(2026, 6), day("2026-06-30"));
        const auto preview =
            previewOn(set, *book.read->history, *book.read->colours, book.read->log, days, book.progress);
        QVERIFY(preview.ok());
        QCOMPARE(preview->size(), std::size_t(3));
        QVERIFY((*preview)[0].opened.empty());
        QCOMPARE(book.lines((*preview)[1].opened),
            (QStringList{"Birch r ann 2026-06-14", "Cedar r u1 2026-06-14", "Dogwood r - 2026-06-14"}));
        QCOMPARE(book.lines((*preview)[1].held), QStringList{"Amber r Ann 2026-06-14"});
        QVERIFY((*preview)[2].opened.empty());
        QCOMPARE((*preview)[2].duplicates.size(), std::size_t(3));
        QVERIFY(ActionLog::read(book.data.workspace(), book.read->accounts()).all().empty());
        for (std::size_t i = 0; i < days.size(); ++i) {
            const auto run = saveAndOpen(book.data.workspace(), text.toStdString(), days[i], book.progress);
            QVERIFY(run.ok() && run->evaluation);
            QCOMPARE(run->saved.version, 1); // the same text is no new version
            QCOMPARE(book.lines(run->evaluation->opened), book.lines((*preview)[i].opened));
            QCOMPARE(book.lines(run->evaluation->held), book.lines((*preview)[i].held));
            QCOMPARE(book.lines(run->evaluation->duplicates), book.lines((*preview)[i].duplicates));
        }
    }
};

QTEST_GUILESS_MAIN(TestRuleEvaluation)
#include "tst_rule_evaluation.moc"
