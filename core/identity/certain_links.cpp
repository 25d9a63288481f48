#include "core/identity/certain_links.h"

#include "core/identity/placeholder_name.h"

#include <numeric>
#include <set>
#include <unordered_map>

namespace qd::identity {

namespace {

/// Customers as they grow together: which sources each has records of, and which company domains.
class Clusters {
public:
    explicit Clusters(const std::vector<SourceRecord> &records)
        : m_parent(records.size())
        , m_sources(records.size())
        , m_domains(records.size())
    {
        std::iota(m_parent.begin(), m_parent.end(), 0);
        std::unordered_map<std::string_view, int> first; // record of each customer
        for (std::size_t i = 0; i < records.size(); ++i) {
            if (!records[i].bare)
                m_sources[i].insert(records[i].source);
            if (!records[i].domain.empty() && !records[i].publicDomain)
                m_domains[i].insert(records[i].domain);
            if (records[i].account.empty())
                continue;
            const auto [it, isNew] = first.try_emplace(records[i].account, int(i));
            if (!isNew)
                merge(it->second, int(i));
        }
    }
    int find(int i)
    {
        while (m_parent[std::size_t(i)] != i)
            i = m_parent[std::size_t(i)] = m_parent[std::size_t(m_parent[std::size_t(i)])];
        return i;
    }
    void merge(int a, int b)
    {
        a = find(a);
        b = find(b);
        if (a == b)
            return;
        if (b < a)
            std::swap(a, b);
        m_parent[std::size_t(b)] = a;
        m_sources[std::size_t(a)].merge(m_sources[std::size_t(b)]);
        m_domains[std::size_t(a)].merge(m_domains[std::size_t(b)]);
    }
    bool shareSource(int a, int b)
    {
        return intersects(m_sources[std::size_t(find(a))], m_sources[std::size_t(find(b))]);
    }
    bool domainsContradict(int a, int b)
    {
        const auto &left = m_domains[std::size_t(find(a))];
        const auto &right = m_domains[std::size_t(find(b))];
        return !left.empty() && !right.empty() && !intersects(left, right);
    }

private:
    using Texts = std::set<std::string_view>; // of the records
    static bool intersects(const Texts &a, const Texts &b)
    {
        return std::any_of(a.begin(), a.end(), [&](std::string_view s) { return b.contains(s); });
    }
    std::vector<int> m_parent;
    std::vector<Texts> m_sources;
    std::vector<Texts> m_domains;
};

/// Records by a text of theirs, in the order of the texts.
class Groups {
public:
    using Group = std::pair<std::string_view, std::vector<int>>;

    /// The text is to outlive the groups.
    void add(std::string_view text, int record)
    {
        const auto [known, isNew] = m_index.try_emplace(text, m_groups.size());
        if (isNew)
            m_groups.push_back({text, {}});
        m_groups[known->second].second.push_back(record);
    }
    /// Brings them into their order, when all are added.
    void sort()
    {
        std::sort(m_groups.begin(), m_groups.end(), [](const Group &a, const Group &b) { return a.first < b.first; });
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            m_index[m_groups[i].first] = i;
    }
    [[nodiscard]] const std::vector<int> *find(std::string_view text) const
    {
        const auto known = m_index.find(text);
        return known == m_index.end() ? nullptr : &m_groups[known->second].second;
    }
    [[nodiscard]] auto begin() const { return m_groups.begin(); }
    [[nodiscard]] auto end() const { return m_groups.end(); }

private:
    std::unordered_map<std::string_view, std::size_t> m_index;
    std::vector<Group> m_groups;
};

class CertainPasses {
public:
    explicit CertainPasses(const std::vector<SourceRecord> &records)
        : m_records(records)
        , m_clusters(records)
    {
    }
    CertainLinks run()
    {
        linkById();
        linkByDomain();
        linkByName();
        propose(m_byDomain, "domain", 0.9, 0.99);
        propose(m_byName, "name", 0.8, 0.8);
        return std::move(m_found);
    }

private:
    const SourceRecord &at(int i) const { return m_records[std::size_t(i)]; }

    void link(int left, int right, const char *method, std::string evidence)
    {
        if (m_clusters.find(left) == m_clusters.find(right))
            return;
        m_clusters.merge(left, right);
        m_found.links.push_back({left, right, method, 1.0, std::move(evidence)});
    }

    void linkById()
    {
        std::vector<std::string> ids; // the groups' texts
        ids.reserve(m_records.size());
        Groups byId;
        for (int i = 0; i < int(m_records.size()); ++i) {
            if (!at(i).bare)
                byId.add(ids.emplace_back(comparableId(at(i).id)), i);
        }
        byId.sort();
        for (int i = 0; i < int(m_records.size()); ++i) {
            if (at(i).bare || at(i).crmId.empty())
                continue;
            const std::vector<int> *found = byId.find(comparableId(at(i).crmId));
            const int owner = found ? carrier(*found, i) : -1;
            if (owner >= 0)
                link(owner, i, "id", at(i).source + " carries the id " + at(owner).id + " of " + at(owner).source);
        }
        for (const auto &[id, group] : byId) {
            if (id.size() != 18 || comparableId(std::string(id.substr(0, 15))) != id)
                continue;
            for (std::size_t k = 1; k < group.size(); ++k) {
                if (at(group[k]).source != at(group[0]).source)
                    link(group[0], group[k], "id", "both have the Salesforce id " + std::string(id));
            }
        }
    }

