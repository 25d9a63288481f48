#include "core/identity/account_register.h"

#include "core/identity/certain_links.h"
#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"
#include "core/identity/identity_store.h"

#include <algorithm>
#include <map>
#include <unordered_map>

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
    explicit SameId(const std::vector<SourceRecord> &records)
    {
        for (const SourceRecord &record : records) {
            if (!record.bare)
                add(comparableId(record.id), record.account, record.kind == "crm");
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

/// Writes which customer each record belongs to, in the file and in the records that were read from it.
class Register {
public:
    explicit Register(store::Workspace &workspace)
        : m_next(lastAccountNumber(workspace) + 1)
        , m_writer(workspace)
    {
    }
    /// A customer of its own, under the next free number.
    void open(SourceRecord &record)
    {
        const std::string account = accountName(m_next++);
        m_writer.openAccount(account, record.name);
        link(record, account, "own");
    }
    void link(SourceRecord &record, const std::string &account, const char *method)
    {
        m_writer.link(record.source, record.id, account, method);
        record.account = account;
        record.method = method;
    }
    /// Gives the customer of both records the smaller account id. Who loses the record it was first seen by has that
    /// one linked by the pair's method from now on. The file knows it after writeMerged().
    void merge(std::vector<SourceRecord> &records, const RecordPair &pair)
    {
        if (m_recordsOf.empty()) {
            for (std::size_t i = 0; i < records.size(); ++i)
                m_recordsOf[records[i].account].push_back(i);
        }
        const std::string left = records[std::size_t(pair.left)].account;
        const std::string right = records[std::size_t(pair.right)].account;
        const auto &[kept, gone] = std::minmax(left, right);
        for (const std::size_t i : m_recordsOf[right]) {
            if (records[i].method != "own")
                continue;
            records[i].method = pair.method;
            m_changed[i] = &pair;
        }
        std::vector<std::size_t> &stay = m_recordsOf[kept];
        for (const std::size_t i : m_recordsOf[gone]) {
            records[i].account = kept;
            stay.push_back(i);
            m_changed.try_emplace(i, nullptr);
        }
        m_recordsOf.erase(gone);
    }
    /// Writes what the merges came to, each record once; the pairs are still there.
    void writeMerged(const std::vector<SourceRecord> &records)
    {
        for (const auto &[i, pair] : m_changed) {
            const SourceRecord &record = records[i];
            if (pair)
                m_writer.move(record.source, record.id, record.account, pair->method, pair->evidence);
            else
                m_writer.move(record.source, record.id, record.account);
        }
        m_changed.clear();
    }

private:
    std::int64_t m_next;
    LinkWriter m_writer;
    std::unordered_map<std::string, std::vector<std::size_t>> m_recordsOf; ///< by customer, once any are merged
    std::map<std::size_t, const RecordPair *> m_changed; ///< merged records, and by which pair they are linked anew
};

void placeDescribed(std::vector<SourceRecord> &records, Register &book)
{
    for (SourceRecord &record : records) {
        if (!record.bare && record.account.empty())
            book.open(record);
    }
}

/// An id that several sources mention and none describes is one customer.
void placeBare(std::vector<SourceRecord> &records, Register &book)
{
    const SameId sameId(records);
    std::unordered_map<std::string, std::string> undescribed; // id -> customer nobody has described anywhere
    for (SourceRecord &record : records) {
        if (!record.bare || (!record.account.empty() && record.method != "own"))
            continue; // a person or an earlier pass has placed it
        const std::string id = comparableId(record.id);
        if (!record.account.empty())
            undescribed.emplace(id, record.account);
        const std::string account = sameId.accountOf(id);
        const auto known = undescribed.find(id);
        if (!account.empty())
            book.link(record, account, "id");
        else if (!record.account.empty())
            continue;
        else if (known != undescribed.end())
            book.link(record, known->second, "id");
        else {
            book.open(record);
            undescribed.emplace(id, record.account);
        }
    }
}

void finish(store::Workspace &workspace, std::vector<SourceRecord> &records, Register &book)
{
    placeBare(records, book);
    dropOrphans(workspace);
    refreshGoldenRecords(workspace);
    refreshHierarchy(workspace, records);
}

} // namespace

std::vector<SourceRecord> settleAccounts(store::Workspace &workspace)
{
    std::vector<SourceRecord> records = loadSourceRecords(workspace);
    Register book(workspace);
    placeDescribed(records, book);
    finish(workspace, records, book);
    return records;
}

std::vector<SourceRecord> acceptCertainLinks(store::Workspace &workspace)
{
    std::vector<SourceRecord> records = loadSourceRecords(workspace);
    Register book(workspace);
    placeDescribed(records, book);
    const CertainLinks found = findCertainLinks(records);
    for (const RecordPair &pair : found.links)
        book.merge(records, pair);
    book.writeMerged(records);
    finish(workspace, records, book);
    return records;
}

} // namespace qd::identity
