#include "core/identity/decided_pairs.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

namespace qd::identity {

namespace {

struct RulingWord {
    std::string_view word;
    Ruling ruling;
};
constexpr std::array Words{RulingWord{"link", Ruling::Link}, RulingWord{"accept", Ruling::Link},
    RulingWord{"merge", Ruling::Link}, RulingWord{"match", Ruling::Link}, RulingWord{"never", Ruling::Never},
    RulingWord{"reject", Ruling::Never}, RulingWord{"split", Ruling::Never}, RulingWord{"withdraw", Ruling::Withdraw},
    RulingWord{"undo", Ruling::Withdraw}};

/// Positions of records by source and id.
class RecordPlaces {
public:
    explicit RecordPlaces(const std::vector<SourceRecord> &records)
    {
        for (std::size_t i = 0; i < records.size(); ++i)
            m_places[records[i].source.str()].emplace(records[i].id.str(), int(i));
    }
    /// -1 where there is none.
    [[nodiscard]] int of(const RecordKey &key) const
    {
        const auto source = m_places.find(key.source);
        if (source == m_places.end())
            return -1;
        const auto place = source->second.find(key.id);
        return place == source->second.end() ? -1 : place->second;
    }

private:
    std::map<std::string_view, std::unordered_map<std::string_view, int>> m_places;
};

} // namespace

const char *toString(Ruling ruling)
{
    switch (ruling) {
    case Ruling::Link:
        return "link";
    case Ruling::Never:
        return "never";
    case Ruling::Withdraw:
        return "withdraw";
    }
    return "";
}

std::optional<Ruling> rulingFromText(std::string_view text)
{
    const std::string word = lowered(trimmed(text));
    const auto known = std::ranges::find(Words, word, &RulingWord::word);
    return known == Words.end() ? std::nullopt : std::optional(known->ruling);
}

LinkDecision ordered(LinkDecision decision)
{
    if (decision.right < decision.left)
        std::swap(decision.left, decision.right);
    return decision;
}

std::optional<LinkDecision> contradictedDecision(const std::vector<LinkDecision> &decisions)
{
    std::map<RecordKey, RecordKey> above; // towards the record that stands for all that are linked
    const auto top = [&above](RecordKey key) {
        for (auto next = above.find(key); next != above.end(); next = above.find(key))
            key = next->second;
        return key;
    };
    for (const LinkDecision &decision : decisions) {
        if (decision.ruling != Ruling::Link)
            continue;
        const RecordKey left = top(decision.left);
        const RecordKey right = top(decision.right);
        if (left != right)
            above.emplace(right, left);
    }
    const auto broken = std::ranges::find_if(decisions, [&](const LinkDecision &decision) {
        return decision.ruling == Ruling::Never && top(decision.left) == top(decision.right);
    });
    return broken == decisions.end() ? std::nullopt : std::optional(*broken);
}

Message DecidedPairs::Same::evidence() const
{
    if (note.empty())
        return {QD_WORDS("Identity", "%1 says that they are one customer"), {by}};
    return {QD_WORDS("Identity", "%1 says that they are one customer: %2"), {by, note}};
}

DecidedPairs decidedPairs(const std::vector<SourceRecord> &records, const std::vector<LinkDecision> &decisions)
{
    DecidedPairs pairs;
    if (decisions.empty())
        return pairs;
    const RecordPlaces places(records);
    for (const LinkDecision &decision : decisions) {
        const int left = places.of(decision.left);
        const int right = places.of(decision.right);
        if (left < 0 || right < 0 || left == right)
            continue;
        if (decision.ruling == Ruling::Link)
            pairs.same.push_back({left, right, decision.by, decision.note});
        else if (decision.ruling == Ruling::Never)
            pairs.apart.emplace_back(left, right);
    }
    return pairs;
}

} // namespace qd::identity
