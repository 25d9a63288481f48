#include "core/base/json_value.h"
#include "core/coverage/assignment_inputs.h"
#include "core/coverage/segment_rules.h"
#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace qd;
using namespace qd::coverage;

namespace {

/// A customer of segment Mid-Market in EMEA with a number of employees as text.
identity::AccountDirectory customer(const std::string &employees, const std::string &segment = "Mid-Market")
{
    store::CustomerRow row;
    row.account = row.ultimateParent = "A";
    for (const std::string &name : identity::goldenFieldNames())
        row.fields.push_back(name == "segment" ? segment
                : name == "region"             ? "EMEA"
                : name == "employees"          ? employees
                                               : "");
    return identity::AccountDirectory({row});
}

SegmentModel segment(const char *name, std::vector<SegmentCondition> rule = {})
{
    SegmentModel made;
    made.name = name;
    made.rule = std::move(rule);
    return made;
}

CapacityModel model(std::vector<SegmentModel> segments)
{
    CapacityModel made;
    made.segments = std::move(segments);
    return made;
}

/// Whether a rule of one condition holds.
bool holds(const SegmentCondition &condition, const std::string &employees, std::int64_t arr,
    const std::vector<std::string> &products = {})
{
    const auto directory = customer(employees);
    return segmentOf(model({segment("Any", {condition})}), directory.at(0), arr, Currency(), products) == 0;
}

/// A rule that may say all that rules of actions say.
RuleKind ruleOfActions()
{
    RuleKind kind = segmentRule("SMB");
    kind.saysAll = true;
    return kind;
}

/// The one condition that stands in a text, and what is wrong with it.
std::pair<SegmentCondition, QString> conditionIn(const QString &text, const RuleKind &kind)
{
    const auto json = nlohmann::ordered_json::parse("{\"when\": [" + text.toStdString() + "]}");
    Message fault;
    const auto rule = readRule(JsonValue(json, Message::data("it"), fault), "when", kind);
    return {rule.front(), QString::fromStdString(fault.english())};
}

/// Paths of what is wrong with a rule of one condition.
QString faultsOf(const SegmentCondition &condition)
{
    QStringList paths;
    for (const ModelFault &fault : ruleFaults({condition}, ruleOfActions(), "/"))
        paths << QString::fromStdString(fault.path);
    return paths.join(u' ');
}

} // namespace

/// Which segment an account belongs to, on both sides of every limit.
class TestSegmentRules : public QObject {
    Q_OBJECT
private slots:
    void arrIsFromALimitAndBelowAnother()
    {
        const SegmentCondition condition{"arr", 50000, 100000, {}};
        QVERIFY(!holds(condition, "", 4999999)); // a cent too little
        QVERIFY(holds(condition, "", 5000000));
        QVERIFY(holds(condition, "", 9999999));
        QVERIFY(!holds(condition, "", 10000000));
        QVERIFY(holds({"arr", std::nullopt, 0.01, {}}, "", 0));
        QVERIFY(!holds({"arr", 0.01, std::nullopt, {}}, "", 0));
    }

    void limitsAreMajorUnits()
    {
        const auto directory = customer("");
        const CapacityModel rules = model({segment("Large", {{"arr", 50000, std::nullopt, {}}})});
        const auto in = [&](const char *code, std::int64_t arr) {
            return segmentOf(rules, directory.at(0), arr, *Currency::fromCode(code));
        };
        QCOMPARE(in("JPY", 50000), 0);
        QCOMPARE(in("JPY", 49999), -1);
        QCOMPARE(in("KWD", 50000000), 0);
        QCOMPARE(in("KWD", 49999999), -1);
    }

    void numbersOfTheGoldenRecord_data()
    {
        QTest::addColumn<QString>("employees");
        QTest::addColumn<bool>("isWithin"); // 250 or more, below 1000
        QTest::newRow("below") << "249" << false;
        QTest::newRow("a fraction below") << "249.9" << false;
        QTest::newRow("at the limit") << "250" << true;
        QTest::newRow("under the other") << "999" << true;
        QTest::newRow("at the other") << "1000" << false;
        QTest::newRow("unknown") << "" << false;
        QTest::newRow("no number") << "250 people" << false;
    }
    void numbersOfTheGoldenRecord()
    {
        QFETCH(QString, employees);
        QFETCH(bool, isWithin);
        QCOMPARE(holds({"employees", 250, 1000, {}}, employees.toStdString(), 0), isWithin);
    }

