#include "core/match/one_to_one.h"
#include "core/statistics/counter_random.h"

#include <QtTest>

#include <set>

using namespace qd::match;

namespace {

double sumOf(const std::vector<WeightedPair> &pairs, const std::vector<std::size_t> &chosen)
{
    double sum = 0;
    for (const std::size_t i : chosen)
        sum += pairs[i].weight;
    return sum;
}

/// The largest sum by trying every set.
double bestSum(const std::vector<WeightedPair> &pairs, std::size_t from, std::uint32_t left, std::uint32_t right)
{
    if (from == pairs.size())
        return 0;
    const WeightedPair &pair = pairs[from];
    double best = bestSum(pairs, from + 1, left, right);
    if ((left >> pair.left & 1U) == 0 && (right >> pair.right & 1U) == 0)
        best = std::max(best, pair.weight + bestSum(pairs, from + 1, left | 1U << pair.left, right | 1U << pair.right));
    return best;
}

std::vector<WeightedPair> randomPairs(std::uint64_t seed)
{
    auto draw = [seed, number = std::uint32_t{0}]() mutable {
        return qd::statistics::uniformDraw(seed, number++, 0, 0);
    };
    const auto lefts = std::uint32_t(1 + draw() * 6);
    const auto rights = std::uint32_t(1 + draw() * 6);
    std::vector<WeightedPair> pairs;
    for (std::uint32_t l = 0; l < lefts; ++l) {
        for (std::uint32_t r = 0; r < rights; ++r) {
            if (draw() < 0.45)
                pairs.push_back({l, r, std::floor(draw() * 12) - 2});
        }
    }
    return pairs;
}

} // namespace

class TestOneToOne : public QObject {
    Q_OBJECT
private slots:
    void byHand()
    {
        QVERIFY(oneToOne({}).empty());
        // The heaviest pair (10) would leave 1; the others give 9 + 8.
        const std::vector<WeightedPair> pairs{{0, 0, 10}, {0, 1, 9}, {1, 0, 8}, {1, 1, 1}};
        QCOMPARE(oneToOne(pairs), (std::vector<std::size_t>{1, 2}));
        // Two pairs of 3 are less than one of 7.
        const std::vector<WeightedPair> cross{{0, 0, 3}, {0, 1, 7}, {1, 1, 3}};
        QCOMPARE(oneToOne(cross), (std::vector<std::size_t>{1}));
        // What weighs nothing or less is left alone.
        const std::vector<WeightedPair> light{{0, 0, -1}, {1, 1, 0}, {2, 2, 0.5}};
        QCOMPARE(oneToOne(light), (std::vector<std::size_t>{2}));
    }

    void againstAllSets()
    {
        for (std::uint64_t seed = 1; seed <= 3000; ++seed) {
            const auto pairs = randomPairs(seed);
            if (pairs.size() > 18)
                continue;
            const auto chosen = oneToOne(pairs);
            std::set<std::uint32_t> left;
            std::set<std::uint32_t> right;
            for (const std::size_t i : chosen) {
                QVERIFY(left.insert(pairs[i].left).second);
                QVERIFY(right.insert(pairs[i].right).second);
                QVERIFY(pairs[i].weight > 0);
            }
            QVERIFY(std::is_sorted(chosen.begin(), chosen.end()));
            QCOMPARE(sumOf(pairs, chosen), bestSum(pairs, 0, 0, 0));
        }
    }

    /// A part of several thousand records ends, and with the sum that is known: a chain of weights 2, 3, 2, 3 ... 2.
    void longChain()
    {
        std::vector<WeightedPair> chain;
        for (std::uint32_t i = 0; i < 2000; ++i) {
            chain.push_back({i, i, 2});
            if (i + 1 < 2000)
                chain.push_back({i, i + 1, 3});
        }
        // All 3s leave both ends alone: 1999 x 3 = 5997; all 2s give 4000.
        QCOMPARE(sumOf(chain, oneToOne(chain)), 5997.0);
    }
};

QTEST_GUILESS_MAIN(TestOneToOne)
#include "tst_one_to_one.moc"
