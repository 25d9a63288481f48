#include "core/validation/calibration_fit.h"

#include "core/base/rounding.h"
#include "core/base/words.h"
#include "core/statistics/dispersion.h"
#include "core/statistics/linear_dependence.h"
#include "core/statistics/logistic_regression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

namespace qd::validation {

namespace {

using Fit = statistics::LogisticFit;

/// Sums of binary fractions follow the order of the cases, so that they are given one.
CalibrationData inOrder(const CalibrationData &data)
{
    std::vector<std::size_t> order(data.account.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto before = [&](std::size_t a, std::size_t b) {
        if (data.account[a] != data.account[b])
            return data.account[a] < data.account[b];
        if (data.event[a] != data.event[b])
            return data.event[b];
        for (const CalibrationData::Input &input : data.inputs)
            if (input.values[a] != input.values[b])
                return input.values[a] < input.values[b];
        return false;
    };
    std::sort(order.begin(), order.end(), before);
    CalibrationData sorted;
    for (const CalibrationData::Input &input : data.inputs)
        sorted.inputs.push_back({input.name, {}});
    for (const std::size_t i : order) {
        sorted.account.push_back(data.account[i]);
        sorted.event.push_back(data.event[i]);
        for (std::size_t j = 0; j < data.inputs.size(); ++j)
            sorted.inputs[j].values.push_back(data.inputs[j].values[i]);
    }
    return sorted;
}

/// Mean and standard deviation of an input over the cases it is fitted on.
struct Scale {
    double mean = 0;
    double sd = 0; ///< 0 where it does not vary

    explicit Scale(const std::vector<double> &values)
    {
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        if (*least == *greatest) {
            mean = *least;
            return;
        }
        mean = statistics::mean(values);
        double squares = 0;
        for (const double value : values)
            squares += (value - mean) * (value - mean);
        sd = std::sqrt(squares / double(values.size()));
    }
    /// 0 throughout where the input does not vary: it then says nothing.
    [[nodiscard]] double standardised(double value) const { return sd > 0 ? (value - mean) / sd : 0.0; }
};

std::vector<double> standardised(const std::vector<double> &values, const Scale &scale)
{
    std::vector<double> result;
    result.reserve(values.size());
    for (const double value : values)
        result.push_back(scale.standardised(value));
    return result;
}

Error oneOutcome(int fold)
{
    return {ErrorCode::BadData,
        {QD_WORDS("Validation",
             "Lambda cannot be chosen: without the accounts of fold %1 of 5 all cases end the same way. Give "
             "--lambda."),
            {std::to_string(fold + 1)}}};
}

/// The cases of one fold and all others, the latter standardised, the former by the same scales.
struct Split {
    statistics::LogisticProblem training;
    statistics::LogisticProblem heldOut;
};

Split splitAt(const CalibrationData &data, const std::vector<int> &folds, int fold, bool monotone)
{
    Split split;
    split.training.atMostZero = monotone;
    for (std::size_t i = 0; i < folds.size(); ++i)
        (folds[i] == fold ? split.heldOut : split.training).event.push_back(data.event[i]);
    if (split.training.event.empty())
        return split; // all cases are in this fold: there is nothing to scale by
    for (const CalibrationData::Input &input : data.inputs) {
        std::vector<double> training;
        std::vector<double> heldOut;
        for (std::size_t i = 0; i < folds.size(); ++i)
            (folds[i] == fold ? heldOut : training).push_back(input.values[i]);
        const Scale scale(training);
        if (scale.sd == 0)
            continue;
        split.training.inputs.push_back(standardised(training, scale));
        split.heldOut.inputs.push_back(standardised(heldOut, scale));
    }
    return split;
}

/// All lambdas with their deviance on what was held out.
Result<std::vector<CalibrationFit::Tried>> crossValidate(
    const CalibrationData &data, const CalibrationOptions &options, Progress &progress)
{
    constexpr int Steps = 20; // of a quarter of a decade
    const std::vector<int> folds = foldsOf(data.account);
    std::vector<CalibrationFit::Tried> tried;
    for (int step = 0; step <= Steps; ++step)
        tried.push_back({std::pow(10.0, -4 + 0.25 * step)});
    for (int fold = 0; fold < Folds; ++fold) {
        Split split = splitAt(data, folds, fold, options.monotone);
        if (split.heldOut.event.empty())
            continue;
        const auto events = std::count(split.training.event.begin(), split.training.event.end(), true);
        if (events == 0 || events == std::ptrdiff_t(split.training.event.size()))
            return oneOutcome(fold);
        for (std::size_t i = 0; i < tried.size(); ++i) {
            if (!progress.step(fold * std::int64_t(tried.size()) + std::int64_t(i), Folds * (Steps + 1)))
                return cancelled();
            split.training.ridge = tried[i].lambda;
            const Fit fit = statistics::fitLogistic(split.training);
            tried[i].deviance +=
                statistics::logisticDeviance(statistics::linearPredictor(split.heldOut, fit), split.heldOut.event)
                / double(data.event.size());
        }
    }
    return tried;
}

/// The largest of those that are equal to the least but for 1e-12.
double bestOf(const std::vector<CalibrationFit::Tried> &tried)
{
    constexpr double Equal = 1e-12;
    const auto least = std::min_element(
        tried.begin(), tried.end(), [](const auto &a, const auto &b) { return a.deviance < b.deviance; });
    double lambda = least->lambda;
    for (const CalibrationFit::Tried &one : tried)
        if (one.deviance <= least->deviance + Equal)
            lambda = one.lambda;
    return lambda;
}

void addPoints(std::vector<CalibratedInput> &inputs)
{
    double sum = 0;
    for (const CalibratedInput &input : inputs)
        sum += std::max(0.0, -input.beta);
    if (!(sum > 0))
        return;
    constexpr double Grain = 1e9; // shares that are equal but for how a fit ends are a tie
    std::vector<double> shares;
    shares.reserve(inputs.size());
    for (const CalibratedInput &input : inputs)
        shares.push_back(std::round(std::max(0.0, -input.beta) / sum * 100 * Grain) / Grain);
    const std::vector<double> points = roundedParts(shares, 0, 100);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        inputs[i].points = int(points[i]);
}

Error separable()
{
    return {ErrorCode::BadData,
        QD_WORDS("Validation",
            "The inputs tell events from the others without an error, so that without a penalty the coefficients have "
            "no "
            "limit. Give a --lambda above 0.")};
}

Error dependent(const std::string &name)
{
    return {ErrorCode::BadData,
        {QD_WORDS("Validation",
             "The input %1 follows exactly from those before it, so that without a penalty no coefficients are the "
             "best. "
             "Leave it out, or give a --lambda above 0."),
            {name}}};
}

/// The inputs that vary, standardised; the others are named in `fit`.
statistics::LogisticProblem problemOf(const CalibrationData &data, bool monotone, CalibrationFit &fit)
{
    statistics::LogisticProblem problem;
    problem.event = data.event;
    problem.atMostZero = monotone;
    for (const CalibrationData::Input &input : data.inputs) {
        const Scale scale(input.values);
        if (scale.sd == 0) {
            fit.dropped.push_back(input.name);
            continue;
        }
        fit.inputs.push_back({.name = input.name, .mean = scale.mean, .sd = scale.sd});
        problem.inputs.push_back(standardised(input.values, scale));
    }
    return problem;
}

} // namespace

std::vector<int> foldsOf(const std::vector<std::string> &accounts)
{
    const std::set<std::string> all(accounts.begin(), accounts.end());
    std::map<std::string, int> foldOf;
    for (const std::string &account : all)
        foldOf.emplace(account, int(foldOf.size()) % Folds);
    std::vector<int> folds;
    for (const std::string &account : accounts)
        folds.push_back(foldOf.at(account));
    return folds;
}

Result<CalibrationFit> fitCalibration(
    const CalibrationData &given, const CalibrationOptions &options, Progress &progress)
{
    const CalibrationData data = inOrder(given);
    CalibrationFit fit;
    fit.n = int(data.event.size());
    fit.events = int(std::count(data.event.begin(), data.event.end(), true));
    if (fit.events < LeastOfEach || fit.n - fit.events < LeastOfEach)
        return Error{ErrorCode::BadData,
            {QD_WORDS(
                 "Validation", "There are %1 cases with the event and %2 without; a fit needs at least 10 of each."),
                {std::to_string(fit.events), std::to_string(fit.n - fit.events)}}};
    statistics::LogisticProblem problem = problemOf(data, options.monotone, fit);
    if (options.lambda) {
        fit.lambda = *options.lambda;
    } else {
        auto tried = crossValidate(data, options, progress);
        if (!tried)
            return tried.error();
        fit.tried = std::move(*tried);
        fit.lambda = bestOf(fit.tried);
    }
    problem.ridge = fit.lambda;
    const Fit fitted = statistics::fitLogistic(problem);
    if (fitted.state == Fit::State::Dependent)
        return dependent(fit.inputs[statistics::firstDependentColumn(problem.inputs).value()].name);
    if (fitted.state == Fit::State::Separable)
        return separable();
    fit.intercept = fitted.intercept;
    for (std::size_t j = 0; j < fit.inputs.size(); ++j) {
        CalibratedInput &input = fit.inputs[j];
        input.beta = fitted.beta[j];
        input.coefficient = input.beta / input.sd;
        fit.intercept -= input.coefficient * input.mean;
    }
    addPoints(fit.inputs);
    fit.deviance =
        statistics::logisticDeviance(statistics::linearPredictor(problem, fitted), problem.event) / double(fit.n);
    return fit;
}

Result<CalibrationData> calibrationDataOf(const store::QueryTable &table)
{
    if (auto complete = table.need({"account", "event"}); !complete)
        return complete.error();
    CalibrationData data;
    const std::vector<std::string> names = table.besides({"account", "event"});
    if (names.empty())
        return Error{ErrorCode::BadData,
            QD_WORDS("Validation", "The query gives no inputs: besides account and event it needs a column for each.")};
    const auto events = table.flags("event");
    if (!events)
        return events.error();
    data.event = *events;
    data.account = table.texts("account");
    for (std::size_t row = 0; row < data.account.size(); ++row)
        if (data.account[row].empty())
            return table.wrongCell(row, "account", QT_TRANSLATE_NOOP("Words", "the account's id"));
    for (const std::string &name : names) {
        auto values = table.numbers(name);
        if (!values)
            return values.error();
        data.inputs.push_back({name, std::move(*values)});
    }
    std::ranges::sort(data.inputs, {}, &CalibrationData::Input::name);
    return data;
}

} // namespace qd::validation