    void textsAndProducts()
    {
        QVERIFY(holds({"region", {}, {}, {"APAC", "emea"}}, "", 0));
        QVERIFY(!holds({"region", {}, {}, {"APAC"}}, "", 0));
        QVERIFY(holds({"product", {}, {}, {"suite"}}, "", 0, {"Base", "Suite"})); // one is enough
        QVERIFY(!holds({"product", {}, {}, {"suite"}}, "", 0, {"Base"}));
        QVERIFY(!holds({"product", {}, {}, {"suite"}}, "", 0));
    }

    void allConditionsMustHold()
    {
        const auto directory = customer("250");
        const CapacityModel rules =
            model({segment("Both", {{"arr", 1000, std::nullopt, {}}, {"employees", 250, std::nullopt, {}}})});
        QCOMPARE(segmentOf(rules, directory.at(0), 100000, Currency()), 0);
        QCOMPARE(segmentOf(rules, directory.at(0), 99999, Currency()), -1);
        const auto smaller = customer("249");
        QCOMPARE(segmentOf(rules, smaller.at(0), 100000, Currency()), -1);
    }

    void theFirstOfSeveralHolds()
    {
        const auto directory = customer("");
        const CapacityModel rules = model({segment("Mid-Market"), segment("Large", {{"arr", 2000, std::nullopt, {}}}),
            segment("Paying", {{"arr", 1000, std::nullopt, {}}}), segment("Europe", {{"region", {}, {}, {"EMEA"}}})});
        const auto matching = [&](std::int64_t arr) { return matchingRules(rules, directory.at(0), arr, Currency()); };
        const auto chosen = [&](std::int64_t arr) { return segmentOf(rules, directory.at(0), arr, Currency()); };
        QCOMPARE(matching(200000), (std::vector<int>{1, 2, 3}));
        QCOMPARE(matching(199999), (std::vector<int>{2, 3}));
        QCOMPARE(matching(0), std::vector<int>{3});
        QCOMPARE(chosen(200000), 1);
        QCOMPARE(chosen(199999), 2);
        QCOMPARE(chosen(0), 3); // a rule goes before the golden segment
    }

    void withoutARuleTheGoldenSegment()
    {
        const SegmentCondition large{"arr", 2000, std::nullopt, {}};
        const auto directory = customer("", "mid-market");
        const CapacityModel named = model({segment("Large", {large}), segment("Mid-Market")});
        QVERIFY(matchingRules(named, directory.at(0), 0, Currency()).empty()); // no rule, no match
        QCOMPARE(segmentOf(named, directory.at(0), 0, Currency()), 1);
        // A segment with a rule takes nobody by name.
        QCOMPARE(segmentOf(model({segment("Mid-Market", {large})}), directory.at(0), 0, Currency()), -1);
        const auto other = customer("", "Partner");
        QCOMPARE(segmentOf(named, other.at(0), 0, Currency()), -1);
        QCOMPARE(segmentOf(model({}), other.at(0), 0, Currency()), -1);
    }

    void whatIsWrongWithARule()
    {
        const auto faults = [](const std::vector<SegmentCondition> &rule) {
            QStringList paths;
            for (const ModelFault &fault : ruleFaults(rule, segmentRule("SMB"), "/rule/"))
                paths << QString::fromStdString(fault.path);
            return paths;
        };
        QCOMPARE(faults({{"arr", 100, 200, {}}, {"segment", {}, {}, {"SMB"}}}), QStringList());
        QVERIFY(!faults({{"arr", 200, 100, {}}}).isEmpty()); // never holds
        QVERIFY(!faults({{"arr", 100, 100, {}}}).isEmpty());
        QCOMPARE(faults({{"arr", 100, {}, {}}, {"arr", {}, {}, {}}}), QStringList{"/rule/1"}); // asks nothing
        const auto unknown = ruleFaults({{"segmnt", {}, {}, {"SMB"}}}, segmentRule("SMB"), "/rule/");
        QCOMPARE(unknown.size(), std::size_t(1));
        const std::string said = unknown.front().sentence.english();
        QVERIFY2(
            said.find("segment SMB") != std::string::npos && said.find("segmnt") != std::string::npos, said.c_str());
        QVERIFY(std::ranges::find(ruleFields(), "segment") != ruleFields().end());
        QCOMPARE(ruleFields().front(), std::string("arr"));
    }

