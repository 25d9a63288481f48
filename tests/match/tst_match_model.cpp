#include "core/match/expectation.h"
#include "core/match/match_model.h"
#include "core/match/random_pairs.h"
#include "core/statistics/counter_random.h"

#include <QtTest>

#include <cmath>

using namespace qd;
using namespace qd::match;

namespace {

using Texts = std::vector<std::string>;

/// EM as the textbook has it, over every pair by itself and all its columns.
MixtureEstimate naive(const std::vector<Pattern> &pairs, const LevelShares &u, const std::vector<bool> &takesPart)
{
    double lambda = 1e-4;
    LevelShares m;
    for (const auto &levels : u) {
        m.emplace_back(levels.size(), 0.1 / double(levels.size() - 1));
        m.back()[0] = 0.9;
    }
    for (int round = 0; round < 200; ++round) {
        std::vector<double> posterior;
        for (const Pattern &pair : pairs) {
            double match = lambda;
            double other = 1 - lambda;
            for (std::size_t c = 0; c < u.size(); ++c) {
                if (takesPart[c] && pair[c] >= 0) {
                    match *= m[c][std::size_t(pair[c])];
                    other *= u[c][std::size_t(pair[c])];
                }
            }
            posterior.push_back(match / (match + other));
        }
        double all = 0;
        for (const double p : posterior)
            all += p;
        double change = std::abs(all / double(pairs.size()) - lambda);
        lambda = all / double(pairs.size());
        for (std::size_t c = 0; c < u.size(); ++c) {
            double present = 0;
            for (std::size_t i = 0; i < pairs.size(); ++i)
                present += pairs[i][c] >= 0 ? posterior[i] : 0;
            for (std::size_t level = 0; takesPart[c] && present > 0 && level < u[c].size(); ++level) {
                double own = 0;
                for (std::size_t i = 0; i < pairs.size(); ++i)
                    own += pairs[i][c] == int(level) ? posterior[i] : 0;
                const double share = std::max(1e-6, own / present);
                change = std::max(change, std::abs(share - m[c][level]));
                m[c][level] = share;
            }
        }
        if (change <= 1e-6)
            break;
    }
    return {lambda, m, takesPart, 0};
}

} // namespace

