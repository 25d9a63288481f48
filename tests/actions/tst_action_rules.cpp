#include "core/actions/action_figures.h"
#include "core/actions/action_files.h"
#include "core/actions/action_log.h"
#include "core/actions/action_rules.h"
#include "core/actions/evaluation.h"
#include "core/coverage/segment_rules.h"

#include <QtTest>

using namespace qd;
using namespace qd::actions;
using coverage::RuleValue;
using coverage::SegmentCondition;

namespace {

Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

/// A condition as a rule of the contract writes it.
SegmentCondition condition(const QString &asked)
{
    const QString text =
        QStringLiteral(R"({"rules": [{"id": "r", "when": [{"field": "nps", %1}]}]})").arg(asked).replace(u'\'', u'"');
    const auto set = ruleSetFromText(text.toStdString());
    if (!set)
        qFatal("%s", set.error().message.english().c_str());
    return set->rules.front().when.front();
}

Action action(const char *rule, const char *opened, const char *due, const char *closed, const char *status,
    const char *outcome = "")
{
    return {0, "cs", std::string(rule) + opened + due + closed + status, rule, "", "", day(opened), Date::fromIso(due),
        Date::fromIso(closed), status, outcome};
}

} // namespace

/// How action rules are read, what their conditions mean, and what is told of actions (CONTRACT-ROOMS section 2).
class TestActionRules : public QObject {
    Q_OBJECT
private slots:
    void readsTheContractsExample()
    {
        const auto set = ruleSetFromText(
            R"({"rules":[{"id":"x","title":"Plan","priority":2,"when":[{"field":"due_in_days","above":0,"at_most":180},
            {"field":"vendor:Score Card","below":1.5},{"field":"Segment","none_of":["SMB"]}],"owner":"owner",
            "due_days":14,"escalate":[{"after_days":7,"to":"manager"}],"repeat_after_days":30,"cap_per_owner":5},
            {"id":"y","owner":"Kim"}]})");
        QVERIFY(set.ok());
        const ActionRule &rule = set->rules[0];
        QCOMPARE(rule.title, std::string("Plan"));
        QCOMPARE(rule.priority, 2);
        QCOMPARE(rule.when[0].above, std::optional(0.0));
        QCOMPARE(rule.when[0].atMost, std::optional(180.0));
        QCOMPARE(rule.when[1].field, std::string("vendor:Score Card")); // a model's name keeps its letters
        QCOMPARE(rule.when[2].field, std::string("segment"));
        QVERIFY(rule.owner.empty());
        QCOMPARE(rule.dueDays, std::optional(14));
        QCOMPARE(rule.escalate[0].afterDays, 7);
        QCOMPARE(rule.escalate[0].to, std::string("manager"));
        QCOMPARE(rule.repeatAfterDays, 30);
        QCOMPARE(rule.capPerOwner, 5);
        const ActionRule &plain = set->rules[1];
        QCOMPARE(plain.title, std::string("y"));
        QCOMPARE(plain.owner, std::string("Kim"));
        QCOMPARE(plain.repeatAfterDays, 90);
        QCOMPARE(plain.capPerOwner, 20);
        QVERIFY(!plain.dueDays);
        QVERIFY(set->find("y") == &plain && !set->find("z"));
    }

    void namesWhatIsWrong_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *text, const char *said) {
            QTest::newRow(name) << QString::fromLatin1(text).replace(u'\'', u'"') << QString::fromLatin1(said);
        };
        row("no json", "{", "The rules are no JSON");
        row("no list", "{}", "rules");
        row("unknown key", "{'rules': [{'id': 'r', 'wen': []}]}", "when");
        row("no id", "{'rules': [{'title': 't'}]}", "rule 1");
        row("one id twice", "{'rules': [{'id': 'r'}, {'id': 'r'}]}", "there are two rules with the id r.");
        row("unknown field", "{'rules': [{'id': 'r', 'when': [{'field': 'tickets_9', 'above': 1}]}]}",
            "Action rules: rule r asks for the unknown field tickets_9; did you mean tickets_90?");
        row("a prefix alone", "{'rules': [{'id': 'r', 'when': [{'field': 'sql:', 'above': 1}]}]}", "unknown field");
        row("asks nothing", "{'rules': [{'id': 'r', 'when': [{'field': 'arr'}]}]}",
            "rule r on arr asks nothing; give at_least, at_most, above, below, any_of, none_of or missing.");
        row("never", "{'rules': [{'id': 'r', 'when': [{'field': 'arr', 'above': 5, 'at_most': 5}]}]}",
            "rule r on arr can never hold: above 5.0 is not less than at_most 5.0.");
        row("missing and a value", "{'rules': [{'id': 'r', 'when': [{'field': 'nps', 'missing': true, 'below': 5}]}]}",
            "can never hold");
        row("days below zero", "{'rules': [{'id': 'r', 'due_days': -1}]}", "due_days is -1; it must be 0 or more.");
        row("a step without days", "{'rules': [{'id': 'r', 'escalate': [{'to': 'manager'}]}]}", "after_days");
        row("half a day", "{'rules': [{'id': 'r', 'repeat_after_days': 1.5}]}", "repeat_after_days");
    }
    void namesWhatIsWrong()
    {
        QFETCH(QString, text);
        QFETCH(QString, said);
        const auto set = ruleSetFromText(text.toStdString());
        QVERIFY(!set.ok());
        const QString sentence = QString::fromStdString(set.error().message.english());
        QVERIFY2(sentence.contains(said), qPrintable(sentence));
    }

    void aSingleValueMayBeAskedFor()
    {
        const SegmentCondition exactly = condition(QStringLiteral("'at_least': 5, 'at_most': 5"));
        QVERIFY(coverage::holds(exactly, std::vector<RuleValue>{{{}, 5}}));
        QVERIFY(!coverage::holds(exactly, std::vector<RuleValue>{{{}, 5.01}}));
    }

    void bounds_data()
    {
        QTest::addColumn<QString>("asked");
        QTest::addColumn<double>("value"); // NaN: none
        QTest::addColumn<bool>("holds");
        const double none = std::numeric_limits<double>::quiet_NaN();
        const auto row = [](const char *asked, double value, bool holds) {
            QTest::addRow("%s of %g", asked, value) << QString::fromLatin1(asked) << value << holds;
        };
        row("'at_least': 7", 7, true);
        row("'at_least': 7", 6.99, false);
        row("'above': 7", 7, false);
        row("'above': 7", 7.01, true);
        row("'at_most': 7", 7, true);
        row("'at_most': 7", 7.01, false);
        row("'below': 7", 7, false);
        row("'below': 7", 6.99, true);
        row("'below': -0.3", 70.0 / 100 - 1, false); // -0.3, whatever the last binary digit says
        row("'any_of': ['7', '8']", 8, true);
        row("'any_of': ['7', '8']", 9, false);
        row("'none_of': ['7', '8']", 8, false);
        row("'none_of': ['7', '8']", 9, true);
        row("'missing': true", none, true);
        row("'missing': true", 7, false);
        row("'missing': false", none, false);
        row("'missing': false", 7, true);
        row("'none_of': ['7']", none, false); // without a value nothing but missing holds
        row("'below': 7", none, false);
        row("'missing': false, 'below': 7", 6, true);
    }
    void bounds()
    {
        QFETCH(QString, asked);
        QFETCH(double, value);
        std::vector<RuleValue> values;
        if (!std::isnan(value))
            values.push_back({{}, value});
        QTEST(coverage::holds(condition(asked), values), "holds");
    }

    void oneOfSeveralIsEnoughAndNoneOfThemMayBe()
    {
        const std::vector<RuleValue> products{coverage::ruleValue("Core"), coverage::ruleValue("Plus")};
        QVERIFY(coverage::holds(condition(QStringLiteral("'any_of': ['plus']")), products));
        QVERIFY(!coverage::holds(condition(QStringLiteral("'none_of': ['plus']")), products));
        QVERIFY(coverage::holds(condition(QStringLiteral("'none_of': ['max']")), products));
    }

    void openAndClosed_data()
    {
        QTest::addColumn<QString>("closed");
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("isOpen"); // on 2026-06-30, opened 2026-06-01
        QTest::addColumn<bool>("isDismissed");
        QTest::newRow("open") << ""
                              << "open" << true << false;
        QTest::newRow("no status") << ""
                                   << "" << true << false;
        QTest::newRow("closed that day") << "2026-06-30"
                                         << "open" << false << false;
        QTest::newRow("closed the day after") << "2026-07-01"
                                              << "done" << true << false;
        QTest::newRow("done without a date") << ""
                                             << "Done" << false << false;
        QTest::newRow("dismissed without a date") << ""
                                                  << "dismissed" << false << true;
        QTest::newRow("dismissed later") << "2026-07-01"
                                         << "dismissed" << true << false;
        QTest::newRow("dismissed that day") << "2026-06-30"
                                            << "DISMISSED" << false << true;
    }
    void openAndClosed()
    {
        QFETCH(QString, closed);
        QFETCH(QString, status);
        const Action each =
            action("r", "2026-06-01", "2026-06-15", closed.toLatin1().constData(), status.toLatin1().constData());
        QTEST(each.isOpenOn(day("2026-06-30")), "isOpen");
        QTEST(each.isDismissedOn(day("2026-06-30")), "isDismissed");
        QVERIFY(!each.isOpenOn(day("2026-05-31"))); // nobody knows of it yet
    }

    void moreActions()
    {
        const auto named = [](const char *source, const char *id) {
            Action each;
            each.source = source;
            each.id = id;
            return each;
        };
        ActionLog log({named("crm", "2"), named("x", "1")});
        log.add({named("quarterdeck", "b"), named("crm", "1"), named("quarterdeck", "a")});
        log.add({});
        QStringList keys;
        for (const Action &each : log.all())
            keys << QString::fromStdString(each.source + ' ' + each.id);
        QCOMPARE(keys, (QStringList{"crm 1", "crm 2", "quarterdeck a", "quarterdeck b", "x 1"}));
        QVERIFY(log.find("quarterdeck", "b") && !log.find("quarterdeck", "c"));
    }

    void slaAndCompliance()
    {
        // On 2026-06-30. Due by then are 1 to 6; in time 1 (done) and 2 (closed on the due date, no outcome).
        // 3 a day late; 4 open and due that day; 5 dismissed, in neither figure of the SLA; 6 done without a date.
        // 7 is due the day after, 8 was opened later.
        const ActionLog log({action("r", "2026-06-01", "2026-06-15", "2026-06-10", "closed", "Done"),
            action("r", "2026-06-01", "2026-06-15", "2026-06-15", "closed"),
            action("r", "2026-06-01", "2026-06-15", "2026-06-16", "closed", "done"),
            action("r", "2026-06-01", "2026-06-30", "", "open"),
            action("r", "2026-06-01", "2026-06-20", "2026-06-02", "dismissed", "done"),
            action("s", "2026-06-01", "2026-06-20", "", "done", "done"),
            action("s", "2026-06-01", "2026-07-01", "2026-06-02", "closed", "done"),
            action("r", "2026-07-01", "2026-06-20", "2026-07-01", "closed", "done")});
        const ActionSla sla = slaOn(log, day("2026-06-30"));
        QCOMPARE(sla.due, 5);
        QCOMPARE(sla.met, 2);
        QCOMPARE(sla.rate(), std::optional(0.4));
        QVERIFY(!slaOn(log, day("2026-06-14")).rate());
        const auto set = ruleSetFromText(R"({"rules": [{"id": "t"}, {"id": "r"}]})");
        const auto rows = complianceOn(log, *set, day("2026-06-30"));
        QCOMPARE(rows.size(), std::size_t(2)); // s is no rule of these
        QCOMPARE(rows[0].rule, std::string("r"));
        QCOMPARE(rows[0].triggered, 5); // dismissed ones too
        QCOMPARE(rows[0].inTime, 2); // the first, and the dismissed one whose outcome says done
        QVERIFY(!rows[1].rate());
    }

    void levels_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<int>("level");
        QTest::addColumn<QString>("to");
        QTest::newRow("6 days") << "2026-06-07" << 0 << "";
        QTest::newRow("7 days") << "2026-06-08" << 1 << "manager";
        QTest::newRow("20 days") << "2026-06-21" << 1 << "manager";
        QTest::newRow("21 days") << "2026-06-22" << 2 << "director";
    }
    void levels()
    {
        QFETCH(QString, day);
        const auto set = ruleSetFromText(
            R"({"rules": [{"id": "r", "escalate": [{"after_days": 21, "to": "director"}, {"after_days": 7, "to": "manager"}]}]})");
        const ActionLog log({action("r", "2026-06-01", "", "", "open"), action("", "2026-06-01", "", "", "open")});
        const auto open = openOn(log, *set, *Date::fromIso(day.toStdString()));
        QCOMPARE(open.size(), std::size_t(2));
        QCOMPARE(open[0].level, 0); // of no rule
        QTEST(open[1].level, "level");
        QTEST(QString::fromStdString(open[1].to), "to");
    }

    void closedAndInTime()
    {
        const Action inTime = action("r", "2026-06-01", "2026-06-12", "2026-06-12", "open");
        QVERIFY(inTime.isKnownOn(day("2026-06-01")) && !inTime.isKnownOn(day("2026-05-31")));
        QVERIFY(inTime.isClosedOn(day("2026-06-12")) && !inTime.isClosedOn(day("2026-06-11")));
        QVERIFY(inTime.isClosedInTime(day("2026-06-12")) && !inTime.isClosedInTime(day("2026-06-11")));
        QVERIFY(!action("r", "2026-06-01", "2026-06-12", "2026-06-13", "done").isClosedInTime(day("2026-06-30")));
        QVERIFY(!action("r", "2026-06-01", "", "2026-06-13", "done").isClosedInTime(day("2026-06-30")));
        const Action undated = action("r", "2026-06-01", "2026-06-12", "", " Done ");
        QVERIFY(undated.isClosedOn(day("2026-06-02")) && !undated.isClosedInTime(day("2026-06-02")));
        QVERIFY(!action("r", "2026-06-01", "", "", "In progress").isClosedOn(day("2026-06-30")));
    }

    void actionsOfSomeCustomers()
    {
        Action unknown = action("x", "2026-06-01", "", "", "open");
        unknown.account = -1;
        const ActionLog log({action("r", "2026-06-01", "", "", "open"), unknown});
        QCOMPARE(log.passing([](int account) { return account < 0; }).all().front().rule, std::string("x"));
        QCOMPARE(log.passing([](int account) { return account == 0; }).all().size(), std::size_t(1));
        QVERIFY(log.passing([](int account) { return account == 7; }).all().empty());
        QCOMPARE(actionId("r", "AC-00001", day("2026-06-30")), std::string("r:AC-00001:2026-06-30"));
    }

    void formatsOfLists()
    {
        QCOMPARE(fileFormatNames(), (std::vector<std::string>{"gainsight", "salesforce", "jira", "asana", "csv"}));
        for (std::size_t i = 0; i < fileFormatNames().size(); ++i)
            QVERIFY(fileFormatOf(fileFormatNames()[i]) == FileFormat(i));
        QVERIFY(fileFormatOf("salesforce") == FileFormat::Salesforce && fileFormatOf("csv") == FileFormat::Csv);
        QVERIFY(!fileFormatOf("Salesforce") && !fileFormatOf(""));
    }
};

QTEST_GUILESS_MAIN(TestActionRules)
#include "tst_action_rules.moc"
