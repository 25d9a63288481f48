#include "core/query/parameters.h"

namespace qd::query {

nlohmann::json parameterValue(const std::string &text)
{
    if (text.empty())
        return nullptr;
    const bool begins = text.front() == '-' || (text.front() >= '0' && text.front() <= '9');
    const bool ends = text.back() >= '0' && text.back() <= '9'; // JSON would skip a blank
    if (begins && ends) {
        const nlohmann::json number = nlohmann::json::parse(text, nullptr, false);
        if (number.is_number())
            return number;
    }
    return text;
}

} // namespace qd::query
