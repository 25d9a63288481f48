#include "core/actions/play_steps.h"
#include "core/actions/rule_editing.h"
#include "core/actions/rule_notes.h"
#include "core/actions/rules_run.h"
#include "core/actions/shipped_rules.h"
#include "tests/signals/imported_workspace.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace qd;
using namespace qd::actions;

namespace {

RuleSet rules(QString text)
{
    auto set = ruleSetFromText(text.replace(u'\'', u'"').toStdString());
    if (!set)
        qFatal("%s", set.error().message.english().c_str());
    return std::move(*set);
}

/// As many customers, each of ARR 100 but the first of 99, all of Ann but the last three, who have nobody. Max left on
/// 2026-05-31, Eve leaves on 2026-06-30, the day of the data.
struct Book {
    test::ImportedWorkspace data;
    Progress progress;
    std::optional<RuleData> read;

    explicit Book(int customers)
    {
        std::string accounts = "account_id,name,owner\n";
        std::string contracts = "subscription_id,account_id,start_date,arr\n";
        for (int i = 0; i < customers; ++i) {
            const std::string id = "C" + std::to_string(i);
            accounts += id + ",Customer " + std::to_string(i) + (i < customers - 3 ? ",Ann\n" : ",\n");
            contracts += id + ',' + id + ",2025-01-01," + (i == 0 ? "99" : "100") + '\n';
        }
        data.file("crm.accounts", accounts);
        data.file("crm.subscriptions", contracts);
        data.file("crm.csms", "csm_id,name,end_date\nu1,Ann,\nu2,Max,2026-05-31\nu3,Eve,2026-06-30\n");
        data.import("2026-06-30");
        auto found = RuleData::read(data.workspace(), progress);
        if (!found)
            qFatal("%s", found.error().message.english().c_str());
        read = std::move(*found);
    }
    /// "1: It has ..."
    [[nodiscard]] QStringList notes(const RuleSet &set) const
    {
        const auto facts = AccountFacts::on(set, *read->history, *read->colours, *Date::fromIso("2026-06-30"));
        const portfolio::Portfolio &portfolio = read->history->portfolio();
        QStringList all;
        for (const RuleNote &note : notesOn(set, evaluate(set, *facts, read->log, portfolio), portfolio))
            all << QStringLiteral("%1: %2").arg(note.rule).arg(QString::fromStdString(note.sentence.english()));
        return all;
    }
};

} // namespace

