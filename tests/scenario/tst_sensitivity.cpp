#include "core/scenario/difference.h"
#include "core/scenario/goal_seek.h"
#include "core/scenario/hiring_plan.h"
#include "core/scenario/sensitivity.h"
#include "tests/scenario/example.h"

#include <QtTest>

#include <numeric>

using namespace qd;
using namespace qd::scenario;

namespace {

bool near(double a, double b, double relative = 1e-9)
{
    return std::abs(a - b) <= relative * std::max({1.0, std::abs(a), std::abs(b)});
}

/// One segment that only churns, a year long: closing ARR = 1,200,000 x (1 - churn).
CompleteScenario churnOnly(double churn)
{
    CompleteScenario scenario = test::workedExample(12);
    Segment &segment = scenario.segments[0];
    segment.annualChurn = churn;
    segment.annualContraction = segment.annualExpansion = segment.newLogosPerMonth = 0;
    return scenario;
}

std::int64_t sumOf(const Difference &difference, std::size_t month, std::vector<std::int64_t> LeverDifference::*series)
{
    std::int64_t sum = 0;
    for (const LeverDifference &lever : difference.levers)
        sum += (lever.*series)[month];
    return sum;
}

} // namespace

class TestSensitivity : public QObject {
    Q_OBJECT
private slots:
    void tornadoByHand()
    {
        CompleteScenario scenario = churnOnly(0.2);
        scenario.segments[0].annualExpansion = 0.1;
        const auto bars = tornado(scenario, leversOf(scenario), 0.5, Outcome::ClosingArr);
        QVERIFY(bars.ok());
        // arr -+50 %: 0.5 and 1.5 x 1,056,000; churn 10 % and 30 %; expansion 5 % and 15 %. Nothing else moves ARR.
        const QStringList names{"Enterprise: arr", "Enterprise: annual_churn", "Enterprise: annual_expansion"};
        const QList<std::pair<double, double>> ends{{528'000, 1'584'000}, {1'188'000, 924'000}, {1'008'000, 1'104'000}};
        QCOMPARE(qsizetype(bars->size()), names.size());
        for (qsizetype i = 0; i < names.size(); ++i) {
            const TornadoBar &bar = (*bars)[std::size_t(i)];
            QCOMPARE(QString::fromStdString(leverName(bar.lever).english()), names[i]);
            QVERIFY2(near(bar.outcomeAtLow, ends[i].first), qPrintable(QString::number(bar.outcomeAtLow, 'f')));
            QVERIFY(near(bar.outcomeAtHigh, ends[i].second));
        }
    }

    void tornadoStopsAtTheTopOfARange()
    {
        const auto bars = tornado(churnOnly(0.8), {{"annual_churn", "Enterprise"}}, 0.5, Outcome::Grr);
        QCOMPARE(bars->front().high, 1.0);
        QVERIFY(near(bars->front().outcomeAtHigh, 0));
        QVERIFY(near(bars->front().outcomeAtLow, 0.6));
    }

    void rankTornadoKnowsTheDirection()
    {
        CompleteScenario scenario = test::sixSegments(12);
        scenario.segments.resize(2);
        scenario.uncertainty = {0.4, 0, 0.05, 0, 0};
        Progress progress;
        const auto simulated = simulate(scenario, {.runs = 2000, .keepFactors = true}, progress);
        const std::vector<RankBar> bars = rankTornado(scenario, *simulated);
        QCOMPARE(bars.size(), std::size_t(4));
        for (std::size_t i = 0; i < bars.size(); ++i) {
            QVERIFY(bars[i].lever.key == "annual_churn" ? bars[i].correlation < 0 : bars[i].correlation > -0.05);
            if (i > 0)
                QVERIFY(std::abs(bars[i - 1].correlation) >= std::abs(bars[i].correlation));
        }
        scenario.uncertainty = {};
        QVERIFY(rankTornado(scenario, *simulate(scenario, {.runs = 10, .keepFactors = true}, progress)).empty());
    }

