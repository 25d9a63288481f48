#include "core/statistics/kaplan_meier.h"
#include "core/statistics/two_sided.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace qd::statistics {

namespace {

constexpr double Half = 0.5 + 1e-9; // S of one half but for rounding is one half

/// Limits of S, whose Greenwood sum is `variance`: that of ln S.
std::pair<double, double> limits(double survival, double variance, SurvivalInterval interval)
{
    const double half = Z95 * std::sqrt(variance);
    if (half == 0)
        return {survival, survival};
    switch (interval) {
    case SurvivalInterval::Plain:
        return {survival - half * survival, survival + half * survival};
    case SurvivalInterval::Log:
        return {survival * std::exp(-half), survival * std::exp(half)};
    case SurvivalInterval::LogLog: {
        const double spread = std::exp(half / -std::log(survival));
        return {std::pow(survival, spread), std::pow(survival, 1 / spread)};
    }
    }
    return {};
}

template <typename Value>
std::optional<double> firstBelow(const std::vector<SurvivalStep> &steps, Value value)
{
    for (const SurvivalStep &step : steps)
        if (const std::optional<double> at = value(step); at && *at < Half)
            return step.time;
    return std::nullopt;
}

} // namespace

RiskSet::RiskSet(std::span<const Life> lives)
{
    for (const Life &life : lives) {
        m_times.push_back(life.time);
        if (life.entry > 0)
            m_entries.push_back(life.entry);
    }
    std::sort(m_times.begin(), m_times.end());
    std::sort(m_entries.begin(), m_entries.end());
}

std::int64_t RiskSet::at(double time) const
{
    const auto notOver = m_times.end() - std::lower_bound(m_times.begin(), m_times.end(), time);
    const auto toCome = m_entries.end() - std::lower_bound(m_entries.begin(), m_entries.end(), time);
    return notOver - toCome; // who is to come is not over: entry < time
}

SurvivalCurve kaplanMeier(std::span<const Life> lives, SurvivalInterval interval)
{
    std::map<double, SurvivalStep> byTime;
    for (const Life &life : lives) {
        SurvivalStep &step = byTime[life.time];
        ++(life.event ? step.events : step.censored);
    }
    const RiskSet risk(lives);
    std::vector<SurvivalStep> steps;
    double survival = 1;
    double variance = 0; // of ln S
    double hazard = 0;
    double hazardVariance = 0;
    for (auto &[time, step] : byTime) {
        step.time = time;
        step.atRisk = risk.at(time);
        const auto n = double(step.atRisk);
        const auto d = double(step.events);
        survival *= 1 - d / n;
        hazard += d / n;
        hazardVariance += d / (n * n);
        if (step.events < step.atRisk)
            variance += d / (n * (n - d));
        step.survival = survival;
        step.hazard = hazard;
        step.hazardVariance = hazardVariance;
        if (survival > 0) {
            const auto [lower, upper] = limits(survival, variance, interval);
            step.lower = std::clamp(lower, 0.0, 1.0);
            step.upper = std::clamp(upper, 0.0, 1.0);
        }
        steps.push_back(step);
    }
    return SurvivalCurve(std::move(steps));
}

double SurvivalCurve::at(double time) const
{
    const auto after = std::upper_bound(m_steps.begin(), m_steps.end(), time,
        [](double wanted, const SurvivalStep &step) { return wanted < step.time; });
    return after == m_steps.begin() ? 1.0 : std::prev(after)->survival;
}

std::optional<double> SurvivalCurve::median() const
{
    return firstBelow(m_steps, [](const SurvivalStep &step) { return std::optional(step.survival); });
}

std::optional<double> SurvivalCurve::medianLower() const
{
    return firstBelow(m_steps, [](const SurvivalStep &step) { return step.lower; });
}

std::optional<double> SurvivalCurve::medianUpper() const
{
    return firstBelow(m_steps, [](const SurvivalStep &step) { return step.upper; });
}

double SurvivalCurve::area(double from, double to) const
{
    double sum = 0;
    double height = at(from);
    double since = from;
    for (const SurvivalStep &step : m_steps) {
        if (step.time <= from || step.time >= to)
            continue;
        sum += height * (step.time - since);
        height = step.survival;
        since = step.time;
    }
    return sum + height * (to - since);
}

SurvivalCurve::RestrictedMean SurvivalCurve::restrictedMean(double tau) const
{
    RestrictedMean result;
    result.mean = area(0, tau);
    // From the last step backwards, so that each area is the next one's and a bit more.
    double beyond = 0; // area from `since` to tau
    double since = tau;
    double variance = 0;
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) { // a view of it is past Clang 14
        if (step->time > tau)
            continue;
        beyond += step->survival * (since - step->time);
        since = step->time;
        const auto n = double(step->atRisk);
        const auto d = double(step->events);
        if (step->events > 0 && step->events < step->atRisk)
            variance += beyond * beyond * d / (n * (n - d));
    }
    result.standardError = std::sqrt(variance);
    return result;
}

} // namespace qd::statistics
