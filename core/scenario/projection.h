#pragma once
#include "core/scenario/segment_course.h"

#include <span>

namespace qd::scenario {

/// One segment in one month. Money in major units, unrounded; closing = opening - churn - contraction + expansion +
/// added.
struct ProjectedRow {
    double logos = 0; ///< at the month's end
    double opening = 0;
    double churn = 0;
    double contraction = 0;
    double expansion = 0; ///< price uplift included
    double added = 0; ///< ARR of new customers
    double closing = 0;
    double requiredFte = 0; ///< this segment's, for the logos at the month's end
};

/// The whole team in one month.
struct ProjectedTeam {
    double requiredFte = 0; ///< sum over segments
    double availableFte = 0;
    double headcount = 0;
    double cost = 0; ///< headcount x annual cost / 12

    /// required / available; nothing without anybody available.
    [[nodiscard]] std::optional<double> utilisation() const;
};

struct ProjectionSummary {
    double closingArr = 0; ///< of all segments after the last month
    std::optional<double> nrr; ///< of the opening book over the first 12 months; nothing under 12 months or from 0 ARR
    std::optional<double> grr; ///< the same without expansion
};

/// Month by month, per segment.
struct Projection {
    Month start; ///< month k of the projection is start.plus(k + 1)
    std::size_t segmentCount = 0;
    std::vector<ProjectedRow> rows; ///< by month, then in the scenario's order of segments
    std::vector<ProjectedTeam> team; ///< by month
    ProjectionSummary summary;

    [[nodiscard]] std::size_t monthCount() const { return team.size(); }
    [[nodiscard]] Month month(std::size_t index) const { return start.plus(int(index) + 1); }
    /// The rows of one month, one per segment.
    [[nodiscard]] std::span<const ProjectedRow> monthRows(std::size_t index) const
    {
        return std::span(rows).subspan(index * segmentCount, segmentCount);
    }
    /// Closing ARR of all segments after month `index`.
    [[nodiscard]] double closingArr(std::size_t index) const;
};

/// Projects scenarios one after another into the same memory, so that a slider can ask every frame: 6 segments x 36
/// months take microseconds. One thread at a time. The scenario must have passed checkScenario().
class Projector {
public:
    /// The result is valid until the next run.
    const Projection &run(const CompleteScenario &scenario);

private:
    struct SegmentState {
        SegmentCourse course;
        double arr;
        double logos;
        double fteOfLogo; ///< hours a customer / productive hours of an FTE
        double kept; ///< product of (1 - c')(1 - d) over the first 12 months
        double grown; ///< product of (1 - c')(1 - d)(1 + e) over them
    };

    void begin(const CompleteScenario &scenario);
    void projectMonth(const CompleteScenario &scenario, std::size_t month, double overload);
    void summarise();

    Projection m_result;
    std::vector<SegmentState> m_states;
};

/// One projection of its own.
[[nodiscard]] Projection project(const CompleteScenario &scenario);

} // namespace qd::scenario
