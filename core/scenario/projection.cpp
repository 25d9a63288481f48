#include "core/scenario/projection.h"

namespace qd::scenario {

namespace {

constexpr std::size_t RetentionMonths = 12;

} // namespace

std::optional<double> ProjectedTeam::utilisation() const
{
    if (availableFte <= 0)
        return std::nullopt;
    return requiredFte / availableFte;
}

double Projection::closingArr(std::size_t index) const
{
    double sum = 0;
    for (const ProjectedRow &row : monthRows(index))
        sum += row.closing;
    return sum;
}

const Projection &Projector::run(const CompleteScenario &scenario)
{
    begin(scenario);
    double overload = 1;
    for (std::size_t month = 0; month < m_result.monthCount(); ++month) {
        projectMonth(scenario, month, overload);
        const ProjectedTeam &team = m_result.team[month];
        overload = overloadFactor(scenario, team.requiredFte, team.availableFte);
    }
    summarise();
    return m_result;
}

void Projector::begin(const CompleteScenario &scenario)
{
    const std::size_t months = std::size_t(scenario.months);
    m_result.start = scenario.start;
    m_result.segmentCount = scenario.segments.size();
    m_result.rows.resize(months * scenario.segments.size());
    m_result.team.resize(months);
    m_states.clear();
    for (const Segment &segment : scenario.segments) {
        const SegmentCourse course = courseOf(segment);
        m_states.push_back({course, course.arr, course.logos, fteOfCustomer(scenario, segment), 1, 1});
    }
}

void Projector::projectMonth(const CompleteScenario &scenario, std::size_t month, double overload)
{
    ProjectedTeam &team = m_result.team[month];
    team.availableFte = availableFte(scenario, int(month));
    team.headcount = headcount(scenario, int(month));
    team.cost = team.headcount * scenario.team.annualCost / 12;
    team.requiredFte = 0;
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        SegmentState &state = m_states[i];
        const SegmentCourse &course = state.course;
        const double churn = strainedLoss(course.churn, overload);
        const MonthStep step = monthStep(state.arr, churn, course.contraction, course.expansion, course.newArr);
        state.logos = state.logos * (1 - strainedLoss(course.logoChurn, overload)) + course.newLogos;
        const double required = state.logos * state.fteOfLogo;
        m_result.rows[month * m_result.segmentCount + i] = {
            state.logos, state.arr, step.churn, step.contraction, step.expansion, step.added, step.closing, required};
        team.requiredFte += required;
        state.arr = step.closing;
        if (month < RetentionMonths) {
            state.kept *= (1 - churn) * (1 - course.contraction);
            state.grown *= (1 - churn) * (1 - course.contraction) * (1 + course.expansion);
        }
    }
}

void Projector::summarise()
{
    double opening = 0;
    double kept = 0;
    double grown = 0;
    m_result.summary = {};
    for (const SegmentState &state : m_states) {
        m_result.summary.closingArr += state.arr;
        opening += state.course.arr;
        kept += state.course.arr * state.kept;
        grown += state.course.arr * state.grown;
    }
    if (m_result.monthCount() >= RetentionMonths && opening > 0) {
        m_result.summary.nrr = grown / opening;
        m_result.summary.grr = kept / opening;
    }
}

Projection project(const CompleteScenario &scenario)
{
    Projector projector;
    return projector.run(scenario);
}

} // namespace qd::scenario
