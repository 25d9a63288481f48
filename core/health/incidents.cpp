#include "core/health/incidents.h"

#include <algorithm>
#include <iterator>

namespace qd::health {

namespace {

constexpr int Apart = IncidentDays / 4;

bool isOfUsage(const signs::Signal &signal)
{
    return signal.kind >= signs::SignalKind::UsageTrend && signal.kind <= signs::SignalKind::DaysSinceUsage;
}

Incident incidentOf(const signs::UsageDrop &drop)
{
    return {drop.source, drop.day, drop.day, drop.expected, int(drop.fallen.size()), drop.fallen};
}

void addDay(Incident &incident, const signs::UsageDrop &drop)
{
    incident.to = drop.day;
    const auto share = [](int fallen, int expected) { return double(fallen) / expected; };
    if (share(int(drop.fallen.size()), drop.expected) > share(incident.fallen, incident.expected)) {
        incident.expected = drop.expected;
        incident.fallen = int(drop.fallen.size());
    }
    std::vector<int> both;
    std::ranges::set_union(incident.accounts, drop.fallen, std::back_inserter(both));
    incident.accounts = std::move(both);
}

/// Adds those of a segment whose colour the old values change.
Result<void> addChanged(IncidentEffect &effect, const HealthModel &model, int segment, const signs::Signals &history,
    const signs::KnownDay &before, const DayScores &scores)
{
    const HealthSegment &asked = model.segments[std::size_t(segment)];
    if (std::ranges::none_of(asked.measures, [](const SignalModel &each) { return isOfUsage(each.signal); }))
        return {};
    std::vector<int> members;
    for (const int account : effect.incident.accounts) {
        const AccountScore *score = scores.find(account);
        if (score && score->segment == segment)
            members.push_back(account);
    }
    const auto old = inputsFor(asked, history, before, members);
    if (!old)
        return old.error();
    for (const int account : members) {
        const AccountScore &score = *scores.find(account);
        std::vector<SignalInput> inputs = score.inputs;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            if (isOfUsage(asked.measures[i].signal))
                inputs[i] = (*old)[std::size_t(account)][i];
        }
        const Score without = scoreOf(model, asked, inputs);
        const std::int64_t arr = scores.known.arr[std::size_t(account)];
        if (without.colour == score.score.colour)
            continue;
        effect.changed.push_back({account, without, score.score, arr});
        effect.changedArr += arr;
    }
    return {};
}

} // namespace

Result<std::vector<Incident>> incidentsIn(const signs::Signals &history, Date from, Date to)
{
    const auto usage = history.usageOn(to);
    if (!usage)
        return usage.error();
    std::vector<Incident> incidents;
    for (const signs::UsageDrop &drop : (*usage)->drops(from, to)) {
        const bool goesOn = !incidents.empty() && incidents.back().source == drop.source
            && daysBetween(incidents.back().to, drop.day) <= Apart;
        if (goesOn)
            addDay(incidents.back(), drop);
        else
            incidents.push_back(incidentOf(drop));
    }
    return incidents;
}

Result<std::vector<IncidentEffect>> effectsOf(const std::vector<Incident> &incidents, const HealthModel &model,
    const signs::Signals &history, const DayScores &scores)
{
    std::vector<IncidentEffect> effects;
    for (const Incident &incident : incidents) {
        if (incident.to <= scores.known.day.plusDays(-UsageDaysBack)) {
            effects.push_back({incident, {}, 0});
            continue;
        }
        const auto before = history.known(incident.from.plusDays(-1));
        if (!before)
            return before.error();
        IncidentEffect effect{incident, {}, 0};
        for (std::size_t i = 0; i < model.segments.size(); ++i) {
            if (auto added = addChanged(effect, model, int(i), history, *before, scores); !added)
                return added.error();
        }
        std::ranges::sort(effect.changed, [](const ColourChange &a, const ColourChange &b) {
            return std::pair(-a.arr, a.account) < std::pair(-b.arr, b.account);
        });
        effects.push_back(std::move(effect));
    }
    return effects;
}

} // namespace qd::health
