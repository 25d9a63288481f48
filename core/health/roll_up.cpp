#include "core/health/roll_up.h"

#include <algorithm>
#include <map>

namespace qd::health {

namespace {

using Members = std::vector<const AccountScore *>;

constexpr std::pair<const char *, RollUp> Names[] = {
    {"worst", RollUp::Worst}, {"arr", RollUp::ArrWeighted}, {"parent", RollUp::Parent}};

bool isScored(const AccountScore *each)
{
    return each->score.score.has_value();
}

/// Those that count.
Members counted(const Members &all, int parent, const RollUpChoice &choice)
{
    if (choice.rollUp != RollUp::Parent && choice.withParent)
        return all;
    Members below;
    Members own;
    for (const AccountScore *each : all)
        (each->account == parent ? own : below).push_back(each);
    if (choice.rollUp == RollUp::Parent)
        return own;
    return !own.empty() && std::ranges::none_of(below, isScored) ? own : below;
}

/// Unrounded; `arr` by directory index.
std::optional<double> rawOf(const Members &members, RollUp rollUp, const std::vector<std::int64_t> &arr)
{
    std::optional<double> lowest;
    double weighted = 0;
    double weight = 0; // above 0: scored accounts have ARR
    for (const AccountScore *each : members) {
        if (!isScored(each))
            continue;
        lowest = std::min(lowest.value_or(*each->score.raw), *each->score.raw);
        weighted += double(arr[std::size_t(each->account)]) * *each->score.raw;
        weight += double(arr[std::size_t(each->account)]);
    }
    if (!lowest || rollUp == RollUp::Worst)
        return lowest;
    return weighted / weight;
}

EntityScore entityOf(
    const HealthModel &model, const DayScores &scores, int parent, const Members &members, const RollUpChoice &choice)
{
    EntityScore entity{parent, int(members.size()), 0, 0, {}};
    std::int64_t scoredArr = 0;
    for (const AccountScore *each : members) {
        const std::int64_t arr = scores.known.arr[std::size_t(each->account)];
        entity.arr += arr;
        entity.scored += isScored(each) ? 1 : 0;
        scoredArr += isScored(each) ? arr : 0;
    }
    if (members.size() == 1) // its own, with the coverage of its signals
        entity.score = members.front()->score;
    else if (!members.empty())
        entity.score =
            scoreOf(model, rawOf(members, choice.rollUp, scores.known.arr), double(scoredArr) / double(entity.arr));
    return entity;
}

} // namespace

const char *toString(RollUp rollUp)
{
    return Names[std::size_t(rollUp)].first;
}

std::optional<RollUp> rollUpOf(std::string_view text)
{
    for (const auto &[name, rollUp] : Names) {
        if (text == name)
            return rollUp;
    }
    return std::nullopt;
}

std::vector<EntityScore> rolledUp(const HealthModel &model, const DayScores &scores,
    const identity::AccountDirectory &accounts, const RollUpChoice &choice)
{
    std::map<int, Members> entities;
    for (const AccountScore &each : scores.accounts)
        entities[accounts.at(each.account).ultimateParent].push_back(&each);
    std::vector<EntityScore> found;
    for (const auto &[parent, members] : entities)
        found.push_back(entityOf(model, scores, parent, counted(members, parent, choice), choice));
    return found;
}

} // namespace qd::health