    /// The record an id carried by `bearer` points to: the CRM's, else the only other source's; -1 if none or several.
    int carrier(const std::vector<int> &group, int bearer) const
    {
        int crm = -1;
        int other = -1;
        int others = 0;
        for (const int i : group) {
            if (at(i).source == at(bearer).source)
                continue;
            if (at(i).kind == "crm" && crm < 0)
                crm = i;
            other = i;
            ++others;
        }
        return crm >= 0 ? crm : others == 1 ? other : -1;
    }

    void linkByDomain()
    {
        for (int i = 0; i < int(m_records.size()); ++i) {
            if (!at(i).bare && !at(i).domain.empty() && !at(i).publicDomain)
                m_byDomain.add(at(i).domain, i);
        }
        m_byDomain.sort();
        for (const auto &[domain, group] : m_byDomain) {
            const std::string evidence = "same domain " + std::string(domain);
            std::map<std::string_view, std::vector<int>> byName;
            for (const int i : group)
                byName[at(i).normalizedName].push_back(i);
            for (const auto &[name, same] : byName)
                linkRepresentatives(oldestPerSource(same), "domain", evidence + " and name");
            linkRepresentatives(onlyOfTheirSource(group), "domain", evidence);
        }
    }

    void linkByName()
    {
        for (int i = 0; i < int(m_records.size()); ++i) {
            if (!at(i).bare && !at(i).normalizedName.empty())
                m_byName.add(at(i).normalizedName, i);
        }
        m_byName.sort();
        for (const auto &[name, group] : m_byName) {
            // "Unknown" twice is not one customer, though somebody may say so.
            if (!isPlaceholderName(name) && oldestPerSource(group).size() == group.size())
                linkRepresentatives(group, "name", "same name \"" + std::string(name) + "\"");
        }
    }

    std::vector<int> oldestPerSource(const std::vector<int> &group) const
    {
        std::map<std::string_view, int> chosen;
        const auto age = [&](int i) {
            const std::string_view created = at(i).createdDate;
            return std::tuple(created.empty() ? std::string_view("9999") : created, std::string_view(at(i).id));
        };
        for (const int i : group) {
            const auto [it, isNew] = chosen.try_emplace(at(i).source, i);
            if (!isNew && age(i) < age(it->second))
                it->second = i;
        }
        std::vector<int> result;
        for (const auto &[source, i] : chosen)
            result.push_back(i);
        return result;
    }

    std::vector<int> onlyOfTheirSource(const std::vector<int> &group) const
    {
        std::map<std::string_view, std::vector<int>> bySource;
        for (const int i : group)
            bySource[at(i).source].push_back(i);
        std::vector<int> result;
        for (const auto &[source, records] : bySource) {
            if (records.size() == 1)
                result.push_back(records.front());
        }
        return result;
    }

    /// Links each record to the first with whose customer it may live: no source twice, no contradicting domains.
    void linkRepresentatives(std::vector<int> group, const char *method, const std::string &evidence)
    {
        std::stable_sort(
            group.begin(), group.end(), [&](int a, int b) { return (at(a).kind == "crm") > (at(b).kind == "crm"); });
        const bool byName = std::string_view(method) == "name";
        for (std::size_t k = 1; k < group.size(); ++k) {
            for (std::size_t j = 0; j < k; ++j) {
                if (m_clusters.find(group[j]) == m_clusters.find(group[k]))
                    break;
                if (m_clusters.shareSource(group[j], group[k])
                    || (byName && m_clusters.domainsContradict(group[j], group[k])))
                    continue;
                link(group[j], group[k], method, evidence);
                break;
            }
        }
    }

    void propose(const Groups &groups, const char *method, double score, double sameNameScore)
    {
        for (const auto &[value, group] : groups) {
            for (std::size_t k = 1; k < group.size(); ++k) {
                // Against the first of its group only: a pair per record, not per pair of records.
                const int left = group[0];
                const int right = group[k];
                const bool otherDomain = m_clusters.domainsContradict(left, right);
                if (m_clusters.find(left) == m_clusters.find(right) || !m_proposed.emplace(left, right).second)
                    continue;
                const bool sameName = at(left).normalizedName == at(right).normalizedName;
                std::string evidence = at(left).source == at(right).source ? "twice in " + at(left).source + ": same "
                                                                           : std::string("same ");
                evidence.append(method).append(" ").append(value);
                if (otherDomain)
                    evidence += ", but their domains differ";
                m_found.proposals.push_back({left, right, method,
                    otherDomain    ? 0.5
                        : sameName ? sameNameScore
                                   : score,
                    evidence});
            }
        }
    }

    const std::vector<SourceRecord> &m_records;
    Clusters m_clusters;
    Groups m_byDomain;
    Groups m_byName;
    std::set<std::pair<int, int>> m_proposed;
    CertainLinks m_found;
};

} // namespace

CertainLinks findCertainLinks(const std::vector<SourceRecord> &records)
{
    return CertainPasses(records).run();
}

} // namespace qd::identity
