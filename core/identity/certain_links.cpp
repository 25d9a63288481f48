#include "core/identity/certain_links.h"

#include "core/identity/customer_clusters.h"
#include "core/names/generic_name.h"
#include "core/names/placeholder_name.h"

#include <algorithm>
#include <future>
#include <map>
#include <numeric>
#include <set>
#include <span>
#include <unordered_map>

namespace qd::identity {

namespace {

/// Records by a text of theirs: groups in the order of the texts, records as they were added.
class Groups {
public:
    struct Group {
        std::string_view text;
        std::span<const int> records;
    };

    /// The text is to outlive the groups.
    void add(std::string_view text, int record)
    {
        const auto group = m_index.try_emplace(text, m_index.size()).first->second;
        m_added.push_back({group, record});
    }
    /// Brings them into their order, when all are added.
    void sort()
    {
        std::vector<std::size_t> ends(m_index.size(), 0);
        for (const Added &added : m_added)
            ++ends[added.group];
        std::partial_sum(ends.begin(), ends.end(), ends.begin());
        std::vector<std::size_t> next(ends);
        m_records.resize(m_added.size());
        for (auto added = m_added.rbegin(); added != m_added.rend(); ++added)
            m_records[--next[added->group]] = added->record;
        m_groups.reserve(m_index.size());
        for (const auto &[text, group] : m_index)
            m_groups.push_back({text, std::span(m_records).subspan(next[group], ends[group] - next[group])});
        std::sort(m_groups.begin(), m_groups.end(), [](const Group &a, const Group &b) { return a.text < b.text; });
        for (std::size_t i = 0; i < m_groups.size(); ++i)
            m_index[m_groups[i].text] = i;
        m_added.clear();
    }
    /// Empty where there is no such text.
    [[nodiscard]] std::span<const int> find(std::string_view text) const
    {
        const auto known = m_index.find(text);
        return known == m_index.end() ? std::span<const int>() : m_groups[known->second].records;
    }
    [[nodiscard]] auto begin() const { return m_groups.begin(); }
    [[nodiscard]] auto end() const { return m_groups.end(); }

private:
    struct Added {
        std::size_t group = 0;
        int record = 0;
    };
    std::unordered_map<std::string_view, std::size_t> m_index;
    std::vector<Added> m_added;
    std::vector<int> m_records; ///< group by group
    std::vector<Group> m_groups;
};

/// What the records of a proposal have in common.
enum class Shared { Domain, Name };

/// "%1" is what they share, "%2" the source that has both.
MessageWords wordsFor(Shared shared, bool twiceInOne, bool otherDomain)
{
    if (shared == Shared::Domain) {
        if (twiceInOne)
            return otherDomain ? QD_WORDS("Identity", "twice in %2: same domain %1, but their domains differ")
                               : QD_WORDS("Identity", "twice in %2: same domain %1");
        return otherDomain ? QD_WORDS("Identity", "same domain %1, but their domains differ")
                           : QD_WORDS("Identity", "same domain %1");
    }
    if (twiceInOne)
        return otherDomain ? QD_WORDS("Identity", "twice in %2: same name %1, but their domains differ")
                           : QD_WORDS("Identity", "twice in %2: same name %1");
    return otherDomain ? QD_WORDS("Identity", "same name %1, but their domains differ")
                       : QD_WORDS("Identity", "same name %1");
}

enum class Asked { Decided, Links, LinksAndProposals };

class CertainPasses {
public:
    CertainPasses(
        const std::vector<SourceRecord> &records, const DecidedPairs &decided, const Progress *progress = nullptr)
        : m_records(records)
        , m_decided(decided)
        , m_progress(progress)
        , m_clusters(records, decided)
    {
    }
    CertainLinks run(Asked asked)
    {
        if (asked == Asked::Decided) {
            linkDecided();
            return std::move(m_found);
        }
        // Which records go by one domain or name does not depend on how customers grow together by their ids.
        auto grouping = std::async(std::launch::async, [this] { group(); });
        linkDecided();
        linkById();
        grouping.get();
        if (!isStopped())
            linkByDomain();
        if (!isStopped())
            linkByName();
        if (asked == Asked::LinksAndProposals) {
            propose(m_byDomain, Shared::Domain, 0.9, 0.99);
            propose(m_byName, Shared::Name, 0.8, 0.8);
        }
        return std::move(m_found);
    }

private:
    const SourceRecord &at(int i) const { return m_records[std::size_t(i)]; }
    bool isStopped() const { return m_progress && m_progress->isCancelled(); }

