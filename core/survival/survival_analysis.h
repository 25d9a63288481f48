#pragma once
#include "core/statistics/kaplan_meier.h"
#include "core/statistics/log_rank.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::survival {

/// One life of a group, compared within a stratum.
struct GroupedLife {
    statistics::Life life;
    std::string group;
    std::string stratum = {};
};

struct SurvivalOptions {
    statistics::SurvivalInterval interval = statistics::SurvivalInterval::Log;
    std::vector<double> atRiskTimes{0, 90, 180, 365, 730, 1095}; ///< at which those at risk are counted
    std::optional<double> tau = {}; ///< up to where means are taken; default: the least over groups of the largest time
};

/// How long the lives of one group last.
struct GroupSurvival {
    std::string group;
    int n = 0;
    int events = 0;
    statistics::SurvivalCurve curve;
    statistics::SurvivalCurve::RestrictedMean restrictedMean; ///< to the analysis' tau
    struct AtRisk {
        double time = 0;
        std::int64_t n = 0;
    };
    std::vector<AtRisk> atRisk; ///< as asked for
};

struct SurvivalAnalysis {
    std::optional<double> tau; ///< nothing without lives
    std::vector<GroupSurvival> groups; ///< in byte order
    std::optional<statistics::LogRankTest> logRank; ///< nothing for one group; over strata where there are several
};

/// Kaplan-Meier curves by group and the log-rank test between them (CONTRACT, *Survival*; CONTRACT-ROOMS, *Survival,
/// more*). Units of time are the lives'. The order of the lives never matters.
[[nodiscard]] SurvivalAnalysis analyseSurvival(const std::vector<GroupedLife> &lives, const SurvivalOptions &options);

} // namespace qd::survival
