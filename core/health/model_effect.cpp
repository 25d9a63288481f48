#include "core/health/model_effect.h"

#include <algorithm>
#include <numeric>

namespace qd::health {

void ColourSums::add(HealthColour colour, std::int64_t arr)
{
    accounts.add(colour);
    switch (colour) {
    case HealthColour::Green:
        green += arr;
        break;
    case HealthColour::Yellow:
        yellow += arr;
        break;
    case HealthColour::Red:
        red += arr;
        break;
    case HealthColour::None:
        none += arr;
        break;
    }
}

std::int64_t ColourSums::arrOf(HealthColour colour) const
{
    switch (colour) {
    case HealthColour::Green:
        return green;
    case HealthColour::Yellow:
        return yellow;
    case HealthColour::Red:
        return red;
    case HealthColour::None:
        break;
    }
    return none;
}

Result<ModelEffect> effectOf(const HealthModel &before, const HealthModel &after, const signs::Signals &history,
    Date day, const std::function<bool(int account)> &only)
{
    const auto old = scoresOn(before, history, day);
    if (!old)
        return old.error();
    std::vector<int> all(old->known.arr.size());
    std::iota(all.begin(), all.end(), 0);
    auto now = scoresOf(after, history, old->known, all);
    if (!now)
        return now.error();
    ModelEffect effect;
    for (std::size_t i = 0; i < now->size(); ++i) { // the same accounts in the same order
        const AccountScore &first = old->accounts[i];
        const AccountScore &second = (*now)[i];
        if (only && !only(first.account))
            continue;
        const std::int64_t arr = old->known.arr[std::size_t(first.account)];
        effect.before.add(first.score.colour, arr);
        effect.after.add(second.score.colour, arr);
        if (first.score.colour == second.score.colour)
            continue;
        effect.changed.push_back(
            {first.account, first.score, second.score, arr, effectReason(before, first, after, second)});
        effect.changedArr += arr;
    }
    if (only)
        std::erase_if(*now, [&](const AccountScore &each) { return !only(each.account); });
    effect.scores = std::move(*now);
    std::ranges::stable_sort(effect.changed, std::ranges::greater(), &ColourChange::arr);
    return effect;
}

} // namespace qd::health
