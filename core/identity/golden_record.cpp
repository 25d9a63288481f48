#include "core/identity/golden_record.h"

#include "core/base/text.h"
#include "core/identity/identity_store.h"
#include "core/identity/source_record.h"
#include "core/store/customer_rows.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <map>

namespace qd::identity {

namespace {

/// How much a source is trusted for each golden field.
class Precedences {
public:
    explicit Precedences(const std::vector<std::vector<std::string>> &orders)
        : m_orders(orders)
    {
    }
    /// Place of a source for each field; of all its records the same.
    const std::vector<std::size_t> &ranksOf(const std::string &source, const std::string &kind)
    {
        const auto [it, isNew] = m_ranks.try_emplace(source);
        for (std::size_t i = 0; isNew && i < m_orders.size(); ++i)
            it->second.push_back(rankOf(source, kind, m_orders[i]));
        return it->second;
    }

private:
    const std::vector<std::vector<std::string>> &m_orders; ///< of each field
    std::map<std::string, std::vector<std::size_t>, std::less<>> m_ranks; ///< by source
};

/// The values that have won so far for one customer; of equals the first stays.
struct Winners {
    std::vector<PooledText> values;
    std::vector<std::size_t> ranks;

    void add(const std::vector<PooledText> &offered, const std::vector<std::size_t> &itsRanks)
    {
        values.resize(offered.size());
        ranks.resize(offered.size(), SIZE_MAX);
        for (std::size_t i = 0; i < offered.size(); ++i) {
            if (offered[i].empty() || itsRanks[i] >= ranks[i])
                continue;
            ranks[i] = itsRanks[i];
            values[i] = offered[i];
        }
    }
};

bool areSame(const std::vector<PooledText> &values, const std::vector<std::string> &stored)
{
    return std::equal(values.begin(), values.end(), stored.begin(), stored.end(),
        [](const PooledText &value, const std::string &field) { return value == std::string_view(field); });
}

} // namespace

const std::vector<std::string> &goldenFieldNames()
{
    static const std::vector<std::string> names{"name", "domain", "segment", "region", "owner", "owner_email",
        "country", "city", "industry", "language", "lifecycle_stage", "status", "contract_start_date", "renewal_date",
        "created_date", "employees", "health", "health_score"};
    return names;
}

std::vector<std::string> precedence(const store::Workspace &workspace, const std::string &field)
{
    return precedence(field, workspace.setting("precedence." + field).value_or(std::string()));
}

std::size_t rankOf(const std::string &source, const std::string &kind, const std::vector<std::string> &order)
{
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] == source || order[i] == kind)
            return i;
    }
    return order.size();
}

std::vector<std::string> precedence(const std::string &field, const std::string &chosen)
{
    if (!chosen.empty()) {
        std::vector<std::string> order;
        for (const std::string &part : split(chosen, ','))
            order.emplace_back(trimmed(part));
        return order;
    }
    const bool csFirst = field == "owner" || field == "owner_email" || field == "health" || field == "health_score"
        || field == "language";
    std::vector<std::string> order{
        "crm", "cs_platform", "billing", "finance", "support", "usage", "survey", "people", "other"};
    if (csFirst)
        std::swap(order[0], order[1]);
    return order;
}

std::vector<std::vector<std::string>> goldenPrecedences(const store::Workspace &workspace)
{
    std::vector<std::vector<std::string>> orders;
    for (const std::string &field : goldenFieldNames())
        orders.push_back(precedence(workspace, field));
    return orders;
}

GoldenValues chooseGoldenValues(
    const std::vector<SourceRecord> &records, const std::vector<std::vector<std::string>> &precedences)
{
    Precedences trust(precedences);
    std::unordered_map<std::string_view, Winners> winners; // by customer
    for (const SourceRecord &record : records) {
        if (!record.bare && !record.account.empty())
            winners[record.account.str()].add(record.fields, trust.ranksOf(record.source, record.kind));
    }
    GoldenValues chosen;
    chosen.reserve(winners.size());
    for (auto &[account, won] : winners)
        chosen.emplace(account, std::move(won.values));
    return chosen;
}

void writeGoldenValues(store::Workspace &workspace, const GoldenValues &chosen)
{
    // Most stand so already, and what is written is sealed anew.
    std::map<std::string, const std::vector<PooledText> *> changed;
    store::forEachCustomer(workspace, goldenFieldNames(), [&](const store::CustomerRow &now) {
        const auto won = chosen.find(now.account);
        if (won != chosen.end() && !areSame(won->second, now.fields))
            changed.emplace(now.account, &won->second);
    });
    GoldenWriter writer(workspace);
    for (const auto &[account, values] : changed)
        writer.write(account, *values);
}

std::vector<GoldenField> goldenFields(const store::Workspace &workspace, const std::string &account)
{
    const std::vector<std::vector<std::string>> orders = goldenPrecedences(workspace);
    Precedences precedences(orders);
    std::vector<GoldenField> fields;
    forEachOffering(workspace, account, [&](const OfferingRecord &offer) {
        fields.resize(goldenFieldNames().size());
        for (std::size_t i = 0; i < fields.size(); ++i) {
            if (offer.values[i].empty())
                continue;
            fields[i].candidates.push_back(offer.record);
            fields[i].candidates.back().value = offer.values[i];
        }
    });
    for (std::size_t i = 0; i < fields.size(); ++i) {
        fields[i].field = goldenFieldNames()[i];
        fields[i].rule = joined(orders[i], ", ");
        const auto rank = [&](const FieldCandidate &candidate) {
            return precedences.ranksOf(candidate.source, candidate.kind)[i];
        };
        std::stable_sort(fields[i].candidates.begin(), fields[i].candidates.end(),
            [&](const FieldCandidate &a, const FieldCandidate &b) { return rank(a) < rank(b); });
    }
    return fields;
}

} // namespace qd::identity
