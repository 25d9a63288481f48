#pragma once
#include "core/base/result.h"
#include "core/portfolio/fx_rates.h"
#include "core/store/team_rows.h"

#include <map>

#include <optional>

namespace qd::scenario {

/// The CSM team as `csms` has it on a day.
struct TeamFigures {
    int people = 0;
    double fte = 0; ///< sum; a row without fte counts 1
    std::optional<double> annualCost; ///< mean of one FTE, major units of the base currency; nothing when no row has it
};

/// CSMs in force on `day` (start_date <= day <= end_date, an empty date being open). Where two sources have one csm_id,
/// that of kind `people` holds, else the first by name. NoRate when a cost cannot be converted at the rates of `day`.
/// With `shares`, by csm_id, only that share of each FTE counts, and who has none is not there.
[[nodiscard]] Result<TeamFigures> measureTeam(const std::vector<store::CsmRow> &csms, const portfolio::FxRates &rates,
    Date day, const std::optional<std::map<std::string, double>> &shares = std::nullopt);

} // namespace qd::scenario
