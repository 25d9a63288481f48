#include "core/health/effect_reason.h"

#include "core/health/reasons.h"

#include <algorithm>

namespace qd::health {

namespace {

/// What a signal takes from the score of a model.
struct Pull {
    signs::Signal signal;
    SignalInput input;
    double lost = 0;
};

std::vector<Pull> pullsOf(const HealthModel &model, const AccountScore &score)
{
    std::vector<Pull> pulls;
    const Reason *lowest = nullptr;
    const std::vector<Reason> parts = partsOf(model, score);
    for (const Reason &each : parts) {
        const bool isUsed = each.part.input.state != SignalState::Dropped;
        const SignalModel &signal = model.segments[std::size_t(score.segment)].measures[each.place];
        pulls.push_back({signal.signal, each.part.input, 0});
        if (isUsed && model.type == ModelType::Points)
            pulls.back().lost = each.lost;
        else if (isUsed && model.type == ModelType::Weighted)
            pulls.back().lost = each.part.effectiveWeight * (BestScore - each.part.score);
        if (isUsed && (!lowest || each.part.score < lowest->part.score))
            lowest = &each;
    }
    if (model.type == ModelType::WorstOf && lowest)
        pulls[std::size_t(lowest - parts.data())].lost = BestScore - lowest->part.score;
    return pulls;
}

int rank(HealthColour colour)
{
    return colour == HealthColour::Green ? 2 : colour == HealthColour::Yellow ? 1 : 0;
}

} // namespace

EffectReason effectReason(
    const HealthModel &before, const AccountScore &old, const HealthModel &after, const AccountScore &now)
{
    if (!old.score.score || !now.score.score)
        return {EffectReason::Kind::Coverage};
    std::vector<Pull> changes = pullsOf(after, now);
    for (Pull &each : changes)
        each.lost = -each.lost;
    for (const Pull &was : pullsOf(before, old)) {
        const auto same = std::ranges::find(changes, was.signal, &Pull::signal);
        if (same != changes.end())
            same->lost += was.lost;
        else
            changes.push_back(was);
    }
    const int direction = rank(now.score.colour) - rank(old.score.colour);
    const bool wentAlong = direction * (*now.score.raw - *old.score.raw) > 0;
    if (!wentAlong || changes.empty())
        return {EffectReason::Kind::Bounds};
    const Pull &most = *std::ranges::max_element(changes, {}, [&](const Pull &each) { return direction * each.lost; });
    return {EffectReason::Kind::Signal, most.signal, most.input, most.lost};
}

} // namespace qd::health
