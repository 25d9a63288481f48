#include "core/health/drop_incidents.h"

#include "core/health/score_history.h"
#include "core/health/score_moves.h"

#include <algorithm>
#include <map>

namespace qd::health {

namespace {

constexpr double Tolerance = 1e-9; // of scores, as their bounds are met

bool hasFallen(const SignalModel &signal, const SignalInput &then, const SignalInput &now)
{
    return !hasValue(now.state) || signal.scoreOf(now.value) < signal.scoreOf(then.value) - Tolerance;
}

/// What each signal did from one day to the next.
std::map<std::string, DropIncident> fallsBetween(const HealthModel &model, const DayScores &then, const DayScores &now)
{
    std::map<std::string, DropIncident> falls;
    for (const AccountScore &after : now.accounts) {
        const AccountScore *before = then.find(after.account);
        if (!before || after.segment < 0 || before->segment != after.segment)
            continue;
        const bool isWorse = AccountMove{after.account, before->score.colour, after.score.colour, {}}.direction() < 0;
        const HealthSegment &segment = model.segments[std::size_t(after.segment)];
        for (std::size_t i = 0; i < segment.measures.size(); ++i) {
            if (!hasValue(before->inputs[i].state))
                continue;
            DropIncident &fall = falls[segment.measures[i].signal.name()];
            ++fall.had;
            if (!hasFallen(segment.measures[i], before->inputs[i], after.inputs[i]))
                continue;
            fall.fell.push_back(after.account);
            fall.worse += isWorse ? 1 : 0;
        }
    }
    return falls;
}

/// Median of how many fell, over the days but one on which any did; 0 without such days.
double usualBesides(const std::vector<DropIncident> &days, std::size_t left)
{
    std::vector<std::size_t> counts;
    for (std::size_t i = 0; i < days.size(); ++i) {
        if (i != left && !days[i].fell.empty())
            counts.push_back(days[i].fell.size());
    }
    if (counts.empty())
        return 0;
    std::ranges::sort(counts);
    const std::size_t half = counts.size() / 2;
    return counts.size() % 2 == 1 ? double(counts[half]) : double(counts[half - 1] + counts[half]) / 2;
}

bool isIncident(const std::vector<DropIncident> &days, std::size_t at)
{
    const auto fell = double(days[at].fell.size());
    return fell >= IncidentAccounts && days[at].share() >= IncidentShare - Tolerance
        && fell >= IncidentTimes * usualBesides(days, at);
}

} // namespace

double DropIncident::share() const
{
    return had > 0 ? double(fell.size()) / had : 0;
}

Result<std::vector<DropIncident>> dropIncidents(const HealthModel &model, const signs::Signals &history, Date from,
    Date to, const std::function<bool(int account)> &only, Progress &progress)
{
    const auto scored = [&](Date day) {
        auto scores = scoresOn(model, history, day);
        if (scores)
            keepOnly(*scores, only);
        return scores;
    };
    auto then = scored(from.plusDays(-1));
    if (!then)
        return then.error();
    std::map<std::string, std::vector<DropIncident>> bySignal;
    const int days = daysBetween(from, to) + 1;
    progress.begin(QD_WORDS("Health", "Looking for incidents"), days);
    for (int i = 0; i < days; ++i) {
        if (!progress.step(i))
            return cancelled();
        auto now = scored(from.plusDays(i));
        if (!now)
            return now.error();
        for (auto &[signal, fall] : fallsBetween(model, *then, *now)) {
            fall.day = now->known.day;
            fall.signal = signal;
            bySignal[signal].push_back(std::move(fall));
        }
        then = std::move(now);
    }
    std::vector<DropIncident> incidents;
    for (const auto &[signal, falls] : bySignal) {
        for (std::size_t i = 0; i < falls.size(); ++i) {
            if (isIncident(falls, i))
                incidents.push_back(falls[i]);
        }
    }
    std::ranges::stable_sort(incidents, std::ranges::greater(), &DropIncident::day);
    return incidents;
}

} // namespace qd::health
