#include "core/base/csv_text.h"

#include <algorithm>
#include <array>

namespace qd {

bool runsInSpreadsheet(std::string_view text)
{
    constexpr std::array<std::string_view, 11> Beginnings{
        "=", "+", "-", "@", "\t", "\r", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0", ";="};
    return std::any_of(Beginnings.begin(), Beginnings.end(),
        [text](std::string_view beginning) { return text.starts_with(beginning); });
}

std::string guarded(std::string text)
{
    if (runsInSpreadsheet(text))
        text.insert(0, 1, '\'');
    return text;
}

std::string_view withoutGuard(std::string_view cell)
{
    return cell.starts_with('\'') && runsInSpreadsheet(cell.substr(1)) ? cell.substr(1) : cell;
}

std::string csvLine(const std::vector<CsvCell> &cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        const std::string value = cells[i].isText ? guarded(cells[i].value) : cells[i].value;
        if (value.find_first_of(",\"\r\n") == std::string::npos) {
            line += value;
            continue;
        }
        line += '"';
        for (const char c : value) {
            line += c;
            if (c == '"')
                line += '"';
        }
        line += '"';
    }
    return line + '\n';
}

} // namespace qd
