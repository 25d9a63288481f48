#include "core/scenario/projection.h"

#include "core/scenario/month_step.h"

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
        overload = overloadFactor(scenario.overloadElasticity, team.requiredFte, team.availableFte);
    }
    summarise(scenario);
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
        const double growth = (1 + segment.annualExpansion) * (1 + segment.annualPriceUplift) - 1;
        const double churn = monthlyLoss(segment.annualChurn);
        m_states.push_back(
            {segment.arr, segment.logos, churn, segment.annualLogoChurn ? monthlyLoss(*segment.annualLogoChurn) : churn,
                monthlyLoss(segment.annualContraction), monthlyGrowth(growth), fteOfCustomer(scenario, segment), 1, 1});
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
        const Segment &segment = scenario.segments[i];
        const double churn = strainedLoss(state.churn, overload);
        const MonthStep step =
            monthStep(state.arr, churn, state.contraction, state.expansion, segment.newLogosPerMonth * segment.newAcv);
        state.logos = state.logos * (1 - strainedLoss(state.logoChurn, overload)) + segment.newLogosPerMonth;
        const double required = state.logos * state.fteOfLogo;
        m_result.rows[month * m_result.segmentCount + i] = {
            state.logos, state.arr, step.churn, step.contraction, step.expansion, step.added, step.closing, required};
        team.requiredFte += required;
        state.arr = step.closing;
        if (month < RetentionMonths) {
            state.kept *= (1 - churn) * (1 - state.contraction);
            state.grown *= (1 - churn) * (1 - state.contraction) * (1 + state.expansion);
        }
    }
}

void Projector::summarise(const CompleteScenario &scenario)
{
    double opening = 0;
    double kept = 0;
    double grown = 0;
    m_result.summary = {};
    for (std::size_t i = 0; i < m_states.size(); ++i) {
        m_result.summary.closingArr += m_states[i].arr;
        opening += scenario.segments[i].arr;
        kept += scenario.segments[i].arr * m_states[i].kept;
        grown += scenario.segments[i].arr * m_states[i].grown;
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
