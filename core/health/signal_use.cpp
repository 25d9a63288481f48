#include "core/health/signal_use.h"

namespace qd::health {

namespace {

struct Sum {
    double of = 0;
    int n = 0;

    void add(double value)
    {
        of += value;
        ++n;
    }
    [[nodiscard]] std::optional<double> mean() const { return n > 0 ? std::optional(of / n) : std::nullopt; }
};

} // namespace

std::optional<double> SignalUse::share() const
{
    return accounts > 0 ? std::optional(double(present) / accounts) : std::nullopt;
}

std::vector<SignalUse> signalUse(const HealthModel &model, std::span<const AccountScore> scores)
{
    std::vector<SignalUse> uses;
    for (std::size_t segment = 0; segment < model.segments.size(); ++segment) {
        const std::size_t signalCount = model.segments[segment].measures.size();
        std::vector<SignalUse> own(signalCount);
        std::vector<Sum> means(signalCount);
        std::vector<Sum> weights(signalCount);
        std::vector<SignalScore> parts;
        for (const AccountScore &each : scores) {
            if (each.segment != int(segment))
                continue;
            static_cast<void>(scoreOf(model, model.segments[segment], each.inputs, &parts));
            for (std::size_t i = 0; i < signalCount; ++i) {
                ++own[i].accounts;
                own[i].present += hasValue(parts[i].input.state) ? 1 : 0;
                if (parts[i].input.state != SignalState::Dropped)
                    means[i].add(parts[i].score);
                if (each.score.score)
                    weights[i].add(parts[i].effectiveWeight);
            }
        }
        for (std::size_t i = 0; i < signalCount; ++i) {
            own[i].segment = int(segment);
            own[i].place = i;
            own[i].mean = means[i].mean();
            own[i].effectiveWeight = weights[i].mean();
            uses.push_back(own[i]);
        }
    }
    return uses;
}

} // namespace qd::health
