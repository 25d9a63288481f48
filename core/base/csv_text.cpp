#include "core/base/csv_text.h"

namespace qd {

std::string csvLine(const std::vector<CsvCell> &cells)
{
    constexpr std::string_view Formula = "=+-@\t\r";
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0)
            line += ',';
        std::string value = cells[i].value;
        if (cells[i].isText && !value.empty() && Formula.find(value.front()) != std::string_view::npos)
            value.insert(0, 1, '\'');
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
