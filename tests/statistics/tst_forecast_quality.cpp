#include "core/statistics/calibration_bins.h"
#include "core/statistics/chi_square.h"
#include "core/statistics/counter_random.h"
#include "core/statistics/lift_table.h"
#include "core/statistics/population_stability.h"
#include "core/statistics/probability_scores.h"
#include "core/statistics/roc_curve.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <array>
#include <cmath>

using namespace qd::statistics;
using qd::test::ReferenceTable;

namespace {

struct Cases {
    std::vector<double> risk;
    std::vector<double> other;
    std::vector<bool> event;
    std::vector<double> probability;
    std::vector<double> weight;
};

/// The cases of tables.R, of one group or of all; a low score is risk.
Cases casesOf(const QString &group)
{
    const ReferenceTable table("cases.csv");
    const auto groups = table.texts("grp");
    const auto scores = table.numbers("score");
    const auto others = table.numbers("other");
    const auto events = table.flags("event");
    const auto probabilities = table.numbers("prob");
    const auto weights = table.numbers("weight");
    Cases cases;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (group != u"total" && groups[i] != group)
            continue;
        cases.risk.push_back(-scores[i]);
        cases.other.push_back(-others[i]);
        cases.event.push_back(events[i]);
        cases.probability.push_back(probabilities[i]);
        cases.weight.push_back(weights[i]);
    }
    return cases;
}

/// Every pair of a case with the event and one without, as the definition has it.
double areaByPairs(const std::vector<double> &risk, const std::vector<bool> &event)
{
    double won = 0;
    double pairs = 0;
    for (std::size_t i = 0; i < risk.size(); ++i)
        for (std::size_t j = 0; j < risk.size(); ++j)
            if (event[i] && !event[j]) {
                won += risk[i] > risk[j] ? 1.0 : risk[i] == risk[j] ? 0.5 : 0.0;
                pairs += 1;
            }
    return won / pairs;
}

/// Lift by giving every case as many places as there are bins, each place the mean of its tie.
std::vector<double> eventsByPlaces(const std::vector<double> &risk, const std::vector<bool> &event, std::size_t bins)
{
    std::vector<double> events(bins);
    const std::size_t n = risk.size();
    for (std::size_t i = 0; i < n; ++i) {
        std::size_t above = 0;
        std::size_t equal = 0;
        for (std::size_t j = 0; j < n; ++j) {
            above += risk[j] > risk[i] ? 1 : 0;
            equal += risk[j] == risk[i] ? 1 : 0;
        }
        for (std::size_t place = above * bins; place < (above + equal) * bins; ++place)
            events[place / n] += event[i] ? 1.0 / double(equal * bins) : 0.0;
    }
    return events;
}

} // namespace

/// Against R (tests/statistics/reference), figures worked out by hand, and the definitions run case by case.
class TestForecastQuality : public QObject {
    Q_OBJECT
private slots:
    void againstR_data()
    {
        QTest::addColumn<QString>("group");
        for (const char *group : {"total", "East", "North", "West"})
            QTest::newRow(group) << QString::fromLatin1(group);
    }
    void againstR()
    {
        QFETCH(QString, group);
        const Cases cases = casesOf(group);
        const ReferenceTable r("validation_expected.csv");
        const auto expected = [&](const char *name) { return r.value(group + u'.' + QString::fromLatin1(name)); };
        const auto area = rocArea(cases.risk, cases.event);
        QVERIFY(area && area->interval());
        QD_NEAR(area->area, expected("auc"), 1e-12);
        QD_NEAR(area->area, areaByPairs(cases.risk, cases.event), 1e-12);
        QD_NEAR(area->interval()->first, expected("auc_lower"), 1e-12);
        QD_NEAR(area->interval()->second, expected("auc_upper"), 1e-12);
        QD_NEAR(kolmogorovSmirnov(cases.risk, cases.event).value(), expected("ks"), 1e-12);
        QD_NEAR(brierScore(cases.probability, cases.event), expected("brier"), 1e-12);
        QD_NEAR(logLoss(cases.probability, cases.event), expected("log_loss"), 1e-12);
        const CalibrationLine line = calibrationLine(cases.probability, cases.event);
        QD_NEAR(line.slope.value(), expected("slope"), 1e-9);
        QD_NEAR(line.intercept.value(), expected("intercept"), 1e-9);
        QD_NEAR(line.inTheLarge.value(), expected("in_the_large"), 1e-9);
    }

