#include "core/statistics/counter_random.h"
#include "core/statistics/kaplan_meier.h"
#include "core/statistics/log_rank.h"
#include "tests/statistics/reference_table.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <random>

using namespace qd::statistics;
using qd::test::ReferenceTable;

namespace {

struct Lives {
    std::vector<Life> lives;
    std::vector<int> group; ///< 0 a, 1 b, 2 c
    std::vector<int> stratum; ///< 0 x, 1 y
};

Lives referenceLives(bool late, bool withoutTies = false)
{
    const ReferenceTable table("lives.csv");
    const auto durations = table.numbers("duration");
    const auto events = table.flags("event");
    const auto entries = table.numbers("entry");
    const auto groups = table.texts("grp");
    const auto strata = table.texts("strata");
    Lives result;
    for (std::size_t i = 0; i < durations.size(); ++i) {
        const double apart = withoutTies ? double(i + 1) / 1000 : 0;
        result.lives.push_back({durations[i] + apart, events[i], late ? entries[i] : 0});
        result.group.push_back(groups[i] == u"a" ? 0 : groups[i] == u"b" ? 1 : 2);
        result.stratum.push_back(strata[i] == u"x" ? 0 : 1);
    }
    return result;
}

std::vector<Life> ofGroup(const Lives &all, int group)
{
    std::vector<Life> lives;
    for (std::size_t i = 0; i < all.lives.size(); ++i)
        if (all.group[i] == group)
            lives.push_back(all.lives[i]);
    return lives;
}

bool isAtRisk(const Life &life, double time)
{
    return (life.entry == 0 || life.entry < time) && time <= life.time;
}

/// The statistic for two groups as its definition has it, life by life at each event time: (O - E)^2 / V.
double logRankByLives(const Lives &all)
{
    double difference = 0;
    double variance = 0;
    for (const int stratum : {0, 1}) {
        std::vector<double> times;
        for (std::size_t i = 0; i < all.lives.size(); ++i)
            if (all.lives[i].event && all.stratum[i] == stratum)
                times.push_back(all.lives[i].time);
        std::sort(times.begin(), times.end());
        times.erase(std::unique(times.begin(), times.end()), times.end());
        for (const double time : times) {
            double n = 0;
            double nFirst = 0;
            double d = 0;
            double dFirst = 0;
            for (std::size_t i = 0; i < all.lives.size(); ++i) {
                if (all.stratum[i] != stratum || !isAtRisk(all.lives[i], time))
                    continue;
                const bool ends = all.lives[i].event && all.lives[i].time == time;
                n += 1;
                d += ends ? 1 : 0;
                nFirst += all.group[i] == 0 ? 1 : 0;
                dFirst += ends && all.group[i] == 0 ? 1 : 0;
            }
            difference += dFirst - d * nFirst / n;
            if (n > 1)
                variance += d * (n - d) / (n - 1) * nFirst / n * (1 - nFirst / n);
        }
    }
    return difference * difference / variance;
}

void verifyCurve(const QString &name, const std::vector<Life> &lives, SurvivalInterval interval, const char *columns)
{
    const ReferenceTable r("curve_expected.csv");
    const SurvivalCurve curve = kaplanMeier(lives, interval);
    const auto curves = r.texts("curve");
    const auto column = [&](const char *suffix) {
        return r.numbers(QByteArray(QByteArray(columns) + suffix).constData());
    };
    const auto lower = column("_lower");
    const auto upper = column("_upper");
    std::size_t step = 0;
    for (std::size_t i = 0; i < curves.size(); ++i) {
        if (curves[i] != name)
            continue;
        QVERIFY(step < curve.steps().size());
        const SurvivalStep &found = curve.steps()[step++];
        QCOMPARE(found.time, r.numbers("time")[i]);
        QCOMPARE(double(found.atRisk), r.numbers("n_risk")[i]);
        QCOMPARE(double(found.events), r.numbers("n_event")[i]);
        QCOMPARE(double(found.censored), r.numbers("n_censored")[i]);
        QD_NEAR(found.survival, r.numbers("survival")[i], 1e-12);
        QD_NEAR(found.hazard, r.numbers("hazard")[i], 1e-12);
        QD_NEAR(std::sqrt(found.hazardVariance), r.numbers("hazard_se")[i], 1e-12);
        QCOMPARE(found.lower.has_value(), found.survival > 0);
        if (!found.lower)
            continue;
        QD_NEAR(*found.lower, lower[i], 1e-12);
        QD_NEAR(*found.upper, std::min(1.0, upper[i]), 1e-12);
    }
    QCOMPARE(step, curve.steps().size());
}

} // namespace

