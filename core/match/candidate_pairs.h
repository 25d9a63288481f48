#pragma once
#include "core/base/progress.h"
#include "core/match/blocking.h"

#include <functional>

namespace qd::match {

/// The levels of one pair, a column each; -1 where a value is missing.
using Pattern = std::vector<std::int8_t>;

struct CandidatePair {
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    std::uint32_t pattern = 0; ///< of CandidatePairs::patterns()
};

/// Every pair of records that share a block of some key, compared once in all columns. What they look like is counted
/// by pattern, of which there are few, so that estimating needs no pair; the pairs are kept while they take at most
/// `mostKept`, else compared again when they are asked for.
class CandidatePairs {
public:
    struct Options {
        bool within = false; ///< one table: pairs of two of its records, the first one before the second
        int threads = 0; ///< 0: as many as the machine has
        std::int64_t mostKept = 33'000'000; ///< of 12 bytes each
    };
    /// Both must outlive it. Cancelled. Time: the pairs, times the columns.
    [[nodiscard]] static Result<CandidatePairs> compare(std::span<const ColumnValues> columns,
        std::span<const BlockingKey> keys, const Options &options, Progress &progress);

    /// Different pairs.
    [[nodiscard]] std::int64_t size() const { return m_size; }
    /// Values of keys that had to be split, over all keys.
    [[nodiscard]] std::int64_t splitValues() const { return m_splitValues; }
    /// Different patterns, in their own order.
    [[nodiscard]] const std::vector<Pattern> &patterns() const { return m_patterns; }
    /// Different pairs of a pattern, over all keys.
    [[nodiscard]] const std::vector<std::int64_t> &counts() const { return m_counts; }
    /// Pairs of a pattern that share a block of one key.
    [[nodiscard]] const std::vector<std::int64_t> &countsOfKey(std::size_t key) const { return m_countsOfKeys[key]; }

    /// Visits all pairs, by left record, then in an order that depends on the records alone. Cancelled.
    [[nodiscard]] Result<void> forEach(
        const std::function<void(const CandidatePair &)> &visit, Progress &progress) const;

private:
    struct Worker;
    CandidatePairs(std::span<const ColumnValues> columns, std::span<const BlockingKey> keys, const Options &options);
    [[nodiscard]] std::size_t chunkCount() const;
    void compareChunk(std::size_t chunk, Worker &worker, std::vector<CandidatePair> &pairs) const;
    void merge(std::vector<Worker> &workers);

    std::span<const ColumnValues> m_columns;
    std::span<const BlockingKey> m_keys;
    Options m_options;
    std::vector<Blocks> m_blocks; ///< by key
    std::vector<std::uint64_t> m_codes; ///< of the patterns, rising
    std::vector<Pattern> m_patterns;
    std::vector<std::int64_t> m_counts;
    std::vector<std::vector<std::int64_t>> m_countsOfKeys;
    std::vector<std::vector<CandidatePair>> m_chunks; ///< by chunk of left records; empty when they are not kept
    std::int64_t m_size = 0;
    std::int64_t m_splitValues = 0;
};

} // namespace qd::match
