#pragma once
#include "core/sources/file_import.h"
#include "core/store/usage_rows.h"

#include <array>
#include <set>

namespace qd::sources {

/// A row of the file whose key was taken already, with other values.
struct UsageConflict {
    std::int64_t line = 0;
    std::int64_t firstLine = 0;
    std::int64_t firstBatch = 0;
};

/// Stores chunks of usage rows of one file as segments, and settles them with what is stored already.
class UsageSettler {
public:
    /// `present`: which measures the file has; the others keep their stored value. The profile of `mapping` says what
    /// becomes of several rows of one key.
    UsageSettler(ImportCall &call, const FileInHand &file, std::array<bool, store::UsageMeasures> present,
        const Mapping &mapping);

    /// Takes a chunk (and spoils it): counts its rows in `report`, keeps those that contradict for takeConflicts().
    /// Rows of one key become one only within a chunk.
    [[nodiscard]] Result<void> add(store::UsageColumns &rows, BatchReport &report);

    /// Rows to be quarantined, sorted by line.
    [[nodiscard]] std::vector<UsageConflict> takeConflicts();

private:
    struct Chunk {
        store::UsageColumns &columns;
        std::vector<std::uint32_t> order; ///< rows that are still to be stored, sorted by key
        /// Of rows that were made one with another: the next of them, from that one on; empty where none may be.
        std::vector<std::uint32_t> joined = {};

        /// Calls `visit` for a row and those that were made one with it.
        template <typename Visit>
        void forEachOf(std::uint32_t row, Visit visit) const
        {
            visit(row);
            for (; !joined.empty() && joined[row] != row; row = joined[row])
                visit(joined[row]);
        }
        [[nodiscard]] std::int64_t rowsOf(std::uint32_t row) const;
    };

    void join(Chunk &chunk, std::uint32_t first, std::uint32_t row) const;
    void dropRepeats(Chunk &chunk, BatchReport &report);
    [[nodiscard]] Result<void> settleWithStored(Chunk &chunk, BatchReport &report);
    bool settleSegment(Chunk &chunk, store::UsageColumns &stored, std::int64_t batch, bool storedIsNewer,
        std::vector<bool> &replaced, BatchReport &report);
    void rewrite(const store::UsagePlace &place, const store::UsageColumns &stored, const std::vector<bool> &replaced);
    void insertAll(const Chunk &chunk);
    [[nodiscard]] bool ofThisCall(std::int64_t batch) const;

    ImportCall &m_call;
    FileInHand m_file;
    std::array<bool, store::UsageMeasures> m_present;
    SameKey::Rows m_sameKey;
    std::array<bool, store::UsageMeasures> m_adds{}; ///< measures that are added up
    std::vector<UsageConflict> m_conflicts;
    std::set<std::int64_t> m_given; ///< batches whose rows the file has too
};

} // namespace qd::sources
