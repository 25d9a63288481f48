#pragma once
#include "core/base/progress.h"
#include "core/match/column_values.h"

namespace qd::match {

/// Pairs up to which all are looked at, and how many are drawn where there are more.
inline constexpr std::int64_t RandomPairs = 1'000'000;

/// Least value of every m and u.
inline constexpr double LeastShare = 1e-6;

/// u of every column: how often two records that have nothing to do with each other show each level, among the pairs
/// where both have a value, at least LeastShare. From all pairs of the tables, or from RandomPairs of them drawn with
/// replacement by seed 1 (core/statistics/counter_random.h), never from blocked ones. A column that no such pair has
/// values of gives all levels alike. Cancelled.
[[nodiscard]] Result<std::vector<std::vector<double>>> levelsByChance(
    std::span<const ColumnValues> columns, bool within, int threads, Progress &progress);

} // namespace qd::match
