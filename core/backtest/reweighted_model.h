#pragma once
#include "core/validation/calibration_fit.h"

#include <string_view>

namespace qd::backtest {

/// The text of a health model (M.json) with the points of a fit as the weights of one segment's signals; signals that
/// the fit has no input of weigh 0, and all else stays as it was. InvalidArgument for a model whose scores do not come
/// from weights (`worst_of`, `points`), and where no signal has points; errors as healthModelFromText().
[[nodiscard]] Result<std::string> withPoints(
    std::string_view model, const std::string &segment, const validation::CalibrationFit &fit);

} // namespace qd::backtest
