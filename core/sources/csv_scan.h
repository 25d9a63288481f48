#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace qd::sources {

/// The marks of a delimited text; internal to the reader.
struct CsvMarks {
    char delimiter = ',';
    char newline = '\n'; ///< '\r' in files that have no other line end
};

/// What a scan for the end of a record found.
struct CsvScan {
    enum class Found { Record, NeedsMore, OpenQuote };
    Found found = Found::NeedsMore;
    std::size_t length = 0; ///< of the record, without its line end
    std::size_t consumed = 0; ///< with its line end
    std::int64_t lines = 0; ///< physical lines it covers
    bool quoted = false; ///< some field is in quotes
};

/// Where the record that begins `text` ends. `atEnd`: there is no text after it, so a missing line end is none.
[[nodiscard]] CsvScan scanRecord(std::string_view text, CsvMarks marks, bool atEnd);

/// The fields of a record without quotes.
void splitPlain(std::string_view record, char delimiter, std::vector<std::string_view> &fields);

/// The fields of a record with quotes; doubled quotes are made single in place, so `record` is spoiled.
void splitQuoted(char *record, std::size_t length, char delimiter, std::vector<std::string_view> &fields);

} // namespace qd::sources
