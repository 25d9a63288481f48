#include "core/coverage/capacity_model.h"
#include "core/coverage/segment_rules.h"

#include <nlohmann/json.hpp>

#include <cmath>

#include <QtTest>

using namespace qd;
using namespace qd::coverage;

namespace {

/// CONTRACT section 3, word for word.
constexpr const char *Contract = R"({"hours_per_month": 140, "utilisation": 0.75, "ramp": [0.25, 0.5, 0.75, 1.0],
 "segments": [{"name": "Enterprise", "touch": "high", "hours_per_account": 8.0, "target_arr_per_csm": 2000000},
              {"name": "SMB", "touch": "tech", "hours_per_account": 0.25}],
 "lifecycle_factor": {"onboarding": 2.0}, "risk_factor": {"red": 1.5, "yellow": 1.2},
 "assign": {"move_cost": 1.0, "overload_cost": 5.0, "spread_cost": 10.0, "pins": ["ACCOUNT-ID"], "max_accounts": 60}})";

nlohmann::json contract()
{
    return nlohmann::json::parse(Contract);
}

/// The contract's file with the value at a JSON pointer replaced, or taken out for an empty text.
std::string changed(const char *pointer, const char *value)
{
    nlohmann::json json = contract();
    const nlohmann::json::json_pointer at(pointer);
    if (*value)
        json[at] = nlohmann::json::parse(value);
    else
        json.at(at.parent_pointer()).erase(at.back());
    return json.dump();
}

} // namespace

class TestCapacityModel : public QObject {
    Q_OBJECT
private slots:
    void contractFile()
    {
        const auto model = capacityModelFromText(Contract);
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        QCOMPARE(model->productiveHours(), 105.0);
        QCOMPARE(model->segments.size(), std::size_t(2));
        QCOMPARE(model->segments[0].targetArrPerCsm.value(), 2e6);
        QVERIFY(!model->segments[1].targetArrPerCsm);
        QCOMPARE(model->segmentNamed(" enterPRISE "), 0);
        QCOMPARE(model->segmentNamed("Mid-Market"), -1);
        QCOMPARE(model->lifecycleFactor("Onboarding"), 2.0);
        QCOMPARE(model->riskFactor(portfolio::HealthColour::Green), 1.0);
        QCOMPARE(model->assign.pins, std::vector<std::string>{"ACCOUNT-ID"});
        QCOMPARE(model->assign.maxAccounts.value(), 60);
        QVERIFY(!model->assign.keepFamilies);
    }

