#include "core/validation/held_out.h"

#include <algorithm>

namespace qd::validation {

namespace {

/// The cases of one fold, or all others.
CalibrationData part(const CalibrationData &data, const std::vector<int> &folds, int fold, bool isOfFold)
{
    CalibrationData taken;
    for (const CalibrationData::Input &input : data.inputs)
        taken.inputs.push_back({input.name, {}});
    for (std::size_t i = 0; i < folds.size(); ++i) {
        if ((folds[i] == fold) != isOfFold)
            continue;
        taken.account.push_back(data.account[i]);
        taken.event.push_back(data.event[i]);
        for (std::size_t j = 0; j < data.inputs.size(); ++j)
            taken.inputs[j].values.push_back(data.inputs[j].values[i]);
    }
    return taken;
}

std::vector<double> risksOf(std::span<const double> scores)
{
    std::vector<double> risks(scores.begin(), scores.end());
    for (double &risk : risks)
        risk = -risk;
    return risks;
}

} // namespace

InputWeights pointsOf(const CalibrationFit &fit)
{
    InputWeights weights;
    for (const CalibratedInput &input : fit.inputs)
        weights[input.name] = input.points;
    return weights;
}

std::vector<double> weightedScores(const CalibrationData &data, const InputWeights &weights)
{
    std::vector<double> scores(data.account.size());
    double sum = 0;
    for (const CalibrationData::Input &input : data.inputs) {
        const auto weight = weights.find(input.name);
        if (weight == weights.end())
            continue;
        sum += weight->second;
        for (std::size_t i = 0; i < scores.size(); ++i)
            scores[i] += weight->second * input.values[i];
    }
    for (double &score : scores)
        score = sum > 0 ? score / sum : 0;
    return scores;
}

Result<std::vector<double>> heldOutScores(
    const CalibrationData &data, const CalibrationOptions &options, Progress &progress)
{
    const std::vector<int> folds = foldsOf(data.account);
    std::vector<double> scores(data.account.size());
    for (int fold = 0; fold < Folds; ++fold) {
        if (std::ranges::find(folds, fold) == folds.end())
            continue;
        const auto fit = fitCalibration(part(data, folds, fold, false), options, progress);
        if (!fit)
            return fit.error();
        const InputWeights weights = pointsOf(*fit);
        if (std::ranges::none_of(weights, [](const auto &each) { return each.second > 0; }))
            return Error{ErrorCode::BadData,
                {QD_WORDS("Validation", "Without the accounts of fold %1 of 5 no input has points."),
                    {std::to_string(fold + 1)}}};
        const std::vector<double> own = weightedScores(part(data, folds, fold, true), weights);
        auto next = own.begin();
        for (std::size_t i = 0; i < folds.size(); ++i) {
            if (folds[i] == fold)
                scores[i] = *next++;
        }
    }
    return scores;
}

ScoreTrial compareScores(
    std::span<const double> proposed, std::span<const double> present, const std::vector<bool> &event)
{
    ScoreTrial trial;
    trial.n = int(event.size());
    trial.events = int(std::ranges::count(event, true));
    if (trial.events < LeastOfEach || trial.n - trial.events < LeastOfEach)
        return trial;
    const std::vector<double> first = risksOf(proposed);
    const std::vector<double> second = risksOf(present);
    trial.proposed = statistics::rocArea(first, event);
    trial.present = statistics::rocArea(second, event);
    if (trial.proposed && trial.present)
        trial.difference = trial.proposed->area - trial.present->area;
    trial.test = statistics::compareRocAreas(first, second, event);
    return trial;
}

} // namespace qd::validation
