#include "core/scenario/run_batch.h"

#include "core/scenario/segment_course.h"
#include "core/statistics/counter_random.h"
#include "core/statistics/normal_quantile.h"

namespace qd::scenario {

namespace {

constexpr std::size_t RetentionMonths = 12;

std::size_t factorIndex(std::size_t segment, Rate rate)
{
    return segment * RateCount + std::size_t(rate);
}

} // namespace

RunResults::RunResults(const CompleteScenario &scenario, std::size_t runCount, bool keepFactors)
    : runs(runCount)
    , closing(runCount * std::size_t(scenario.months))
    , factors(scenario.segments.size() * RateCount)
{
    if (std::size_t(scenario.months) >= RetentionMonths) {
        nrr.resize(runCount);
        grr.resize(runCount);
    }
    for (std::size_t i = 0; keepFactors && i < factors.size(); ++i) {
        if (scenario.uncertainty[i % RateCount] > 0)
            factors[i].resize(runCount);
    }
}

RunBatch::RunBatch(const CompleteScenario &scenario, std::uint64_t seed)
    : m_scenario(scenario)
    , m_seed(seed)
    , m_segments(scenario.segments.size())
{
    for (int month = 0; month < scenario.months; ++month)
        m_available.push_back(availableFte(scenario, month));
}

void RunBatch::drawNormals(std::size_t stream, Rate rate, std::size_t first, Lane &normals) const
{
    Lane uniform;
    for (std::size_t i = 0; i < Lanes; ++i)
        uniform[i] =
            statistics::uniformDraw(m_seed, std::uint32_t(first + i), std::uint32_t(stream), std::uint32_t(rate));
    for (std::size_t i = 0; i < Lanes; ++i)
        normals[i] = statistics::normalQuantileCentre(uniform[i]);
    for (std::size_t i = 0; i < Lanes; ++i) {
        if (std::abs(uniform[i] - 0.5) > statistics::NormalCentre)
            normals[i] = statistics::normalQuantileTail(uniform[i]);
    }
}

void RunBatch::drawFactors(std::size_t segment, Rate rate, std::size_t first, RunResults &results)
{
    Lane &factors = m_factors[std::size_t(rate)];
    const double variation = m_scenario.uncertainty[std::size_t(rate)];
    if (variation <= 0)
        return factors.fill(1);
    const double variance = std::log1p(variation * variation);
    const double deviation = std::sqrt(variance);
    drawNormals(segment + 1, rate, first, factors);
    if (m_scenario.correlation > 0) {
        const double sharedWeight = std::sqrt(m_scenario.correlation);
        const double ownWeight = std::sqrt(1 - m_scenario.correlation);
        Lane shared;
        drawNormals(0, rate, first, shared);
        for (std::size_t i = 0; i < Lanes; ++i)
            factors[i] = sharedWeight * shared[i] + ownWeight * factors[i];
    }
    for (std::size_t i = 0; i < Lanes; ++i)
        factors[i] = std::exp(deviation * factors[i] - variance / 2);
    if (auto &kept = results.factors[factorIndex(segment, rate)]; !kept.empty())
        std::copy_n(factors.begin(), std::min(Lanes, results.runs - first), kept.begin() + std::ptrdiff_t(first));
}

void RunBatch::drawSegment(std::size_t index, std::size_t first, RunResults &results)
{
    const Segment &segment = m_scenario.segments[index];
    for (const Rate rate : {Rate::AnnualChurn, Rate::AnnualContraction, Rate::AnnualExpansion, Rate::AnnualLogoChurn,
             Rate::NewLogosPerMonth}) {
        if (hasRate(segment, rate))
            drawFactors(index, rate, first, results);
    }
    SegmentLanes &lanes = m_segments[index];
    for (std::size_t i = 0; i < Lanes; ++i) {
        RateFactors factors;
        for (std::size_t rate = 0; rate < RateCount; ++rate)
            factors[rate] = m_factors[rate][i];
        const SegmentCourse course = courseOf(segment, factors);
        lanes.opening = course.arr;
        lanes.arr[i] = course.arr;
        lanes.logos[i] = course.logos;
        lanes.churn[i] = course.churn;
        lanes.logoChurn[i] = course.logoChurn;
        lanes.contraction[i] = course.contraction;
        lanes.expansion[i] = course.expansion;
        lanes.newLogos[i] = course.newLogos;
        lanes.newArr[i] = course.newArr;
    }
    lanes.kept.fill(1);
    lanes.grown.fill(1);
}

void RunBatch::simulate(std::size_t first, RunResults &results)
{
    const std::size_t count = std::min(Lanes, results.runs - first);
    for (std::size_t segment = 0; segment < m_segments.size(); ++segment)
        drawSegment(segment, first, results);
    m_overload.fill(1);
    for (std::size_t month = 0; month < m_available.size(); ++month) {
        stepMonth(month);
        std::copy_n(m_total.begin(), count, results.closing.begin() + std::ptrdiff_t(month * results.runs + first));
    }
    if (!results.nrr.empty())
        writeRetention(first, count, results);
}

template <bool InFirstYear>
void RunBatch::stepSegment(const Segment &segment, SegmentLanes &lanes)
{
    const double fteOfLogo = fteOfCustomer(m_scenario, segment);
    for (std::size_t i = 0; i < Lanes; ++i) {
        const double churn = strainedLoss(lanes.churn[i], m_overload[i]);
        const MonthStep step =
            monthStep(lanes.arr[i], churn, lanes.contraction[i], lanes.expansion[i], lanes.newArr[i]);
        lanes.arr[i] = step.closing;
        m_total[i] += step.closing;
        lanes.logos[i] = lanes.logos[i] * (1 - strainedLoss(lanes.logoChurn[i], m_overload[i])) + lanes.newLogos[i];
        m_required[i] += lanes.logos[i] * fteOfLogo;
        if constexpr (InFirstYear) {
            const double left = (1 - churn) * (1 - lanes.contraction[i]);
            lanes.kept[i] *= left;
            lanes.grown[i] *= left * (1 + lanes.expansion[i]);
        }
    }
}

void RunBatch::stepMonth(std::size_t month)
{
    m_total.fill(0);
    m_required.fill(0);
    for (std::size_t index = 0; index < m_segments.size(); ++index)
        month < RetentionMonths ? stepSegment<true>(m_scenario.segments[index], m_segments[index])
                                : stepSegment<false>(m_scenario.segments[index], m_segments[index]);
    const double available = m_available[month];
    for (std::size_t i = 0; i < Lanes; ++i)
        m_overload[i] = overloadFactor(m_scenario, m_required[i], available);
}

void RunBatch::writeRetention(std::size_t first, std::size_t count, RunResults &results) const
{
    double opening = 0;
    Lane kept{};
    Lane grown{};
    for (std::size_t segment = 0; segment < m_segments.size(); ++segment) {
        const double arr = m_segments[segment].opening;
        opening += arr;
        for (std::size_t i = 0; i < Lanes; ++i) {
            kept[i] += arr * m_segments[segment].kept[i];
            grown[i] += arr * m_segments[segment].grown[i];
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        results.nrr[first + i] = grown[i] / opening;
        results.grr[first + i] = kept[i] / opening;
    }
}

} // namespace qd::scenario
