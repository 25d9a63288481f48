#pragma once
#include "core/match/blocking.h"

#include <span>
#include <utility>
#include <vector>

namespace qd::match {

/// Records that found nobody by the blocking keys, by number, rising; within one table `right` is not looked at.
struct FreeRecords {
    std::vector<std::uint32_t> left;
    std::vector<std::uint32_t> right;
};

/// What blocking keeps apart because a name is misspelt where every key of it looks: pairs of free records that share
/// no key, and the first words of whose names, of four letters or more, are equal once at most one letter is left out
/// of each. So one letter is missing, too many or wrong, or two neighbours are exchanged. Words that over
/// MostPairsOfValue pairs of records come down to alike are passed over. Each pair once, rising; within one table the
/// first before the second. Time and memory: the letters of the words and the pairs. Source of leaving letters out:
/// Mor, Fraenkel, "A hash code method for detecting and correcting spelling errors", 1982.
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> misspeltPairs(
    std::span<const ColumnValues> columns, std::span<const BlockingKey> keys, const FreeRecords &free, bool within);

} // namespace qd::match