    void twoScoresAgainstR()
    {
        const Cases cases = casesOf("total");
        const ReferenceTable r("validation_expected.csv");
        const auto compared = compareRocAreas(cases.risk, cases.other, cases.event);
        QVERIFY(compared);
        QD_NEAR(compared->difference, r.value("compare.difference"), 1e-12);
        QD_NEAR(compared->z, r.value("compare.z"), 1e-10);
        QD_NEAR(compared->p, r.value("compare.p"), 1e-12);
        const auto turned = compareRocAreas(cases.other, cases.risk, cases.event);
        QCOMPARE(turned->z, -compared->z);
        QVERIFY(!compareRocAreas(cases.risk, cases.risk, cases.event));
    }

    /// Events at 3 and 1, others at 2 and 1: of four pairs 3 > 2, 3 > 1 and 1 = 1 count 2.5. Placements of the events
    /// are 1 and 0.25, of the others 0.5 and 0.75: 0.28125 / 2 + 0.03125 / 2.
    void smallByHand()
    {
        const std::vector<double> risk{3, 1, 2, 1};
        const std::vector<bool> event{true, true, false, false};
        const auto area = rocArea(risk, event);
        QCOMPARE(area->area, 0.625);
        QCOMPARE(area->variance.value(), 0.15625);
        QCOMPARE(area->interval()->second, 1.0); // 0.625 + 1.96 x 0.395 is past 1
        QCOMPARE(area->interval()->first, std::max(0.0, 0.625 - 1.959963984540054 * std::sqrt(0.15625)));
        QCOMPARE(kolmogorovSmirnov(risk, event).value(), 0.5);
    }

    void withoutOneKindNothing()
    {
        const std::vector<double> risk{1, 2, 3};
        for (const bool all : {true, false}) {
            const std::vector<bool> event(3, all);
            QVERIFY(!rocArea(risk, event));
            QVERIFY(!kolmogorovSmirnov(risk, event));
            const CalibrationLine line = calibrationLine(std::vector<double>{0.1, 0.2, 0.3}, event);
            QVERIFY(!line.slope && !line.intercept && !line.inTheLarge);
        }
        QVERIFY(!rocArea({}, {}));
        QVERIFY(!rocArea(risk, {true, false, false})->variance); // one event has no sample variance
        QVERIFY(!compareRocAreas(risk, std::vector<double>{3, 2, 1}, {true, false, false}));
    }

    /// Scores that tell everything: an area of 1 that is certain.
    void perfect()
    {
        const std::vector<double> risk{4, 3, 2, 1};
        const std::vector<bool> event{true, true, false, false};
        QCOMPARE(rocArea(risk, event)->area, 1.0);
        QCOMPARE(rocArea(risk, event)->variance.value(), 0.0);
        QCOMPARE(kolmogorovSmirnov(risk, event).value(), 1.0);
        const CalibrationLine line = calibrationLine(std::vector<double>{0.9, 0.8, 0.2, 0.1}, event);
        QVERIFY(!line.slope && !line.intercept);
        QD_NEAR(line.inTheLarge.value(), 0.0, 1e-9);
    }

    /// A probability that never varies has no slope; what it misses is told all the same: logit(3/4) - logit(1/2).
    void constantProbability()
    {
        const CalibrationLine line =
            calibrationLine(std::vector<double>{0.5, 0.5, 0.5, 0.5}, {true, true, true, false});
        QVERIFY(!line.slope && !line.intercept);
        QD_NEAR(line.inTheLarge.value(), std::log(3.0), 1e-9);
    }

    void certainProbabilitiesAreHeldOff()
    {
        QD_NEAR(logLoss(std::vector<double>{0.0}, {true}), -std::log(1e-15), 1e-12);
        QD_NEAR(logLoss(std::vector<double>{1.0, 0.5}, {false, true}), (-std::log(1e-15) + std::log(2.0)) / 2, 1e-3);
        QCOMPARE(brierScore(std::vector<double>{0.0, 1.0}, {true, true}), 0.5);
        // Half of those said to be impossible came: only an intercept that lifts both logits to about 0 does.
        QD_NEAR(calibrationLine(std::vector<double>{0.0, 0.0}, {true, false}).inTheLarge.value(),
            -std::log(1e-15 / (1 - 1e-15)), 1e-9);
    }

