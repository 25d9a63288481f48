#include "core/coverage/assignment_inputs.h"
#include "core/coverage/segment_rules.h"
#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"

#include <QtTest>

#include <algorithm>

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
