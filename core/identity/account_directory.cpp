#include "core/identity/account_directory.h"

#include "core/identity/golden_record.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::identity {

namespace {

std::string recordKey(std::string_view source, std::string_view id)
{
    std::string key(source);
    key += '\x1f';
    key += id;
    return key;
}

} // namespace

const std::string &Account::field(const std::string &wanted) const
{
    static const std::string none;
    const auto found = fields.find(wanted);
    return found == fields.end() ? none : found->second;
}

AccountDirectory AccountDirectory::load(const store::Workspace &workspace)
{
    AccountDirectory directory;
    std::string columns;
    for (const std::string &field : goldenFieldNames())
        columns += ", " + field;
    SQLite::Statement query(workspace.db(),
        "SELECT account, coalesce(parent, ''), ultimate_parent" + columns + " FROM account ORDER BY account");
    std::vector<std::pair<std::string, std::string>> parents;
    while (query.executeStep()) {
        Account account;
        account.id = query.getColumn(0).getString();
        parents.emplace_back(query.getColumn(1).getString(), query.getColumn(2).getString());
        int column = 3;
        for (const std::string &field : goldenFieldNames()) {
            if (const SQLite::Column value = query.getColumn(column++); !value.isNull())
                account.fields.emplace(field, value.getString());
        }
        account.name = account.field("name");
        account.domain = account.field("domain");
        directory.m_byId.emplace(account.id, directory.size());
        directory.m_accounts.push_back(std::move(account));
    }
    for (std::size_t i = 0; i < parents.size(); ++i) {
        Account &account = directory.m_accounts[i];
        account.parent = directory.indexOf(parents[i].first);
        account.ultimateParent = directory.indexOf(parents[i].second);
        if (account.ultimateParent < 0)
            account.ultimateParent = int(i);
    }
    SQLite::Statement links(workspace.db(),
        "SELECT l.source, l.record_id, l.account, l.method, l.score, s.kind, a.bare FROM account_link l "
        "JOIN source s ON s.name = l.source JOIN accounts a ON a.source = l.source AND a.account_id = l.record_id "
        "WHERE l.status = 'accepted' ORDER BY l.source, l.record_id");
    while (links.executeStep()) {
        LinkedRecord record{links.getColumn(0).getString(), links.getColumn(5).getString(),
            links.getColumn(1).getString(), links.getColumn(3).getString(), links.getColumn(4).getDouble(),
            links.getColumn(6).getInt() != 0};
        const int index = directory.indexOf(links.getColumn(2).getString());
        if (index < 0)
            continue;
        directory.m_byRecord.emplace(recordKey(record.source, record.id), index);
        directory.m_accounts[std::size_t(index)].records.push_back(std::move(record));
    }
    return directory;
}

int AccountDirectory::indexOfRecord(std::string_view source, std::string_view recordId) const
{
    const auto found = m_byRecord.find(recordKey(source, recordId));
    return found == m_byRecord.end() ? -1 : found->second;
}

int AccountDirectory::indexOf(std::string_view account) const
{
    const auto found = m_byId.find(std::string(account));
    return found == m_byId.end() ? -1 : found->second;
}

} // namespace qd::identity
