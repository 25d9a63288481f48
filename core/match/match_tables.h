#pragma once
#include "core/base/progress.h"
#include "core/match/column_kind.h"

#include <cstdint>
#include <string>
#include <vector>

namespace qd::match {

/// The records of one table: a unique id each, and for every compared column a text each, empty where the value is
/// missing. Numbers and dates are as a workspace writes them (26400.5, 2026-10-31).
struct Records {
    std::vector<std::string> ids;
    std::vector<std::vector<std::string>> columns; ///< parallel to MatchOptions::columns
};

/// A column that both tables have.
struct ComparedColumn {
    std::string name;
    ColumnKind kind = ColumnKind::City;
};

struct MatchOptions {
    std::vector<ComparedColumn> columns; ///< 1 to MostColumns
    double threshold = 0.5; ///< least probability of a pair that is listed
    bool many = false; ///< every pair at or above the threshold, instead of one-to-one or clusters
    int threads = 0; ///< 0: as many as the machine has; the result is the same
    bool misspelt = false; ///< also look once more at records that found nobody, by misspelt_pairs.h; not with `many`
};
inline constexpr std::size_t MostColumns = 20;

/// At or above it a pair is a link; from the threshold to here it is for a person to look at.
inline constexpr double LinkThreshold = 0.99;

/// What one column says about a pair.
struct Evidence {
    int level = -1; ///< the first that holds, 0 for equal; -1 where a value is missing
    double weight = 0; ///< log2(m / u); 0 for a missing value
};

struct MatchedPair {
    std::string left;
    std::string right;
    double probability = 0; ///< 2^weight / (1 + 2^weight)
    double weight = 0; ///< log2(lambda / (1 - lambda)) + the evidence's weights
    std::vector<Evidence> evidence; ///< parallel to MatchOptions::columns
};

struct MatchResult {
    std::vector<MatchedPair> pairs; ///< by left, then right id in byte order
    double lambda = 0; ///< share of matches among blocked pairs, averaged over the blocking keys
    std::int64_t compared = 0; ///< different pairs that share a blocking key
    std::int64_t blocksSkipped = 0; ///< values of a key with over 5,000 pairs, which were split by the next key
};

/// Record linkage after Fellegi and Sunter ("A theory for record linkage", 1969) as CONTRACT-ROOMS section 2, Match,
/// has it; docs/identity.md tells how. Between two tables the result is one-to-one: of the pairs at or above the
/// threshold the set with the largest sum of weights (so a pair of negative weight, below a probability of one half, is
/// in none). Only where MatchOptions::misspelt asks for it, records that found nobody so are compared once more with
/// those whose names are misspelt where the blocking keys look, by the same model: those pairs share no key, and are
/// not in `compared`.
///
/// The order of records changes nothing. Time grows with the records and the pairs compared; memory is 12 bytes a pair
/// up to 400 MB, beyond which pairs are compared a second time instead of being kept.
/// Errors: BadData for an id that two records of a table have, naming it; Cancelled.
[[nodiscard]] Result<MatchResult> matchTables(
    Records left, Records right, const MatchOptions &options, Progress &progress);

/// Duplicates within one table: clusters by average linkage at the threshold (average_linkage.h), and of each the pairs
/// at or above it; `left` is the id that comes first in byte order.
[[nodiscard]] Result<MatchResult> matchWithin(Records records, const MatchOptions &options, Progress &progress);

/// The kind of a column whose name tells none, by the values of both tables: number or date where all are, else city,
/// whose rule holds for texts of any kind.
[[nodiscard]] ColumnKind kindOfValues(const std::vector<std::string> &left, const std::vector<std::string> &right);

} // namespace qd::match
