#include "core/scenario/scenario_file.h"
#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

/// The example of CONTRACT section 3.
constexpr const char *Contract = R"({"name": "Base", "start": "2026-10", "months": 24,
 "segments": [{"name": "Enterprise", "logos": 120, "arr": 24000000.00, "annual_churn": 0.08, "annual_contraction": 0.03,
               "annual_expansion": 0.14, "new_logos_per_month": 2.0, "new_acv": 180000.00, "hours_per_account": 8.0}],
 "csms": {"fte": 12, "annual_cost": 145000.00, "hires": [{"month": "2027-01", "fte": 2}]},
 "hours_per_month": 140, "utilisation": 0.75, "ramp": [0.25, 0.5, 0.75, 1.0], "overload_elasticity": 0.0,
 "uncertainty": {"annual_churn": 0.15, "annual_expansion": 0.20}})";

} // namespace

class TestScenarioFile : public QObject {
    Q_OBJECT
private slots:
    void readsTheContractsExample()
    {
        const auto read = parseScenario(Contract);
        QVERIFY2(read.ok(), read.ok() ? "" : read.error().message.english().c_str());
        Scenario expected;
        expected.name = "Base";
        expected.start = Month(2026, 10);
        expected.months = 24;
        expected.segments = {
            {"Enterprise", 120, 24'000'000, 0.08, std::nullopt, 0.03, 0.14, std::nullopt, 2, 180'000, 8}};
        expected.fte = 12;
        expected.annualCost = 145'000;
        expected.hires = {{Month(2027, 1), 2}};
        expected.hoursPerMonth = 140;
        expected.utilisation = 0.75;
        expected.ramp = {0.25, 0.5, 0.75, 1.0};
        expected.overloadElasticity = 0;
        expected.uncertainty = {0.15, 0, 0.20, 0, 0};
        QVERIFY(*read == expected);
    }

    void writesWhatItReads_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("contract") << QByteArray(Contract);
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("nulls are missing")
            << QByteArray(R"({"start": null, "segments": [{"name": "S", "arr": null}]})");
        QTest::newRow("leavers, correlation")
            << QByteArray(R"({"csms": {"leavers": [{"month": "2027-01", "fte": 0.5}]}, "correlation": 0.3})");
    }
    void writesWhatItReads()
    {
        QFETCH(QByteArray, json);
        const auto read = parseScenario(json.toStdString());
        QVERIFY(read.ok());
        const auto again = parseScenario(scenarioJson(*read));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().message.english().c_str());
        QVERIFY(*again == *read);
    }

