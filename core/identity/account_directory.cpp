#include "core/identity/account_directory.h"

#include "core/identity/golden_record.h"
#include "core/store/customer_rows.h"

#include <algorithm>

namespace qd::identity {

const std::string &Account::field(std::string_view wanted) const
{
    static const std::string none;
    const std::vector<std::string> &names = goldenFieldNames();
    const auto found = std::size_t(std::find(names.begin(), names.end(), wanted) - names.begin());
    return found < fields.size() ? fields[found].str() : none;
}

AccountDirectory::AccountDirectory(std::vector<store::CustomerRow> customers, std::shared_ptr<TextPool> texts)
    : m_texts(std::move(texts))
{
    m_accounts.reserve(customers.size());
    for (store::CustomerRow &customer : customers) {
        Account account;
        account.id = std::move(customer.account);
        account.fields.reserve(customer.fields.size());
        for (const std::string &field : customer.fields)
            account.fields.push_back(keep(field));
        account.name = account.field("name");
        account.domain = account.field("domain");
        m_byId.emplace(account.id, size());
        m_accounts.push_back(std::move(account));
    }
    for (std::size_t i = 0; i < customers.size(); ++i) {
        m_accounts[i].parent = indexOf(customers[i].parent);
        const int ultimate = indexOf(customers[i].ultimateParent);
        m_accounts[i].ultimateParent = ultimate < 0 ? int(i) : ultimate;
    }
}

AccountDirectory AccountDirectory::load(const store::Workspace &workspace)
{
    std::vector<store::CustomerRow> customers;
    store::forEachCustomer(
        workspace, goldenFieldNames(), [&](store::CustomerRow &customer) { customers.push_back(std::move(customer)); });
    AccountDirectory directory(std::move(customers));
    store::forEachRecord(
        workspace, directory.texts(), {}, [&](const store::RecordRow &record) { directory.link(record); });
    return directory;
}

int AccountDirectory::link(const store::RecordRow &record)
{
    const int account = record.account.empty() ? -1 : indexOf(record.account.str());
    if (account < 0)
        return -1;
    valueAt(m_byRecord, record.source.str()).emplace(record.id.str(), account);
    m_accounts[std::size_t(account)].records.push_back(
        {record.source, record.kind, record.id, record.method, record.score, record.bare});
    return account;
}

int AccountDirectory::indexOfRecord(std::string_view source, std::string_view recordId) const
{
    const auto ofSource = m_byRecord.find(source);
    if (ofSource == m_byRecord.end())
        return -1;
    const auto found = ofSource->second.find(recordId);
    return found == ofSource->second.end() ? -1 : found->second;
}

int AccountDirectory::indexOf(std::string_view account) const
{
    const auto found = m_byId.find(account);
    return found == m_byId.end() ? -1 : found->second;
}

} // namespace qd::identity
