#include "core/identity/account_directory.h"

#include "core/base/words.h"
#include "core/identity/customer_groups.h"
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

bool Account::has(std::string_view dimension, std::string_view value) const
{
    if (dimension == "product" || dimension == "list") {
        const std::vector<PooledText> &names = dimension == "product" ? products : lists;
        const auto isValue = [&](const PooledText &each) { return each.str() == value; };
        return names.empty() ? value == NoGroup : std::any_of(names.begin(), names.end(), isValue);
    }
    const std::string &own = field(dimension);
    return own.empty() ? value == NoGroup : own == value;
}

void AccountDirectory::group(int account, std::string_view dimension, std::string_view name)
{
    if (dimension != "product" && dimension != "list")
        return;
    Account &of = m_accounts[std::size_t(account)];
    std::vector<PooledText> &names = dimension == "product" ? of.products : of.lists;
    const auto place = std::lower_bound(names.begin(), names.end(), name,
        [](const PooledText &each, std::string_view text) { return each.str() < text; });
    if (place == names.end() || place->str() != name)
        names.insert(place, keep(name));
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
    directory.merge(mergersOf(workspace), {});
    readCustomerGroups(workspace, directory);
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

void AccountDirectory::merge(const std::vector<Merger> &mergers, std::optional<Date> latest)
{
    for (const Merger &merger : mergers) {
        const int from = indexOfRecord(merger.from.source, merger.from.id);
        const int into = indexOfRecord(merger.into.source, merger.into.id);
        if (from < 0 || into < 0)
            continue;
        int end = into;
        for (auto next = m_ends.find(end); next != m_ends.end() && end != from; next = m_ends.find(end))
            end = next->second.into;
        if (end != from)
            m_ends.insert_or_assign(from, End{into, merger.proForma ? std::nullopt : std::optional(merger.on)});
    }
    if (hasMergers())
        moveRecords(latest);
}

void AccountDirectory::moveRecords(std::optional<Date> latest)
{
    for (int account = 0; account < size(); ++account) {
        int now = account;
        for (const End *end = endOf(now, latest); end; end = endOf(now, latest))
            now = end->into;
        m_now.push_back(now);
    }
    for (int account = 0; account < size(); ++account) {
        const int now = m_now[std::size_t(account)];
        if (now == account)
            continue;
        auto &records = m_accounts[std::size_t(account)].records;
        for (LinkedRecord &record : records) {
            valueAt(m_byRecord, record.source.str()).insert_or_assign(record.id.str(), now);
            valueAt(m_moved, record.source.str()).emplace(record.id.str(), account);
            m_accounts[std::size_t(now)].records.push_back(record);
        }
        records.clear();
    }
}

const AccountDirectory::End *AccountDirectory::endOf(int account, const std::optional<Date> &day) const
{
    const auto end = m_ends.find(account);
    return end == m_ends.end() || (day && end->second.on && *end->second.on > *day) ? nullptr : &end->second;
}

int AccountDirectory::customerOn(int account, Date day) const
{
    for (const End *end = endOf(account, day); end; end = endOf(account, day))
        account = end->into;
    return account;
}

int AccountDirectory::customers() const
{
    int count = size();
    for (int account = 0; account < int(m_now.size()); ++account)
        count -= customerNow(account) == account ? 0 : 1;
    return count;
}

std::vector<Holding> AccountDirectory::holdingsOf(int account) const
{
    std::vector<Holding> holdings{{account, {}, {}}};
    for (const End *end = endOf(account, {}); end; end = endOf(account, {})) {
        account = end->into;
        Holding &last = holdings.back();
        if (!end->on || (last.from && *end->on <= *last.from)) {
            last.account = account; // it was never the other's alone
            continue;
        }
        last.until = end->on;
        holdings.push_back({account, end->on, {}});
    }
    return holdings;
}

int AccountDirectory::ownerOfRecord(std::string_view source, std::string_view recordId) const
{
    if (const auto ofSource = m_moved.find(source); ofSource != m_moved.end()) {
        if (const auto moved = ofSource->second.find(recordId); moved != ofSource->second.end())
            return moved->second;
    }
    return indexOfRecord(source, recordId);
}

int AccountDirectory::holderOfRecord(std::string_view source, std::string_view recordId, Date day) const
{
    const int owner = ownerOfRecord(source, recordId);
    return owner < 0 ? owner : customerOn(owner, day);
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
