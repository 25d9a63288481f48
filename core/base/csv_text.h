#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qd {

/// What a CSV cell holds: text is neutralised, numbers stay numbers.
struct CsvCell {
    std::string value;
    bool isText = true;

    CsvCell(std::string text)
        : value(std::move(text))
    {
    }
    CsvCell(const char *text)
        : value(text)
    {
    }
    /// A cell that is written as it is: a number, a date, a boolean.
    [[nodiscard]] static CsvCell raw(std::string text)
    {
        CsvCell cell(std::move(text));
        cell.isText = false;
        return cell;
    }
};

/// Whether a spreadsheet may run a text as a formula: it begins with = + - @, tab or carriage return; with one of
/// U+FF1D U+FF0B U+FF0D U+FF20, which East Asian settings take for them; or with `;=`, where `;` ends cells.
[[nodiscard]] bool runsInSpreadsheet(std::string_view text);

/// A text as a cell of a spreadsheet may hold it: with an apostrophe in front where runsInSpreadsheet().
[[nodiscard]] std::string guarded(std::string text);

/// A text cell of a file that csvLine() wrote: without the apostrophe it put in front.
[[nodiscard]] std::string_view withoutGuard(std::string_view cell);

/// One line of RFC 4180 CSV with `\n` at its end: fields with a comma, quote or line break are quoted. Text that a
/// spreadsheet would run gets an apostrophe in front (OWASP
/// ASVS 1.2.10).
[[nodiscard]] std::string csvLine(const std::vector<CsvCell> &cells);

} // namespace qd
