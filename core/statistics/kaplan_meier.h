#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace qd::statistics {

/// One life under observation. At risk at t when entry < t <= time; with an entry of 0 from the start, day 0 included.
struct Life {
    double time = 0; ///< of the event, or of the last that is known; 0 or more
    bool event = false; ///< else censored
    double entry = 0; ///< 0 or more, before `time` unless both are 0
};

/// How an interval of a survival share is made from Greenwood's variance: on S, ln S or ln(-ln S).
enum class SurvivalInterval { Plain, Log, LogLog };

/// What holds from one distinct time, of an event or a censoring, to the next.
struct SurvivalStep {
    double time = 0;
    std::int64_t atRisk = 0;
    std::int64_t events = 0;
    std::int64_t censored = 0;
    double survival = 1; ///< S(t)
    std::optional<double> lower; ///< 95 %, clipped to 0..1; nothing where S is 0
    std::optional<double> upper;
    double hazard = 0; ///< cumulative, Nelson-Aalen: sum d / n
    double hazardVariance = 0; ///< sum d / n^2
};

/// A share of lives that is still without event, as time goes by.
class SurvivalCurve {
public:
    explicit SurvivalCurve(std::vector<SurvivalStep> steps)
        : m_steps(std::move(steps))
    {
    }
    [[nodiscard]] const std::vector<SurvivalStep> &steps() const { return m_steps; } ///< by time
    /// S(t): 1 before the first step, and the last one's beyond it.
    [[nodiscard]] double at(double time) const;

    /// The smallest time with S < 0.5 + 1e-9; nothing where it stays above.
    [[nodiscard]] std::optional<double> median() const;
    /// The same of the limits: the smallest time at which the lower, and the upper, limit is so low.
    [[nodiscard]] std::optional<double> medianLower() const;
    [[nodiscard]] std::optional<double> medianUpper() const;

    /// Restricted mean: the area under S from 0 to `tau`, and its standard error, the root of the sum over event times
    /// t <= tau with n > d of (area from t to tau)^2 d / (n (n - d)).
    struct RestrictedMean {
        double mean = 0;
        double standardError = 0;
    };
    [[nodiscard]] RestrictedMean restrictedMean(double tau) const;

private:
    [[nodiscard]] double area(double from, double to) const;

    std::vector<SurvivalStep> m_steps;
};

/// S(t) = product over event times of 1 - d / n (E. L. Kaplan, P. Meier, 1958); its variance by Greenwood, S^2 sum
/// d / (n (n - d)). The order of the lives never matters. O(n log n).
[[nodiscard]] SurvivalCurve kaplanMeier(std::span<const Life> lives, SurvivalInterval interval);

/// Who is at risk when.
class RiskSet {
public:
    explicit RiskSet(std::span<const Life> lives);
    /// Lives with entry < t <= time, at 0 those with an entry of 0. O(log n).
    [[nodiscard]] std::int64_t at(double time) const;

private:
    std::vector<double> m_times; ///< ascending
    std::vector<double> m_entries; ///< ascending, of those who come late
};

} // namespace qd::statistics