    void ramp()
    {
        const auto model = capacityModelFromText(Contract);
        QCOMPARE(model->rampAt(-1), 0.0);
        QCOMPARE(model->rampAt(0), 0.25);
        QCOMPARE(model->rampAt(3), 1.0);
        QCOMPARE(model->rampAt(40), 1.0);
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("contract") << QString::fromUtf8(Contract);
        QTest::newRow("default") << QString::fromStdString(toJson(defaultCapacityModel()).dump());
        QTest::newRow("everything") << QStringLiteral(
            R"({"hours_per_month": 130, "utilisation": 1, "ramp": [0, 1], "segments": [
                {"name": "Key", "hours_per_account": 2, "activities": [{"name": "Call", "per_year": 24, "hours": 1}],
                 "rule": [{"field": "arr", "at_least": 50000, "below": 100000}, {"field": "region", "any_of": ["EMEA"]}]}],
                "assign": {"protect": ["red", "renewing"], "keep_families": true, "spread_scope": "pool",
                 "move_weight": "arr"},
                "tech_touch": {"human": "Key", "cost_per_fte": 120000, "gross_margin": 0.8, "retention_uplift": 0.06,
                 "owner": "CS operations", "note": "two cohorts", "threshold": 25000}})");
    }
    void writesWhatItReads()
    {
        QFETCH(QString, text);
        const auto model = capacityModelFromText(text.toStdString());
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        const auto again = capacityModelFromText(toJson(*model).dump());
        QVERIFY(again.ok());
        QVERIFY(*again == *model);
    }

    /// What is not asked is left out, and a whole number is written as people write it: for models and action rules.
    void conditionsAsText()
    {
        SegmentCondition condition{"arr", 50000.0, 100000.5, {"EMEA"}};
        QCOMPARE(toJson(condition).dump(),
            std::string(R"({"field":"arr","at_least":50000,"below":100000.5,"any_of":["EMEA"]})"));
        condition = {"nps", {}, {}, {}, 0.0, -3.0, {"a", "b"}, false};
        QCOMPARE(toJson(condition).dump(),
            std::string(R"({"field":"nps","at_most":0,"above":-3,"none_of":["a","b"],"missing":false})"));
        QCOMPARE(plainNumber(999999999999999.0).dump(), std::string("999999999999999"));
        QCOMPARE(plainNumber(1e15).dump(), std::string("1e+15"));
        QCOMPARE(plainNumber(0.25).dump(), std::string("0.25"));
    }

    /// 8 activities a year of 3 h and 12 of 1 h are 36 h a year: 3 h a month.
    void hoursFromActivities()
    {
        const auto model = capacityModelFromText(
            R"({"hours_per_month": 100, "utilisation": 1, "segments": [{"name": "A", "activities": [
               {"name": "Review", "per_year": 8, "hours": 3}, {"name": "Call", "per_year": 12, "hours": 1}]}]})");
        QVERIFY(model.ok());
        QCOMPARE(model->segments[0].hoursPerAccount, 3.0);
        QCOMPARE(model->rampAt(0), 1.0);
    }

    /// Half a hundredth of an hour a month is still the same.
    void hoursBesideTheirActivities()
    {
        CapacityModel model = defaultCapacityModel();
        model.segments[2].hoursPerAccount = 0;
        model.segments[2].activities = {{"Call", 1, 0.06}};
        QVERIFY(check(model).ok());
        model.segments[2].activities[0].hours = 0.061;
        QVERIFY(!check(model).ok());
    }

    void protectionsByName()
    {
        const auto model = capacityModelFromText(changed("/assign/protect", R"(["Renewing", "red", "RED"])"));
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
        QCOMPARE(model->assign.protect.size(), std::size_t(2));
        QVERIFY(model->assign.protect[0] == Protection::RenewingSoon);
        QVERIFY(model->assign.protect[1] == Protection::Red);
    }

    void defaultHolds()
    {
        const CapacityModel model = defaultCapacityModel();
        QVERIFY(check(model).ok());
        QCOMPARE(model.productiveHours(), 105.0); // 140 at 75 %
        QCOMPARE(model.hoursPerMonth, 140.0);
        QCOMPARE(model.ramp, (std::vector<double>{0.25, 0.5, 0.75, 1}));
        QCOMPARE(model.segments[0].targetArrPerCsm, std::optional(2e6));
        QCOMPARE(model.segments[1].targetArrPerCsm, std::optional(4e6));
        QCOMPARE(model.segments[2].targetArrPerCsm, std::optional(5e6));
        QCOMPARE(model.lifecycleFactor("onboarding"), 2.0);
        QCOMPARE(model.riskFactor(portfolio::HealthColour::Red), 1.5);
        QCOMPARE(model.riskFactor(portfolio::HealthColour::Yellow), 1.2);
        QCOMPARE(model.segments[0].hoursPerAccount * 12, 78.0); // enterprise: above 75 h a year
        QCOMPARE(model.segments[1].hoursPerAccount, 2.0);
        QCOMPARE(model.segments[2].hoursPerAccount, 0.25);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *pointer, const char *value, const char *says) {
            QTest::newRow(name) << QString::fromStdString(changed(pointer, value)) << QString::fromUtf8(says);
        };
        row("unknown key", "/utilization", "0.5", "unknown key \"utilization\"; did you mean \"utilisation\"?");
        row("unknown segment key", "/segments/0/hours", "3", "segment Enterprise has an unknown key \"hours\"");
        row("unknown assign key", "/assign/maxaccounts", "3", "did you mean \"max_accounts\"?");
        row("hours missing", "/hours_per_month", "", "it lacks the key \"hours_per_month\"");
        row("hours zero", "/hours_per_month", "0", "hours_per_month is 0");
        row("hours negative", "/hours_per_month", "-140", "hours_per_month is -140");
        row("account hours missing", "/segments/1/hours_per_account", "",
            "segment SMB lacks the key \"hours_per_account\"");
        row("account hours negative", "/segments/1/hours_per_account", "-1", "hours_per_account of segment SMB is -1");
        row("hours as text", "/segments/1/hours_per_account", "\"2\"",
            "segment SMB: hours_per_account must be a number, not \"2\".");
        row("utilisation 0", "/utilisation", "0", "utilisation is 0");
        row("utilisation above 1", "/utilisation", "75", "utilisation is 75");
        row("utilisation a little above 1", "/utilisation", "1.01", "utilisation is 1.01");
        row("ramp outside at once", "/ramp", "[1.5]", "ramp of month of tenure 0 is 1.5");
        row("ramp empty", "/ramp", "[]", "ramp is empty");
        row("ramp outside", "/ramp", "[0.5, 1.5]", "ramp of month of tenure 1 is 1.5");
        row("ramp of texts", "/ramp", "[\"a\"]", "ramp[0] must be a number, not \"a\".");
        row("same segment", "/segments/1/name", "\"ENTERPRISE\"", "two segments named ENTERPRISE");
        row("segment total", "/segments/1/name", "\"Total\"", "cannot be named total");
        row("no segments", "/segments", "[]", "no segments");
        row("a long value", "/hours_per_month", ('"' + std::string(5000, 'x') + '"').c_str(), "xxx....");
        row("segment no object", "/segments/0", "3", "segment 1 must be an object in braces, not 3.");
        row("risk negative", "/risk_factor/red", "-1", "risk_factor of red is -1");
        row("target negative", "/segments/0/target_arr_per_csm", "-1", "target_arr_per_csm of segment Enterprise");
        row("cost negative", "/assign/spread_cost", "-1", "assign.spread_cost is -1");
        row("max accounts", "/assign/max_accounts", "0", "assign.max_accounts is 0");
        row("max accounts half", "/assign/max_accounts", "1.5", "assign.max_accounts must be a whole number, not 1.5.");
        row("protect", "/assign/protect", "[\"blue\"]", "protects \"blue\"");
        row("scope", "/assign/spread_scope", "\"team\"", "spread_scope \"team\"; it may be all or pool");
        row("activities", "/segments/0/activities", R"([{"name": "Call", "per_year": 12, "hours": 1}])",
            "come to 1.0 hours a month, but its hours_per_account is 8.0");
        row("empty rule", "/segments/0/rule", R"([{"field": "arr"}])", "asks nothing");
        row("rule never", "/segments/0/rule", R"([{"field": "arr", "at_least": 5, "below": 5}])", "never hold");
        row("rule on nothing known", "/segments/0/rule", R"([{"field": "employes", "at_least": 5}])",
            "unknown field employes; did you mean employees?");
        row("rule on nothing near", "/segments/0/rule", R"([{"field": "x", "at_least": 5}])",
            "it may ask for arr, product, name");
        row("touch of no segment", "/tech_touch", R"({"human": "Enterprice"})",
            "tech_touch.human names segment Enterprice");
        row("touch twice", "/tech_touch", R"({"human": "SMB", "tech": "smb"})", "compares SMB with itself");
        row("uplift in percent", "/tech_touch", R"({"retention_uplift": 5})", "tech_touch.retention_uplift is 5");
        row("cost beyond money", "/tech_touch", R"({"cost_per_fte": 1e17})", "tech_touch.cost_per_fte is 1e+17");
        row("threshold beyond money", "/tech_touch", R"({"threshold": 1e300})", "tech_touch.threshold is 1e+300");
        row("cost of nothing", "/tech_touch", R"({"cost_per_fte": 0})", "tech_touch.cost_per_fte is 0");
        row("threshold below 0", "/tech_touch", R"({"threshold": -1})", "tech_touch.threshold is -1");
        row("no margin", "/tech_touch", R"({"gross_margin": 0})", "tech_touch.gross_margin is 0");
        row("segment without a name", "/segments/1/name", "\" \"", "segment 2 has no name");
        row("activity without a name", "/segments/1/activities", R"([{"name": "", "per_year": 24, "hours": 1}])",
            "an activity of segment SMB has no name");
        row("touch key", "/tech_touch", R"({"uplift": 0.05})", "tech_touch has an unknown key \"uplift\"");
        QTest::newRow("no json") << QStringLiteral("{\n\"a\": ") << QStringLiteral("line 2");
    }
    void acceptsWhatIsAtAnEdge_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::newRow("no hours") << "/segments/1/hours_per_account"
                                  << "0";
        QTest::newRow("an hour a month") << "/hours_per_month"
                                         << "1";
        QTest::newRow("a cost of 1") << "/tech_touch"
                                     << R"({"cost_per_fte": 1})";
        QTest::newRow("no target") << "/segments/0/target_arr_per_csm"
                                   << "0";
        QTest::newRow("no risk") << "/risk_factor/red"
                                 << "0";
        QTest::newRow("free moves") << "/assign/move_cost"
                                    << "0";
        QTest::newRow("one account each") << "/assign/max_accounts"
                                          << "1";
        QTest::newRow("all time with customers") << "/utilisation"
                                                 << "1";
        QTest::newRow("nothing at first") << "/ramp"
                                          << "[0, 1]";
        QTest::newRow("a threshold of 0") << "/tech_touch"
                                          << R"({"threshold": 0})";
        QTest::newRow("the most")
            << "/tech_touch"
            << R"({"cost_per_fte": 1e13, "threshold": 1e13, "gross_margin": 1, "retention_uplift": 1})";
    }
    void acceptsWhatIsAtAnEdge()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        const auto model = capacityModelFromText(changed(pointer.toLatin1().constData(), value.toLatin1().constData()));
        QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.english().c_str());
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        const auto model = capacityModelFromText(text.toStdString());
        QVERIFY(!model.ok());
        QVERIFY(*model.error().message.words().context != '\0'); // a template, not a finished sentence
        QVERIFY2(model.error().message.english().find(says.toStdString()) != std::string::npos,
            model.error().message.english().c_str());
    }

    /// A form shows all faults, each at its field.
    void everyFaultHasItsPlace()
    {
        CapacityModel model = defaultCapacityModel();
        QVERIFY(faultsOf(model).empty());
        model.hoursPerMonth = std::nan("");
        model.ramp = {0.5, 2};
        model.segments[1].name = "enterprise";
        model.segments[2].activities[1].hours = -1;
        model.segments[2].rule = {{"arr", 5, 4, {}}, {"owner", std::nullopt, std::nullopt, {}}};
        model.riskFactors.push_back({"RED", 1});
        QStringList paths;
        for (const ModelFault &fault : faultsOf(model)) {
            QVERIFY(*fault.sentence.words().context != '\0'); // a template, not a finished sentence
            paths << QString::fromStdString(fault.path);
        }
        QCOMPARE(paths,
            (QStringList{"/hours_per_month", "/ramp/1", "/segments/1/name", "/segments/2/activities/1/hours",
                "/segments/2/activities", "/segments/2/rule/0/below", "/segments/2/rule/1", "/risk_factor/2/name"}));
        const auto first = check(model);
        QVERIFY(!first.ok());
        QCOMPARE(first.error().arguments, std::vector<std::string>{"/hours_per_month"});
        QCOMPARE(first.error().message.english(),
            std::string("Capacity model: hours_per_month is missing or no number; it must be above 0."));
    }
};

QTEST_GUILESS_MAIN(TestCapacityModel)
#include "tst_capacity_model.moc"
