#include "app/cli/query_input.h"

#include "core/base/text.h"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <iostream>

namespace qd::cli {

void sayUnused(const std::vector<std::string> &columns)
{
    if (!columns.empty())
        std::cerr << "qdeck: Columns of the query that are not used: " << joined(columns, ", ") << ".\n";
}

Result<double> numberOption(const std::string &option, const std::string &text)
{
    double number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code == std::errc() && end == text.data() + text.size() && std::isfinite(number) && number >= 0)
        return number;
    return Error{ErrorCode::InvalidArgument,
        {QD_WORDS("Commands", "%1 wants a number of 0 or more, not \"%2\"."), {option, text}}, {option, text}};
}

std::string seedFault(const std::string &text)
{
    std::uint64_t seed = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), seed);
    return failure == std::errc() && end == text.data() + text.size() ? std::string()
                                                                      : "wants a whole number of 64 bits";
}

} // namespace qd::cli
