#include "core/match/average_linkage.h"
#include "core/match/disjoint_sets.h"
#include "core/statistics/counter_random.h"

#include <QtTest>

#include <map>

using namespace qd::match;

namespace {

/// Cluster by cluster from the definition: of all clusters the two of the highest mean over all their pairs.
std::vector<std::uint32_t> naive(std::size_t count, const std::vector<LikelyPair> &pairs, double threshold)
{
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> probability;
    for (const LikelyPair &pair : pairs)
        probability[std::minmax(pair.first, pair.second)] = pair.probability;
    std::map<std::uint32_t, std::vector<std::uint32_t>> clusters;
    for (std::uint32_t i = 0; i < count; ++i)
        clusters[i] = {i};
    for (;;) {
        double best = -1;
        std::pair<std::uint32_t, std::uint32_t> which;
        for (const auto &[a, ofA] : clusters) {
            for (const auto &[b, ofB] : clusters) {
                if (a >= b)
                    continue;
                double sum = 0;
                for (const std::uint32_t i : ofA) {
                    for (const std::uint32_t j : ofB)
                        sum += probability.contains(std::minmax(i, j)) ? probability[std::minmax(i, j)] : 0;
                }
                const double mean = sum / double(ofA.size() * ofB.size());
                if (mean > best) {
                    best = mean;
                    which = {a, b};
                }
            }
        }
        if (best < threshold || clusters.size() < 2)
            break;
        auto &kept = clusters[which.first];
        kept.insert(kept.end(), clusters[which.second].begin(), clusters[which.second].end());
        clusters.erase(which.second);
    }
    std::vector<std::uint32_t> result(count);
    for (const auto &[name, members] : clusters) {
        for (const std::uint32_t member : members)
            result[member] = name;
    }
    return result;
}

} // namespace

class TestAverageLinkage : public QObject {
    Q_OBJECT
private slots:
    void byHand()
    {
        using Clusters = std::vector<std::uint32_t>;
        // A chain: 0-1 join at 0.9; to 2 the mean is (0.8 + 0) / 2 = 0.4.
        const std::vector<LikelyPair> chain{{0, 1, 0.9}, {1, 2, 0.8}};
        QCOMPARE(averageLinkage(3, chain, 0.5), (Clusters{0, 0, 2}));
        QCOMPARE(averageLinkage(3, chain, 0.4), (Clusters{0, 0, 0})); // at the threshold
        // An unlikely third pair counts with what it has: (0.8 + 0.3) / 2 = 0.55.
        const std::vector<LikelyPair> triangle{{0, 1, 0.9}, {1, 2, 0.8}, {0, 2, 0.3}};
        QCOMPARE(averageLinkage(3, triangle, 0.5), (Clusters{0, 0, 0}));
        QCOMPARE(averageLinkage(3, triangle, 0.56), (Clusters{0, 0, 2}));
        // Of equal pairs the first joins.
        const std::vector<LikelyPair> equal{{0, 1, 0.6}, {1, 2, 0.6}};
        QCOMPARE(averageLinkage(3, equal, 0.5), (Clusters{0, 0, 2}));
        QCOMPARE(averageLinkage(2, {}, 0.5), (Clusters{0, 1}));
    }

    void againstTheDefinition()
    {
        for (std::uint64_t seed = 1; seed <= 400; ++seed) {
            auto draw = [seed, number = std::uint32_t{0}]() mutable {
                return qd::statistics::uniformDraw(seed, number++, 1, 0);
            };
            const auto count = std::size_t(2 + draw() * 10);
            std::vector<LikelyPair> pairs;
            for (std::uint32_t i = 0; i < count; ++i) {
                for (std::uint32_t j = i + 1; j < count; ++j) {
                    if (draw() < 0.6)
                        pairs.push_back({i, j, draw()});
                }
            }
            for (const double threshold : {0.3, 0.5, 0.8})
                QCOMPARE(averageLinkage(count, pairs, threshold), naive(count, pairs, threshold));
        }
    }

    /// 4 with 2, 2 with 5, 5 with 0: the least of them names the set.
    void setsThatGrow()
    {
        DisjointSets sets(6);
        sets.join(4, 2);
        sets.join(2, 5);
        QCOMPARE(sets.setOf(5), 2U);
        sets.join(5, 0);
        for (const std::uint32_t member : {0U, 2U, 4U, 5U})
            QCOMPARE(sets.setOf(member), 0U);
        QCOMPARE(sets.setOf(1), 1U);
        QCOMPARE(sets.setOf(3), 3U);
    }
};

QTEST_GUILESS_MAIN(TestAverageLinkage)
#include "tst_average_linkage.moc"
