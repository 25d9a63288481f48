#include "core/signals/sql_signal.h"

#include "core/identity/account_directory.h"
#include "core/signals/by_account.h"
#include "core/store/query_table.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

namespace qd::signs {

namespace {

/// One past what begins at `at`: a text, a quoted name or a comment; `at` itself where none does.
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
        return past(sql.substr(at, 1), at + 1); // a doubled quote ends one and begins the next
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

bool isNameByte(char c)
{
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

std::string withAsOf(const std::string &query, Date day)
{
    static const std::string Name = ":as_of";
    std::string sql;
    for (std::size_t at = 0; at < query.size();) {
        if (const std::size_t past = pastQuoted(query, at); past > at) {
            sql += query.substr(at, past - at);
            at = past;
        } else if (query.compare(at, Name.size(), Name) == 0
            && (at + Name.size() == query.size() || !isNameByte(query[at + Name.size()]))) {
            sql += '\'' + day.iso() + '\'';
            at += Name.size();
        } else {
            sql += query[at++];
        }
    }
    return sql;
}

Result<std::vector<double>> sqlSignal(const store::Workspace &workspace, const identity::AccountDirectory &accounts,
    const std::string &query, Date day, Progress &progress)
{
    const auto table = store::QueryTable::read(workspace, withAsOf(query, day), progress);
    if (!table)
        return table.error();
    if (const auto complete = table->need({"account", "value"}); !complete)
        return complete.error();
    const auto given = table->numbersOrNone("value");
    if (!given)
        return given.error();
    const std::vector<std::string> ids = table->texts("account");
    std::vector<double> values(std::size_t(accounts.size()), Empty);
    std::vector<char> seen(values.size(), 0);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const int account = accounts.indexOf(ids[i]);
        if (account < 0)
            return table->wrongCell(i, "account", QT_TRANSLATE_NOOP("Words", "the id of an account"));
        if (seen[std::size_t(account)]++ != 0)
            return table->wrongCell(i, "account", QT_TRANSLATE_NOOP("Words", "an account that no other row has"));
        values[std::size_t(account)] = (*given)[i].value_or(Empty);
    }
    return values;
}

} // namespace qd::signs
