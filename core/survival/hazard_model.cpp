#include "core/survival/hazard_model.h"

#include "core/statistics/chi_square.h"
#include "core/statistics/two_sided.h"
#include "core/survival/query_lives.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <tuple>

namespace qd::survival {

namespace {

using Fit = statistics::CoxFit;

/// Sums of binary fractions follow the order of the lives, so that they are given one.
std::vector<std::size_t> orderOf(const HazardData &data)
{
    std::vector<std::size_t> order(data.lives.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const auto key = [&](std::size_t i) {
            const GroupedLife &one = data.lives[i];
            return std::tie(one.stratum, one.life.time, one.life.event, one.life.entry);
        };
        if (key(a) != key(b))
            return key(a) < key(b);
        for (const HazardData::Input &input : data.inputs)
            if (input.values[a] != input.values[b])
                return input.values[a] < input.values[b];
        return false;
    });
    return order;
}

/// The lives in `order`.
statistics::CoxProblem problemOf(
    const HazardData &data, const std::vector<std::size_t> &order, statistics::CoxTies ties)
{
    statistics::CoxProblem problem;
    problem.ties = ties;
    problem.inputs.resize(data.inputs.size());
    std::set<std::string> strata;
    for (const std::size_t i : order) {
        strata.insert(data.lives[i].stratum); // they come in order
        problem.stratum.push_back(int(strata.size()) - 1);
        problem.lives.push_back(data.lives[i].life);
        for (std::size_t j = 0; j < data.inputs.size(); ++j)
            problem.inputs[j].push_back(data.inputs[j].values[i]);
    }
    return problem;
}

HazardRow rowOf(const std::string &name, const statistics::CoxInput &fitted)
{
    HazardRow row;
    row.input = name;
    row.coefficient = fitted.coefficient;
    row.standardError = fitted.standardError;
    row.z = row.coefficient / row.standardError;
    row.p = statistics::twoSidedP(row.z);
    row.hazardRatio = std::exp(row.coefficient);
    row.lower = std::exp(row.coefficient - statistics::Z95 * row.standardError);
    row.upper = std::exp(row.coefficient + statistics::Z95 * row.standardError);
    if (fitted.proportionality)
        row.proportionality =
            HazardRow::Proportionality{*fitted.proportionality, statistics::chiSquareTail(*fitted.proportionality, 1)};
    return row;
}

} // namespace

Result<HazardModel> fitHazards(const HazardData &data, statistics::CoxTies ties, bool withResiduals)
{
    HazardModel model;
    model.n = int(data.lives.size());
    model.events =
        int(std::count_if(data.lives.begin(), data.lives.end(), [](const GroupedLife &one) { return one.life.event; }));
    if (model.events == 0)
        return Error{ErrorCode::BadData,
            QD_WORDS("Survival", "None of the lives ends with an event, so that no input can be seen to matter.")};
    const std::vector<std::size_t> order = orderOf(data);
    statistics::CoxProblem problem = problemOf(data, order, ties);
    problem.residuals = withResiduals;
    const Fit fit = statistics::fitCox(problem);
    if (fit.state == Fit::State::Dependent)
        return Error{ErrorCode::BadData,
            {QD_WORDS("Survival",
                 "The input %1 is the same for all who are compared, or follows exactly from those before it. Leave it "
                 "out."),
                {data.inputs[fit.dependent].name}}};
    if (fit.state == Fit::State::Unlimited)
        return Error{ErrorCode::BadData,
            QD_WORDS("Survival",
                "The inputs tell without an error whose event comes first, so that the coefficients have no limit. "
                "Leave "
                "out the input that does, or join its groups.")};
    model.logLikelihood = fit.logLikelihood;
    for (std::size_t j = 0; j < data.inputs.size(); ++j)
        model.rows.push_back(rowOf(data.inputs[j].name, fit.inputs[j]));
    for (const statistics::CoxResidual &residual : fit.residuals)
        model.residuals.push_back({order[residual.life], residual.time, residual.values});
    return model;
}

Result<HazardData> hazardDataOf(const store::QueryTable &table)
{
    auto lives = livesOf(table);
    if (!lives)
        return lives.error();
    HazardData data{std::move(*lives), {}};
    for (const std::string &name : table.besides({"duration", "event", "entry", "strata"})) {
        auto values = table.numbers(name);
        if (!values)
            return values.error();
        data.inputs.push_back({name, std::move(*values)});
    }
    std::ranges::sort(data.inputs, {}, [](const auto &input) -> const std::string & { return input.name; });
    if (data.inputs.empty())
        return Error{ErrorCode::BadData,
            QD_WORDS("Survival",
                "The query gives no inputs: besides duration, event, entry and strata it needs a column for each.")};
    return data;
}

} // namespace qd::survival