    void statesACompleteScenario()
    {
        const Scenario scenario = stated(test::sixSegments(24));
        QVERIFY(checkScenario(scenario).ok());
        const auto again = parseScenario(scenarioJson(scenario));
        QVERIFY(again.ok());
        QVERIFY(*again == scenario);
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("named"); // parts of the sentence, separated by |
        const auto row = [](const char *name, const char *json, const char *named) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(named);
        };
        row("a list", "[1]", "The scenario must be an object");
        row("unknown key", R"({"segmnts": []})", "\"segmnts\"|did you mean \"segments\"");
        row("unknown key far from all", R"({"weather": 1})", "\"weather\"|known are|overload_elasticity");
        row("unknown key of a segment", R"({"segments": [{"name": "SMB", "anual_churn": 0.1}]})",
            "segments[0] (SMB)|\"anual_churn\"|\"annual_churn\"");
        row("unknown key of csms", R"({"csms": {"ftes": 1}})", "csms|\"ftes\"|\"fte\"");
        row("unknown rate", R"({"uncertainty": {"annual_chrun": 0.1}})", "uncertainty|\"annual_churn\"");
        row("unknown key of a hire", R"({"csms": {"hires": [{"month": "2027-01", "fte": 1, "nam": ""}]}})",
            "csms.hires[0]|nam");
        row("text for a number", R"({"segments": [{"name": "SMB", "arr": "24"}]})", "SMB|arr|a number|\"24\"");
        row("number for a text", R"({"name": 5})", "name|a text|5");
        row("months of 1.5", R"({"months": 1.5})", "months|whole number|1.5");
        row("no months", R"({"months": 0})", "months|between 1 and 600|0");
        row("too many months", R"({"months": 601})", "months|601");
        row("no month", R"({"start": "2026-13"})", "start|YYYY-MM|2026-13");
        row("churn above 1", R"({"segments": [{"name": "SMB", "annual_churn": 1.4}]})",
            "SMB|annual_churn|between 0 and 1|1.4");
        row("churn below 0", R"({"segments": [{"name": "SMB", "annual_churn": -0.1}]})", "SMB|annual_churn|-0.1");
        row("expansion below 0", R"({"segments": [{"name": "SMB", "annual_expansion": -0.1}]})",
            "annual_expansion|0 or more");
        row("negative hours", R"({"segments": [{"name": "SMB", "hours_per_account": -8}]})", "hours_per_account|-8");
        row("negative ARR", R"({"segments": [{"name": "SMB", "arr": -8}]})", "arr|-8");
        row("segment without a name", R"({"segments": [{"arr": 8}]})", "no name");
        row("segment twice", R"({"segments": [{"name": "SMB"}, {"name": "SMB"}]})", "SMB|twice");
        row("negative team", R"({"csms": {"fte": -1}})", "fte|-1");
        row("hire without month", R"({"csms": {"hires": [{"fte": 1}]}})", "csms.hires[0]|month");
        row("hire of nobody", R"({"csms": {"hires": [{"month": "2027-01", "fte": 0}]}})", "hire|2027-01|above 0");
        row("hire in the past", R"({"start": "2026-10", "csms": {"hires": [{"month": "2026-10", "fte": 1}]}})",
            "hire|2026-10|past|2026-11");
        row("leaver in the past", R"({"start": "2026-10", "csms": {"leavers": [{"month": "2026-01", "fte": 1}]}})",
            "leaver|2026-01|past");
        row("empty ramp", R"({"ramp": []})", "ramp|empty");
        row("ramp above 1", R"({"ramp": [0.5, 1.5]})", "ramp[1]|1.5");
        row("ramp of text", R"({"ramp": ["x"]})", "ramp[0]|a number");
        row("no hours in a month", R"({"hours_per_month": 0})", "hours_per_month|above 0");
        row("utilisation above 1", R"({"utilisation": 1.2})", "utilisation|1.2");
        row("negative elasticity", R"({"overload_elasticity": -1})", "overload_elasticity|-1");
        row("negative uncertainty", R"({"uncertainty": {"annual_churn": -0.1}})", "uncertainty.annual_churn|-0.1");
        row("correlation above 1 among the rates", R"({"uncertainty": {"correlation": 1.1}})", "correlation|1.1");
        row("correlation above 1", R"({"correlation": 1.1})", "correlation|1.1");
    }
    void refuses()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, named);
        const auto read = parseScenario(json.toStdString());
        QVERIFY(!read.ok());
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
        QVERIFY(*read.error().message.words().context != '\0'); // a template, not a finished sentence
        const QByteArray sentence = QByteArray::fromStdString(read.error().message.english());
        for (const QByteArray &part : named.split('|'))
            QVERIFY2(sentence.contains(part), sentence.constData());
    }

    void whatIsNoJsonIsBadData()
    {
        const auto read = parseScenario("{\"name\": ");
        QCOMPARE(read.error().code, ErrorCode::BadData);
        QVERIFY(read.error().message.english().find("no valid JSON") != std::string::npos);
        const auto deep = parseScenario(std::string(100000, '['));
        QCOMPARE(deep.error().code, ErrorCode::BadData);
        QVERIFY(deep.error().message.english().find("more than 64 brackets are open") != std::string::npos);
    }

    void aShortHorizonNeedsNoShortRamp()
    {
        QVERIFY(parseScenario(R"({"months": 3, "ramp": [0.25, 0.5, 0.75, 1.0]})").ok());
        QVERIFY(parseScenario(
            R"({"months": 3, "ramp": [0.2, 0.4, 0.8, 1], "csms": {"hires": [{"month": "2027-01", "fte": 1}]}})")
                    .ok());
        QVERIFY(parseScenario(R"({"segments": [{"name": "A", "annual_expansion": 1.5, "annual_churn": 1}]})").ok());
    }

    void thresholdsAndLimitsSayWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("part");
        const auto add = [](const char *name, const char *json, const char *part) {
            QTest::newRow(name) << QByteArray(json) << QByteArray(part);
        };
        add("unknown key", R"({"thresholds": [{"form": "A", "to": "B", "arr": 1}]})", "known are from, to, arr");
        add("unknown list", R"({"treshold": []})", "\"thresholds\"");
        add("incomplete", R"({"thresholds": [{"from": "A", "to": "B"}]})", "needs \"from\", \"to\" and \"arr\"");
        add("to itself", R"({"thresholds": [{"from": "A", "to": "A", "arr": 1}]})", "to itself");
        add("nothing", R"({"thresholds": [{"from": "A", "to": "B", "arr": 0}]})", "at most 1e13, not 0");
        add("beyond an amount", R"({"thresholds": [{"from": "A", "to": "B", "arr": 1e17}]})",
            "at most 1e13, not 1e+17");
        add("twice", R"({"thresholds": [{"from": "A", "to": "B", "arr": 1}, {"from": "B", "to": "A", "arr": 2}]})",
            "a second time");
        add("no such segment",
            R"({"segments": [{"name": "SMB"}, {"name": "Mid"}], "thresholds": [{"from": "SNB", "to": "Mid", "arr": 1}]})",
            "did you mean \"SMB\"");
        add("states customers",
            R"({"segments": [{"name": "A", "logos": 3}, {"name": "B"}], "thresholds": [{"from": "A", "to": "B", "arr": 1}]})",
            "Segment \"A\" states logos");
        add("states ARR",
            R"({"segments": [{"name": "A"}, {"name": "B", "arr": 3}], "thresholds": [{"from": "A", "to": "B", "arr": 1}]})",
            "Leave out arr of that segment");
        add("no limit", R"({"segments": [{"name": "A", "max_logos_per_csm": 0}]})", "must be above 0, not 0");
        add("misspelt limit", R"({"segments": [{"name": "A", "max_logo_per_csm": 9}]})", "\"max_logos_per_csm\"");
    }
    void thresholdsAndLimitsSayWhatIsWrong()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, part);
        const auto read = parseScenario(json.toStdString());
        QVERIFY(!read.ok());
        QVERIFY2(QByteArray::fromStdString(read.error().message.english()).contains(part),
            read.error().message.english().c_str());
    }

    /// A segment that a threshold sorts states neither its customers nor its ARR.
    void thresholdsAndLimitsComeBack()
    {
        CompleteScenario scenario = test::sixSegments(24);
        scenario.segments[2].maxLogosPerCsm = 80;
        scenario.thresholds = {{"Segment 1", "Enterprise", 50'000}};
        const Scenario file = stated(scenario);
        QVERIFY(!file.segments[0].logos && !file.segments[1].arr && file.segments[2].logos);
        const auto again = parseScenario(scenarioJson(file));
        QVERIFY2(again.ok(), again.ok() ? "" : again.error().message.english().c_str());
        QVERIFY(*again == file);
    }
};

QTEST_GUILESS_MAIN(TestScenarioFile)
#include "tst_scenario_file.moc"
