#pragma once
#include "core/base/message.h"
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"
#include "core/sources/typed_row.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace qd::sources {

/// Rows for which a lookup was asked, by what it found.
struct LookupCount {
    std::int64_t matched = 0;
    std::int64_t unmatched = 0;
    std::int64_t ambiguous = 0;
};
/// By canonical column.
using LookupCounts = std::map<std::string, LookupCount>;

/// Counts what the lookups for a row found: of several for one column the best.
void countLookups(const Mapping &mapping, const Record &record, LookupCounts &counts);

/// Values of a column that are none its entity knows (CONTRACT section 1: they are kept and listed).
struct UnknownValues {
    static constexpr std::size_t MostApart = 100; ///< values that are told apart
    std::map<std::string, std::int64_t> rows; ///< by value, as the file has it
    std::int64_t others = 0; ///< rows with a value beyond those
};

/// What is to be said about rows of a file that were taken, though they are not as rows should be.
struct RowNotes {
    std::int64_t padded = 0; ///< rows shorter than the header; what they lack is empty
    std::int64_t beside = 0; ///< rows of a sheet with cells right of its header, which are not read
    std::int64_t nameless = 0; ///< rows with values in columns that have no name
    std::map<std::string, std::int64_t> saidEmpty; ///< by header: cells that say in words that they have no value
    std::map<std::string, UnknownValues> unknown; ///< by header: columns of known values with some that are not
    LookupCounts lookups; ///< also of rows that were held back
    std::int64_t joined = 0; ///< rows that were made one with the row of their key above
    std::int64_t sameDayEnds = 0; ///< contracts whose end is the start of the next: ends look exclusive

    /// Counts what is noted in a row of `mapping`; nothing of one that has a fault.
    void add(const TypedRow &row, const Mapping &mapping);
};

/// One sentence and the thing it is about, in a word or two: "short rows".
struct RowNote {
    Message about;
    Message says;
};

/// The notes that have something to say.
[[nodiscard]] std::vector<RowNote> notesInWords(const RowNotes &notes);

} // namespace qd::sources
