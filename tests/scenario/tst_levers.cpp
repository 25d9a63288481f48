#include "core/scenario/base_figures.h"
#include "core/scenario/lever_board.h"
#include "core/scenario/lever_words.h"
#include "core/scenario/parameters.h"
#include "core/scenario/sensitivity.h"
#include "tests/scenario/example.h"

#include <QtTest>

using namespace qd;
using namespace qd::scenario;

namespace {

/// 200 - 100 x 0.99^12 customers after a year, 21 of them an FTE.
constexpr double PeakFte = 5.3029291823041462;

std::vector<std::string> keysOf(const std::vector<Lever> &levers)
{
    std::vector<std::string> keys;
    for (const Lever &lever : levers)
        keys.push_back(lever.key);
    return keys;
}

/// The worked example with numbers of their own where it has zeros.
CompleteScenario example()
{
    CompleteScenario scenario = test::workedExample(12);
    scenario.segments[0].annualChurn = 0.125;
    scenario.team.hires = {{Month(2027, 1), 2}, {Month(2027, 1), 0.5}, {Month(2027, 3), 1}};
    scenario.team.leavers = {{Month(2027, 1), 3}};
    scenario.thresholds = {{"Enterprise", "Key", 70000}, {"SMB", "Enterprise", 9000}};
    return scenario;
}

} // namespace

/// What a lever stands at, how far it may be tried, and what a tornado makes of it.
class TestLevers : public QObject {
    Q_OBJECT
private slots:
    void values()
    {
        CompleteScenario scenario = example();
        const auto at = [&](const Lever &lever) { return *leverValue(scenario, lever); };
        QVERIFY(at({"annual_churn", "Enterprise"}) == 0.125);
        QVERIFY(at({"annual_logo_churn", "Enterprise"}) == 0.125); // follows churn
        QVERIFY(at({"max_logos_per_csm", "Enterprise"}) == 0); // there is none
        QVERIFY(at({"annual_churn"}) == 1); // of all segments at once, as they stand
        QVERIFY(at({"fte"}) == 4);
        QVERIFY(at({"hours_per_month"}) == 140);
        QVERIFY(at({"hires", {}, Month(2027, 1)}) == 2.5); // both of the month
        QVERIFY(at({"hires", {}, Month(2027, 2)}) == 0);
        QVERIFY(at({"threshold", "SMB", {}, "Enterprise"}) == 9000);
        QVERIFY(at({"threshold", "Enterprise", {}, "SMB"}) == 0);
        scenario.segments[0].annualLogoChurn = 0.0625;
        scenario.segments[0].maxLogosPerCsm = 40;
        QVERIFY(at({"annual_logo_churn", "Enterprise"}) == 0.0625);
        QVERIFY(at({"max_logos_per_csm", "Enterprise"}) == 40);
    }

