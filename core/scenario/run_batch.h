#pragma once
#include "core/scenario/scenario.h"

#include <cstdint>

namespace qd::scenario {

/// Where simulated runs put their results; all arrays are made before the runs begin.
struct RunResults {
    std::size_t runs = 0;
    std::vector<double> closing; ///< ARR of all segments, [month x runs + run]
    std::vector<double> nrr; ///< by run; empty under 12 months
    std::vector<double> grr;
    /// Factors drawn, [segment x RateCount + rate], each by run; empty for a rate that is certain, or when not kept.
    std::vector<std::vector<double>> factors;

    RunResults(const CompleteScenario &scenario, std::size_t runCount, bool keepFactors);
};

/// Simulates a few runs side by side, an array of runs per value, so that the compiler can do several at once. Same
/// arithmetic as Projector; one thread at a time.
class RunBatch {
public:
    static constexpr std::size_t Lanes = 64;

    RunBatch(const CompleteScenario &scenario, std::uint64_t seed);
    /// Runs `first` to min(first + Lanes, results.runs), which nobody else writes.
    void simulate(std::size_t first, RunResults &results);

private:
    using Lane = std::array<double, Lanes>;
    struct SegmentLanes {
        double opening; ///< ARR at the start
        Lane arr, logos, churn, logoChurn, contraction, expansion, newLogos, newArr, kept, grown;
    };

    void drawSegment(std::size_t segment, std::size_t first, RunResults &results);
    void drawFactors(std::size_t segment, Rate rate, std::size_t first, RunResults &results);
    void drawNormals(std::size_t stream, Rate rate, std::size_t first, Lane &normals) const;
    void stepMonth(std::size_t month);
    template <bool InFirstYear>
    void stepSegment(const Segment &segment, SegmentLanes &lanes);
    void writeRetention(std::size_t first, std::size_t count, RunResults &results) const;

    const CompleteScenario &m_scenario;
    std::uint64_t m_seed;
    std::vector<double> m_available; ///< FTE by month
    std::vector<SegmentLanes> m_segments;
    std::array<Lane, RateCount> m_factors{}; ///< of the segment being drawn
    Lane m_overload{}; ///< this month's overload factor
    Lane m_required{}; ///< team's FTE
    Lane m_total{}; ///< ARR of all segments
};

} // namespace qd::scenario
