#include "core/statistics/roc_curve.h"
#include "core/statistics/dispersion.h"
#include "core/statistics/mid_ranks.h"
#include "core/statistics/two_sided.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd::statistics {

namespace {

/// Of each case with the event the share of those without that have a smaller risk, and of each without it the share of
/// those with it that have a larger one, ties counting one half. The mean of either is the area.
struct Placements {
    std::vector<double> ofEvents;
    std::vector<double> ofOthers;
};

Placements placementsOf(std::span<const double> risk, const std::vector<bool> &event)
{
    std::vector<double> events;
    std::vector<double> others;
    for (std::size_t i = 0; i < risk.size(); ++i)
        (event[i] ? events : others).push_back(risk[i]);
    const std::vector<double> amongAll = midRanks(risk);
    const std::vector<double> amongEvents = midRanks(events);
    const std::vector<double> amongOthers = midRanks(others);
    Placements placements;
    for (std::size_t i = 0; i < risk.size(); ++i) {
        // The rank among all less the rank among one's own kind counts those of the other kind below.
        if (event[i]) {
            const double below = amongAll[i] - amongEvents[placements.ofEvents.size()];
            placements.ofEvents.push_back(below / double(others.size()));
        } else {
            const double below = amongAll[i] - amongOthers[placements.ofOthers.size()];
            placements.ofOthers.push_back((double(events.size()) - below) / double(events.size()));
        }
    }
    return placements;
}

/// Of the mean of `values`, estimated from them; at least two.
double varianceOfMean(std::span<const double> values)
{
    const double middle = mean(values);
    double squares = 0;
    for (const double value : values)
        squares += (value - middle) * (value - middle);
    const auto n = double(values.size());
    return squares / (n - 1) / n;
}

std::vector<double> differences(const std::vector<double> &a, const std::vector<double> &b)
{
    std::vector<double> result;
    std::transform(a.begin(), a.end(), b.begin(), std::back_inserter(result), std::minus<>());
    return result;
}

} // namespace

std::optional<std::pair<double, double>> RocArea::interval() const
{
    if (!variance)
        return std::nullopt;
    const double half = Z95 * std::sqrt(*variance);
    return std::pair(std::max(0.0, area - half), std::min(1.0, area + half));
}

std::optional<RocArea> rocArea(std::span<const double> risk, const std::vector<bool> &event)
{
    const Placements placements = placementsOf(risk, event);
    if (placements.ofEvents.empty() || placements.ofOthers.empty())
        return std::nullopt;
    RocArea result{mean(placements.ofEvents)};
    if (placements.ofEvents.size() > 1 && placements.ofOthers.size() > 1)
        result.variance = varianceOfMean(placements.ofEvents) + varianceOfMean(placements.ofOthers);
    return result;
}

std::optional<RocComparison> compareRocAreas(
    std::span<const double> first, std::span<const double> second, const std::vector<bool> &event)
{
    const Placements a = placementsOf(first, event);
    const Placements b = placementsOf(second, event);
    if (a.ofEvents.size() < 2 || a.ofOthers.size() < 2)
        return std::nullopt;
    const std::vector<double> events = differences(a.ofEvents, b.ofEvents);
    const double variance = varianceOfMean(events) + varianceOfMean(differences(a.ofOthers, b.ofOthers));
    if (!(variance > 0))
        return std::nullopt;
    RocComparison result;
    result.difference = mean(a.ofEvents) - mean(b.ofEvents);
    result.z = result.difference / std::sqrt(variance);
    result.p = twoSidedP(result.z);
    return result;
}

std::optional<double> kolmogorovSmirnov(std::span<const double> risk, const std::vector<bool> &event)
{
    const auto events = double(std::count(event.begin(), event.end(), true));
    const double others = double(event.size()) - events;
    if (events == 0 || others == 0)
        return std::nullopt;
    std::vector<std::size_t> order(risk.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return risk[a] < risk[b]; });
    double eventsSoFar = 0;
    double othersSoFar = 0;
    double largest = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        (event[order[i]] ? eventsSoFar : othersSoFar) += 1;
        if (i + 1 == order.size() || risk[order[i + 1]] != risk[order[i]])
            largest = std::max(largest, std::abs(eventsSoFar / events - othersSoFar / others));
    }
    return largest;
}

} // namespace qd::statistics