    void leversThatAreNone_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("segment");
        QTest::addColumn<QString>("month");
        QTest::addColumn<bool>("isThere");
        QTest::newRow("unknown key") << "annual_chum"
                                     << "Enterprise"
                                     << "" << false;
        QTest::newRow("on the board alone") << "leavers"
                                            << ""
                                            << "2027-01" << false;
        QTest::newRow("unknown segment") << "annual_churn"
                                         << "SMB"
                                         << "" << false;
        QTest::newRow("hires without a month") << "hires"
                                               << ""
                                               << "" << false;
        QTest::newRow("hires in the start month") << "hires"
                                                  << ""
                                                  << "2026-10" << false;
        QTest::newRow("hires in the first month") << "hires"
                                                  << ""
                                                  << "2026-11" << true;
        QTest::newRow("hires in the last month") << "hires"
                                                 << ""
                                                 << "2027-10" << true;
        QTest::newRow("hires after it") << "hires"
                                        << ""
                                        << "2027-11" << false;
    }
    void leversThatAreNone()
    {
        QFETCH(QString, key);
        QFETCH(QString, segment);
        QFETCH(QString, month);
        QFETCH(bool, isThere);
        const Lever lever{key.toStdString(), segment.toStdString(), Month::fromIso(month.toStdString())};
        const auto value = leverValue(example(), lever);
        const auto range = leverRange(example(), lever);
        QCOMPARE(value.ok(), isThere);
        QCOMPARE(range.ok(), isThere);
        if (!isThere) {
            QCOMPARE(value.error().code, ErrorCode::InvalidArgument);
            QCOMPARE(range.error().code, ErrorCode::InvalidArgument);
        }
    }

    void ranges_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<double>("lowest");
        QTest::addColumn<double>("highest");
        QTest::addColumn<double>("highestFromZero");
        QTest::newRow("churn") << "annual_churn" << 0.0 << 1.0 << 1.0;
        QTest::newRow("logo churn") << "annual_logo_churn" << 0.0 << 1.0 << 1.0;
        QTest::newRow("contraction") << "annual_contraction" << 0.0 << 1.0 << 1.0;
        QTest::newRow("expansion") << "annual_expansion" << 0.0 << 5.0 << 5.0;
        QTest::newRow("price") << "annual_price_uplift" << 0.0 << 5.0 << 5.0;
        QTest::newRow("customers") << "logos" << 0.0 << 1000.0 << 10.0;
        QTest::newRow("ARR") << "arr" << 0.0 << 12e6 << 1e6;
        QTest::newRow("new customers") << "new_logos_per_month" << 0.0 << 20.0 << 10.0;
        QTest::newRow("new ACV") << "new_acv" << 0.0 << 5e5 << 1e6;
        QTest::newRow("hours") << "hours_per_account" << 0.0 << 50.0 << 10.0;
        QTest::newRow("cost") << "annual_cost" << 0.0 << 12e5 << 10.0;
        QTest::newRow("working hours") << "hours_per_month" << 1.0 << 744.0 << 744.0;
        QTest::newRow("share with customers") << "utilisation" << 0.01 << 1.0 << 1.0;
    }
    void ranges()
    {
        QFETCH(QString, key);
        QFETCH(double, lowest);
        QFETCH(double, highest);
        QFETCH(double, highestFromZero);
        const Parameter &parameter = *findParameter(key.toStdString());
        const Lever lever{parameter.key, parameter.scope == Scope::EachSegment ? "Enterprise" : ""};
        CompleteScenario scenario = test::workedExample(12);
        const auto range = leverRange(scenario, lever);
        QVERIFY(range.ok());
        QCOMPARE(range->lowest + 1, lowest + 1);
        QCOMPARE(range->highest, highest);
        if (parameter.scope == Scope::EachSegment)
            setIn(scenario.segments[0], parameter, 0);
        else
            setIn(scenario, parameter, 0);
        QCOMPARE(leverRange(scenario, lever)->highest, highestFromZero);
    }

    void aLimitOfCustomersHasAtLeastOne()
    {
        CompleteScenario scenario = test::workedExample(12);
        const Lever lever{"max_logos_per_csm", "Enterprise"};
        QVERIFY(leverRange(scenario, lever)->lowest == 1);
        QVERIFY(leverRange(scenario, lever)->highest == 10); // from none
        scenario.segments[0].maxLogosPerCsm = 30;
        QVERIFY(leverRange(scenario, lever)->lowest == 1);
        QVERIFY(leverRange(scenario, lever)->highest == 300);
    }

    void peopleGoToTenTimesThePeak()
    {
        CompleteScenario scenario = test::workedExample(12);
        const Lever hires{"hires", {}, Month(2027, 1)};
        QVERIFY(leverRange(scenario, hires)->lowest == 0);
        QCOMPARE(leverRange(scenario, hires)->highest, 10 * PeakFte);
        QCOMPARE(leverRange(scenario, {"fte"})->highest, 10 * PeakFte); // more than the 4 there are
        scenario.team.fte = 8;
        QCOMPARE(leverRange(scenario, hires)->highest, 10 * PeakFte);
        QCOMPARE(leverRange(scenario, {"fte"})->highest, 80.0);
        scenario.segments[0].hoursPerAccount = 0.1; // a tenth of an FTE
        QCOMPARE(leverRange(scenario, hires)->highest, 10.0);
    }

    void factorsAndThresholds()
    {
        const CompleteScenario scenario = example();
        QVERIFY(leverRange(scenario, {"annual_churn"})->lowest == 0);
        QVERIFY(leverRange(scenario, {"annual_churn"})->highest == 10);
        QCOMPARE(leverRange(scenario, thresholdLever(scenario.thresholds[1]))->highest, 90000.0);
    }

    void leversOfThresholds()
    {
        const Lever lever = thresholdLever({"SMB", "Enterprise", 9000});
        QCOMPARE(lever, (Lever{"threshold", "SMB", std::nullopt, "Enterprise"}));
    }

    void peopleOfAMonth()
    {
        const CompleteScenario scenario = example();
        const auto people = [&](const char *key, int month) {
            return peopleIn(scenario, *findParameter(key), Month(2027, month));
        };
        QVERIFY(people("hires", 1) == 2.5);
        QVERIFY(people("hires", 2) == 0);
        QVERIFY(people("hires", 3) == 1);
        QVERIFY(people("leavers", 1) == 3);
        QVERIFY(people("leavers", 3) == 0);
    }

    /// Nothing that a segment or a team is at the start, and no hires.
    void leversOfATornado()
    {
        CompleteScenario scenario = test::workedExample(12);
        const std::vector<std::string> plain{"annual_churn", "annual_contraction", "annual_expansion",
            "annual_price_uplift", "new_logos_per_month", "new_acv", "hours_per_account", "fte", "hours_per_month",
            "utilisation", "overload_elasticity"};
        QCOMPARE(keysOf(tornadoLevers(scenario)), plain);
        scenario = example();
        scenario.segments[0].annualLogoChurn = 0.1;
        scenario.segments[0].maxLogosPerCsm = 30;
        QCOMPARE(keysOf(tornadoLevers(scenario)).size(), plain.size() + 4); // both of those, and two thresholds
    }

    /// "churn, contraction and new customers 20 %, expansion 25 %"
    void spreadsThatAreAssumed()
    {
        const Uncertainty spread = boardUncertainty();
        QVERIFY(spread[std::size_t(Rate::AnnualChurn)] == 0.2);
        QVERIFY(spread[std::size_t(Rate::AnnualContraction)] == 0.2);
        QVERIFY(spread[std::size_t(Rate::AnnualExpansion)] == 0.25);
        QVERIFY(spread[std::size_t(Rate::AnnualLogoChurn)] == 0);
        QVERIFY(spread[std::size_t(Rate::NewLogosPerMonth)] == 0.2);
    }

    void swings()
    {
        const auto swing = [](double low, double high) { return TornadoBar{{}, 0, 0, low, high}.swing(); };
        QVERIFY(swing(4, 10) == 6);
        QVERIFY(swing(10, 4) == 6);
        QVERIFY(swing(-4, 10) == 14);
        QVERIFY(swing(7, 7) == 0);
    }

    void peopleThatAreSet()
    {
        CompleteScenario scenario = example();
        const Parameter &hires = *findParameter("hires");
        const Month january(2027, 1);
        QCOMPARE(peopleIn(scenario, hires, january), 2.5);
        setPeople(scenario, hires, january, 4);
        QCOMPARE(peopleIn(scenario, hires, january), 4.0);
        QCOMPARE(scenario.team.hires.size(), std::size_t(2)); // one of the month, and March's
        QCOMPARE(peopleIn(scenario, *findParameter("leavers"), january), 3.0);
        setPeople(scenario, hires, january, 0);
        QCOMPARE(scenario.team.hires.size(), std::size_t(1));
        QCOMPARE(peopleIn(scenario, hires, Month(2027, 3)), 1.0);
    }

    void namesOfLevers()
    {
        QCOMPARE(leverTitle({"annual_churn", "SMB"}).english(), std::string("Churn, a year"));
        QCOMPARE(leverShortName({"annual_churn", "SMB"}).english(), std::string("SMB churn"));
        QCOMPARE(leverTitle({"hires", {}, Month(2027, 3)}).english(), std::string("Hires, Mar 2027"));
        QCOMPARE(leverShortName({"segment", "Partner"}).english(), std::string("Segment Partner"));
        QVERIFY(isMainLever({"annual_churn", "SMB"}) && isMainLever({"hires"}));
        QVERIFY(!isMainLever({"nothing"}));
    }

    void whoSaysWhatALeverStandsAt()
    {
        const std::vector<ValueOrigin> origins{{"SMB", "annual_churn", 0.1, Provenance::Stated},
            {"", "csms.fte", 3, Provenance::Stated}, {"Key", "annual_churn", 0.2, Provenance::Stated}};
        QCOMPARE(originOf(origins, {"annual_churn", "Key"})->value, 0.2);
        QCOMPARE(originOf(origins, {"fte"})->value, 3.0);
        QVERIFY(!originOf(origins, {"annual_churn", "Enterprise"}) && !originOf(origins, {"hires"}));
    }
};

QTEST_APPLESS_MAIN(TestLevers)
#include "tst_levers.moc"
