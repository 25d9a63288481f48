#include "core/statistics/calibration_bins.h"

#include "core/statistics/wilson_interval.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace qd::statistics {

std::vector<CalibrationBin> calibrationBins(
    std::span<const double> probability, const std::vector<bool> &event, int most)
{
    const std::size_t n = probability.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return probability[a] < probability[b]; });
    std::vector<CalibrationBin> bins;
    CalibrationBin open;
    double sum = 0;
    std::int64_t ended = 0; // bins that should have ended by now
    for (std::size_t i = 0; i < n; ++i) {
        ++open.n;
        open.events += event[order[i]] ? 1 : 0;
        sum += probability[order[i]];
        const bool isTied = i + 1 < n && probability[order[i + 1]] == probability[order[i]];
        const auto due = std::int64_t(i + 1) * most / std::int64_t(n);
        if (isTied || due == ended)
            continue;
        ended = due;
        open.predicted = sum / open.n;
        open.rate = double(open.events) / open.n;
        open.interval = *wilsonInterval(open.events, open.n);
        bins.push_back(open);
        open = {};
        sum = 0;
    }
    return bins;
}

} // namespace qd::statistics
