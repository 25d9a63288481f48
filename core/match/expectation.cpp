#include "core/match/expectation.h"

#include "core/match/random_pairs.h"

#include <algorithm>
#include <cmath>

namespace qd::match {

namespace {

constexpr double StartOfFirst = 0.9;
constexpr double LargestChange = 1e-6;
constexpr int MostRounds = 200;

/// One of the patterns that occur, as seen by the columns that take part.
struct Seen {
    const Pattern *pattern;
    double count;
    double chance; ///< product of u
};

double productOf(const LevelShares &shares, const Pattern &pattern, const std::vector<bool> &takesPart)
{
    double product = 1;
    for (std::size_t c = 0; c < pattern.size(); ++c) {
        if (takesPart[c] && pattern[c] >= 0)
            product *= shares[c][std::size_t(pattern[c])];
    }
    return product;
}

/// Sums of one round, by column and level.
struct RoundSums {
    explicit RoundSums(const LevelShares &like)
        : ofLevel(like)
        , ofColumn(like.size(), 0)
    {
        for (std::vector<double> &levels : ofLevel)
            std::fill(levels.begin(), levels.end(), 0);
    }
    void add(const Pattern &pattern, double matches)
    {
        all += matches;
        for (std::size_t c = 0; c < pattern.size(); ++c) {
            if (pattern[c] < 0)
                continue;
            ofLevel[c][std::size_t(pattern[c])] += matches;
            ofColumn[c] += matches;
        }
    }

    LevelShares ofLevel;
    std::vector<double> ofColumn;
    double all = 0;
};

} // namespace

LevelShares startingShares(const LevelShares &u)
{
    LevelShares start;
    for (const std::vector<double> &levels : u) {
        start.emplace_back(levels.size(), (1 - StartOfFirst) / double(levels.size() - 1));
        start.back().front() = StartOfFirst;
    }
    return start;
}

MixtureEstimate estimateMixture(std::span<const Pattern> patterns, std::span<const std::int64_t> counts,
    const LevelShares &u, const std::vector<bool> &takesPart)
{
    MixtureEstimate estimate{StartingLambda, startingShares(u), std::vector<bool>(u.size(), false), 0};
    std::vector<Seen> seen;
    double all = 0;
    for (std::size_t i = 0; i < patterns.size(); ++i) {
        if (counts[i] == 0)
            continue;
        seen.push_back({&patterns[i], double(counts[i]), productOf(u, patterns[i], takesPart)});
        all += double(counts[i]);
        for (std::size_t c = 0; c < u.size(); ++c) {
            if (takesPart[c] && patterns[i][c] >= 0)
                estimate.estimated[c] = true;
        }
    }
    double change = seen.empty() ? 0 : 1;
    while (change > LargestChange && estimate.rounds < MostRounds) {
        RoundSums sums(u);
        for (const Seen &one : seen) {
            const double match = estimate.lambda * productOf(estimate.m, *one.pattern, takesPart);
            const double other = (1 - estimate.lambda) * one.chance;
            sums.add(*one.pattern, one.count * match / (match + other));
        }
        change = std::abs(sums.all / all - estimate.lambda);
        estimate.lambda = sums.all / all;
        for (std::size_t c = 0; c < u.size(); ++c) {
            if (!estimate.estimated[c] || sums.ofColumn[c] <= 0)
                continue;
            for (std::size_t level = 0; level < u[c].size(); ++level) {
                const double share = std::max(LeastShare, sums.ofLevel[c][level] / sums.ofColumn[c]);
                change = std::max(change, std::abs(share - estimate.m[c][level]));
                estimate.m[c][level] = share;
            }
        }
        ++estimate.rounds;
    }
    return estimate;
}

} // namespace qd::match