    /// Ten cases of one score and two events share both evenly over ten bins.
    void allTied()
    {
        std::vector<bool> event(10, false);
        event[7] = event[8] = true;
        const auto bins = liftTable(std::vector<double>(10, 5.0), event, {});
        QCOMPARE(bins.size(), std::size_t(10));
        for (std::size_t k = 0; k < bins.size(); ++k) {
            QCOMPARE(bins[k].n, 1.0);
            QD_NEAR(bins[k].events, 0.2, 1e-15);
            QD_NEAR(bins[k].lift.value(), 1.0, 1e-15);
            QD_NEAR(bins[k].captured.value(), 0.1 * double(k + 1), 1e-15);
            QVERIFY(!bins[k].capturedWeight);
        }
    }

    /// 15 cases in ten bins of 1.5: the second covers ranks 1.5 to 3, so half of the second case and all of the third.
    void fractionsOfRanks()
    {
        std::vector<double> risk;
        std::vector<bool> event(15, false);
        for (int i = 0; i < 15; ++i)
            risk.push_back(15 - i);
        event[1] = true;
        const auto bins = liftTable(risk, event, std::vector<double>(15, 100.0));
        QCOMPARE(bins[0].n, 1.5);
        QCOMPARE(bins[0].events, 0.5);
        QCOMPARE(bins[1].events, 0.5);
        QCOMPARE(bins[1].rate, 0.5 / 1.5);
        QD_NEAR(bins[1].lift.value(), (0.5 / 1.5) * 15, 1e-12);
        QCOMPARE(bins[0].captured.value(), 0.5);
        QCOMPARE(bins[0].capturedWeight.value(), 0.5);
        QCOMPARE(bins[9].captured.value(), 1.0);
    }

    void liftAgainstPlaces_data()
    {
        QTest::addColumn<int>("n");
        for (const int n : {1, 2, 9, 10, 11, 25, 160})
            QTest::addRow("%d cases", n) << n;
    }
    void liftAgainstPlaces()
    {
        QFETCH(int, n);
        std::vector<double> risk;
        std::vector<bool> event;
        std::vector<double> weight;
        for (std::uint32_t i = 0; i < std::uint32_t(n); ++i) {
            risk.push_back(std::floor(7 * uniformDraw(3, i, 0, std::uint32_t(n))));
            event.push_back(uniformDraw(3, i, 1, std::uint32_t(n)) < 0.4);
            weight.push_back(100 * uniformDraw(3, i, 2, std::uint32_t(n)));
        }
        const auto bins = liftTable(risk, event, weight);
        QCOMPARE(int(bins.size()), std::min(10, n));
        const std::vector<double> expected = eventsByPlaces(risk, event, bins.size());
        double sum = 0;
        for (std::size_t k = 0; k < bins.size(); ++k) {
            QD_NEAR(bins[k].events, expected[k], 1e-9);
            QCOMPARE(bins[k].n, double(n) / double(bins.size()));
            sum += bins[k].events;
        }
        const auto events = double(std::count(event.begin(), event.end(), true));
        QD_NEAR(sum, events, 1e-9);
        QCOMPARE(bins.back().captured.has_value(), events > 0);
    }

    void liftWithoutCasesOrEvents()
    {
        QVERIFY(liftTable({}, {}, {}).empty());
        const auto bins = liftTable(std::vector<double>{1, 2}, {false, false}, std::vector<double>{1, 2});
        QCOMPARE(bins.size(), std::size_t(2));
        QVERIFY(!bins[0].lift && !bins[0].captured && !bins[0].capturedWeight);
        QCOMPARE(bins[0].rate, 0.0);
        // Events that are worth nothing capture no weight.
        QVERIFY(!liftTable(std::vector<double>{1, 2}, {true, false}, std::vector<double>{0, 2})[1].capturedWeight);
    }

