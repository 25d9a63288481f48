#pragma once
#include "core/identity/decided_pairs.h"

#include <QVarLengthArray>

#include <algorithm>
#include <unordered_map>
#include <vector>

namespace qd::identity {

/// A few texts, each once: most customers have a record in each of three or four systems, and one domain.
class TextSet {
public:
    void add(const PooledText &text)
    {
        if (!contains(text))
            m_texts.push_back(text);
    }
    void add(const TextSet &others)
    {
        for (const PooledText &text : others.m_texts)
            add(text);
    }
    [[nodiscard]] bool isEmpty() const { return m_texts.isEmpty(); }
    [[nodiscard]] bool intersects(const TextSet &others) const
    {
        return std::any_of(m_texts.begin(), m_texts.end(), [&](const PooledText &t) { return others.contains(t); });
    }

private:
    [[nodiscard]] bool contains(const PooledText &text) const
    {
        return std::find(m_texts.begin(), m_texts.end(), text) != m_texts.end();
    }
    QVarLengthArray<PooledText, 2> m_texts;
};

/// Customers as they grow together: which sources each has records of, which company domains, and which records may
/// not join it. Records are named by their positions.
class CustomerClusters {
public:
    /// Records with a customer begin in its cluster, others in one of their own.
    CustomerClusters(const std::vector<SourceRecord> &records, const DecidedPairs &decided);

    /// What names the record's cluster.
    [[nodiscard]] int find(int record);
    void merge(int a, int b);
    /// Whether no record of one cluster is said never to be one customer with one of the other.
    [[nodiscard]] bool mayMeet(int a, int b);
    [[nodiscard]] bool shareSource(int a, int b);
    /// Whether both have domains and none in common.
    [[nodiscard]] bool domainsContradict(int a, int b);

private:
    std::vector<int> m_parent;
    std::vector<TextSet> m_sources;
    std::vector<TextSet> m_domains;
    std::unordered_map<int, std::vector<int>> m_apart; ///< by cluster: records that are never to join it
};

} // namespace qd::identity
