#include "core/reconcile/held_customers.h"

#include "core/identity/certain_links.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace qd::reconcile {

namespace {

/// Records that the links join, each with the customer it has; -1 for a row held back.
class JoinedRecords {
public:
    explicit JoinedRecords(std::size_t size)
        : m_parent(size)
    {
        std::iota(m_parent.begin(), m_parent.end(), 0);
    }
    void join(int a, int b)
    {
        const int root = find(a);
        m_parent[std::size_t(root)] = find(b);
    }
    [[nodiscard]] int find(int i)
    {
        while (m_parent[std::size_t(i)] != i)
            i = m_parent[std::size_t(i)] = m_parent[std::size_t(m_parent[std::size_t(i)])];
        return i;
    }

private:
    std::vector<int> m_parent;
};

} // namespace

HeldCustomers::HeldCustomers(const portfolio::Portfolio &portfolio, const std::string &source)
{
    std::set<std::string_view> described;
    bool isRead = false;
    std::vector<const store::NegativeRow *> accounts;
    std::vector<const store::NegativeRow *> others;
    for (const store::NegativeRow &row : portfolio.negativeRows()) {
        if (row.source != source)
            continue;
        if (!std::exchange(isRead, true)) {
            for (const portfolio::CustomerRecord &record : portfolio.recordsOf(source)) {
                if (!record.bare)
                    described.insert(record.id.str());
            }
        }
        if (!described.contains(row.accountId))
            (row.name.empty() ? others : accounts).push_back(&row);
    }
    if (!accounts.empty())
        placeDescribed(portfolio, accounts);
    if (!others.empty())
        placeBare(portfolio, others);
}

void HeldCustomers::placeDescribed(
    const portfolio::Portfolio &portfolio, const std::vector<const store::NegativeRow *> &rows)
{
    TextPool texts;
    std::vector<identity::SourceRecord> records;
    std::vector<int> customers;
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        const auto &own = portfolio.recordsOf(source.name);
        const auto &marks = portfolio.marksOf(source.name);
        for (std::size_t i = 0; i < own.size(); ++i) {
            if (own[i].bare || own[i].account < 0)
                continue;
            identity::SourceRecord record{{}, marks[i]};
            record.source = texts.keep(source.name);
            record.kind = texts.keep(source.kind);
            record.id = own[i].id;
            record.account = texts.keep(portfolio.accounts().at(own[i].account).id);
            record.crmId = own[i].crmId;
            record.createdDate = own[i].createdDate;
            records.push_back(std::move(record));
            customers.push_back(own[i].account);
        }
    }
    const std::size_t accepted = records.size();
    identity::MarkReading marks(texts);
    for (const store::NegativeRow *row : rows) {
        const PooledText name = texts.keep(row->name);
        const PooledText domain = texts.keep(row->domain);
        identity::SourceRecord record{{}, marks.marksOf(name, domain, false)};
        record.source = texts.keep(row->source);
        record.kind = texts.keep(portfolio.kindOf(row->source));
        record.id = texts.keep(row->accountId);
        record.crmId = texts.keep(row->crmId);
        records.push_back(std::move(record));
        customers.push_back(-1);
    }
    JoinedRecords joined(records.size());
    std::unordered_map<int, int> first; // record of each customer
    for (std::size_t i = 0; i < accepted; ++i)
        joined.join(int(i), first.try_emplace(customers[i], int(i)).first->second);
    for (const identity::RecordPair &pair : identity::linksToAccept(records))
        joined.join(pair.left, pair.right);
    std::unordered_map<int, std::set<int>> customersOf; // by what the joined have in common
    for (std::size_t i = 0; i < accepted; ++i)
        customersOf[joined.find(int(i))].insert(customers[i]);
    for (std::size_t held = accepted; held < records.size(); ++held) {
        for (const int customer : customersOf[joined.find(int(held))])
            m_amounts[customer].push_back(rows[held - accepted]->amount);
    }
}

void HeldCustomers::placeBare(
    const portfolio::Portfolio &portfolio, const std::vector<const store::NegativeRow *> &rows)
{
    struct Owner {
        int account = -1;
        bool described = false;
        bool crm = false;
        bool ambiguous = false;

        [[nodiscard]] int rank() const { return crm ? 2 : described ? 1 : 0; }
    };
    std::unordered_map<std::string, Owner> owners; // of the ids that the rows name
    for (const store::NegativeRow *row : rows)
        owners.try_emplace(identity::comparableId(row->accountId));
    for (const portfolio::ArrSource &source : portfolio.sources()) {
        for (const portfolio::CustomerRecord &record : portfolio.recordsOf(source.name)) {
            const auto found = owners.find(identity::comparableId(record.id));
            if (found == owners.end() || record.account < 0)
                continue;
            const Owner mine{record.account, !record.bare, !record.bare && source.kind == "crm", false};
            Owner &owner = found->second;
            if (owner.account < 0 || mine.rank() > owner.rank())
                owner = mine;
            else if (mine.rank() == owner.rank() && mine.account != owner.account)
                owner.ambiguous = true;
        }
    }
    for (const store::NegativeRow *row : rows) {
        const Owner &owner = owners.at(identity::comparableId(row->accountId));
        if (owner.account >= 0 && !owner.ambiguous)
            m_amounts[owner.account].push_back(row->amount);
    }
}

const std::vector<Money> &HeldCustomers::amountsOf(int account) const
{
    static const std::vector<Money> none;
    const auto found = m_amounts.find(account);
    return found == m_amounts.end() ? none : found->second;
}

} // namespace qd::reconcile
