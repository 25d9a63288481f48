#include "core/signals/sql_signal.h"

#include "core/identity/account_directory.h"
#include "core/signals/by_account.h"
#include "core/store/query_table.h"
#include "core/store/sql_text.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

namespace qd::signs {

namespace {

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
        if (const std::size_t past = store::pastQuoted(query, at); past > at) {
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
