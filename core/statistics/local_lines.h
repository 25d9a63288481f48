#pragma once
#include <vector>

namespace qd::statistics {

/// `y` smoothed by lines fitted about each point: weighted least squares over the nearest `share` of all points (at
/// least two), weights (1 - (distance / largest)^3)^3 (W. S. Cleveland, *Robust locally weighted regression and
/// smoothing scatterplots*, JASA 74, 1979, without its rounds against outliers); R's lowess(iter = 0, delta = 0). `x`
/// ascends without ties and is as long as `y`; `share` is in 0..1. O(n^2 share).
[[nodiscard]] std::vector<double> localLines(
    const std::vector<double> &x, const std::vector<double> &y, double share = 2.0 / 3);

} // namespace qd::statistics
