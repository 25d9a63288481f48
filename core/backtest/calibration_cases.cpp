#include "core/backtest/calibration_cases.h"

#include "core/backtest/outcomes.h"
#include "core/base/text.h"
#include "core/health/scoring.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace qd::backtest {

namespace {

/// Index of the segment to fit.
Result<std::size_t> segmentToFit(const health::HealthModel &model, const std::string &name)
{
    std::vector<std::string> names;
    std::size_t found = model.segments.size();
    for (std::size_t i = 0; i < model.segments.size(); ++i) {
        if (model.segments[i].measures.empty() || (!name.empty() && model.segments[i].name != name))
            continue;
        names.push_back(model.segments[i].name);
        found = i;
    }
    if (names.size() == 1)
        return found;
    if (name.empty())
        return Error{ErrorCode::InvalidArgument,
            {QD_WORDS("Backtest", "Each segment of a model has weights of its own; name the one to fit: %1."),
                {joined(names, ", ")}}};
    return Error{ErrorCode::NotFound, {QD_WORDS("Backtest", "The model has no segment %1 with signals."), {name}}};
}

/// A case and the score of each signal, Empty where there is none.
struct ScoredCase {
    int account = -1;
    bool isLost = false;
    std::vector<double> scores;
    CaseTraits traits;
};

CaseTraits traitsOn(const Lookback &data, const Outcome &outcome, Date day)
{
    const auto on = [&](const char *dimension) { return data.groupOn(dimension, outcome.account, day); };
    return {on("segment"), on("region"), on("language"), outcome.dueArr};
}

/// The data of the cases that have every signal some case has.
void fill(const health::HealthSegment &segment, const std::vector<ScoredCase> &cases,
    const identity::AccountDirectory &accounts, CalibrationCases &result)
{
    std::vector<std::size_t> order(segment.measures.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::sort(order, {}, [&](std::size_t i) { return segment.measures[i].signal.name(); });
    std::vector<std::size_t> used;
    for (const std::size_t i : order) {
        if (std::ranges::all_of(cases, [&](const ScoredCase &one) { return std::isnan(one.scores[i]); })) {
            result.silent.push_back(segment.measures[i].signal.name());
            continue;
        }
        used.push_back(i);
        result.data.inputs.push_back({segment.measures[i].signal.name(), {}});
    }
    for (const ScoredCase &one : cases) {
        if (std::ranges::any_of(used, [&](std::size_t i) { return std::isnan(one.scores[i]); })) {
            ++result.incomplete;
            continue;
        }
        result.data.account.push_back(accounts.at(one.account).id);
        result.data.event.push_back(one.isLost);
        result.traits.push_back(one.traits);
        for (std::size_t input = 0; input < used.size(); ++input)
            result.data.inputs[input].values.push_back(one.scores[used[input]]);
    }
}

} // namespace

Result<CalibrationCases> calibrationCases(
    const Lookback &data, const health::HealthModel &model, const CalibrationWindow &window, Progress &progress)
{
    const auto place = segmentToFit(model, window.segment);
    if (!place)
        return place.error();
    const auto outcomes = settledOutcomes(data.now, window.from, window.to, Event::Churn);
    if (!outcomes)
        return outcomes.error();
    const health::HealthSegment &segment = model.segments[*place];
    CalibrationCases result;
    result.segment = segment.name;
    std::map<Date, std::vector<const Outcome *>> days; // an account is due once, and outcomes are by account
    for (const Outcome &outcome : *outcomes) {
        const Date day = outcome.due.plusDays(-window.lead);
        if (outcome.isUnderNotice(day))
            ++result.underNotice;
        else
            days[day].push_back(&outcome);
    }
    std::vector<ScoredCase> cases;
    progress.begin({QD_WORDS("Backtest", "Looking back")}, std::int64_t(days.size()));
    std::int64_t done = 0;
    for (const auto &[day, due] : days) {
        if (!progress.step(done++))
            return cancelled();
        const auto known = data.history->known(day);
        if (!known)
            return known.error();
        std::vector<int> accounts;
        for (const Outcome *outcome : due)
            accounts.push_back(outcome->account);
        const auto scores = health::scoresOf(model, *data.history, *known, accounts);
        if (!scores)
            return scores.error();
        for (const Outcome *outcome : due) {
            const auto found = std::ranges::lower_bound(*scores, outcome->account, {}, &health::AccountScore::account);
            if (found == scores->end() || found->account != outcome->account || found->segment != int(*place)) {
                ++result.elsewhere;
                continue;
            }
            std::vector<health::SignalScore> parts;
            static_cast<void>(health::scoreOf(model, segment, found->inputs, &parts));
            ScoredCase one{outcome->account, outcome->isLost, {}, traitsOn(data, *outcome, day)};
            for (const health::SignalScore &part : parts)
                one.scores.push_back(part.score);
            cases.push_back(std::move(one));
        }
    }
    fill(segment, cases, data.accounts(), result);
    return result;
}

} // namespace qd::backtest
