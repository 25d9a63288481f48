#pragma once
#include <cstdint>
#include <span>
#include <vector>

namespace qd::match {

/// An edge of a bipartite graph: records of both tables, and what their pair weighs.
struct WeightedPair {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    double weight = 0;
};

/// Positions in `pairs`, rising, of the set with the largest sum of weights in which no left and no right record occurs
/// twice. A pair of weight 0 or less is in none. Of sets with equal sums the one found first, which depends on the
/// order of `pairs` alone. Each connected part for itself, by shortest augmenting paths over its edges (Jonker,
/// Volgenant 1987; Dijkstra with potentials): O(n (n + e) log n) for a part of n records and e edges; most have one
/// pair.
[[nodiscard]] std::vector<std::size_t> oneToOne(std::span<const WeightedPair> pairs);

} // namespace qd::match