/// Against R (tests/statistics/reference), figures by hand, and the definitions run life by life.
class TestSurvivalStatistics : public QObject {
    Q_OBJECT
private slots:
    void curvesAgainstR_data()
    {
        QTest::addColumn<bool>("late");
        QTest::addColumn<int>("group");
        for (const bool late : {false, true})
            for (const int group : {0, 1, 2})
                QTest::addRow("%s %c", late ? "late" : "all", 'a' + group) << late << group;
    }
    void curvesAgainstR()
    {
        QFETCH(bool, late);
        QFETCH(int, group);
        const QString name = QString(late ? "late." : "") + QChar('a' + group) + '.';
        const auto lives = ofGroup(referenceLives(late), group);
        verifyCurve(name, lives, SurvivalInterval::Log, "log");
        verifyCurve(name, lives, SurvivalInterval::Plain, "plain");
        verifyCurve(name, lives, SurvivalInterval::LogLog, "loglog");
        const ReferenceTable r("survival_expected.csv");
        const SurvivalCurve curve = kaplanMeier(lives, SurvivalInterval::Log);
        QCOMPARE(curve.median().value(), r.value(name + "median"));
        QCOMPARE(curve.medianLower().value(), r.value(name + "lower"));
        QCOMPARE(curve.medianUpper().value(), r.value(name + "upper"));
        for (const double tau : {200.0, 450.0}) {
            const auto mean = curve.restrictedMean(tau);
            QD_NEAR(mean.mean, r.value(name + "rmst" + QString::number(tau)), 1e-10);
            QD_NEAR(mean.standardError, r.value(name + "rmst_se" + QString::number(tau)), 1e-10);
        }
    }

    void logRankAgainstR()
    {
        const ReferenceTable r("survival_expected.csv");
        const Lives all = referenceLives(false);
        const auto plain = logRank(all.lives, all.group, {}, 3);
        QD_NEAR(plain->chi2, r.value("logrank.chi2"), 1e-10);
        QD_NEAR(plain->p, r.value("logrank.p"), 1e-10);
        QCOMPARE(plain->degrees, 2);
        const auto stratified = logRank(all.lives, all.group, all.stratum, 3);
        QD_NEAR(stratified->chi2, r.value("stratified.chi2"), 1e-10);
        QD_NEAR(stratified->p, r.value("stratified.p"), 1e-10);
        const Lives late = referenceLives(true, true);
        QD_NEAR(logRank(late.lives, late.group, {}, 3)->chi2, r.value("late.chi2"), 1e-10);
        QD_NEAR(logRank(late.lives, late.group, late.stratum, 3)->chi2, r.value("late.stratified.chi2"), 1e-10);
    }

    void logRankByDefinition()
    {
        Lives all = referenceLives(true);
        for (int &group : all.group)
            group = std::min(group, 1);
        const auto found = logRank(all.lives, all.group, all.stratum, 2);
        QD_NEAR(found->chi2, logRankByLives(all), 1e-10);
        QCOMPARE(found->degrees, 1);
    }

    /// 1 and 2 against 3 and 4, all events: O - E of the first is 2 - (1/2 + 1/3), V 1/4 + 2/9.
    void logRankByHand()
    {
        const std::vector<Life> lives{{1, true}, {2, true}, {3, true}, {4, true}};
        const auto found = logRank(lives, std::vector<int>{0, 0, 1, 1}, {}, 2);
        QD_NEAR(found->chi2, std::pow(2 - 5.0 / 6, 2) / (1.0 / 4 + 2.0 / 9), 1e-12);
        QCOMPARE(found->degrees, 1);
    }

    void logRankWithoutATest()
    {
        const std::vector<Life> lives{{1, true}, {2, true}, {3, false}};
        QVERIFY(!logRank(lives, std::vector<int>{0, 0, 0}, {}, 1));
        QVERIFY(!logRank(std::vector<Life>{{1, false}, {2, false}}, std::vector<int>{0, 1}, {}, 2)); // no event
        QVERIFY(!logRank({}, {}, {}, 0));
        // The second group ends before the first event: nothing expected of it, so that one group is left.
        QVERIFY(!logRank(std::vector<Life>{{5, true}, {6, true}, {1, false}}, std::vector<int>{0, 0, 1}, {}, 2));
        // Each group has a stratum of its own: there is nothing to compare.
        QVERIFY(!logRank(lives, std::vector<int>{0, 1, 1}, std::vector<int>{0, 1, 1}, 2));
        // A third group of which nothing is expected costs no degree.
        const auto three = logRank(
            std::vector<Life>{{5, true}, {6, true}, {7, true}, {1, false}}, std::vector<int>{0, 1, 0, 2}, {}, 3);
        QCOMPARE(three->degrees, 1);
    }

