#include "core/match/random_pairs.h"

#include "core/base/in_parallel.h"
#include "core/statistics/counter_random.h"

#include <algorithm>
#include <array>

namespace qd::match {

namespace {

constexpr std::size_t Parts = 200; // of the pairs; each part counts for itself
constexpr std::uint32_t Seed = 1;

using LevelCounts = std::array<std::int64_t, MostLevels>;

/// One table with another, or the pairs of two records of one.
struct PairSpace {
    std::int64_t left = 0;
    std::int64_t right = 0;
    bool within = false;

    [[nodiscard]] std::int64_t size() const { return within ? left * (left - 1) / 2 : left * right; }
};

/// A number below `below`, of 64 random bits: their fraction of it, rounded down.
std::int64_t fractionOf(std::uint32_t high, std::uint32_t low, std::int64_t below)
{
    const std::uint64_t bits = std::uint64_t(high) << 32 | low;
    const auto rest = std::uint64_t(below);
    // The upper 64 of 128 bits; `below` has at most 32.
    return std::int64_t(((bits >> 32) * rest + (((bits & 0xFFFFFFFF) * rest) >> 32)) >> 32);
}

using Pair = std::pair<std::uint32_t, std::uint32_t>; // positions of both records

/// Gives the pairs of a part to `visit`, many at a time.
template <typename Visit>
void batchesOfPart(const PairSpace &space, std::size_t part, const Visit &visit)
{
    constexpr std::size_t BatchSize = 128;
    std::vector<Pair> batch;
    const auto add = [&](std::int64_t i, std::int64_t j) {
        batch.emplace_back(std::uint32_t(i), std::uint32_t(j));
        if (batch.size() == BatchSize) {
            visit(batch);
            batch.clear();
        }
    };
    if (space.size() <= RandomPairs) {
        for (auto i = std::int64_t(part); i < space.left; i += Parts) {
            for (std::int64_t j = space.within ? i + 1 : 0; j < space.right; ++j)
                add(i, j);
        }
    } else {
        for (auto number = std::int64_t(part); number < RandomPairs; number += Parts) {
            const auto bits = statistics::philox({std::uint32_t(number), 0, 0, 0}, {Seed, 0});
            const std::int64_t i = fractionOf(bits[0], bits[1], space.left);
            const std::int64_t j = fractionOf(bits[2], bits[3], space.within ? space.left - 1 : space.right);
            add(i, space.within && j >= i ? j + 1 : j); // another record than the first
        }
    }
    visit(batch);
}

/// Pairs drawn at random lie far apart in memory; so all of a batch are fetched before one is compared.
LevelCounts levelsOf(const ColumnValues &values, const std::vector<Pair> &batch, bool within)
{
    const std::vector<std::int32_t> &left = values.left();
    const std::vector<std::int32_t> &right = within ? values.left() : values.right();
    for (const auto &[i, j] : batch) {
        values.prefetch(left[i]);
        values.prefetch(right[j]);
    }
    for (const auto &[i, j] : batch) {
        values.prefetchText(left[i]);
        values.prefetchText(right[j]);
    }
    LevelCounts counts{};
    for (const auto &[i, j] : batch) {
        const int level = values.level(left[i], right[j]);
        if (level >= 0)
            ++counts[std::size_t(level)];
    }
    return counts;
}

std::vector<double> sharesOf(const LevelCounts &counts, int levels)
{
    std::int64_t all = 0;
    for (const std::int64_t count : counts)
        all += count;
    std::vector<double> shares;
    for (int level = 0; level < levels; ++level)
        shares.push_back(
            all == 0 ? 1.0 / levels : std::max(LeastShare, double(counts[std::size_t(level)]) / double(all)));
    return shares;
}

} // namespace

Result<std::vector<std::vector<double>>> levelsByChance(
    std::span<const ColumnValues> columns, bool within, int threads, Progress &progress)
{
    const auto records = std::int64_t(columns.front().left().size());
    const PairSpace space{records, within ? records : std::int64_t(columns.front().right().size()), within};
    progress.begin(QD_WORDS("Progress", "Comparing random pairs"), std::int64_t(Parts));
    std::vector<std::vector<LevelCounts>> counts(Parts, std::vector<LevelCounts>(columns.size(), LevelCounts{}));
    const auto makeWorker = [&] {
        return [&](std::size_t part) {
            batchesOfPart(space, part, [&](const std::vector<Pair> &batch) {
                for (std::size_t c = 0; c < columns.size(); ++c) {
                    const LevelCounts levels = levelsOf(columns[c], batch, within);
                    for (std::size_t level = 0; level < levels.size(); ++level)
                        counts[part][c][level] += levels[level];
                }
            });
        };
    };
    if (!inParallel(Parts, threads, progress, 0, makeWorker))
        return cancelled();
    std::vector<std::vector<double>> shares;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        LevelCounts sum{};
        for (const auto &part : counts) {
            for (std::size_t level = 0; level < sum.size(); ++level)
                sum[level] += part[c][level];
        }
        shares.push_back(sharesOf(sum, levelCount(columns[c].kind())));
    }
    return shares;
}

} // namespace qd::match
