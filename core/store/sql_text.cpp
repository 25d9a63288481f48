#include "core/store/sql_text.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd::store {

bool isNameByte(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '_' || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t pastQuoted(const std::string &sql, std::size_t at)
{
    const auto past = [&](std::string_view end, std::size_t from) {
        const std::size_t found = sql.find(end, from);
        return found == std::string::npos ? sql.size() : found + end.size();
    };
    switch (sql[at]) {
    case '\'':
    case '"':
    case '`':
        return past(std::string_view(sql).substr(at, 1), at + 1); // a doubled quote ends one and begins the next
    case '[':
        return past("]", at + 1);
    case '-':
        return sql.compare(at, 2, "--") == 0 ? past("\n", at + 2) : at;
    case '/':
        return sql.compare(at, 2, "/*") == 0 ? past("*/", at + 2) : at;
    default:
        return at;
    }
}

std::vector<std::string> parametersOf(const std::string &sql)
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t past = pastQuoted(sql, at); past > at) {
            at = past;
            continue;
        }
        std::size_t end = at + 1;
        while (end < sql.size() && isNameByte(sql[end]))
            ++end;
        const bool begins = sql[at] == ':' || sql[at] == '@' || sql[at] == '$';
        if (begins && end > at + 1) {
            const std::string name = sql.substr(at + 1, end - at - 1);
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        }
        at = begins || isNameByte(sql[at]) ? end : at + 1;
    }
    return names;
}

} // namespace qd::store
