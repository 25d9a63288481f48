#include "core/identity/account_register.h"

#include "core/identity/certain_links.h"
#include "core/identity/golden_choices.h"
#include "core/identity/golden_record.h"
#include "core/identity/hierarchy.h"
#include "core/identity/identity_store.h"
#include "core/store/settled_images.h"
#include "core/store/statement_watch.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <future>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <utility>

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
                add(m_ids.of(record.id), record.account, record.kind == "crm");
        }
    }
    /// Of a comparable id.
    [[nodiscard]] PooledText accountOf(std::string_view id) const
    {
        const auto found = m_owners.find(id);
        return found == m_owners.end() || found->second.ambiguous ? PooledText() : found->second.account;
    }

private:
    struct Owner {
        PooledText account;
        bool crm = false;
        bool ambiguous = false;
    };
    void add(std::string_view id, PooledText account, bool crm)
    {
        const auto [it, isNew] = m_owners.try_emplace(id, Owner{account, crm});
        Owner &owner = it->second;
        if (isNew)
            owner.crm = crm;
        else if (crm && !owner.crm) // of however many others have it
            owner = {account, true};
        else if (crm == owner.crm && owner.account != account)
            owner.ambiguous = true;
    }
    ComparableIds m_ids; ///< what the owners are found by
    std::unordered_map<std::string_view, Owner> m_owners;
};

/// Writes which customer each record belongs to, in the file and in the records that were read from it.
class Register {
public:
    Register(store::Workspace &workspace, SourceRecords &records)
        : m_workspace(workspace)
        , m_texts(*records.texts)
        , m_records(records.rows)
        , m_next(lastAccountNumber(workspace) + 1)
        , m_writer(workspace)
    {
    }
    /// A customer of its own, under the next free number.
    void open(SourceRecord &record)
    {
        const PooledText account = m_texts.keep(accountName(m_next++));
        m_writer.openAccount(account, record.name);
        link(record, account, "own");
    }
    void link(SourceRecord &record, PooledText account, const char *method)
    {
        m_writer.link(record.source, record.id, account, method);
        record.account = account;
        record.method = m_texts.keep(method);
        record.score = 1;
    }
    /// Gives the customer of both records the smaller account id. Of the right one, or where a person says so of the
    /// one that loses its id, the record it was first seen by is linked by the pair's method from now on. The file
    /// knows it after writeMerged().
    void merge(const RecordPair &pair)
    {
        if (m_sisters.empty())
            joinSisters();
        const auto left = std::size_t(pair.left);
        const auto right = std::size_t(pair.right);
        const PooledText leftAccount = m_records[left].account;
        const PooledText rightAccount = m_records[right].account;
        const bool leftStays = leftAccount.str() < rightAccount.str();
        const bool manual = pair.method == "manual"; // it may be withdrawn: who had an id first is to be known then
        forEachSister(manual && !leftStays ? left : right, [&](std::size_t i) {
            if (!(m_records[i].method == "own"))
                return;
            m_records[i].method = m_texts.keep(pair.method);
            m_changes[i].pair = &pair;
        });
        forEachSister(leftStays ? right : left, [&](std::size_t i) {
            m_records[i].account = leftStays ? leftAccount : rightAccount;
            m_changes[i].isMoved = true;
        });
        std::swap(m_sisters[left], m_sisters[right]); // which makes one ring of two
    }
    /// Writes what the merges came to, each record once; the pairs are still there.
    void writeMerged()
    {
        std::vector<LinkMove> moves;
        for (std::size_t i = 0; i < m_changes.size(); ++i) {
            const auto &[isMoved, pair] = m_changes[i];
            const SourceRecord &record = m_records[i];
            if (isMoved || pair)
                moves.push_back({record.source, record.id, record.account, pair ? pair->method : std::string(),
                    pair ? stored(pair->evidence) : StoredMessage()});
        }
        moveLinks(m_workspace, moves);
        m_changes.clear();
        m_sisters.clear();
    }

private:
    struct Change {
        bool isMoved = false;
        const RecordPair *pair = nullptr; ///< by which it is linked anew
    };
    void joinSisters()
    {
        m_changes.resize(m_records.size());
        m_sisters.resize(m_records.size());
        std::iota(m_sisters.begin(), m_sisters.end(), 0);
        std::unordered_map<std::string_view, std::size_t> last; // record of each customer
        last.reserve(m_records.size());
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            const auto [known, isNew] = last.try_emplace(m_records[i].account.str(), i);
            if (!isNew)
                std::swap(m_sisters[i], m_sisters[std::exchange(known->second, i)]);
        }
    }
    template <typename Visit>
    void forEachSister(std::size_t of, const Visit &visit)
    {
        std::size_t i = of;
        do {
            visit(i);
            i = m_sisters[i];
        } while (i != of);
    }

    store::Workspace &m_workspace;
    TextPool &m_texts;
    std::vector<SourceRecord> &m_records;
    std::int64_t m_next;
    LinkWriter m_writer;
    std::vector<std::size_t> m_sisters; ///< the next record of the same customer, round and round; once any are merged
    std::vector<Change> m_changes; ///< of each record by merges that are not written yet
};

