#include "core/sources/no_value.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::sources {

bool standsForNothing(std::string_view text)
{
    constexpr std::array<std::string_view, 22> Words{"-", "--", "---", "\xE2\x80\x93", "\xE2\x80\x94", "n/a", "#n/a",
        "n.a.", "na", "#na", "nan", "null", "(null)", "\\n", "nil", "none", "(none)", "(blank)", "tbd", "tba", "?",
        "unknown"};
    constexpr std::size_t LongestWord = 7;
    return (text.size() <= LongestWord && std::find(Words.begin(), Words.end(), lowered(text)) != Words.end())
        || text.starts_with("0000-00-00");
}

bool isSheetError(std::string_view text)
{
    constexpr std::array<std::string_view, 8> Errors{
        "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};
    return text.starts_with('#') && std::find(Errors.begin(), Errors.end(), text) != Errors.end();
}

bool isId(const store::Column &column)
{
    return column.name.ends_with("_id");
}

bool isReference(const store::Column &column)
{
    constexpr std::array<std::string_view, 4> Addresses{"domain", "email", "owner_email", "phone"};
    return isId(column) || std::find(Addresses.begin(), Addresses.end(), column.name) != Addresses.end();
}

std::string_view valueText(const store::Column &column, std::string_view text)
{
    const bool typed = column.type != store::ValueType::Text && column.type != store::ValueType::Enum
        && column.type != store::ValueType::Currency;
    return (typed || isReference(column)) && standsForNothing(text) ? std::string_view() : text;
}

} // namespace qd::sources
