#include "core/survival/curve_readings.h"

#include <algorithm>
#include <map>

namespace qd::survival {

namespace {

constexpr double MostReadings = 120;
/// A time that is a reading's but for the rounding of its product counts as that time.
constexpr double Rounding = 1e-9;

double lastTime(const std::vector<GroupedLife> &lives)
{
    double last = 0;
    for (const GroupedLife &one : lives)
        last = std::max(last, one.life.time);
    return last;
}

} // namespace

std::vector<std::optional<CurveReading>> readingsOf(
    const statistics::SurvivalCurve &curve, const statistics::RiskSet &risk, const std::vector<double> &times)
{
    std::vector<std::optional<CurveReading>> readings;
    const std::vector<statistics::SurvivalStep> &steps = curve.steps();
    for (const double time : times) {
        if (steps.empty() || time > steps.back().time + Rounding) {
            readings.emplace_back();
            continue;
        }
        const auto next = std::ranges::upper_bound(steps, time + Rounding, {}, &statistics::SurvivalStep::time);
        CurveReading reading;
        reading.atRisk = risk.at(std::max(0.0, time - Rounding));
        if (next != steps.begin()) {
            const statistics::SurvivalStep &step = *std::prev(next);
            reading.survival = step.survival;
            reading.lower = step.lower;
            reading.upper = step.upper;
            reading.hazard = step.hazard;
            reading.hazardVariance = step.hazardVariance;
        }
        readings.emplace_back(reading);
    }
    return readings;
}

std::optional<double> ReadCurves::thinFrom(std::size_t group, std::int64_t few) const
{
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto &reading = readings[group][i];
        if (reading && reading->atRisk < few)
            return times[i];
    }
    return std::nullopt;
}

ReadCurves readCurves(const std::vector<GroupedLife> &lives, const SurvivalOptions &options, double step, double most)
{
    ReadCurves read;
    read.analysis = analyseSurvival(lives, options);
    const double end = std::min(most, lastTime(lives));
    for (int i = 0; !lives.empty() && double(i) * step <= end + Rounding; ++i)
        read.times.push_back(double(i) * step);
    std::map<std::string, std::vector<statistics::Life>> byGroup;
    for (const GroupedLife &one : lives)
        byGroup[one.group].push_back(one.life);
    for (const GroupSurvival &group : read.analysis.groups)
        read.readings.push_back(readingsOf(group.curve, statistics::RiskSet(byGroup[group.group]), read.times));
    return read;
}

int monthsPerReading(const std::vector<GroupedLife> &lives)
{
    const double months = lastTime(lives) / DaysOfMonth;
    return months <= MostReadings ? 1 : months <= 3 * MostReadings ? 3 : 12;
}

} // namespace qd::survival
