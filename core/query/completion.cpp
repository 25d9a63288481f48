#include "core/query/completion.h"

#include "core/base/text.h"
#include "core/store/sql_text.h"

#include <algorithm>
#include <map>

namespace qd::query {

namespace {

bool isNameByte(char c)
{
    return isAsciiLetter(c) || isAsciiDigit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

/// Names and words of a query, without those in comments and texts.
std::vector<std::string> wordsOf(const std::string &sql)
{
    std::vector<std::string> words;
    for (std::size_t at = 0; at < sql.size();) {
        if (const std::size_t past = store::pastQuoted(sql, at); past > at) {
            at = past;
            continue;
        }
        std::size_t end = at;
        while (end < sql.size() && isNameByte(sql[end]))
            ++end;
        words.push_back(lowered(sql.substr(at, std::max<std::size_t>(end - at, 1))));
        at = std::max(end, at + 1);
    }
    std::erase_if(words, [](const std::string &word) { return word == " " || word == "\n" || word == "\t"; });
    return words;
}

bool isWithinQuoted(const std::string &sql, std::size_t cursor)
{
    for (std::size_t at = 0; at < cursor;) {
        const std::size_t past = store::pastQuoted(sql, at);
        const bool isOpen = past == sql.size() && past > at && cursor == past; // what nobody has closed yet
        if (past > cursor || (isOpen && sql.back() != sql[at] && sql[at] != '/'))
            return true;
        at = std::max(past, at + 1);
    }
    return false;
}

bool isKeyword(const std::string &word)
{
    const auto &all = sqlKeywords();
    return std::any_of(all.begin(), all.end(), [&](const std::string &each) { return lowered(each) == word; });
}

/// The tables that a query names, by what stands for them, in lower case.
std::map<std::string, const KnownTable *> namedTables(const std::string &sql, const std::vector<KnownTable> &tables)
{
    std::map<std::string, const KnownTable *> named;
    const std::vector<std::string> words = wordsOf(sql);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto table = std::find_if(
            tables.begin(), tables.end(), [&](const KnownTable &each) { return lowered(each.name) == words[i]; });
        if (table == tables.end())
            continue;
        named.emplace(words[i], &*table);
        std::size_t next = i + 1;
        if (next < words.size() && words[next] == "(") { // v_customers(:as_of) c
            while (next < words.size() && words[next] != ")")
                ++next;
            ++next;
        }
        if (next < words.size() && words[next] == "as")
            ++next;
        if (next < words.size() && isNameByte(words[next].front()) && !isKeyword(words[next]))
            named.emplace(words[next], &*table);
    }
    return named;
}

} // namespace

const std::vector<std::string> &sqlKeywords()
{
    static const std::vector<std::string> all{"ALL", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CAST", "COLLATE",
        "CROSS", "CURRENT", "DESC", "DISTINCT", "ELSE", "END", "ESCAPE", "EXCEPT", "EXISTS", "EXPLAIN", "FILTER",
        "FOLLOWING", "FROM", "FULL", "GLOB", "GROUP", "HAVING", "IN", "INNER", "INTERSECT", "IS", "JOIN", "LEFT",
        "LIKE", "LIMIT", "MATERIALIZED", "NATURAL", "NOT", "NULL", "NULLS", "OFFSET", "ON", "OR", "ORDER", "OUTER",
        "OVER", "PARTITION", "PLAN", "PRECEDING", "QUERY", "RANGE", "RECURSIVE", "RIGHT", "ROW", "ROWS", "SELECT",
        "THEN", "UNBOUNDED", "UNION", "USING", "VALUES", "WHEN", "WHERE", "WINDOW", "WITH"};
    return all;
}

Completions completionsAt(const std::string &sql, std::size_t cursor, const std::vector<KnownTable> &tables,
    const std::vector<std::string> &functions)
{
    Completions found;
    found.begins = std::min(cursor, sql.size());
    if (isWithinQuoted(sql, found.begins))
        return found;
    const std::size_t end = found.begins;
    while (found.begins > 0 && isNameByte(sql[found.begins - 1]))
        --found.begins;
    const std::string word = lowered(sql.substr(found.begins, end - found.begins));
    const auto named = namedTables(sql, tables);
    const auto take = [&](const std::vector<std::string> &names) {
        for (const std::string &name : names) {
            if (lowered(name).starts_with(word))
                found.words.push_back(name);
        }
    };
    if (found.begins > 0 && sql[found.begins - 1] == '.') {
        std::size_t first = found.begins - 1;
        while (first > 0 && isNameByte(sql[first - 1]))
            --first;
        if (const auto table = named.find(lowered(sql.substr(first, found.begins - 1 - first))); table != named.end())
            take(table->second->columns);
    } else if (!word.empty()) {
        for (const KnownTable &table : tables) {
            take({table.name});
            const bool isNamed =
                std::any_of(named.begin(), named.end(), [&](const auto &each) { return each.second == &table; });
            if (isNamed || named.empty())
                take(table.columns);
        }
        take(functions);
        take(sqlKeywords());
    }
    std::sort(found.words.begin(), found.words.end(),
        [](const std::string &a, const std::string &b) { return std::pair(lowered(a), a) < std::pair(lowered(b), b); });
    found.words.erase(std::unique(found.words.begin(), found.words.end()), found.words.end());
    if (found.words.size() == 1 && lowered(found.words.front()) == word)
        found.words.clear();
    return found;
}

} // namespace qd::query
