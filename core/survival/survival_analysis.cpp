#include "core/survival/survival_analysis.h"

#include <algorithm>
#include <map>

namespace qd::survival {

namespace {

using LivesByGroup = std::map<std::string, std::vector<statistics::Life>>;

/// The least over groups of the largest time.
std::optional<double> commonEnd(const LivesByGroup &groups)
{
    std::optional<double> least;
    for (const auto &[group, lives] : groups) {
        const auto last =
            std::max_element(lives.begin(), lives.end(), [](const auto &a, const auto &b) { return a.time < b.time; });
        least = least ? std::min(*least, last->time) : last->time;
    }
    return least;
}

/// Numbers for names, from 0, in byte order.
std::vector<int> numbered(const std::vector<GroupedLife> &lives, std::string GroupedLife::*name)
{
    std::map<std::string, int> numbers;
    for (const GroupedLife &one : lives)
        numbers.emplace(one.*name, 0);
    int next = 0;
    for (auto &[key, number] : numbers)
        number = next++;
    std::vector<int> result;
    result.reserve(lives.size());
    for (const GroupedLife &one : lives)
        result.push_back(numbers.at(one.*name));
    return result;
}

} // namespace

SurvivalAnalysis analyseSurvival(const std::vector<GroupedLife> &lives, const SurvivalOptions &options)
{
    LivesByGroup groups;
    std::vector<statistics::Life> all;
    for (const GroupedLife &one : lives) {
        groups[one.group].push_back(one.life);
        all.push_back(one.life);
    }
    SurvivalAnalysis analysis;
    analysis.tau = lives.empty() ? std::nullopt : options.tau ? options.tau : commonEnd(groups);
    for (const auto &[name, members] : groups) {
        GroupSurvival group{.group = name,
            .n = int(members.size()),
            .events = int(std::count_if(members.begin(), members.end(), [](const auto &life) { return life.event; })),
            .curve = statistics::kaplanMeier(members, options.interval),
            .restrictedMean = {},
            .atRisk = {}};
        group.restrictedMean = group.curve.restrictedMean(*analysis.tau);
        const statistics::RiskSet risk(members);
        for (const double time : options.atRiskTimes)
            group.atRisk.push_back({time, risk.at(time)});
        analysis.groups.push_back(std::move(group));
    }
    analysis.logRank = statistics::logRank(
        all, numbered(lives, &GroupedLife::group), numbered(lives, &GroupedLife::stratum), int(analysis.groups.size()));
    return analysis;
}

} // namespace qd::survival
