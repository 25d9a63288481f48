#include "core/backtest/proposal_fairness.h"

#include "core/health/scoring.h"

#include <algorithm>

namespace qd::backtest {

namespace {

using Groups = std::vector<std::string>; // parallel to the cases

Groups thirdsByArr(const std::vector<CaseTraits> &traits)
{
    std::vector<std::int64_t> amounts;
    amounts.reserve(traits.size());
    for (const CaseTraits &one : traits)
        amounts.push_back(one.dueArr);
    std::ranges::sort(amounts);
    Groups groups;
    groups.reserve(traits.size());
    for (const CaseTraits &one : traits) {
        const bool isSmall = one.dueArr < amounts[amounts.size() / 3];
        const bool isLarge = one.dueArr >= amounts[amounts.size() * 2 / 3];
        groups.emplace_back(isSmall ? "smallest third" : isLarge ? "largest third" : "middle third");
    }
    return groups;
}

Groups namesOf(const std::vector<CaseTraits> &traits, std::string CaseTraits::*name)
{
    Groups groups;
    groups.reserve(traits.size());
    for (const CaseTraits &one : traits)
        groups.push_back(one.*name);
    return groups;
}

std::vector<validation::FairnessRow> rowsOf(const std::vector<bool> &event, std::span<const double> scores,
    const Groups &groups, const health::HealthModel &model)
{
    std::vector<validation::Case> cases;
    cases.reserve(event.size());
    for (std::size_t i = 0; i < event.size(); ++i) {
        const health::HealthColour colour = health::scoreOf(model, scores[i], 1.0).colour;
        validation::Case one;
        one.score = scores[i];
        one.event = event[i];
        one.flagged = colour == health::HealthColour::Yellow || colour == health::HealthColour::Red;
        one.group = groups[i];
        cases.push_back(std::move(one));
    }
    return validation::fairnessOf(cases);
}

} // namespace

std::vector<GroupFairness> proposalFairness(const CalibrationCases &cases, std::span<const double> proposed,
    std::span<const double> present, const health::HealthModel &model)
{
    const std::vector<CaseTraits> &traits = cases.traits;
    const std::pair<const char *, Groups> dimensions[]{{"segment", namesOf(traits, &CaseTraits::segment)},
        {"region", namesOf(traits, &CaseTraits::region)}, {"size", thirdsByArr(traits)},
        {"language", namesOf(traits, &CaseTraits::language)}};
    std::vector<GroupFairness> all;
    for (const auto &[dimension, groups] : dimensions) {
        auto then = rowsOf(cases.data.event, proposed, groups, model);
        auto now = rowsOf(cases.data.event, present, groups, model);
        for (std::size_t i = 0; i < then.size(); ++i)
            all.push_back({dimension, std::move(then[i]), std::move(now[i])});
    }
    return all;
}

} // namespace qd::backtest
