#include "core/match/match_tables.h"

#include "core/match/average_linkage.h"
#include "core/match/candidate_pairs.h"
#include "core/match/disjoint_sets.h"
#include "core/match/match_model.h"
#include "core/match/misspelt_pairs.h"
#include "core/match/one_to_one.h"
#include "core/match/random_pairs.h"

#include <algorithm>
#include <numeric>

namespace qd::match {

namespace {

/// The records by their ids' bytes, so that nothing depends on the order they came in.
Result<Records> inOrder(Records records)
{
    std::vector<std::size_t> order(records.ids.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return records.ids[a] < records.ids[b]; });
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (const std::string &id = records.ids[order[i]]; id == records.ids[order[i - 1]])
            return Error{ErrorCode::BadData,
                {QD_WORDS("Match",
                     "Two records have the id \"%1\"; the first column of a table has to tell its records apart."),
                    {id}},
                {id}};
    }
    const auto sorted = [&order](std::vector<std::string> &texts) {
        std::vector<std::string> list;
        list.reserve(order.size());
        for (const std::size_t from : order)
            list.push_back(std::move(texts[from]));
        return list;
    };
    Records result{sorted(records.ids), {}};
    for (std::vector<std::string> &column : records.columns)
        result.columns.push_back(sorted(column));
    return result;
}

bool comesBefore(const WeightedPair &a, const WeightedPair &b)
{
    return std::pair(a.left, a.right) < std::pair(b.left, b.right);
}

/// One run over two tables, or over one, where `right` has no records.
class Matching {
public:
    Matching(const Records &left, const Records &right, bool within, const MatchOptions &options, Progress &progress)
        : m_left(left)
        , m_right(within ? left : right)
        , m_within(within)
        , m_options(options)
        , m_progress(progress)
    {
        progress.begin(QD_WORDS("Progress", "Reading names and addresses"), std::int64_t(options.columns.size()));
        for (std::size_t c = 0; c < options.columns.size() && progress.step(std::int64_t(c)); ++c)
            m_columns.emplace_back(options.columns[c].kind, left.columns[c],
                within ? std::span<const std::string>() : std::span(right.columns[c]), options.threads);
        if (!progress.isCancelled())
            m_keys = blockingKeys(m_columns);
    }

    Result<MatchResult> run()
    {
        if (m_progress.isCancelled())
            return cancelled();
        auto u = levelsByChance(m_columns, m_within, m_options.threads, m_progress);
        if (!u)
            return u.error();
        const auto pairs = CandidatePairs::compare(m_columns, m_keys, {m_within, m_options.threads}, m_progress);
        if (!pairs)
            return pairs.error();
        MatchModel model = fitModel(*pairs, m_keys, std::move(*u));
        MatchResult result;
        result.lambda = model.lambda;
        result.compared = pairs->size();
        result.blocksSkipped = pairs->splitValues();
        const Weights weights(m_columns, std::move(model));
        std::vector<WeightedPair> likely;
        const auto weighed = pairs->forEach(
            [&](const CandidatePair &pair) {
                const double weight = weights.ofPair(pairs->patterns()[pair.pattern], pair.left);
                if (probabilityOf(weight) >= m_options.threshold)
                    likely.push_back({pair.left, pair.right, weight});
            },
            m_progress);
        if (!weighed)
            return weighed.error();
        std::sort(likely.begin(), likely.end(), comesBefore);
        if (!m_options.many) {
            if (const auto chosen = choose(*pairs, weights, likely); !chosen)
                return chosen.error();
            if (m_options.misspelt) {
                if (const auto added = addMisspelt(weights, likely); !added)
                    return added.error();
            }
        }
        for (const WeightedPair &pair : likely)
            result.pairs.push_back(described(pair, weights));
        return result;
    }

private:
    /// Leaves in `likely` what is one-to-one, or lies within a cluster.
    Result<void> choose(const CandidatePairs &pairs, const Weights &weights, std::vector<WeightedPair> &likely)
    {
        if (m_within)
            return keepClusters(pairs, weights, likely);
        std::vector<WeightedPair> kept;
        for (const std::size_t i : oneToOne(likely))
            kept.push_back(likely[i]);
        likely = std::move(kept);
        return {};
    }

    Result<void> keepClusters(const CandidatePairs &pairs, const Weights &weights, std::vector<WeightedPair> &likely)
    {
        // A cluster lies within what likely pairs connect; of that also the unlikely ones count.
        DisjointSets connected(m_left.ids.size());
        for (const WeightedPair &pair : likely)
            connected.join(pair.left, pair.right);
        std::vector<LikelyPair> within;
        const auto visited = pairs.forEach(
            [&](const CandidatePair &pair) {
                if (connected.setOf(pair.left) == connected.setOf(pair.right))
                    within.push_back({pair.left, pair.right,
                        probabilityOf(weights.ofPair(pairs.patterns()[pair.pattern], pair.left))});
            },
            m_progress);
        if (!visited)
            return visited.error();
        std::sort(within.begin(), within.end(), [](const LikelyPair &a, const LikelyPair &b) {
            return std::pair(a.first, a.second) < std::pair(b.first, b.second);
        });
        const auto clusters = averageLinkage(m_left.ids.size(), within, m_options.threshold);
        std::erase_if(likely, [&](const WeightedPair &pair) { return clusters[pair.left] != clusters[pair.right]; });
        return {};
    }

