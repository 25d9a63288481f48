#include "core/identity/customer_clusters.h"

#include <numeric>

namespace qd::identity {

CustomerClusters::CustomerClusters(const std::vector<SourceRecord> &records, const DecidedPairs &decided)
    : m_parent(records.size())
    , m_sources(records.size())
    , m_domains(records.size())
{
    std::iota(m_parent.begin(), m_parent.end(), 0);
    for (const auto &[left, right] : decided.apart) {
        m_apart[left].push_back(right);
        m_apart[right].push_back(left);
    }
    std::unordered_map<std::string_view, int> first; // record of each customer
    first.reserve(records.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (!records[i].bare)
            m_sources[i].add(records[i].source);
        if (!records[i].companyDomain.empty() && !records[i].publicDomain)
            m_domains[i].add(records[i].companyDomain);
        if (records[i].account.empty())
            continue;
        const auto [it, isNew] = first.try_emplace(records[i].account.str(), int(i));
        if (!isNew)
            merge(it->second, int(i));
    }
}

int CustomerClusters::find(int i)
{
    while (m_parent[std::size_t(i)] != i)
        i = m_parent[std::size_t(i)] = m_parent[std::size_t(m_parent[std::size_t(i)])];
    return i;
}

void CustomerClusters::merge(int a, int b)
{
    a = find(a);
    b = find(b);
    if (a == b)
        return;
    if (b < a)
        std::swap(a, b);
    m_parent[std::size_t(b)] = a;
    m_sources[std::size_t(a)].add(m_sources[std::size_t(b)]);
    m_domains[std::size_t(a)].add(m_domains[std::size_t(b)]);
    if (const auto moved = m_apart.find(b); moved != m_apart.end()) {
        std::vector<int> records = std::move(moved->second);
        m_apart.erase(moved);
        std::vector<int> &all = m_apart[a];
        all.insert(all.end(), records.begin(), records.end());
    }
}

bool CustomerClusters::mayMeet(int a, int b)
{
    if (m_apart.empty())
        return true;
    a = find(a);
    b = find(b);
    const auto apart = m_apart.find(a);
    return apart == m_apart.end() || std::ranges::none_of(apart->second, [&](int record) { return find(record) == b; });
}

bool CustomerClusters::shareSource(int a, int b)
{
    return m_sources[std::size_t(find(a))].intersects(m_sources[std::size_t(find(b))]);
}

bool CustomerClusters::domainsContradict(int a, int b)
{
    const TextSet &left = m_domains[std::size_t(find(a))];
    const TextSet &right = m_domains[std::size_t(find(b))];
    return !left.isEmpty() && !right.isEmpty() && !left.intersects(right);
}

} // namespace qd::identity
