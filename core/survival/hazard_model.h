#pragma once
#include "core/statistics/cox_regression.h"
#include "core/store/query_table.h"
#include "core/survival/survival_analysis.h"

#include <string>
#include <vector>

namespace qd::survival {

/// Lives and what may shorten them; the groups of the lives are not used.
struct HazardData {
    std::vector<GroupedLife> lives;
    struct Input {
        std::string name;
        std::vector<double> values; ///< parallel to the lives
    };
    std::vector<Input> inputs;
};

/// What one input does to the hazard.
struct HazardRow {
    std::string input;
    double coefficient = 0; ///< of ln hazard, for one unit more
    double standardError = 0;
    double z = 0;
    double p = 1; ///< two-sided, Wald
    double hazardRatio = 1; ///< e^coefficient
    double lower = 0; ///< 95 % of the hazard ratio
    double upper = 0;
    /// That the ratio changes over time: score test on 1 - KM(t-), one degree of freedom; missing where all events come
    /// at one time.
    struct Proportionality {
        double chi2 = 0;
        double p = 1;
    };
    std::optional<Proportionality> proportionality;
};

/// What one event says of each input's coefficient at its time (statistics::CoxResidual).
struct HazardResidual {
    std::size_t life = 0; ///< in the data
    double time = 0;
    std::vector<double> values; ///< by input
};

struct HazardModel {
    int n = 0;
    int events = 0;
    std::vector<HazardRow> rows; ///< in the order of the inputs
    double logLikelihood = 0; ///< partial
    std::vector<HazardResidual> residuals = {}; ///< by time; where they were asked for
};

/// Cox's model (core/statistics/cox_regression.h), lives of a stratum compared among themselves. The order of the lives
/// never matters. BadData without an event; for an input that does not vary among those at risk or follows from the
/// ones before it, and for inputs that tell without an error who ends first, so that a coefficient has no limit.
[[nodiscard]] Result<HazardModel> fitHazards(
    const HazardData &data, statistics::CoxTies ties, bool withResiduals = false);

/// The data of a query: `duration`, `event` and optionally `entry` and `strata` as livesOf() reads them, every other
/// column an input. BadData as livesOf(), without an input, and for a cell of one that is no number.
[[nodiscard]] Result<HazardData> hazardDataOf(const store::QueryTable &table);

} // namespace qd::survival
