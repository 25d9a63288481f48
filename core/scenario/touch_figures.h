#pragma once
#include "core/base/date.h"
#include "core/base/result.h"
#include "core/scenario/segment_figures.h"

#include <map>
#include <optional>
#include <vector>

namespace qd::store {
class Workspace;
}
namespace qd::portfolio {
class Portfolio;
}

namespace qd::scenario {

/// What the touch model in force (coverage/model_store.h) says about hours.
struct TouchFigures {
    double hoursPerMonth = 0;
    double utilisation = 0;
    std::vector<double> ramp; ///< empty for no ramp
    std::map<std::string, double> hoursBySegment; ///< hours an account and month, by case-folded name

    /// With filters: by csm_id, the share of the hours held that is of the customers that pass.
    std::optional<std::map<std::string, double>> csmShares;

    /// Nothing for a segment without a touch model.
    [[nodiscard]] std::optional<double> hoursOf(const std::string &segment) const;
};

/// Reads it. Hours of a segment are those its accounts need on `day` (the model's own without one), lifecycle and risk
/// factors included, by customer with ARR, so that a scenario begins with the hours that Coverage requires: accounts
/// without ARR take time too. Without a customer with ARR the mean over the accounts; a segment without accounts, or a
/// workspace without a roster, has the model's plain hours. BadData when the saved model cannot be read; NoRate
/// and Overflow from the ARR.
[[nodiscard]] Result<TouchFigures> touchFigures(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, std::optional<Date> day, const CustomerFilters &filters = {});

} // namespace qd::scenario