/// Leaves of each customer that has a record of what was just decided, or that decisions contradict (two that are never
/// one, or of two that are one only the one), the record that came first; the others have none. Whether there was any.
bool takeApart(std::vector<SourceRecord> &records, const std::vector<LinkDecision> &made, const DecidedPairs &decided,
    Register &book)
{
    std::set<RecordKey> named;
    for (const LinkDecision &decision : made)
        named.insert({decision.left, decision.right});
    std::map<std::string, std::vector<SourceRecord *>> customers;
    for (const SourceRecord &record : records) {
        if (!record.account.empty() && named.contains({record.source.str(), record.id.str()}))
            customers.try_emplace(record.account.str());
    }
    for (const auto &[left, right] : decided.apart) {
        const PooledText account = records[std::size_t(left)].account;
        if (!account.empty() && account == records[std::size_t(right)].account)
            customers.try_emplace(account.str());
    }
    for (const DecidedPairs::Same &same : decided.same) {
        const PooledText left = records[std::size_t(same.left)].account;
        const PooledText right = records[std::size_t(same.right)].account;
        if (left == right)
            continue;
        for (const PooledText &account : {left, right}) {
            if (!account.empty())
                customers.try_emplace(account.str());
        }
    }
    if (customers.empty())
        return false;
    for (SourceRecord &record : records) {
        if (const auto customer = customers.find(record.account.str()); customer != customers.end())
            customer->second.push_back(&record);
    }
    for (const auto &[account, members] : customers) {
        const auto first = std::ranges::min_element(members, {},
            [](const SourceRecord *record) { return std::pair(!(record->method == "own"), record->bare); });
        for (SourceRecord *record : members) {
            if (record != *first)
                record->account = PooledText();
        }
        if (!((*first)->method == "own"))
            book.link(**first, (*first)->account, "own");
    }
    return true;
}

/// Described records, and whatever a person says is one customer with another.
void placeDescribed(std::vector<SourceRecord> &records, const DecidedPairs &decided, Register &book)
{
    for (SourceRecord &record : records) {
        if (!record.bare && record.account.empty())
            book.open(record);
    }
    for (const DecidedPairs::Same &same : decided.same) {
        for (const int i : {same.left, same.right}) {
            if (records[std::size_t(i)].account.empty())
                book.open(records[std::size_t(i)]);
        }
    }
}

/// An id that several sources mention and none describes is one customer.
class BarePlaces {
public:
    BarePlaces(std::vector<SourceRecord> &records, const DecidedPairs &decided, Register &book)
        : m_records(records)
        , m_book(book)
    {
        for (const DecidedPairs::Same &same : decided.same)
            m_decided.insert({same.left, same.right});
        for (const auto &[left, right] : decided.apart) {
            m_apart[left].push_back(right);
            m_apart[right].push_back(left);
        }
    }
    void placeAll()
    {
        bool all = true;
        for (std::size_t i = 0; i < m_records.size() && all; ++i)
            all = isPlaced(i);
        if (all)
            return;
        const SameId sameId(m_records);
        ComparableIds ids;
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            if (!isPlaced(i))
                place(i, ids.of(m_records[i].id), sameId);
        }
    }

