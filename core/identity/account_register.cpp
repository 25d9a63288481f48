#include "core/identity/account_register.h"

#include "core/identity/golden_record.h"
#include "core/identity/source_record.h"
#include "core/store/workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

namespace qd::identity {

namespace {

using RecordKey = std::pair<std::string, std::string>;

struct Link {
    std::string account;
    std::string method;
};

std::map<RecordKey, Link> acceptedLinks(SQLite::Database &db)
{
    std::map<RecordKey, Link> links;
    SQLite::Statement query(
        db, "SELECT source, record_id, account, method FROM account_link WHERE status = 'accepted'");
    while (query.executeStep())
        links.emplace_hint(links.end(), RecordKey{query.getColumn(0).getString(), query.getColumn(1).getString()},
            Link{query.getColumn(2).getString(), query.getColumn(3).getString()});
    return links;
}

std::string accountName(std::int64_t number)
{
    constexpr std::size_t Digits = 5;
    const std::string digits = std::to_string(number);
    return "AC-" + std::string(digits.size() < Digits ? Digits - digits.size() : 0, '0') + digits;
}

std::int64_t highestNumber(SQLite::Database &db)
{
    return db.execAndGet("SELECT coalesce(max(CAST(substr(account, 4) AS INTEGER)), 0) FROM account").getInt64();
}

/// The customer a bare record belongs to by its id alone; empty when no described record has that id, or records
/// of several customers do and none of them is the CRM's.
class SameId {
public:
    SameId(const std::vector<SourceRecord> &records, const std::map<RecordKey, Link> &links)
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

class Register {
public:
    explicit Register(SQLite::Database &db)
        : m_next(highestNumber(db) + 1)
        , m_account(db, "INSERT INTO account (account, name, ultimate_parent) VALUES (?1, ?2, ?1)")
        , m_link(db,
              "INSERT INTO account_link (source, record_id, account, method, score, status, decided_by) "
              "VALUES (?1, ?2, ?3, ?4, 1.0, 'accepted', 'import') ON CONFLICT (source, record_id, account) "
              "DO UPDATE SET method = excluded.method, status = 'accepted'")
        , m_drop(db, "DELETE FROM account_link WHERE source = ? AND record_id = ? AND status = 'accepted'")
    {
    }
    std::string openAccount(const SourceRecord &record)
    {
        std::string account = accountName(m_next++);
        m_account.reset();
        m_account.bind(1, account);
        m_account.bind(2, record.name);
        m_account.exec();
        return account;
    }
    void link(const SourceRecord &record, const std::string &account, const char *method)
    {
        m_drop.reset();
        m_drop.bind(1, record.source);
        m_drop.bind(2, record.id);
        m_drop.exec();
        m_link.reset();
        m_link.bind(1, record.source);
        m_link.bind(2, record.id);
        m_link.bind(3, account);
        m_link.bind(4, method);
        m_link.exec();
    }

private:
    std::int64_t m_next;
    SQLite::Statement m_account;
    SQLite::Statement m_link;
    SQLite::Statement m_drop;
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
    SQLite::Database &db = workspace.db();
    const std::vector<SourceRecord> records = loadSourceRecords(workspace);
    auto links = acceptedLinks(db);
    Register book(db);

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
    db.exec("DELETE FROM account_link WHERE NOT EXISTS (SELECT 1 FROM accounts a WHERE a.source = account_link.source "
            "AND a.account_id = account_link.record_id)");
    db.exec("DELETE FROM account_link WHERE status <> 'accepted' AND NOT EXISTS (SELECT 1 FROM account_link l "
            "WHERE l.account = account_link.account AND l.status = 'accepted')");
    db.exec("DELETE FROM account WHERE NOT EXISTS (SELECT 1 FROM account_link l WHERE l.account = account.account "
            "AND l.status = 'accepted')");
    return refreshGoldenRecords(workspace);
}

} // namespace qd::identity