    /// What only rules of actions ask, too.
    void conditions_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QStringList>("values");
        QTest::addColumn<bool>("holds");
        const auto row = [](const char *name, const char *condition, const QStringList &values, bool holds) {
            QTest::newRow(name) << QStringLiteral(R"({"field": "employees", %1})").arg(QString::fromUtf8(condition))
                                << values << holds;
        };
        row("at most, there", R"("at_most": 10)", {"10"}, true);
        row("at most, a little over", R"("at_most": 10)", {"10.01"}, false);
        row("above, there", R"("above": 10)", {"10"}, false);
        row("above, a little over", R"("above": 10)", {"10.01"}, true);
        row("at least, as near as numbers miss", R"("at_least": 10)", {"9.9999999995"}, true);
        row("at least, less near", R"("at_least": 10)", {"9.999999998"}, false);
        row("at least, a billionth short", R"("at_least": 0)", {"-0.000000001"}, true);
        row("below, a billionth short", R"("below": 0)", {"-0.000000001"}, false);
        row("at most, a billionth over", R"("at_most": 0)", {"0.000000001"}, true);
        row("above, a billionth over", R"("above": 0)", {"0.000000001"}, false);
        row("between, one of two", R"("above": 10, "at_most": 20)", {"5", "20"}, true);
        row("between, each on one side", R"("above": 10, "at_most": 20)", {"10", "21"}, false);
        row("a bound of no number", R"("at_most": 10)", {"few"}, false);
        row("any of", R"("any_of": ["7", "8"])", {"9", "8"}, true);
        row("any of, none", R"("any_of": ["7", "8"])", {"9"}, false);
        row("any of within a bound", R"("any_of": ["7"], "above": 7)", {"7"}, false);
        row("none of", R"("none_of": ["few", "7"])", {"8", "9"}, true);
        row("none of, one is", R"("none_of": ["few", "7"])", {"8", "FEW"}, false);
        row("none of nothing", R"("none_of": ["few"])", {}, false);
        row("missing", R"("missing": true)", {}, true);
        row("missing, but there", R"("missing": true)", {"1"}, false);
        row("not missing", R"("missing": false)", {"1"}, true);
        row("not missing, but is", R"("missing": false)", {}, false);
        row("missing and above", R"("missing": true, "above": 1)", {}, false);
        row("missing and at most", R"("missing": true, "at_most": 1)", {}, false);
        row("missing and at least", R"("missing": true, "at_least": 1)", {}, false);
        row("missing and below", R"("missing": true, "below": 1)", {}, false);
        row("missing and any of", R"("missing": true, "any_of": ["1"])", {}, false);
    }
    void conditions()
    {
        QFETCH(QString, condition);
        QFETCH(QStringList, values);
        const auto [read, fault] = conditionIn(condition, ruleOfActions());
        QCOMPARE(fault, QString());
        std::vector<RuleValue> given;
        for (const QString &value : values)
            given.push_back(ruleValue(value.toStdString()));
        QTEST(coverage::holds(read, given), "holds");
    }

    void withoutAValueOnlyMissingHolds()
    {
        QVERIFY(!coverage::holds(SegmentCondition{"employees", {}, {}, {}}, std::vector<RuleValue>{}));
    }

    /// A number without a text, as ARR is, equals what a text says as a number.
    void numbersAmongTexts()
    {
        const std::vector<RuleValue> seven{{{}, 7}};
        QVERIFY(coverage::holds(SegmentCondition{"arr", {}, {}, {"x", "7.0"}}, seven));
        QVERIFY(!coverage::holds(SegmentCondition{"arr", {}, {}, {"x", "8"}}, seven));
        QVERIFY(!coverage::holds(SegmentCondition{"arr", {}, {}, {"x"}}, std::vector<RuleValue>{{{}, {}}}));
    }

    void conditionsThatCanNeverHold_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<QString>("faults");
        const auto row = [](const char *condition, const char *faults) {
            QTest::newRow(condition) << QStringLiteral(R"({"field": "arr", %1})").arg(QString::fromUtf8(condition))
                                     << QString::fromUtf8(faults);
        };
        row(R"("at_least": 5, "at_most": 5)", "");
        row(R"("at_least": 5, "at_most": 4.99)", "/0/at_most");
        row(R"("at_least": 5, "below": 5)", "/0/below");
        row(R"("at_least": 5, "below": 5.01)", "");
        row(R"("above": 5, "at_most": 5)", "/0/at_most");
        row(R"("above": 5, "at_most": 5.01)", "");
        row(R"("above": 5, "below": 5)", "/0/below");
        row(R"("above": 5, "below": 6)", "");
        row(R"("above": 5, "at_least": 5)", "");
        row(R"("missing": true)", "");
        row(R"("missing": false)", "");
        row(R"("none_of": ["1"])", "");
        row(R"("missing": true, "none_of": ["1"])", "/0/missing");
        row(R"("missing": true, "any_of": ["1"])", "/0/missing");
        row(R"("missing": true, "above": 1)", "/0/missing");
        row(R"("missing": false, "above": 1)", "");
        row(R"("any_of": [])", "/0");
    }
    void conditionsThatCanNeverHold()
    {
        QFETCH(QString, condition);
        QTEST(faultsOf(conditionIn(condition, ruleOfActions()).first), "faults");
    }

    void whatAConditionMayName()
    {
        QCOMPARE(faultsOf({"", 1, {}, {}}), QStringLiteral("/0/field"));
        QCOMPARE(faultsOf({"arr", std::numeric_limits<double>::infinity(), {}, {}}), QStringLiteral("/0/at_least"));
        const auto said = [](const RuleKind &kind) {
            return QString::fromStdString(ruleFaults({{"arr", {}, {}, {}}}, kind, "/").front().sentence.english());
        };
        QVERIFY(said(ruleOfActions()).contains(QStringLiteral("at_most, above, below, any_of, none_of or missing")));
        QVERIFY(said(segmentRule("SMB")).contains(QStringLiteral("give at_least, below or any_of.")));
        const QString most = QStringLiteral(R"({"field": "Owner", "at_most": 5})");
        QVERIFY(conditionIn(most, segmentRule("SMB")).second.contains(QStringLiteral("unknown key \"at_most\"")));
        QCOMPARE(conditionIn(most, ruleOfActions()).first.field, std::string("owner"));
        QCOMPARE(conditionIn(QStringLiteral(R"({"field": "vendor:Model", "above": 1})"), ruleOfActions()).first.field,
            std::string("vendor:Model"));
        const auto kind = segmentRule("SMB");
        QVERIFY(kind.isField("arr") && kind.isField("product") && !kind.isField("Arr") && !kind.isField(""));
    }

    void whoIsHeldWhereTheyAre_data()
    {
        QTest::addColumn<int>("days"); // to the renewal, 0 for none
        QTest::addColumn<bool>("held");
        QTest::newRow("none") << 0 << false;
        QTest::newRow("tomorrow") << 1 << true;
        QTest::newRow("in 120 days") << 120 << true;
        QTest::newRow("in 121") << 121 << false;
    }
    void whoIsHeldWhereTheyAre()
    {
        QFETCH(int, days);
        const Date asOf = *Date::of(2026, 10, 31);
        AccountLoad load;
        if (days > 0)
            load.renewals = {{asOf.plusDays(days), 100}};
        QTEST(isProtected(load, Protection::RenewingSoon, asOf), "held");
        QVERIFY(!isProtected(load, Protection::Red, asOf) && !isProtected(load, Protection::Onboarding, asOf));
        load.health = portfolio::HealthColour::Red;
        load.stage = "Onboarding";
        QVERIFY(isProtected(load, Protection::Red, asOf) && isProtected(load, Protection::Onboarding, asOf));
    }
};

QTEST_APPLESS_MAIN(TestSegmentRules)
#include "tst_segment_rules.moc"
