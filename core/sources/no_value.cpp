#include "core/sources/no_value.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace qd::sources {

namespace {

bool standsForNothing(std::string_view text)
{
    constexpr std::array<std::string_view, 22> Words{"-", "--", "---", "\xE2\x80\x93", "\xE2\x80\x94", "n/a", "#n/a",
        "n.a.", "na", "#na", "nan", "null", "(null)", "\\n", "nil", "none", "(none)", "(blank)", "tbd", "tba", "?",
        "unknown"};
    constexpr std::size_t LongestWord = 7;
    return (text.size() <= LongestWord && std::find(Words.begin(), Words.end(), lowered(text)) != Words.end())
        || text.starts_with("0000-00-00");
}

} // namespace

std::string_view valueText(const store::Column &column, std::string_view text)
{
    constexpr std::array<std::string_view, 4> References{
        "domain", "crm_account_id", "parent_account_id", "parent_subscription_id"};
    const bool typed = column.type != store::ValueType::Text && column.type != store::ValueType::Enum
        && column.type != store::ValueType::Currency;
    const bool reference = std::find(References.begin(), References.end(), column.name) != References.end();
    return (typed || reference) && standsForNothing(text) ? std::string_view() : text;
}

} // namespace qd::sources
