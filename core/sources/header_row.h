#pragma once
#include "core/sources/record_reader.h"

namespace qd::sources {

/// One of the first records of a file, which may be its header.
struct HeaderRow {
    std::vector<std::string> headers; ///< trimmed
    std::int64_t line = 0;
    std::int64_t lastLine = 0; ///< differs from `line` where a field holds line breaks
    bool wellFormed = true;

    /// Fields up to the last one with a text.
    [[nodiscard]] std::size_t width() const;
};

/// The first records of a file, copied; those down to line `until` where it is given, however many.
[[nodiscard]] Result<std::vector<HeaderRow>> firstRows(
    RecordReader &reader, std::optional<std::int64_t> until = std::nullopt);

/// The row with most fields, the first of several.
[[nodiscard]] const HeaderRow &widest(const std::vector<HeaderRow> &rows);

/// The header of a table nobody described: the first row that is as wide as most rows are, or wider; empty fields at
/// the end of a row do not count, nor do remarks, which begin with #. A narrower row right above it is the header all
/// the same where its fields are names, each another one, and what follows are values: the rows then have a column
/// without a name; so it is where some names are missing between its delimiters. Titles stand further up, or have one
/// field.
[[nodiscard]] const HeaderRow &headerOfTable(const std::vector<HeaderRow> &rows);

/// Header names of which some are given in the row above, as where a name stands over several columns and their own
/// below it: those that are empty are taken from there. A
/// title, which is one text, gives none.
[[nodiscard]] std::vector<std::string> namesFromAbove(std::vector<std::string> names, const HeaderRow &above);

/// Whether a text is a value rather than a name: a number, a date, true or false.
[[nodiscard]] bool looksLikeValue(std::string_view text);

} // namespace qd::sources
