#include "core/match/one_to_one.h"

#include "core/match/disjoint_sets.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>

namespace qd::match {

namespace {

constexpr double Infinite = std::numeric_limits<double>::infinity();

/// A connected part, its records numbered from 0 on either side. Every left record has, besides its pairs, a right one
/// of its own at weight 0, which stands for staying alone: so all left records find a partner, and the set of the
/// largest sum is the cheapest assignment, at a cost of minus the weight.
class Part {
public:
    Part(std::span<const WeightedPair> pairs, const std::vector<std::size_t> &edges)
    {
        std::map<std::uint32_t, std::size_t> left;
        std::map<std::uint32_t, std::size_t> right;
        for (const std::size_t edge : edges) {
            left.try_emplace(pairs[edge].left, left.size());
            right.try_emplace(pairs[edge].right, right.size());
        }
        m_rights = right.size();
        m_arcs.resize(left.size());
        for (const std::size_t edge : edges)
            m_arcs[left[pairs[edge].left]].push_back({right[pairs[edge].right], -pairs[edge].weight, edge});
        for (std::size_t i = 0; i < m_arcs.size(); ++i)
            m_arcs[i].push_back({m_rights + i, 0, NoEdge});
        m_leftPotential.assign(m_arcs.size(), 0);
        m_rightPotential.assign(m_rights + m_arcs.size(), 0);
        m_partner.assign(m_rightPotential.size(), Free);
        m_chosen.assign(m_arcs.size(), nullptr);
        m_reached.resize(m_rightPotential.size());
    }

    void addChosen(std::vector<std::size_t> &chosen)
    {
        for (std::size_t left = 0; left < m_arcs.size(); ++left)
            seat(left);
        for (const Arc *arc : m_chosen) {
            if (arc->edge != NoEdge)
                chosen.push_back(arc->edge);
        }
    }

private:
    static constexpr std::size_t NoEdge = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t Free = NoEdge;
    struct Arc {
        std::size_t right;
        double cost;
        std::size_t edge; ///< position in all pairs
    };
    /// How a right record is reached at least cost.
    struct Reached {
        double distance = Infinite;
        std::size_t from = Free; ///< left record
        const Arc *arc = nullptr;
        bool settled = false;
    };

    /// Finds `left` a partner along the cheapest augmenting path.
    void seat(std::size_t left)
    {
        for (const std::size_t right : m_touched)
            m_reached[right] = {};
        m_touched.clear();
        std::vector<std::pair<std::size_t, double>> scanned; // left records and their distance
        using Entry = std::pair<double, std::size_t>;
        std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
        // The first step may begin below zero; all others are not, by the potentials.
        m_leftPotential[left] = Infinite;
        for (const Arc &arc : m_arcs[left])
            m_leftPotential[left] = std::min(m_leftPotential[left], arc.cost - m_rightPotential[arc.right]);
        std::size_t at = left;
        double distance = 0;
        for (;;) {
            scanned.emplace_back(at, distance);
            for (const Arc &arc : m_arcs[at]) {
                Reached &to = m_reached[arc.right];
                const double by =
                    distance + std::max(0.0, arc.cost - m_leftPotential[at] - m_rightPotential[arc.right]);
                if (!to.settled && by < to.distance) {
                    if (to.from == Free)
                        m_touched.push_back(arc.right);
                    to = {by, at, &arc, false};
                    queue.emplace(by, arc.right);
                }
            }
            while (m_reached[queue.top().second].settled || queue.top().first > m_reached[queue.top().second].distance)
                queue.pop();
            const std::size_t right = queue.top().second;
            distance = queue.top().first;
            queue.pop();
            m_reached[right].settled = true;
            if (m_partner[right] == Free) {
                update(scanned, distance);
                augment(right, left);
                return;
            }
            at = m_partner[right];
        }
    }

    void update(const std::vector<std::pair<std::size_t, double>> &scanned, double distance)
    {
        for (const auto &[left, at] : scanned)
            m_leftPotential[left] += distance - at;
        for (const std::size_t right : m_touched) {
            if (m_reached[right].settled)
                m_rightPotential[right] -= distance - m_reached[right].distance;
        }
    }

    void augment(std::size_t right, std::size_t root)
    {
        for (;;) {
            const std::size_t left = m_reached[right].from;
            const Arc *before = m_chosen[left];
            m_chosen[left] = m_reached[right].arc;
            m_partner[right] = left;
            if (left == root)
                return;
            right = before->right;
        }
    }

    std::vector<Reached> m_reached; ///< right records, in the search for the present left one
    std::vector<std::size_t> m_touched; ///< of them those that it has reached: the search costs no more than they
    std::size_t m_rights = 0;
    std::vector<std::vector<Arc>> m_arcs; ///< by left record
    std::vector<double> m_leftPotential;
    std::vector<double> m_rightPotential;
    std::vector<std::size_t> m_partner; ///< left record of a right one
    std::vector<const Arc *> m_chosen; ///< by left record
};

} // namespace

std::vector<std::size_t> oneToOne(std::span<const WeightedPair> pairs)
{
    std::uint32_t lefts = 0;
    std::uint32_t rights = 0;
    for (const WeightedPair &pair : pairs) {
        lefts = std::max(lefts, pair.left + 1);
        rights = std::max(rights, pair.right + 1);
    }
    DisjointSets parts(std::size_t{lefts} + rights);
    for (const WeightedPair &pair : pairs) {
        if (pair.weight > 0)
            parts.join(pair.left, lefts + pair.right);
    }
    std::vector<std::pair<std::uint32_t, std::size_t>> edges; // part, pair
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (pairs[i].weight > 0)
            edges.emplace_back(parts.setOf(pairs[i].left), i);
    }
    std::sort(edges.begin(), edges.end());
    std::vector<std::size_t> chosen;
    for (std::size_t from = 0; from < edges.size();) {
        std::vector<std::size_t> own;
        std::size_t to = from;
        for (; to < edges.size() && edges[to].first == edges[from].first; ++to)
            own.push_back(edges[to].second);
        if (own.size() == 1)
            chosen.push_back(own.front());
        else
            Part(pairs, own).addChosen(chosen);
        from = to;
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

} // namespace qd::match