    /// Twelve cases in four bins of three; four of 0.3 stay together, so that the second has four and the third two.
    /// 1 of 4 by Wilson: (1 + 1.92) / (4 + 3.84) is the middle of the interval.
    void calibrationInBins()
    {
        const std::vector<double> probability{0.9, 0.1, 0.3, 0.2, 0.3, 0.15, 0.3, 0.5, 0.3, 0.6, 0.8, 0.85};
        std::vector<bool> event(12, false);
        event[0] = event[6] = event[10] = true; // 0.9, one of 0.3, 0.8
        const auto bins = calibrationBins(probability, event, 4);
        QCOMPARE(bins.size(), std::size_t(4));
        const std::vector<std::pair<int, int>> expected{{3, 0}, {4, 1}, {2, 0}, {3, 2}};
        for (std::size_t i = 0; i < bins.size(); ++i)
            QCOMPARE(std::pair(bins[i].n, bins[i].events), expected[i]);
        QD_NEAR(bins[0].predicted, 0.15, 1e-15);
        QD_NEAR(bins[1].predicted, 0.3, 1e-15);
        QD_NEAR(bins[2].predicted, 0.55, 1e-15);
        QCOMPARE(bins[1].rate, 0.25);
        QD_NEAR((bins[1].interval.first + bins[1].interval.second) / 2, 2.9207 / 7.8415, 1e-4);
        const std::vector<double> backwards(probability.rbegin(), probability.rend());
        const std::vector<bool> their(event.rbegin(), event.rend());
        const auto again = calibrationBins(backwards, their, 4);
        for (std::size_t i = 0; i < bins.size(); ++i)
            QCOMPARE(std::tuple(again[i].n, again[i].events, again[i].rate),
                std::tuple(bins[i].n, bins[i].events, bins[i].rate));
    }
    void calibrationOfFewValues()
    {
        const auto one = calibrationBins(std::vector<double>(7, 0.2), std::vector<bool>(7, false));
        QCOMPARE(one.size(), std::size_t(1)); // a constant has one bin
        QCOMPARE(one[0].n, 7);
        QCOMPARE(one[0].predicted, 0.2);
        QVERIFY(calibrationBins({}, {}).empty());
        const auto two = calibrationBins(std::vector<double>{0.1, 0.1, 0.4}, {false, true, true});
        QCOMPARE(two.size(), std::size_t(2));
        QCOMPARE(two[0].rate, 0.5);
        QCOMPARE(two[1].events, 1);
    }

    void stability_data()
    {
        QTest::addColumn<QList<double>>("from");
        QTest::addColumn<QList<double>>("to");
        QTest::addColumn<double>("index");
        // FEATURES 4.4: (.2, .5, .3) to (.1, .6, .3) = 0.1 ln 2 + 0.1 ln 1.2
        QTest::newRow("by hand") << QList<double>{20, 50, 30} << QList<double>{10, 60, 30}
                                 << 0.1 * std::log(2.0) + 0.1 * std::log(1.2);
        QTest::newRow("the same shares of other sizes") << QList<double>{2, 3} << QList<double>{20, 30} << 0.0;
        // (3.5, 7.5) / 11 against (0.5, 10.5) / 11
        QTest::newRow("an empty band adds one half to all, on both sides") << QList<double>{
            3, 7} << QList<double>{0, 10} << 3.0 / 11 * std::log(3.5 / 0.5) + (7.5 - 10.5) / 11 * std::log(7.5 / 10.5);
        QTest::newRow("one band") << QList<double>{5} << QList<double>{9} << 0.0;
    }
    void stability()
    {
        QFETCH(QList<double>, from);
        QFETCH(QList<double>, to);
        QFETCH(double, index);
        const auto found = populationStability(from, to);
        QVERIFY(found);
        QD_NEAR(found->index, index, 1e-15);
        const auto back = populationStability(to, from);
        QD_NEAR(back->index, index, 1e-15); // it has no direction
        if (from.size() == 1)
            QCOMPARE(found->limit, 0.0);
    }

    void stabilityLimitAgainstR()
    {
        const ReferenceTable r("validation_expected.csv");
        const auto found =
            populationStability(std::vector<double>{60, 30, 20, 10}, std::vector<double>{40, 30, 10, 10});
        QD_NEAR(found->limit, r.value("psi.limit"), 1e-12);
        QVERIFY(!populationStability(std::vector<double>{1, 2}, std::vector<double>{0, 0}));
        QVERIFY(!populationStability({}, {}));
    }

    void chiSquare()
    {
        const ReferenceTable r("validation_expected.csv");
        QD_NEAR(chiSquareTail(7.3, 2.5), r.value("chi2.tail"), 1e-12);
        QD_NEAR(chiSquareQuantile(0.95, 1), 1.959963984540054 * 1.959963984540054, 1e-12);
        QCOMPARE(chiSquareQuantile(0.95, 0), 0.0);
        QCOMPARE(chiSquareTail(0, 1), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestForecastQuality)
#include "tst_forecast_quality.moc"