class TestMatchModel : public QObject {
    Q_OBJECT
private slots:
    void againstEveryPairByItself()
    {
        const LevelShares u{{0.01, 0.02, 0.03, 0.04, 0.9}, {0.05, 0.15, 0.8}, {0.1, 0.9}};
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            auto draw = [seed, number = std::uint32_t{0}]() mutable {
                return statistics::uniformDraw(seed, number++, 2, 0);
            };
            std::vector<Pattern> pairs;
            std::map<Pattern, std::int64_t> counted;
            for (int i = 0; i < 400; ++i) {
                const bool match = draw() < 0.3;
                Pattern pattern;
                for (const auto &levels : u) {
                    int level = match && draw() < 0.8 ? 0 : int(draw() * double(levels.size()));
                    level = draw() < 0.1 ? -1 : level;
                    pattern.push_back(std::int8_t(level));
                }
                pairs.push_back(pattern);
                ++counted[pattern];
            }
            std::vector<Pattern> patterns{{0, 0, 0}}; // one that no pair has
            std::vector<std::int64_t> counts{0};
            for (const auto &[pattern, count] : counted) {
                patterns.push_back(pattern);
                counts.push_back(count);
            }
            const std::vector<bool> takesPart{true, seed % 3 != 0, seed % 2 == 0};
            const auto found = estimateMixture(patterns, counts, u, takesPart);
            const auto expected = naive(pairs, u, takesPart);
            QVERIFY(std::abs(found.lambda - expected.lambda) < 1e-9);
            for (std::size_t c = 0; c < u.size(); ++c) {
                for (std::size_t level = 0; level < u[c].size(); ++level)
                    QVERIFY(std::abs(found.m[c][level] - expected.m[c][level]) < 1e-9);
            }
            QCOMPARE(found.estimated, takesPart);
        }
    }

    void nothingToEstimateFrom()
    {
        const LevelShares u{{0.1, 0.2, 0.7}};
        const std::vector<Pattern> patterns{{-1}};
        const auto found = estimateMixture(patterns, std::vector<std::int64_t>{5}, u, {true});
        QCOMPARE(found.estimated, std::vector<bool>{false});
        QCOMPARE(found.lambda, 1e-4);
        QCOMPARE(found.m, (LevelShares{{0.9, (1 - 0.9) / 2, (1 - 0.9) / 2}}));
        QCOMPARE(estimateMixture({}, {}, u, {true}).lambda, 1e-4);
    }

    /// Two by two cities: equal, near and other, by hand.
    void levelsByChanceOfAllPairs()
    {
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::City, Texts{"Massey", "Rome", ""}, Texts{"Massie", "Rome"});
        columns.emplace_back(ColumnKind::Exact, Texts{"", "", ""}, Texts{"", ""});
        Progress progress;
        const auto u = levelsByChance(columns, false, 1, progress);
        QCOMPARE(u->at(0), (std::vector<double>{0.25, 0.25, 0.5}));
        QCOMPARE(u->at(1), (std::vector<double>{0.5, 0.5})); // no pair has values
        std::vector<ColumnValues> own;
        own.emplace_back(ColumnKind::City, Texts{"Rome", "Rome", "Massey", "Massie"}, Texts());
        // Six pairs: one equal, one near, four other.
        QCOMPARE(levelsByChance(own, true, 2, progress)->at(0), (std::vector<double>{1.0 / 6, 1.0 / 6, 4.0 / 6}));
    }

    /// 1,200 x 1,200 are more than a million: drawn, and near the true shares; on any number of threads the same.
    void levelsByChanceOfDrawnPairs()
    {
        Texts left;
        Texts right;
        for (int i = 0; i < 1200; ++i) {
            left.push_back(i % 4 == 0 ? "a" : "b");
            right.push_back(i % 2 == 0 ? "a" : "c");
        }
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::Exact, left, right);
        Progress progress;
        const auto u = levelsByChance(columns, false, 1, progress);
        QVERIFY(std::abs(u->at(0)[0] - 0.125) < 0.0015); // 4.5 standard errors
        QVERIFY(u->at(0)[0] != 0.125);
        QCOMPARE(*levelsByChance(columns, false, 3, progress), *u);
        std::vector<ColumnValues> own;
        own.emplace_back(
            ColumnKind::Exact,
            [&] {
                Texts all = left;
                all.insert(all.end(), right.begin(), right.end());
                return all;
            }(),
            Texts());
        // 300 + 600 a, 900 b, 600 c of 2,400: 375/... equal pairs (900^2 + 900^2 + 600^2) / 2400^2 but for itself
        const double equal = (900.0 * 899 + 900.0 * 899 + 600.0 * 599) / (2400.0 * 2399);
        QVERIFY(std::abs(levelsByChance(own, true, 2, progress)->at(0)[0] - equal) < 0.0022);
    }

    /// lambda 0.2, m and u as given, a value of one share in five hundred and one of one in four.
    void weightsByHand()
    {
        Texts left{"Rome", "Oslo", ""};
        Texts right;
        for (int i = 0; i < 2; ++i)
            right.push_back("Oslo");
        for (int i = 0; i < 4; ++i)
            right.push_back("Rome");
        for (int i = 0; i < 4992; ++i)
            right.push_back("Bern");
        right.push_back("Lima");
        std::vector<ColumnValues> columns;
        columns.emplace_back(ColumnKind::City, left, right);
        columns.emplace_back(ColumnKind::Number, Texts{"1", "2", "3"}, Texts(right.size(), "1"));
        const MatchModel model{0.2, {{0.8, 0.15, 0.05}, {0.6, 0.3, 0.1}}, {{0.01, 0.09, 0.9}, {0.3, 0.1, 0.6}}};
        const Weights weights(columns, model);
        QCOMPARE(weights.prior(), -2.0); // log2(0.2 / 0.8)
        QCOMPARE(Weights(columns, {1 - 0x1p-40, model.m, model.u}).prior(), std::log2((1 - 0x1p-40) / 0x1p-40));
        // Rome has 5 of 5,001 values, Oslo 3: under a thousandth, which is the least; other levels keep their u.
        QCOMPARE(weights.ofLevel(0, 0, columns[0].left()[0]), std::log2(0.8 / 0.001));
        QCOMPARE(weights.ofLevel(0, 0, columns[0].right()[10]), std::log2(0.8 / (4992.0 / 5001)));
        QCOMPARE(weights.ofLevel(0, 1, columns[0].left()[0]), std::log2(0.15 / 0.09));
        QCOMPARE(weights.ofLevel(0, -1, ColumnValues::Missing), 0.0);
        QCOMPARE(weights.ofLevel(1, 0, 0), 1.0); // 0.6 / 0.3: numbers have no term frequency
        QCOMPARE(weights.ofPair({2, 0}, 1), -2.0 + std::log2(0.05 / 0.9) + 1.0);
        QCOMPARE(weights.ofPair({-1, 1}, 2), -2.0 + std::log2(3.0));
        // FEATURES section 5: weights of 0, 5 and 10 bits
        QCOMPARE(probabilityOf(0), 0.5);
        QCOMPARE(std::round(probabilityOf(5) * 1000) / 1000, 0.970);
        QCOMPARE(std::round(probabilityOf(10) * 1000) / 1000, 0.999);
        QCOMPARE(probabilityOf(-2000), 0.0);
    }

    /// 0.9 for the first level, 0.1 shared out among the others.
    void estimatesBeginAlike()
    {
        const LevelShares start = startingShares({{0.1, 0.2, 0.7}, {0.5, 0.5}});
        QCOMPARE(start.size(), std::size_t(2));
        QCOMPARE(start[0].size(), std::size_t(3));
        QCOMPARE(start[0][0], 0.9);
        QCOMPARE(start[0][1], 0.05);
        QCOMPARE(start[0][2], 0.05);
        QCOMPARE(start[1][0], 0.9);
        QCOMPARE(start[1][1], 0.1);
    }
};

QTEST_GUILESS_MAIN(TestMatchModel)
#include "tst_match_model.moc"
