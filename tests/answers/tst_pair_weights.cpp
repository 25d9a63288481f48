#include "core/answers/pair_weights.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::answers;

namespace {

const match::MatchedPair Weighed;

/// A pair of a weight, with so much at stake.
ReviewPair pair(double weight, std::int64_t atStake = 0)
{
    ReviewPair made;
    made.weight = weight;
    made.probability = 1 / (1 + std::exp2(-weight));
    made.weighed = &Weighed;
    made.atStake = atStake;
    return made;
}

} // namespace

/// Pairs by weight, and what two thresholds make of them.
class TestPairWeights : public QObject {
    Q_OBJECT
private slots:
    void binsAreOneBitWide()
    {
        const std::vector<ReviewPair> pairs{pair(-1.5), pair(-1), pair(0), pair(0.99), pair(3), ReviewPair()};
        const PairHistogram histogram = pairHistogram(pairs);
        QCOMPARE(histogram.from, -2);
        QCOMPARE(histogram.counts, (std::vector<int>{1, 1, 2, 0, 0, 1})); // a lower end belongs to its bin
        QCOMPARE(histogram.to(), 4);
        QCOMPARE(histogram.most(), 2);
        QCOMPARE(histogram.unweighed, 1);
        const PairHistogram none = pairHistogram(std::vector<ReviewPair>{ReviewPair()});
        QVERIFY(none.counts.empty());
        QCOMPARE(none.most(), 0);
        QCOMPARE(none.unweighed, 1);
    }

    void zones()
    {
        const std::vector<ReviewPair> pairs{
            pair(-1, 5), pair(1, 10), pair(1.9, 20), pair(2, 40), pair(5, 80), ReviewPair()};
        const WeightZones found = zonesOf(pairs, 1, 2); // both thresholds belong to the zone above them
        QCOMPARE(found.below, 1);
        QCOMPARE(found.between, 2);
        QCOMPARE(found.above, 2);
        QCOMPARE(found.atStake, std::int64_t(30));
        // 1 - P is 1/5 at 2 bits and 1/33 at 5
        QVERIFY(std::abs(found.wrongShare - (1.0 / 5 + 1.0 / 33) / 2) < 1e-12);
        QCOMPARE(zonesOf(pairs, 9, 9).wrongShare, 0.0);
        QCOMPARE(zonesOf(pairs, 9, 9).below, 5);
        QCOMPARE(pairsFrom(pairs, 2).size(), std::size_t(2));
        constexpr std::int64_t Most = std::numeric_limits<std::int64_t>::max();
        QCOMPARE(zonesOf(std::vector{pair(1, Most), pair(1, Most)}, 0, 2).atStake, std::int64_t(0));
    }

    void weightsOfProbabilities()
    {
        QCOMPARE(weightOf(0.5), 0.0);
        QVERIFY(std::abs(weightOf(0.8) - 2) < 1e-12); // 4 to 1
        QVERIFY(std::abs(weightOf(0.2) + 2) < 1e-12);
        QCOMPARE(weightOf(0), -30.0);
        QCOMPARE(weightOf(1), 30.0);
    }
};

QTEST_GUILESS_MAIN(TestPairWeights)
#include "tst_pair_weights.moc"
