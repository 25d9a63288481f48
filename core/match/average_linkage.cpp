#include "core/match/average_linkage.h"

#include "core/match/disjoint_sets.h"

#include <map>
#include <queue>

namespace qd::match {

namespace {

/// Two clusters that might be joined, as they were when this was entered.
struct Join {
    double mean;
    std::uint32_t first;
    std::uint32_t second;
    std::size_t records; ///< of both: a cluster that has grown since is another one

    bool operator<(const Join &other) const
    {
        if (mean != other.mean)
            return mean < other.mean;
        return std::pair(first, second) > std::pair(other.first, other.second);
    }
};

class Clusters {
public:
    Clusters(std::size_t count, double threshold)
        : m_threshold(threshold)
        , m_sets(count)
        , m_size(count, 1)
        , m_sums(count)
    {
    }

    void add(const LikelyPair &pair)
    {
        m_sums[pair.first][pair.second] += pair.probability;
        m_sums[pair.second][pair.first] += pair.probability;
    }

    std::vector<std::uint32_t> joined()
    {
        for (std::uint32_t cluster = 0; cluster < m_sums.size(); ++cluster) {
            for (const auto &[other, sum] : m_sums[cluster]) {
                if (cluster < other)
                    enter(cluster, other, sum);
            }
        }
        while (!m_joins.empty()) {
            const Join join = m_joins.top();
            m_joins.pop();
            if (m_sets.setOf(join.first) == join.first && m_sets.setOf(join.second) == join.second
                && m_size[join.first] + m_size[join.second] == join.records)
                unite(join.first, join.second);
        }
        std::vector<std::uint32_t> clusters;
        for (std::uint32_t record = 0; record < m_size.size(); ++record)
            clusters.push_back(m_sets.setOf(record));
        return clusters;
    }

private:
    void enter(std::uint32_t a, std::uint32_t b, double sum)
    {
        const double mean = sum / (double(m_size[a]) * double(m_size[b]));
        if (mean >= m_threshold)
            m_joins.push({mean, std::min(a, b), std::max(a, b), m_size[a] + m_size[b]});
    }

    void unite(std::uint32_t kept, std::uint32_t gone)
    {
        m_sets.join(kept, gone);
        m_size[kept] += m_size[gone];
        const auto moved = std::move(m_sums[gone]);
        m_sums[gone].clear();
        m_sums[kept].erase(gone);
        for (const auto &[other, sum] : moved) {
            if (other == kept)
                continue;
            m_sums[other].erase(gone);
            m_sums[kept][other] += sum;
            m_sums[other][kept] += sum;
        }
        for (const auto &[other, sum] : m_sums[kept])
            enter(kept, other, sum);
    }

    double m_threshold;
    DisjointSets m_sets;
    std::vector<std::size_t> m_size;
    std::vector<std::map<std::uint32_t, double>> m_sums; ///< of probabilities between clusters
    std::priority_queue<Join> m_joins;
};

} // namespace

std::vector<std::uint32_t> averageLinkage(std::size_t count, std::span<const LikelyPair> pairs, double threshold)
{
    Clusters clusters(count, threshold);
    for (const LikelyPair &pair : pairs)
        clusters.add(pair);
    return clusters.joined();
}

} // namespace qd::match
