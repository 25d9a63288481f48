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
    /// `present`: which measures the file has; the others keep their stored value.
    UsageSettler(ImportCall &call, const FileInHand &file, std::array<bool, store::UsageMeasures> present);

    /// Takes a chunk (and spoils it): counts its rows in `report`, keeps those that contradict for takeConflicts().
    [[nodiscard]] Result<void> add(store::UsageColumns &rows, BatchReport &report);

    /// Rows to be quarantined, sorted by line.
    [[nodiscard]] std::vector<UsageConflict> takeConflicts();

private:
    struct Chunk {
        store::UsageColumns &columns;
        std::vector<std::uint32_t> order; ///< rows that are still to be stored, sorted by key
    };

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
    std::vector<UsageConflict> m_conflicts;
    std::set<std::int64_t> m_given; ///< batches whose rows the file has too
};

} // namespace qd::sources
