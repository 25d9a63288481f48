#include "core/health/why_moved.h"

namespace qd::health {

MoveSteps moveSteps(
    const HealthModel &model, const AccountScore &then, const AccountScore &now, std::span<const SignalInput> oldInputs)
{
    const HealthSegment &segment = model.segments[std::size_t(now.segment)];
    std::vector<SignalInput> inputs(oldInputs.begin(), oldInputs.end());
    MoveSteps steps{then.score, scoreOf(model, segment, inputs), {}, {}, now.score};
    std::vector<std::size_t> both;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (hasValue(inputs[i].state) && hasValue(now.inputs[i].state))
            both.push_back(i);
        else
            inputs[i] = now.inputs[i];
    }
    steps.missing = scoreOf(model, segment, inputs);
    for (const std::size_t i : both) {
        inputs[i] = now.inputs[i];
        steps.values.emplace_back(i, scoreOf(model, segment, inputs));
    }
    return steps;
}

Result<std::vector<std::vector<SignalInput>>> oldInputsOf(
    const ModelsOfDays &models, const signs::Signals &history, const DayScores &then, const DayScores &now)
{
    const HealthModel &model = models.now;
    std::vector<std::vector<SignalInput>> old(then.known.arr.size());
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        std::vector<int> moved; // into the segment, or all where its signals are others
        for (const AccountScore &each : now.accounts) {
            const AccountScore *before = each.segment == int(i) ? then.find(each.account) : nullptr;
            if (before && models.areSame() && before->segment == each.segment)
                old[std::size_t(each.account)] = before->inputs;
            else if (before)
                moved.push_back(each.account);
        }
        if (moved.empty())
            continue;
        auto inputs = inputsFor(model.segments[i], history, then.known, moved);
        if (!inputs)
            return inputs.error();
        for (const int account : moved)
            old[std::size_t(account)] = std::move((*inputs)[std::size_t(account)]);
    }
    return old;
}

ScoreMove moveOf(
    const HealthModel &model, const AccountScore *then, const AccountScore *now, std::span<const SignalInput> oldInputs)
{
    const auto shown = [](const AccountScore *score) {
        return score && score->score.score ? score->score.raw : std::nullopt;
    };
    ScoreMove move{shown(then), shown(now), {}};
    if (!move.from || !move.to)
        return move;
    const MoveSteps steps = moveSteps(model, *then, *now, oldInputs);
    double last = *move.from;
    const auto add = [&](std::string part, const Score &score) {
        const double next = score.raw.value_or(last); // nothing is used: the next step has the whole change
        move.parts.push_back({std::move(part), next - last});
        last = next;
    };
    add("model", steps.model);
    add("missing", steps.missing);
    const HealthSegment &segment = model.segments[std::size_t(now->segment)];
    for (const auto &[place, score] : steps.values)
        add(segment.measures[place].signal.name(), score);
    return move;
}

Result<ScoreMove> whyMoved(const ModelsOfDays &models, const signs::Signals &history, int account, Date from, Date to)
{
    const auto then = scoresOn(models.then, history, from);
    if (!then)
        return then.error();
    const auto now = scoresOn(models.now, history, to);
    if (!now)
        return now.error();
    const auto old = oldInputsOf(models, history, *then, *now);
    if (!old)
        return old.error();
    return moveOf(models.now, then->find(account), now->find(account), (*old)[std::size_t(account)]);
}

} // namespace qd::health