private:
    /// By a person, as the described ones; an earlier pass may have known fewer records of its id than there are now.
    [[nodiscard]] bool isPlaced(std::size_t i) const
    {
        const SourceRecord &record = m_records[i];
        return !record.bare || (!record.account.empty() && (record.method == "manual" || m_decided.contains(int(i))));
    }
    void place(std::size_t i, std::string_view id, const SameId &sameId)
    {
        SourceRecord &record = m_records[i];
        if (!record.account.empty())
            m_undescribed.emplace(id, record.account);
        const PooledText account = sameId.accountOf(id);
        const auto known = m_undescribed.find(id);
        if (!account.empty() && account == record.account)
            return;
        if (!account.empty() && mayJoin(i, account))
            m_book.link(record, account, "id");
        else if (!record.account.empty())
            return;
        else if (known != m_undescribed.end() && mayJoin(i, known->second))
            m_book.link(record, known->second, "id");
        else {
            m_book.open(record);
            m_undescribed.emplace(id, record.account);
        }
    }
    [[nodiscard]] bool mayJoin(std::size_t i, const PooledText &account) const
    {
        const auto apart = m_apart.find(int(i));
        return apart == m_apart.end() || std::ranges::none_of(apart->second, [&](int other) {
            return m_records[std::size_t(other)].account == account;
        });
    }

    std::vector<SourceRecord> &m_records;
    Register &m_book;
    std::unordered_set<int> m_decided; ///< of records that a person linked
    std::unordered_map<int, std::vector<int>> m_apart; ///< records that are never one customer with it
    std::unordered_map<std::string_view, PooledText> m_undescribed; ///< id -> customer nobody has described anywhere
};

LinkCounts countsOf(const std::vector<SourceRecord> &records)
{
    std::unordered_set<std::string_view> accounts;
    for (const SourceRecord &record : records)
        accounts.insert(record.account.str());
    return {records.size(), accounts.size()};
}

enum class Accepting { Decided, Certain };

SourceRecords settle(
    store::Workspace &workspace, Accepting accepting, const std::vector<LinkDecision> &made, const Progress *progress)
{
    const store::StatementWatch watch(workspace, progress);
    const auto isStopped = [progress] { return progress && progress->isCancelled(); }; // where no statement runs
    SourceRecords records = loadSourceRecords(workspace, goldenFieldNames());
    if (isStopped())
        return records;
    const DecidedPairs decided = decidedPairs(records.rows, decisionsInForce(workspace));
    const auto precedences = goldenPrecedences(workspace);
    Register book(workspace, records);
    if (takeApart(records.rows, made, decided, book) && workspace.setting(store::ResolvedSetting))
        accepting = Accepting::Certain; // what is put together again is so by all that holds
    placeDescribed(records.rows, decided, book);
    const std::vector<RecordPair> found = accepting == Accepting::Certain
        ? linksToAccept(records.rows, decided, progress)
        : decidedLinks(records.rows, decided);
    if (isStopped())
        return records;
    for (const RecordPair &pair : found)
        book.merge(pair);
    // Whose the described records are is known now, and of the bare ones no field is taken.
    auto golden = std::async(std::launch::async, [&] { return chooseGoldenValues(records.rows, precedences); });
    book.writeMerged();
    GoldenValues chosen = golden.get();
    if (isStopped())
        return records;
    BarePlaces(records.rows, decided, book).placeAll();
    dropOrphans(workspace, countsOf(records.rows));
    applyChoices(goldenChoicesInForce(workspace), records.rows, *records.texts, chosen);
    writeGoldenValues(workspace, chosen);
    if (isStopped())
        return records;
    for (SourceRecord &record : records.rows)
        record.fields = {};
    refreshHierarchy(workspace, records.rows);
    return records;
}

} // namespace

SourceRecords settleAccounts(store::Workspace &workspace, const Progress *progress)
{
    return settle(workspace, Accepting::Decided, {}, progress);
}

SourceRecords acceptCertainLinks(store::Workspace &workspace, const Progress *progress)
{
    return settle(workspace, Accepting::Certain, {}, progress);
}

SourceRecords settleDecided(store::Workspace &workspace, const std::vector<LinkDecision> &made)
{
    return settle(workspace, Accepting::Decided, made, nullptr);
}

} // namespace qd::identity
