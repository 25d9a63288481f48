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

/// One line of RFC 4180 CSV with `\n` at its end: fields with a comma, quote or line break are quoted. Text that a
/// spreadsheet would run (it begins with = + - @, tab or carriage return) gets an apostrophe in front (OWASP
/// ASVS 1.2.10).
[[nodiscard]] std::string csvLine(const std::vector<CsvCell> &cells);

} // namespace qd