    void goalsByHand_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("segment");
        QTest::addColumn<int>("outcome");
        QTest::addColumn<double>("target");
        QTest::addColumn<double>("value");
        QTest::newRow("churn for GRR 90 %") << "annual_churn"
                                            << "Enterprise" << int(Outcome::Grr) << 0.9 << 0.1;
        // 0.8 x (1 + e) = 1.1
        QTest::newRow("expansion for NRR 110 %") << "annual_expansion"
                                                 << "Enterprise" << int(Outcome::Nrr) << 1.1 << 0.375;
        QTest::newRow("all segments' churn by a factor") << "annual_churn"
                                                         << "" << int(Outcome::Grr) << 0.9 << 0.5;
        QTest::newRow("ARR for closing ARR") << "arr"
                                             << "Enterprise" << int(Outcome::ClosingArr) << 800'000.0 << 1'000'000.0;
        // Four FTE cost 480,000 a year.
        QTest::newRow("fte for cost") << "fte"
                                      << "" << int(Outcome::Cost) << 600'000.0 << 5.0;
        QTest::newRow("an end of the range") << "annual_churn"
                                             << "Enterprise" << int(Outcome::Grr) << 1.0 << 0.0;
    }
    void goalsByHand()
    {
        QFETCH(QString, key);
        QFETCH(QString, segment);
        QFETCH(int, outcome);
        QFETCH(double, target);
        QFETCH(double, value);
        const Goal goal{{key.toStdString(), segment.toStdString()}, Outcome(outcome), target};
        const auto answer = seek(churnOnly(0.2), goal);
        QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.english().c_str());
        QVERIFY2(near(answer->value, value), qPrintable(QString::number(answer->value, 'g', 17)));
        QVERIFY(near(answer->reached, target));
        QVERIFY(near(*outcomeOf(project(answer->scenario), goal.outcome), target));
    }

    /// 100 customers, 10 more a month, 5 h each of 105. October 2027, the last month, needs most: 220 x 5 / 105
    /// = 10.476 FTE. Four and h hired in January, ramped by April: 10.476 / (4 + h) < 0.9 wants h > 7.64, so eight
    /// people.
    void hiresForUtilisation()
    {
        CompleteScenario scenario = churnOnly(0);
        scenario.segments[0].newLogosPerMonth = 10;
        Goal goal{{"hires", "", Month(2027, 1)}, Outcome::PeakUtilisation, 0.9, Month(2027, 4)};
        const auto answer = seek(scenario, goal);
        QVERIFY2(answer.ok(), answer.ok() ? "" : answer.error().message.english().c_str());
        QCOMPARE(answer->value, 8.0);
        QVERIFY(near(answer->reached, 220 * 5 / 105.0 / 12));
        // December needs 120 x 5 / 105 / 4 = 142.857 % whoever comes in January.
        goal.from.reset();
        const auto late = seek(scenario, goal);
        QVERIFY(!late.ok());
        const QByteArray sentence = QByteArray::fromStdString(late.error().message.english());
        for (const char *part : {"peak_utilisation 0.9", "out of reach", "hires in 2027-01", "1.42857"})
            QVERIFY2(sentence.contains(part), sentence);
    }

    void goalsOutOfReach_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("segment");
        QTest::addColumn<double>("target");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("NRR above 1 by churn")
            << "annual_churn"
            << "Enterprise" << 1.1 << QByteArray("nrr 1.1|Enterprise: annual_churn|0 gives 1|1 gives 0");
        QTest::newRow("lever without effect") << "hours_per_account"
                                              << "Enterprise" << 0.9 << QByteArray("does not move");
        QTest::newRow("unknown lever") << "anual_churn"
                                       << "Enterprise" << 0.9 << QByteArray("\"annual_churn\"");
        QTest::newRow("unknown segment") << "annual_churn"
                                         << "SMB" << 0.9 << QByteArray("SMB|Enterprise");
        QTest::newRow("hires without month") << "hires"
                                             << "" << 0.9 << QByteArray("2026-11|2027-10");
    }
    void goalsOutOfReach()
    {
        QFETCH(QString, key);
        QFETCH(QString, segment);
        QFETCH(double, target);
        QFETCH(QByteArray, named);
        const auto answer = seek(churnOnly(0.2), {{key.toStdString(), segment.toStdString()}, Outcome::Nrr, target});
        QVERIFY(!answer.ok());
        QCOMPARE(answer.error().code, ErrorCode::InvalidArgument);
        const QByteArray sentence = QByteArray::fromStdString(answer.error().message.english());
        for (const QByteArray &part : named.split('|'))
            QVERIFY2(sentence.contains(part), sentence);
    }

    void differenceAddsUp()
    {
        const CompleteScenario base = test::sixSegments(36);
        CompleteScenario other = base;
        other.segments[0].annualChurn *= 1.5;
        other.segments[2].annualLogoChurn = 0.5;
        other.segments[3].newAcv = 1234.56;
        other.segments[4].hoursPerAccount *= 3;
        other.segments.erase(other.segments.begin() + 5);
        std::swap(other.segments[0], other.segments[1]);
        other.segments.push_back({"Partner", 10, 50'000, 0.1});
        other.team.hires.push_back({Month(2027, 9), 4});
        other.ramp = {0.5, 1};
        other.overloadElasticity = 0.9;
        other.months = 30;
        const auto difference = compare(base, other, *Currency::fromCode("EUR"));
        QVERIFY(difference.ok());
        QCOMPARE(difference->months.size(), std::size_t(30));
        QStringList names;
        for (const LeverDifference &lever : difference->levers)
            names << QString::fromStdString(lever.name.english());
        QCOMPARE(names,
            (QStringList{"segment Segment 5", "segment Partner", "Enterprise: annual_churn",
                "Segment 2: annual_logo_churn", "Segment 3: new_acv", "Segment 4: hours_per_account",
                "hires in 2027-09", "ramp", "overload_elasticity"}));
        for (std::size_t i = 0; i < 30; ++i) {
            const MonthDifference &month = difference->months[i];
            QCOMPARE(month.baseArr + sumOf(*difference, i, &LeverDifference::arr), month.otherArr);
            QCOMPARE(month.baseCost + sumOf(*difference, i, &LeverDifference::cost), month.otherCost);
        }
        QCOMPARE(difference->months[29].otherArr, std::llround(project(other).closingArr(29) * 100));
    }

    void differenceOfOneLeverByHand()
    {
        // A year: 1,200,000 x 0.8 against x 0.7.
        const auto difference = compare(churnOnly(0.2), churnOnly(0.3), Currency());
        QCOMPARE(difference->levers.size(), std::size_t(1));
        QCOMPARE(difference->levers[0].arr[11], std::int64_t(-12'000'000));
        QCOMPARE(difference->levers[0].cost[11], std::int64_t(0));
        QCOMPARE(difference->levers[0].wholeCost(), std::int64_t(0));
        LeverDifference hire;
        hire.cost = {0, 1'000'000, -250'000};
        QCOMPARE(hire.wholeCost(), std::int64_t(750'000));
        QVERIFY(compare(churnOnly(0.2), churnOnly(0.2), Currency())->levers.empty());
        CompleteScenario later = churnOnly(0.2);
        later.start = Month(2026, 11);
        QCOMPARE(compare(churnOnly(0.2), later, Currency()).error().code, ErrorCode::InvalidArgument);
    }

    /// Two months, one FTE short at first: see workedExample() for the rest.
    void hiringPlanByHand()
    {
        CompleteScenario scenario = test::workedExample(3);
        scenario.segments[0].newLogosPerMonth = 0;
        scenario.overloadElasticity = 0.5;
        scenario.ramp = {1.0};
        scenario.team.hires = {{Month(2026, 11), 1}, {Month(2027, 6), 7}}; // the second after the horizon
        const HiringPlan plan = hiringPlan(scenario);
        QCOMPARE(plan.hiredFte, 1.0);
        QCOMPARE(plan.cost, 30'000.0); // three months of 120,000 a year
        // With five FTE nothing is over: 99 x 5 / 105 / 5 = 94 %. With four it is 118 % and then less.
        QVERIFY(near(*plan.peakUtilisation, 99 * 5 / 105.0 / 5));
        QVERIFY(near(*plan.peakUtilisationWithout, 99 * 5 / 105.0 / 4));
        // Months 2 and 3 churn 1 % x (1 + 0.5 x (u - 1)) without the hire; logos 99, then 99 x (1 - c2).
        const double c2 = 0.01 * (1 + 0.5 * (99 * 5 / 105.0 / 4 - 1));
        const double c3 = 0.01 * (1 + 0.5 * (99 * (1 - c2) * 5 / 105.0 / 4 - 1));
        const double keep = 0.995 * 1.02;
        const double month1 = 1'200'000 * 0.99 * keep;
        const double kept2 = month1 * keep * (0.99 - (1 - c2));
        const double kept3 = month1 * keep * keep * (0.99 * 0.99 - (1 - c2) * (1 - c3));
        QVERIFY(near(plan.arrKept, kept3));
        QVERIFY(near(plan.revenueKept, (kept2 + kept3) / 12));
        QVERIFY(!plan.paidBack);
        scenario.team.annualCost = 100;
        QCOMPARE(hiringPlan(scenario).paidBack, std::optional(Month(2026, 12)));
        scenario.overloadElasticity = 0;
        QVERIFY(near(hiringPlan(scenario).arrKept, 0));
    }
};

QTEST_GUILESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
