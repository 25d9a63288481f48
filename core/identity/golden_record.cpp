#include "core/identity/golden_record.h"

#include "core/base/text.h"
#include "core/identity/hierarchy.h"
#include "core/identity/identity_store.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::identity {

namespace {

class FieldChooser {
public:
    explicit FieldChooser(const store::Workspace &workspace)
    {
        for (const std::string &field : goldenFieldNames())
            m_orders.push_back(precedence(workspace, field));
    }
    void add(const OfferingRecord &offer)
    {
        if (m_candidates.empty())
            m_candidates.resize(m_orders.size());
        for (std::size_t i = 0; i < m_orders.size(); ++i) {
            if (offer.values[i].empty())
                continue;
            m_candidates[i].push_back(offer.record);
            m_candidates[i].back().value = offer.values[i];
        }
    }
    /// The winner of each field; empty where nobody offers a value.
    std::vector<std::string> winners()
    {
        std::vector<std::string> values;
        for (std::size_t i = 0; i < m_orders.size(); ++i) {
            const auto candidates = ranked(i);
            values.push_back(candidates.empty() ? std::string() : candidates.front().value);
        }
        return values;
    }
    /// Candidates of field i, best first; stable, so that equals keep the order of source and id.
    std::vector<FieldCandidate> ranked(std::size_t i)
    {
        if (m_candidates.empty())
            return {};
        auto &found = m_candidates[i];
        std::stable_sort(found.begin(), found.end(), [&](const FieldCandidate &a, const FieldCandidate &b) {
            return rankOf(a.source, a.kind, m_orders[i]) < rankOf(b.source, b.kind, m_orders[i]);
        });
        return found;
    }
    [[nodiscard]] const std::vector<std::string> &order(std::size_t i) const { return m_orders[i]; }
    void clear() { m_candidates.clear(); }

private:
    std::vector<std::vector<std::string>> m_orders;
    std::vector<std::vector<FieldCandidate>> m_candidates;
};

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

Result<void> refreshGoldenRecords(store::Workspace &workspace)
{
    FieldChooser chooser(workspace);
    GoldenWriter writer(workspace);
    std::string account;
    const auto write = [&] {
        if (!account.empty())
            writer.write(account, chooser.winners());
        chooser.clear();
    };
    forEachOffering(workspace, std::nullopt, [&](const OfferingRecord &offer) {
        if (offer.account != account)
            write();
        account = offer.account;
        chooser.add(offer);
    });
    write();
    return refreshHierarchy(workspace);
}

std::vector<GoldenField> goldenFields(const store::Workspace &workspace, const std::string &account)
{
    FieldChooser chooser(workspace);
    bool any = false;
    forEachOffering(workspace, account, [&](const OfferingRecord &offer) {
        chooser.add(offer);
        any = true;
    });
    std::vector<GoldenField> fields;
    for (std::size_t i = 0; any && i < goldenFieldNames().size(); ++i)
        fields.push_back({goldenFieldNames()[i], chooser.ranked(i), joined(chooser.order(i), ", ")});
    return fields;
}

} // namespace qd::identity
