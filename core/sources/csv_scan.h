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
    bool backslash = false; ///< a quote within quotes is written \" and a backslash \\, besides doubled quotes
    char quote = '"'; ///< around fields that hold delimiters or line ends; '\0' where nothing quotes
};

/// What a scan for the end of a record found.
struct CsvScan {
    enum class Found { Record, NeedsMore, OpenQuote };
    Found found = Found::NeedsMore;
    std::size_t length = 0; ///< of the record, without its line end
    std::size_t consumed = 0; ///< with its line end
    std::int64_t lines = 0; ///< physical lines it covers
    bool quoted = false; ///< some field is in quotes
    bool unended = false; ///< no line end follows
};

/// Where the record that begins `text` ends. `atEnd`: there is no text after it, so a missing line end is none.
[[nodiscard]] CsvScan scanRecord(std::string_view text, CsvMarks marks, bool atEnd);

/// The fields of a record without quotes.
void splitPlain(std::string_view record, char delimiter, std::vector<std::string_view> &fields);

/// The fields of a record with quotes; doubled and escaped quotes are made single in place, so `record` is spoiled.
void splitQuoted(char *record, std::size_t length, CsvMarks marks, std::vector<std::string_view> &fields);

/// Whether quotes are escaped by a backslash in the beginning of a file, as MySQL and Redshift do: some stand behind
/// one in the middle of a field, and none is doubled there.
[[nodiscard]] bool escapesByBackslash(std::string_view sample, CsvMarks marks);

} // namespace qd::sources
