#include "core/health/reasons.h"

#include <algorithm>

namespace qd::health {

std::vector<Reason> partsOf(const HealthModel &model, const AccountScore &score)
{
    if (score.segment < 0)
        return {};
    const HealthSegment &segment = model.segments[std::size_t(score.segment)];
    std::vector<SignalScore> parts;
    static_cast<void>(scoreOf(model, segment, score.inputs, &parts));
    std::vector<Reason> reasons;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        Reason reason{i, parts[i], 0};
        if (parts[i].input.state != SignalState::Dropped) {
            const double missed = segment.measures[i].highestScore() - parts[i].score;
            reason.lost = model.type == ModelType::Points ? missed : missed * parts[i].effectiveWeight;
        }
        reasons.push_back(reason);
    }
    return reasons;
}

std::vector<Reason> reasonsOf(const HealthModel &model, const AccountScore &score)
{
    std::vector<Reason> reasons = partsOf(model, score);
    std::erase_if(reasons, [](const Reason &each) { return each.lost <= 0; });
    std::ranges::stable_sort(reasons, std::ranges::greater(), &Reason::lost);
    return reasons;
}

} // namespace qd::health
