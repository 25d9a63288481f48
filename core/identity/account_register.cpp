#include "core/identity/account_register.h"

#include "core/identity/golden_record.h"
#include "core/identity/identity_store.h"
#include "core/identity/source_record.h"

namespace qd::identity {

namespace {

std::string accountName(std::int64_t number)
{
    constexpr std::size_t Digits = 5;
    const std::string digits = std::to_string(number);
    return "AC-" + std::string(digits.size() < Digits ? Digits - digits.size() : 0, '0') + digits;
}

/// The customer a bare record belongs to by its id alone; empty when no described record has that id, or records
/// of several customers do and none of them is the CRM's.
class SameId {
public:
    SameId(const std::vector<SourceRecord> &records, const std::map<RecordKey, AcceptedLink> &links)
    {
        for (const SourceRecord &record : records) {
            if (record.bare)
                continue;
            const auto link = links.find({record.source, record.id});
            if (link != links.end())
                add(comparableId(record.id), link->second.account, record.kind == "crm");
        }
    }
    [[nodiscard]] std::string accountOf(const std::string &id) const
    {
        const auto found = m_owners.find(comparableId(id));
        return found == m_owners.end() || found->second.ambiguous ? std::string() : found->second.account;
    }

private:
    struct Owner {
        std::string account;
        bool crm = false;
        bool ambiguous = false;
    };
    void add(std::string id, const std::string &account, bool crm)
    {
        const auto [it, isNew] = m_owners.try_emplace(std::move(id), Owner{account, crm});
        Owner &owner = it->second;
        if (isNew || owner.account == account)
            owner.crm = owner.crm || crm;
        else if (crm && !owner.crm)
            owner = {account, true};
        else if (crm == owner.crm)
            owner.ambiguous = true;
    }
    std::unordered_map<std::string, Owner> m_owners;
};

/// Opens customers under the next free number.
class Register {
public:
    explicit Register(store::Workspace &workspace)
        : m_next(lastAccountNumber(workspace) + 1)
        , m_writer(workspace)
    {
    }
    std::string openAccount(const SourceRecord &record)
    {
        std::string account = accountName(m_next++);
        m_writer.openAccount(account, record.name);
        return account;
    }
    void link(const SourceRecord &record, const std::string &account, const char *method)
    {
        m_writer.link(record.source, record.id, account, method);
    }

private:
    std::int64_t m_next;
    LinkWriter m_writer;
};

/// An id that several sources mention and none describes is one customer.
void placeUndescribed(
    const SourceRecord &record, Register &book, std::unordered_map<std::string, std::string> &undescribed)
{
    const auto known = undescribed.find(comparableId(record.id));
    if (known != undescribed.end()) {
        book.link(record, known->second, "id");
        return;
    }
    const std::string account = book.openAccount(record);
    book.link(record, account, "own");
    undescribed.emplace(comparableId(record.id), account);
}

} // namespace

Result<void> settleAccounts(store::Workspace &workspace)
{
    const std::vector<SourceRecord> records = loadSourceRecords(workspace);
    auto links = acceptedLinks(workspace);
    Register book(workspace);

    for (const SourceRecord &record : records) {
        if (record.bare || links.contains({record.source, record.id}))
            continue;
        const std::string account = book.openAccount(record);
        book.link(record, account, "own");
        links[{record.source, record.id}] = {account, "own"};
    }
    const SameId sameId(records, links);
    std::unordered_map<std::string, std::string> undescribed; // id -> customer nobody has described anywhere
    for (const SourceRecord &record : records) {
        if (!record.bare)
            continue;
        const auto link = links.find({record.source, record.id});
        if (link != links.end() && link->second.method != "own")
            continue; // a person or an earlier pass has placed it
        if (link != links.end())
            undescribed.emplace(comparableId(record.id), link->second.account);
        const std::string account = sameId.accountOf(record.id);
        if (!account.empty())
            book.link(record, account, "id");
        else if (link == links.end())
            placeUndescribed(record, book, undescribed);
    }
    dropOrphans(workspace);
    return refreshGoldenRecords(workspace);
}

} // namespace qd::identity