    /// 5 lives: events at 1 and 3 (two), one censored at 2, one at 4. S = 0.8, then 0.8 x 1/3.
    void curveByHand()
    {
        const std::vector<Life> lives{{1, true}, {2, false}, {3, true}, {3, true}, {4, false}};
        const SurvivalCurve curve = kaplanMeier(lives, SurvivalInterval::Log);
        QCOMPARE(curve.steps().size(), std::size_t(4));
        QCOMPARE(curve.steps()[0].survival, 0.8);
        QCOMPARE(curve.steps()[1].survival, 0.8);
        QCOMPARE(curve.steps()[1].censored, std::int64_t(1));
        QD_NEAR(curve.steps()[2].survival, 0.8 / 3, 1e-15);
        QCOMPARE(curve.steps()[2].atRisk, std::int64_t(3));
        QCOMPARE(curve.median().value(), 3.0);
        QD_NEAR(curve.steps()[2].hazard, 1.0 / 5 + 2.0 / 3, 1e-15);
        QD_NEAR(curve.steps()[2].hazardVariance, 1.0 / 25 + 2.0 / 9, 1e-15);
        QCOMPARE(curve.at(0.5), 1.0);
        QCOMPARE(curve.at(1), 0.8);
        QD_NEAR(curve.at(100), 0.8 / 3, 1e-15);
        // To 6: 1 + 0.8 x 2 + (0.8 / 3) x 3. Areas beyond 1 and 3: 2.4 and 0.8.
        const auto mean = curve.restrictedMean(6);
        QD_NEAR(mean.mean, 1 + 1.6 + 0.8, 1e-12);
        QD_NEAR(mean.standardError, std::sqrt(2.4 * 2.4 / (5 * 4) + 0.8 * 0.8 * 2 / (3 * 1)), 1e-12);
        QD_NEAR(curve.restrictedMean(3).standardError, std::sqrt(1.6 * 1.6 / 20), 1e-12); // from 3 to 3 is no area
        QCOMPARE(curve.restrictedMean(0).mean, 0.0);
    }

    void lastOneEnds()
    {
        const SurvivalCurve curve = kaplanMeier(std::vector<Life>{{2, true}, {5, true}}, SurvivalInterval::Log);
        QCOMPARE(curve.steps()[0].survival, 0.5); // one half counts as below
        QCOMPARE(curve.median().value(), 2.0);
        QCOMPARE(curve.steps()[1].survival, 0.0);
        QVERIFY(!curve.steps()[1].lower && !curve.steps()[1].upper);
        QVERIFY(!curve.medianUpper());
        QCOMPARE(curve.medianLower().value(), 2.0);
    }

    void nobodyEnds()
    {
        const SurvivalCurve curve = kaplanMeier(std::vector<Life>{{2, false}, {5, false}}, SurvivalInterval::LogLog);
        QCOMPARE(curve.steps()[1].survival, 1.0);
        QCOMPARE(curve.steps()[1].lower.value(), 1.0);
        QCOMPARE(curve.steps()[1].upper.value(), 1.0);
        QVERIFY(!curve.median() && !curve.medianLower());
        QCOMPARE(curve.restrictedMean(10).mean, 10.0);
        QCOMPARE(curve.restrictedMean(10).standardError, 0.0);
    }

    /// Day 0 belongs to those who are there from the start; who enters at 5 is not yet there at 5.
    void whoIsAtRisk()
    {
        const std::vector<Life> lives{{0, true, 0}, {5, false, 0}, {9, true, 5}};
        const RiskSet risk(lives);
        QCOMPARE(risk.at(0), std::int64_t(2));
        QCOMPARE(risk.at(0.5), std::int64_t(1));
        QCOMPARE(risk.at(5), std::int64_t(1));
        QCOMPARE(risk.at(5.5), std::int64_t(1));
        QCOMPARE(risk.at(9), std::int64_t(1));
        QCOMPARE(risk.at(9.5), std::int64_t(0));
        const SurvivalCurve curve = kaplanMeier(lives, SurvivalInterval::Log);
        QCOMPARE(curve.steps()[0].time, 0.0);
        QCOMPARE(curve.steps()[0].survival, 0.5);
        QCOMPARE(curve.steps().back().survival, 0.0);
    }

    void riskByDefinition()
    {
        const std::vector<Life> lives = referenceLives(true).lives;
        const RiskSet risk(lives);
        for (const double time : {0.0, 0.5, 10.0, 55.0, 60.0, 120.0, 400.0, 5000.0}) {
            const auto expected =
                std::count_if(lives.begin(), lives.end(), [&](const Life &life) { return isAtRisk(life, time); });
            QCOMPARE(risk.at(time), std::int64_t(expected));
        }
    }

    void orderNeverMatters()
    {
        Lives all = referenceLives(true);
        const auto expected = logRank(all.lives, all.group, all.stratum, 3);
        const SurvivalCurve curve = kaplanMeier(all.lives, SurvivalInterval::Log);
        std::vector<std::size_t> order(all.lives.size());
        for (std::size_t i = 0; i < order.size(); ++i)
            order[i] = i;
        std::mt19937 random(5);
        std::shuffle(order.begin(), order.end(), random);
        Lives shuffled;
        for (const std::size_t i : order) {
            shuffled.lives.push_back(all.lives[i]);
            shuffled.group.push_back(all.group[i]);
            shuffled.stratum.push_back(all.stratum[i]);
        }
        QCOMPARE(logRank(shuffled.lives, shuffled.group, shuffled.stratum, 3)->chi2, expected->chi2);
        const SurvivalCurve same = kaplanMeier(shuffled.lives, SurvivalInterval::Log);
        for (std::size_t i = 0; i < same.steps().size(); ++i)
            QVERIFY(same.steps()[i].lower == curve.steps()[i].lower
                && same.steps()[i].survival == curve.steps()[i].survival);
    }
};

QTEST_GUILESS_MAIN(TestSurvivalStatistics)
#include "tst_survival_statistics.moc"