    void link(int left, int right, const char *method, Message evidence)
    {
        if (m_clusters.find(left) == m_clusters.find(right) || !m_clusters.mayMeet(left, right))
            return;
        m_clusters.merge(left, right);
        m_found.links.push_back({left, right, method, 1.0, std::move(evidence)});
    }

    void linkDecided()
    {
        for (const DecidedPairs::Same &same : m_decided.same)
            link(same.left, same.right, "manual", same.evidence());
    }

    void linkById()
    {
        ComparableIds ids; // the groups' texts
        Groups byId;
        for (int i = 0; i < int(m_records.size()); ++i) {
            if (!at(i).bare)
                byId.add(ids.of(at(i).id), i);
        }
        byId.sort();
        for (int i = 0; i < int(m_records.size()) && !isStopped(); ++i) {
            if (at(i).bare || at(i).crmId.empty())
                continue;
            const int owner = carrier(byId.find(ids.of(at(i).crmId)), i);
            if (owner >= 0)
                link(owner, i, "id",
                    {QD_WORDS("Identity", "%1 carries the id %2 of %3"),
                        {at(i).source.str(), at(owner).id.str(), at(owner).source.str()}});
        }
        for (const auto &[id, group] : byId) {
            if (id.size() != 18 || comparableId(std::string(id.substr(0, 15))) != id)
                continue;
            for (std::size_t k = 1; k < group.size(); ++k) {
                if (at(group[k]).source != at(group[0]).source)
                    link(group[0], group[k], "id",
                        {QD_WORDS("Identity", "both have the Salesforce id %1"), {std::string(id)}});
            }
        }
    }

    /// The record an id carried by `bearer` points to: the CRM's, else the only other source's; -1 if none or several.
    int carrier(std::span<const int> group, int bearer) const
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

    void group()
    {
        for (int i = 0; i < int(m_records.size()) && !isStopped(); ++i) {
            if (at(i).bare)
                continue;
            if (!at(i).companyDomain.empty() && !at(i).publicDomain)
                m_byDomain.add(at(i).companyDomain.str(), i);
            if (!at(i).normalizedName.empty())
                m_byName.add(at(i).normalizedName.str(), i);
        }
        m_byDomain.sort();
        m_byName.sort();
    }

    void linkByDomain()
    {
        for (const auto &[domain, group] : m_byDomain) {
            if (group.size() < 2)
                continue;
            const Message evidence(QD_WORDS("Identity", "same domain %1"), {std::string(domain)});
            const Message andName(QD_WORDS("Identity", "same domain %1 and name"), {std::string(domain)});
            std::map<std::string_view, std::vector<int>> byName;
            for (const int i : group)
                byName[at(i).normalizedName.str()].push_back(i);
            for (const auto &[name, same] : byName)
                linkRepresentatives(oldestPerSource(same), "domain", andName);
            linkRepresentatives(onlyOfTheirSource(group), "domain", evidence);
        }
    }

    void linkByName()
    {
        for (const auto &[name, group] : m_byName) {
            // "Unknown" twice is not one customer, nor is "Data", though somebody may say so.
            if (group.size() > 1 && !names::isPlaceholderName(name) && !names::isGenericName(name)
                && oldestPerSource(group).size() == group.size())
                linkRepresentatives({group.begin(), group.end()}, "name",
                    {QD_WORDS("Identity", "same name \"%1\""), {std::string(name)}});
        }
    }

