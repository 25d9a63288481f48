#include "core/store/with_expansion.h"

#include "core/base/text.h"
#include "core/store/sql_text.h"

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace qd::store {

namespace {

/// Words and signs of a query in lower case, a quoted name as the name it is; without comments, texts and blanks.
std::vector<std::string> tokensOf(const std::string &sql)
{
    std::vector<std::string> tokens;
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t past = pastQuoted(sql, at); past > at) {
            if (sql[at] != '-' && sql[at] != '/' && past > at + 1)
                tokens.push_back(lowered(sql.substr(at + 1, past - at - 2)));
            at = past;
            continue;
        }
        std::size_t end = at;
        while (end < sql.size() && isNameByte(sql[end]))
            ++end;
        end = std::max(end, at + 1);
        if (static_cast<unsigned char>(sql[at]) > ' ')
            tokens.push_back(lowered(sql.substr(at, end - at)));
        at = end;
    }
    return tokens;
}

/// For each opening bracket one past the one that closes it.
std::vector<std::size_t> pastBrackets(const std::vector<std::string> &tokens)
{
    std::vector<std::size_t> past(tokens.size(), tokens.size());
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < tokens.size(); ++at) {
        if (tokens[at] == "(") {
            open.push_back(at);
        } else if (tokens[at] == ")" && !open.empty()) {
            past[open.back()] = at + 1;
            open.pop_back();
        }
    }
    return past;
}

/// Where the text of a table of a WITH clause begins, if its name stands at `at`: name [(columns)] AS [[NOT]
/// MATERIALIZED] ( ... ); 0 otherwise.
std::size_t bodyOf(const std::vector<std::string> &tokens, const std::vector<std::size_t> &past, std::size_t at)
{
    std::size_t next = at + 1;
    if (next < tokens.size() && tokens[next] == "(")
        next = past[next];
    if (next >= tokens.size() || tokens[next] != "as")
        return 0;
    ++next;
    while (next < tokens.size() && (tokens[next] == "not" || tokens[next] == "materialized"))
        ++next;
    return next + 1 < tokens.size() && tokens[next] == "(" ? next : 0;
}

/// Tables that stand behind FROM, JOIN or IN between two places, or behind a comma where such a list goes on.
std::vector<std::string> tablesNamed(const std::vector<std::string> &tokens, std::size_t from, std::size_t to)
{
    std::vector<std::string> names;
    std::vector<bool> inList{false}; // by bracket: whether a comma may be followed by a table
    for (std::size_t at = from; at < to; ++at) {
        const std::string &token = tokens[at];
        const std::string &before = at > 0 ? tokens[at - 1] : token;
        const bool mayBe = before == "from" || before == "join" || before == "in" || (before == "," && inList.back())
            || (before == "(" && inList.back());
        if (token == "(") {
            inList.push_back(mayBe); // FROM (a, b)
        } else if (token == ")") {
            if (inList.size() > 1)
                inList.pop_back();
        } else if (token == "from" || token == "join") {
            inList.back() = true;
        } else if (token == "select" || token == "where" || token == "group" || token == "order" || token == "having"
            || token == "limit" || token == "union" || token == "except" || token == "intersect") {
            inList.back() = false;
        } else if (mayBe) {
            names.push_back(token);
        }
    }
    return names;
}

constexpr std::size_t MostTables = 200; // whoever writes more does not write by hand

/// What each table of a WITH clause names, and how often naming it copies.
class Tables {
public:
    explicit Tables(const std::vector<std::string> &tokens)
    {
        const std::vector<std::size_t> past = pastBrackets(tokens);
        for (std::size_t at = 0; at < tokens.size() && m_bodies <= MostTables; ++at) {
            if (const std::size_t body = bodyOf(tokens, past, at); body > 0) {
                ++m_bodies;
                Table &table = m_tables[tokens[at]]; // another WITH clause may have the same name
                const auto named = tablesNamed(tokens, body, past[body]);
                table.named.insert(table.named.end(), named.begin(), named.end());
            }
        }
    }
    [[nodiscard]] bool areTooMany() const { return m_bodies > MostTables; }

    std::int64_t costOf(const std::vector<std::string> &names)
    {
        std::int64_t cost = 0;
        for (const std::string &name : names) {
            if (const auto found = m_tables.find(name); found != m_tables.end())
                cost = std::min(cost + costOf(found->second), MostExpansions + 1);
        }
        return cost;
    }

private:
    struct Table {
        std::vector<std::string> named;
        std::int64_t cost = -1; ///< not known
        bool isBegun = false; ///< names itself, by whatever way: that SQLite does not copy
    };

    std::int64_t costOf(Table &table)
    {
        if (table.cost < 0 && !table.isBegun) {
            table.isBegun = true;
            table.cost = std::min(1 + costOf(table.named), MostExpansions + 1);
        }
        return std::max<std::int64_t>(table.cost, 0);
    }

    std::unordered_map<std::string, Table> m_tables;
    std::size_t m_bodies = 0;
};

} // namespace

std::int64_t expansionsOf(const std::string &sql)
{
    const std::vector<std::string> tokens = tokensOf(sql);
    Tables tables(tokens);
    return tables.areTooMany() ? MostExpansions + 1 : tables.costOf(tablesNamed(tokens, 0, tokens.size()));
}

} // namespace qd::store
