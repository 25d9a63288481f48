#include "core/health/stability.h"

#include "core/statistics/population_stability.h"

#include <cmath>

namespace qd::health {

namespace {

constexpr std::array Bands{HealthColour::Green, HealthColour::None, HealthColour::Red, HealthColour::Yellow};

/// Counts by colour, in the order of the enumeration.
using Counts = std::array<double, Bands.size()>;

void count(Counts &counts, HealthColour colour)
{
    counts[std::size_t(colour)] += 1;
}

/// What the accounts of the second day look like after each step.
struct Stages {
    Counts joined{}; ///< those of both days as they were
    Counts model{};
    Counts missing{};
    Counts now{};
};

void addMatrix(const DayScores &then, const DayScores &now, Stability &stability)
{
    std::array<std::array<int, Bands.size()>, Bands.size()> pairs{};
    int stayed = 0;
    int moved = 0;
    for (const AccountScore &after : now.accounts) {
        if (const AccountScore *before = then.find(after.account)) {
            ++pairs[std::size_t(before->score.colour)][std::size_t(after.score.colour)];
            ++stayed;
            moved += before->score.colour != after.score.colour ? 1 : 0;
        }
    }
    for (const HealthColour from : Bands) {
        for (const HealthColour to : Bands)
            stability.matrix.push_back({from, to, pairs[std::size_t(from)][std::size_t(to)]});
    }
    if (stayed > 0)
        stability.moved = double(moved) / stayed;
}

Stages stagesOf(const HealthModel &model, const DayScores &then, const DayScores &now,
    const std::vector<std::vector<SignalInput>> &oldInputs)
{
    Stages stages;
    for (const AccountScore &after : now.accounts) {
        const AccountScore *before = then.find(after.account);
        count(stages.joined, (before ? *before : after).score.colour);
        count(stages.now, after.score.colour);
        if (before && after.segment >= 0) {
            const MoveSteps steps = moveSteps(model, *before, after, oldInputs[std::size_t(after.account)]);
            count(stages.model, steps.model.colour);
            count(stages.missing, steps.missing.colour);
        } else {
            count(stages.model, after.score.colour); // a joiner, or in no segment now
            count(stages.missing, after.score.colour);
        }
    }
    return stages;
}

} // namespace

Stability stabilityOf(const HealthModel &model, const DayScores &then, const DayScores &now,
    const std::vector<std::vector<SignalInput>> &oldInputs)
{
    Stability stability;
    stability.nFrom = int(then.accounts.size());
    stability.nTo = int(now.accounts.size());
    addMatrix(then, now, stability);
    Counts first{};
    for (const AccountScore &before : then.accounts)
        count(first, before.score.colour);
    const Stages stages = stagesOf(model, then, now, oldInputs);
    const auto whole = statistics::populationStability(first, stages.now);
    if (!whole)
        return stability;
    stability.psi = whole->index;
    stability.limit = whole->limit;
    const std::pair<const char *, const Counts *> steps[] = {{"joiners_leavers", &stages.joined},
        {"model", &stages.model}, {"missing", &stages.missing}, {"inputs", &stages.now}};
    double last = 0;
    for (const auto &[name, counts] : steps) {
        const double psi = statistics::populationStability(first, *counts)->index;
        stability.steps.push_back({name, psi - last});
        last = psi;
    }
    return stability;
}

Result<Stability> stabilityOf(const ModelsOfDays &models, const signs::Signals &history, Date from, Date to)
{
    const auto then = scoresOn(models.then, history, from);
    if (!then)
        return then.error();
    const auto now = scoresOn(models.now, history, to);
    if (!now)
        return now.error();
    const auto oldInputs = oldInputsOf(models, history, *then, *now);
    if (!oldInputs)
        return oldInputs.error();
    return stabilityOf(models.now, *then, *now, *oldInputs);
}

} // namespace qd::health