    std::vector<int> oldestPerSource(std::span<const int> group) const
    {
        std::map<std::string_view, int> chosen;
        const auto age = [&](int i) {
            const std::string_view created = at(i).createdDate.str();
            return std::tuple(created.empty() ? std::string_view("9999") : created, std::string_view(at(i).id.str()));
        };
        for (const int i : group) {
            const auto [it, isNew] = chosen.try_emplace(at(i).source.str(), i);
            if (!isNew && age(i) < age(it->second))
                it->second = i;
        }
        std::vector<int> result;
        for (const auto &[source, i] : chosen)
            result.push_back(i);
        return result;
    }

    std::vector<int> onlyOfTheirSource(std::span<const int> group) const
    {
        std::map<std::string_view, std::vector<int>> bySource;
        for (const int i : group)
            bySource[at(i).source.str()].push_back(i);
        std::vector<int> result;
        for (const auto &[source, records] : bySource) {
            if (records.size() == 1)
                result.push_back(records.front());
        }
        return result;
    }

    /// Links each record to the first with whose customer it may live: no source twice, no contradicting domains.
    void linkRepresentatives(std::vector<int> group, const char *method, const Message &evidence)
    {
        std::stable_sort(
            group.begin(), group.end(), [&](int a, int b) { return (at(a).kind == "crm") > (at(b).kind == "crm"); });
        const bool byName = std::string_view(method) == "name";
        for (std::size_t k = 1; k < group.size(); ++k) {
            for (std::size_t j = 0; j < k; ++j) {
                if (m_clusters.find(group[j]) == m_clusters.find(group[k]))
                    break;
                if (!m_clusters.mayMeet(group[j], group[k]) || m_clusters.shareSource(group[j], group[k])
                    || (byName && m_clusters.domainsContradict(group[j], group[k])))
                    continue;
                link(group[j], group[k], method, evidence);
                break;
            }
        }
    }

    void propose(const Groups &groups, Shared shared, double score, double sameNameScore)
    {
        for (const auto &[value, group] : groups) {
            for (std::size_t k = 1; k < group.size(); ++k) {
                // Against the first of its group only: a pair per record, not per pair of records.
                const int left = group[0];
                const int right = group[k];
                const bool otherDomain = m_clusters.domainsContradict(left, right);
                if (m_clusters.find(left) == m_clusters.find(right) || !m_clusters.mayMeet(left, right)
                    || !m_proposed.emplace(left, right).second)
                    continue;
                const bool sameName = at(left).normalizedName == at(right).normalizedName;
                const bool twice = at(left).source == at(right).source;
                std::vector<Message::Value> values{std::string(value)};
                if (twice)
                    values.emplace_back(at(left).source.str());
                m_found.proposals.push_back({left, right, shared == Shared::Domain ? "domain" : "name",
                    otherDomain    ? 0.5
                        : sameName ? sameNameScore
                                   : score,
                    {wordsFor(shared, twice, otherDomain), std::move(values)}});
            }
        }
    }

    const std::vector<SourceRecord> &m_records;
    const DecidedPairs &m_decided;
    const Progress *m_progress; ///< null where nobody stops it
    CustomerClusters m_clusters;
    Groups m_byDomain;
    Groups m_byName;
    std::set<std::pair<int, int>> m_proposed;
    CertainLinks m_found;
};

} // namespace

CertainLinks findCertainLinks(const std::vector<SourceRecord> &records, const DecidedPairs &decided)
{
    return CertainPasses(records, decided).run(Asked::LinksAndProposals);
}

std::vector<RecordPair> linksToAccept(
    const std::vector<SourceRecord> &records, const DecidedPairs &decided, const Progress *progress)
{
    return CertainPasses(records, decided, progress).run(Asked::Links).links;
}

std::vector<RecordPair> decidedLinks(const std::vector<SourceRecord> &records, const DecidedPairs &decided)
{
    return CertainPasses(records, decided).run(Asked::Decided).links;
}

} // namespace qd::identity
