#pragma once
#include "core/base/message.h"
#include "core/sources/mapping.h"
#include "core/sources/typed_row.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace qd::sources {

/// What is to be said about rows of a file that were taken, though they are not as rows should be.
struct RowNotes {
    std::int64_t padded = 0; ///< rows shorter than the header; what they lack is empty
    std::int64_t beside = 0; ///< rows of a sheet with cells right of its header, which are not read
    std::map<std::string, std::int64_t> saidEmpty; ///< by header: cells that say in words that they have no value
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
