#include "core/match/match_model.h"

#include <algorithm>
#include <cmath>

namespace qd::match {

namespace {

/// Keeps the prior finite where all pairs look like matches, or none.
constexpr double LeastLambda = 1e-15;
constexpr double LeastValueShare = 0.001;

/// Of one column alone: what lets the two parts of the mixture give the share of equal pairs that there is.
double lambdaOfFirstLevel(const CandidatePairs &pairs, double m, double u)
{
    constexpr double Most = 0.99;
    double equal = 0;
    double all = 0;
    for (std::size_t i = 0; i < pairs.patterns().size(); ++i) {
        equal += pairs.patterns()[i].front() == 0 ? double(pairs.counts()[i]) : 0;
        all += pairs.patterns()[i].front() >= 0 ? double(pairs.counts()[i]) : 0;
    }
    if (all == 0 || m <= u)
        return StartingLambda;
    return std::clamp((equal / all - u) / (m - u), StartingLambda, Most);
}

} // namespace

MatchModel fitModel(const CandidatePairs &pairs, std::span<const BlockingKey> keys, LevelShares u)
{
    MatchModel model{0, startingShares(u), std::move(u)};
    LevelShares sums = model.u;
    for (std::vector<double> &levels : sums)
        std::fill(levels.begin(), levels.end(), 0);
    std::vector<int> runsOf(model.u.size(), 0);
    int runs = 0;
    for (std::size_t key = 0; key < keys.size(); ++key) {
        std::vector<bool> takesPart(model.u.size(), true);
        takesPart[keys[key].column] = false;
        const auto estimate = estimateMixture(pairs.patterns(), pairs.countsOfKey(key), model.u, takesPart);
        if (std::find(estimate.estimated.begin(), estimate.estimated.end(), true) == estimate.estimated.end())
            continue;
        ++runs;
        model.lambda += estimate.lambda;
        for (std::size_t c = 0; c < sums.size(); ++c) {
            runsOf[c] += estimate.estimated[c] ? 1 : 0;
            for (std::size_t level = 0; level < sums[c].size(); ++level)
                sums[c][level] += estimate.estimated[c] ? estimate.m[c][level] : 0;
        }
    }
    for (std::size_t c = 0; c < sums.size(); ++c) {
        for (std::size_t level = 0; runsOf[c] > 0 && level < sums[c].size(); ++level)
            model.m[c][level] = sums[c][level] / runsOf[c];
    }
    model.lambda =
        runs > 0 ? model.lambda / runs : lambdaOfFirstLevel(pairs, model.m.front().front(), model.u.front().front());
    model.lambda = std::clamp(model.lambda, LeastLambda, 1 - LeastLambda);
    return model;
}

Weights::Weights(std::span<const ColumnValues> columns, MatchModel model)
    : m_columns(columns)
    , m_levels(model.m)
    , m_values(columns.size())
{
    m_prior = std::log2(model.lambda / (1 - model.lambda));
    for (std::size_t c = 0; c < columns.size(); ++c) {
        for (std::size_t level = 0; level < m_levels[c].size(); ++level)
            m_levels[c][level] = std::log2(model.m[c][level] / model.u[c][level]);
        for (std::size_t value = 0; isText(columns[c].kind()) && value < columns[c].size(); ++value)
            m_values[c].push_back(
                std::log2(model.m[c].front() / std::max(LeastValueShare, columns[c].share(std::int32_t(value)))));
    }
}

double Weights::ofLevel(std::size_t column, int level, std::int32_t value) const
{
    if (level < 0)
        return 0;
    return level == 0 && !m_values[column].empty() ? m_values[column][std::size_t(value)]
                                                   : m_levels[column][std::size_t(level)];
}

double Weights::ofPair(const Pattern &pattern, std::size_t left) const
{
    double weight = m_prior;
    for (std::size_t c = 0; c < pattern.size(); ++c)
        weight += ofLevel(c, pattern[c], m_columns[c].left()[left]);
    return weight;
}

double probabilityOf(double weight)
{
    return 1 / (1 + std::exp2(-weight));
}

} // namespace qd::match