    FreeRecords freeOf(const std::vector<WeightedPair> &likely) const
    {
        std::vector<bool> leftTaken(m_left.ids.size());
        std::vector<bool> rightTaken(m_right.ids.size());
        for (const WeightedPair &pair : likely) {
            leftTaken[pair.left] = true;
            (m_within ? leftTaken : rightTaken)[pair.right] = true;
        }
        FreeRecords free;
        for (const auto &[taken, records] :
            {std::pair{std::cref(leftTaken), &free.left}, std::pair{std::cref(rightTaken), &free.right}}) {
            for (std::uint32_t record = 0; record < taken.get().size(); ++record) {
                if (!taken.get()[record])
                    records->push_back(record);
            }
        }
        return free;
    }

    /// Looks once more at the records that found nobody, whose names may be misspelt where all keys look. They are
    /// weighed by the same model, and no pair found before changes by it.
    Result<void> addMisspelt(const Weights &weights, std::vector<WeightedPair> &likely) const
    {
        const auto near = misspeltPairs(m_columns, m_keys, freeOf(likely), m_within);
        m_progress.begin(QD_WORDS("Progress", "Looking at misspelt names"), std::int64_t(near.size()));
        std::vector<WeightedPair> found;
        std::vector<LikelyPair> within;
        for (std::size_t i = 0; i < near.size(); ++i) {
            if (!m_progress.step(std::int64_t(i)))
                return cancelled();
            const auto [left, right] = near[i];
            const double weight = weights.ofPair(patternOf(left, right), left);
            if (probabilityOf(weight) < m_options.threshold)
                continue;
            found.push_back({left, right, weight});
            within.push_back({left, right, probabilityOf(weight)});
        }
        if (m_within) {
            const auto clusters = averageLinkage(m_left.ids.size(), within, m_options.threshold);
            std::erase_if(found, [&](const WeightedPair &pair) { return clusters[pair.left] != clusters[pair.right]; });
            likely.insert(likely.end(), found.begin(), found.end());
        } else {
            for (const std::size_t i : oneToOne(found))
                likely.push_back(found[i]);
        }
        std::sort(likely.begin(), likely.end(), comesBefore);
        return {};
    }

    Pattern patternOf(std::uint32_t left, std::uint32_t right) const
    {
        Pattern pattern;
        for (const ColumnValues &column : m_columns) {
            const auto &others = m_within ? column.left() : column.right();
            pattern.push_back(std::int8_t(column.level(column.left()[left], others[right])));
        }
        return pattern;
    }

    MatchedPair described(const WeightedPair &pair, const Weights &weights) const
    {
        MatchedPair described{
            m_left.ids[pair.left], m_right.ids[pair.right], probabilityOf(pair.weight), pair.weight, {}};
        const Pattern levels = patternOf(pair.left, pair.right);
        for (std::size_t c = 0; c < m_columns.size(); ++c) {
            const std::int32_t value = m_columns[c].left()[pair.left];
            const int level = levels[c];
            described.evidence.push_back({level, weights.ofLevel(c, level, value)});
        }
        return described;
    }

    const Records &m_left;
    const Records &m_right;
    bool m_within;
    const MatchOptions &m_options;
    Progress &m_progress;
    std::vector<ColumnValues> m_columns;
    std::vector<BlockingKey> m_keys;
};

bool isMissing(const std::string &text)
{
    return text.empty();
}

bool allOf(ColumnKind kind, const std::vector<std::string> &left, const std::vector<std::string> &right)
{
    bool any = false;
    for (const auto *side : {&left, &right}) {
        for (const std::string &text : *side) {
            if (isMissing(text))
                continue;
            if (normalizedValue(kind, text).empty())
                return false;
            any = true;
        }
    }
    return any;
}

} // namespace

Result<MatchResult> matchTables(Records left, Records right, const MatchOptions &options, Progress &progress)
{
    const auto first = inOrder(std::move(left));
    if (!first)
        return first.error();
    const auto second = inOrder(std::move(right));
    if (!second)
        return second.error();
    return Matching(*first, *second, false, options, progress).run();
}

Result<MatchResult> matchWithin(Records records, const MatchOptions &options, Progress &progress)
{
    const auto sorted = inOrder(std::move(records));
    if (!sorted)
        return sorted.error();
    return Matching(*sorted, {}, true, options, progress).run();
}

ColumnKind kindOfValues(const std::vector<std::string> &left, const std::vector<std::string> &right)
{
    for (const ColumnKind kind : {ColumnKind::Number, ColumnKind::Date}) {
        if (allOf(kind, left, right))
            return kind;
    }
    return ColumnKind::City;
}

} // namespace qd::match
