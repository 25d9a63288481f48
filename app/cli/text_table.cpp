#include "app/cli/text_table.h"

#include "core/base/rounding.h"
#include "core/base/text.h"

#include <algorithm>

namespace qd::cli {

std::string padded(const std::string &text, std::size_t width)
{
    const auto characters =
        std::size_t(std::count_if(text.begin(), text.end(), [](char byte) { return (byte & 0xC0) != 0x80; }));
    return text + std::string(characters < width ? width - characters : 1, ' ');
}

std::string cellText(const std::optional<double> &value, int decimals)
{
    return value ? fixedDecimals(shownValue(*value, decimals), decimals) : "-";
}

} // namespace qd::cli
