#pragma once
#include "core/base/message.h"
#include "core/sources/mapping.h"
#include "core/sources/record_reader.h"

namespace qd::sources {

/// Why a record below the header is passed over.
enum class SkipReason : std::uint8_t {
    RepeatedHeader,
    Empty, ///< fields, and nothing in them
    Footer, ///< of a report: "Grand Total", "Copyright (c) ..."
    Remark, ///< begins with # and is not as wide as a row
    Total, ///< the last row, which names nothing and adds up the rows above
    ByProfile, ///< the profile says so: a deleted record
};

/// "repeats the header", one of the words of the window too.
[[nodiscard]] const char *toString(SkipReason reason);

struct SkippedRow {
    std::int64_t line = 0;
    SkipReason why = SkipReason::Empty;

    bool operator==(const SkippedRow &) const = default;
};

/// Lines passed over, a message for each reason: "repeats the header: lines 7, 9-12", at most `most` of them named.
[[nodiscard]] std::vector<Message> skippedInWords(const std::vector<SkippedRow> &rows, std::size_t most);

/// Why a record below the header is no data; nothing for data. A footer is a row with one field, or of another width
/// than the header, that begins as footers do; or any row whose first field is "Grand Total" and nothing else. In a
/// table of one column every row is data that is not empty.
[[nodiscard]] std::optional<SkipReason> noiseIn(const Record &record, const std::vector<std::string> &headers);

/// Whether a text is a report's word for a sum of the rows above, alone: Total, Subtotal, Sum, Gesamt ...
[[nodiscard]] bool isTotalWord(std::string_view text);

} // namespace qd::sources
