#pragma once
#include "core/match/expectation.h"

namespace qd::match {

/// What agreement and disagreement weigh, in bits.
struct MatchModel {
    double lambda = 0; ///< share of matches among blocked pairs
    LevelShares m; ///< of matches, by column and level
    LevelShares u; ///< of pairs that have nothing to do with each other
};

/// lambda and m estimated once for every blocking key, with the column of the key left out, and averaged; each column's
/// m over the runs that tell something of it (none: it keeps what it began with). Where every key leaves nothing to
/// estimate from, as with a single column, m keeps what it began with and lambda is what the share p of pairs on the
/// first level says, (p - u) / (m - u), within 0.0001 and 0.99.
[[nodiscard]] MatchModel fitModel(const CandidatePairs &pairs, std::span<const BlockingKey> keys, LevelShares u);

/// Weights of the pairs of two tables' values by a model.
class Weights {
public:
    Weights(std::span<const ColumnValues> columns, MatchModel model);

    /// log2(lambda / (1 - lambda)).
    [[nodiscard]] double prior() const { return m_prior; }
    /// log2(m / u) of a column's level; 0 for a missing value. On the first level of a text u is the share of the value
    /// itself, at least 0.001: agreement in a rare one says more.
    [[nodiscard]] double ofLevel(std::size_t column, int level, std::int32_t value) const;
    /// prior() and all columns, for records of the left table and the right one (of one table: the same).
    [[nodiscard]] double ofPair(const Pattern &pattern, std::size_t left) const;

private:
    std::span<const ColumnValues> m_columns;
    double m_prior;
    LevelShares m_levels; ///< log2(m / u)
    std::vector<std::vector<double>> m_values; ///< of texts on their first level, by value
};

/// 2^weight / (1 + 2^weight).
[[nodiscard]] double probabilityOf(double weight);

} // namespace qd::match