/// What an editor of action rules stands on: rules as lines and as text, and what somebody should know of them.
class TestRuleEditing : public QObject {
    Q_OBJECT
private slots:
    /// Whatever can be read is written so that the same is read again.
    void textKeepsRules_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << "{'rules': []}";
        QTest::newRow("bare") << "{'rules': [{'id': 'r'}]}";
        QTest::newRow("all") << "{'rules': [{'id': 'r', 'title': 'Plan', 'priority': -2, 'owner': 'Kim', 'when': "
                                "[{'field': 'arr', 'above': 1.5, 'at_most': 9}, {'field': 'nps', 'at_least': 0, "
                                "'below': 7}, {'field': 'segment', 'any_of': ['a', 'b']}, {'field': 'product', "
                                "'none_of': ['c']}, {'field': 'owner', 'missing': true}, {'field': 'vendor:Big One', "
                                "'missing': false}], 'due_days': 0, 'escalate': [{'after_days': 7, 'to': 'Eve'}], "
                                "'repeat_after_days': 0, 'cap_per_owner': 0}, {'id': 's', 'due_days': 14}]}";
        QTest::newRow("plays") << "{'plays': [{'id': 'p', 'title': 'Call', 'steps': [{'title': 'Ring', 'due_days': 0}, "
                                  "{'title': 'Write', 'owner': 'Kim', 'due_days': 3}]}], 'rules': [{'id': 'r', 'play': "
                                  "'p'}, {'id': 's', 'play': 'renewal'}]}";
        QTest::newRow("shipped") << QString::fromStdString(textOf(shippedRules()));
    }
    void textKeepsRules()
    {
        QFETCH(QString, text);
        const RuleSet set = rules(text);
        const auto again = ruleSetFromText(textOf(set));
        QVERIFY(again.ok());
        QVERIFY(*again == set);
    }

    void linesKeepConditions()
    {
        const RuleSet set =
            rules(QStringLiteral("{'rules': [{'id': 'r', 'when': [{'field': 'due_in_days', 'above': 0, 'at_most': 180},"
                                 "{'field': 'arr', 'at_least': 5}, {'field': 'arr', 'at_least': 6},"
                                 "{'field': 'product', 'any_of': ['A'], 'none_of': ['B']},"
                                 "{'field': 'nps', 'missing': true}]}]}"));
        const auto lines = linesOf(set.rules[0].when);
        const std::vector<ConditionLine> expected{{"due_in_days", Asks::Above, 0}, {"due_in_days", Asks::AtMost, 180},
            {"arr", Asks::AtLeast, 5}, {"arr", Asks::AtLeast, 6}, {"product", Asks::AnyOf, 0, {"A"}},
            {"product", Asks::NoneOf, 0, {"B"}}, {"nps", Asks::Missing}};
        QVERIFY(lines == expected);
        QVERIFY(conditionsOf(lines) == set.rules[0].when);
        // what asks for the same thing twice stays two conditions
        QCOMPARE(conditionsOf({{"arr", Asks::Below, 5}, {"arr", Asks::Below, 3}}).size(), std::size_t(2));
        QCOMPARE(conditionsOf({{"arr", Asks::There}, {"arr", Asks::Missing}}).size(), std::size_t(2));
    }

    /// What an editor takes from a field that holds no number, and from a list without words, cannot be kept.
    void whatIsNoValueIsNamed()
    {
        ActionRule rule;
        rule.id = rule.title = "r";
        rule.when = conditionsOf({{"arr", Asks::Below, std::nan("")}});
        auto read = ruleSetFromText(textOf(RuleSet{{rule}}));
        QVERIFY(!read.ok() && read.error().message.english().find("below") != std::string::npos);
        rule.when = conditionsOf({{"segment", Asks::AnyOf, 0, {}}});
        read = ruleSetFromText(textOf(RuleSet{{rule}}));
        QVERIFY(!read.ok() && read.error().message.english().find("segment") != std::string::npos);
    }

    void ids()
    {
        const RuleSet set = rules(QStringLiteral("{'rules': [{'id': 'call-the-cfo'}, {'id': 'call-the-cfo-2'}]}"));
        QCOMPARE(freeId(set, "  Call, the CFO!"), std::string("call-the-cfo-3"));
        QCOMPARE(freeId(set, "Meet 2 of them"), std::string("meet-2-of-them"));
        QCOMPARE(freeId(set, "!?"), std::string("rule"));
    }

    void rulesOfASet()
    {
        const RuleSet set = rules(QStringLiteral("{'rules': [{'id': 'a'}, {'id': 'b'}]}"));
        ActionRule rule;
        rule.id = "a";
        rule.title = "New";
        const RuleSet replaced = withRule(set, rule);
        QCOMPARE(replaced.rules.size(), std::size_t(2));
        QCOMPARE(replaced.rules[0].title, std::string("New"));
        rule.id = "c";
        QCOMPARE(withRule(set, rule).rules[2].id, std::string("c"));
        QCOMPARE(withoutRule(set, "a").rules[0].id, std::string("b"));
        QCOMPARE(withoutRule(set, "x").rules.size(), std::size_t(2));
    }

    void faultyPlays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *plays, const char *says) {
            QTest::newRow(says) << QStringLiteral("{'plays': [%1], 'rules': []}").arg(QLatin1String(plays)) << says;
        };
        row("5", "an object in braces");
        row("{'id': 'p', 'steps': [5]}", "step 1 of play p must be an object in braces");
        row("{'id': 'p', 'steps': []}", "play p has no steps");
        row("{'id': 'p'}", "play p has no steps");
        row("{'steps': [{'title': 'a', 'due_days': 1}]}", "id");
        row("{'id': ' ', 'steps': [{'title': 'a', 'due_days': 1}]}", "play 1 has an empty id");
        row("{'id': 'p', 'steps': [{'title': '', 'due_days': 1}]}", "step 1 of play p has an empty title");
        row("{'id': 'p', 'steps': [{'title': 'a', 'due_days': -1}]}", "step 1 of play p: due_days is -1");
        row("{'id': 'p', 'steps': [{'title': 'a', 'due_days': 3}, {'title': 'b', 'due_days': 2}]}",
            "step 2 of play p: due_days is 2; it must be 3 or more");
        row("{'id': 'p', 'steps': [{'title': 'a'}]}", "due_days");
        row("{'id': 'p', 'step': []}", "did you mean \"steps\"");
        row("{'id': 'p', 'steps': [{'title': 'a', 'due_days': 1}]}, {'id': 'p', 'steps': [{'title': 'a', 'due_days': "
            "1}]}",
            "two plays with the id p");
        QTest::newRow("none") << "{'rules': [{'id': 'r', 'play': 'renewals'}]}"
                              << "there is no play renewals; did you mean renewal?";
    }
    void faultyPlays()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto read = ruleSetFromText(text.replace(u'\'', u'"').toStdString());
        QVERIFY(!read.ok());
        const QString said = QString::fromStdString(read.error().message.english());
        QVERIFY2(said.contains(says), qPrintable(said));
    }

    void shippedPlays()
    {
        QStringList all;
        for (const Play &play : actions::shippedPlays())
            all << QStringLiteral("%1 %2").arg(QString::fromStdString(play.id)).arg(play.steps.size());
        QCOMPARE(all.first(), QStringLiteral("renewal 5"));
        QCOMPARE(all.size(), 12); // five that begin with time, seven to save a customer
        const RuleSet set = rules(
            QStringLiteral("{'plays': [{'id': 'renewal', 'steps': [{'title': 'Mine', 'due_days': 1}]}], 'rules': []}"));
        QCOMPARE(set.play("renewal")->steps.size(), std::size_t(1)); // an own one before a shipped one
        QCOMPARE(set.play("onboarding")->steps.size(), std::size_t(5));
        QVERIFY(!set.play("nothing"));
    }

    /// Which step is next, as known on a day, and when it is due; what is closed or has no play has none.
    void steps()
    {
        const RuleSet set = rules(
            QStringLiteral("{'plays': [{'id': 'p', 'steps': [{'title': 'Ring', 'due_days': 3}, {'title': 'Write', "
                           "'owner': 'Kim', 'due_days': 10}]}], 'rules': [{'id': 'r', 'play': 'p'}, {'id': 's'}]}"));
        const auto day = [](const char *iso) { return *Date::fromIso(iso); };
        Action action{0, "quarterdeck", "1", "r", "", "Ann", day("2026-06-01"), std::nullopt, std::nullopt, "open", ""};
        const auto first = playOn(action, set, day("2026-06-04"));
        QVERIFY(first && first->done == 0 && !first->isDone());
        QCOMPARE(first->next().title, std::string("Ring"));
        QCOMPARE(first->owner, std::string("Ann"));
        QCOMPARE(first->due, Date::fromIso("2026-06-04"));
        QVERIFY(!first->isLateOn(day("2026-06-04")) && first->isLateOn(day("2026-06-05")));
        ActionEdit edit;
        edit.kind = EditKind::Stepped;
        edit.day = day("2026-06-05");
        action.edits.push_back(edit);
        QCOMPARE(playOn(action, set, day("2026-06-04"))->done, std::size_t(0)); // not known yet
        const auto second = playOn(action, set, day("2026-06-05"));
        QCOMPARE(second->next().title, std::string("Write"));
        QCOMPARE(second->owner, std::string("Kim"));
        QCOMPARE(second->due, Date::fromIso("2026-06-11"));
        QCOMPARE(action.stateOn(day("2026-06-05")), WorkState::InWork);
        action.edits.push_back(edit);
        action.edits.push_back(edit); // one too many
        const auto all = playOn(action, set, day("2026-06-05"));
        QVERIFY(all->isDone() && !all->due && !all->isLateOn(day("2027-01-01")));
        action.closed = day("2026-06-06");
        QVERIFY(playOn(action, set, day("2026-06-05")) && !playOn(action, set, day("2026-06-06")));
        action.rule = "s";
        QVERIFY(!playOn(action, set, day("2026-06-05")));
        action.rule = "gone";
        QVERIFY(!playOn(action, set, day("2026-06-05")));
    }

    /// What a list offers can be asked for, and stands in it once.
    void offered()
    {
        const std::vector<std::string> &fields = offeredFields();
        QCOMPARE(fields.front(), std::string("due_in_days"));
        QCOMPARE(std::set<std::string>(fields.begin(), fields.end()).size(), fields.size());
        for (const std::string &field : fields) {
            ActionRule rule;
            rule.id = rule.title = "r";
            rule.when = conditionsOf({{field, Asks::There}});
            QVERIFY2(ruleSetFromText(textOf(RuleSet{{rule}})).ok(), field.c_str());
        }
    }

    /// Titles that come with the program are translated, a person's own never.
    void titles()
    {
        const std::string shipped = shippedRules().rules.front().title;
        const Message::Value known = titleValue(shipped);
        const Message::Value own = titleValue("Call them");
        QVERIFY(std::holds_alternative<Word>(known) && std::holds_alternative<std::string>(own));
        QCOMPARE(Message(QD_WORDS("Actions", "It has the same conditions as %1."), {known}).english(),
            "It has the same conditions as " + shipped + '.');
    }

    void notes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("nothing")
            << "{'rules': [{'id': 'a', 'owner': 'Ann', 'escalate': [{'after_days': 1, 'to': 'Kim'},"
               "{'after_days': 2, 'to': 'Eve'}]}]}"
            << QStringList();
        QTest::newRow("owner left") << "{'rules': [{'id': 'a', 'owner': 'max'}]}"
                                    << QStringList{"0: Its owner max left on 2026-05-31."};
        QTest::newRow("goes up to who left") << "{'rules': [{'id': 'a', 'escalate': [{'after_days': 1, 'to': 'u2'}]}]}"
                                             << QStringList{"0: It goes up to u2, who left on 2026-05-31."};
        QTest::newRow("circle") << "{'rules': [{'id': 'a', 'owner': 'Ann', 'escalate': [{'after_days': 1, 'to': 'Kim'},"
                                   "{'after_days': 2, 'to': 'u1'}, {'after_days': 3, 'to': 'kim'}]}]}"
                                << QStringList{"0: It goes up in a circle: u1 has it twice.",
                                       "0: It goes up in a circle: kim has it twice."};
        QTest::newRow("no limits") << "{'rules': [{'id': 'a', 'cap_per_owner': 0}, {'id': 'b', 'repeat_after_days': 0, "
                                      "'when': [{'field': 'arr', 'above': 100}]}]}"
                                   << QStringList{"0: An owner may have 0 open actions, so it opens none for anybody.",
                                          "1: It repeats after 0 days: what is closed is opened again the day after."};
        QTest::newRow("same conditions") << "{'rules': [{'id': 'a', 'title': 'One'}, {'id': 'b', 'title': 'Two'}]}"
                                         << QStringList{"1: It has the same conditions as One."};
        // Customers 1 to 5 of six are at 100; the last three have nobody, who is no other person
        QTest::newRow("fight") << "{'rules': [{'id': 'a', 'title': 'One', 'when': [{'field': 'arr', 'at_least': 100}]},"
                                  "{'id': 'b', 'owner': 'Kim'}, {'id': 'c', 'owner': 'Eve', 'when': [{'field': 'arr', "
                                  "'below': 100}]}]}"
                               << QStringList{"1: It gives 2 customers to another person than One does.",
                                      "2: It gives 1 customer to another person than b does."};
    }
    void notes()
    {
        static const Book book(6);
        QFETCH(QString, text);
        QTEST(book.notes(rules(text)), "expected");
    }

    /// 200 are many, 199 are not; held ones are not opened.
    void manyAreSaid()
    {
        const Book book(ManyOpenings);
        const QString limit = QStringLiteral("'cap_per_owner': 1000");
        QCOMPARE(book.notes(rules(QStringLiteral("{'rules': [{'id': 'a', %1}]}").arg(limit))),
            QStringList{
                "0: It would open 200 actions at once, 3 of them without an owner, which no limit holds back."});
        QCOMPARE(book.notes(rules(QStringLiteral("{'rules': [{'id': 'a', 'owner': 'Kim', %1}]}").arg(limit))),
            QStringList{"0: It would open 200 actions at once; add a condition or lower the limit."});
        QCOMPARE(
            book.notes(rules(QStringLiteral("{'rules': [{'id': 'a', 'when': [{'field': 'arr', 'at_least': 100}], %1}]}")
                                 .arg(limit))),
            QStringList());
        QCOMPARE(book.notes(rules(QStringLiteral("{'rules': [{'id': 'a', 'owner': 'Kim', 'cap_per_owner': 199}]}"))),
            QStringList());
    }
};

QTEST_GUILESS_MAIN(TestRuleEditing)
#include "tst_rule_editing.moc"
