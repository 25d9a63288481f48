#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace qd::match {

/// Two records of one table that were compared.
struct LikelyPair {
    std::uint32_t first = 0;
    std::uint32_t second = 0; ///< another record; each pair once
    double probability = 0;
};

/// Clusters of records 0..count-1 by average linkage: beginning with each record alone, the two clusters whose pairs
/// have the highest mean probability are joined, as long as it is at or above `threshold` (above 0). A pair that was
/// not compared counts 0, so a chain of likely pairs is not thereby one cluster. Of equal means the clusters whose
/// first records come first. Gives the first record of each record's cluster. O(e log e) for e pairs within parts that
/// hang together at the threshold. Source: Sokal, Michener 1958 (UPGMA).
[[nodiscard]] std::vector<std::uint32_t> averageLinkage(
    std::size_t count, std::span<const LikelyPair> pairs, double threshold);

} // namespace qd::match
