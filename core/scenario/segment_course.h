#pragma once
#include "core/scenario/month_step.h"

namespace qd::scenario {

/// What a draw multiplies each rate with, by Rate.
using RateFactors = std::array<double, RateCount>;
inline constexpr RateFactors AsStated{1, 1, 1, 1, 1};

/// Where a segment starts and how it goes on month by month, before overload. Projection and Monte Carlo both ask it.
struct SegmentCourse {
    double arr; ///< at the start
    double logos;
    double churn; ///< monthly, of ARR
    double logoChurn; ///< monthly, of customers; churn where the segment has none of its own
    double contraction;
    double expansion; ///< with the price uplift
    double newLogos;
    double newArr;
};

/// Whether the segment has the rate at all: a logo churn of its own is rare.
[[nodiscard]] inline bool hasRate(const Segment &segment, Rate rate)
{
    return rate != Rate::AnnualLogoChurn || segment.annualLogoChurn;
}

/// The course of a segment under `factors`; losses stop at 1 a year. A factor of 1 changes no bit.
[[nodiscard]] inline SegmentCourse courseOf(const Segment &segment, const RateFactors &factors = AsStated)
{
    const auto factor = [&](Rate rate) { return factors[std::size_t(rate)]; };
    const auto loss = [&](double annual, Rate rate) { return monthlyLoss(std::min(1.0, annual * factor(rate))); };
    const double growth =
        (1 + segment.annualExpansion * factor(Rate::AnnualExpansion)) * (1 + segment.annualPriceUplift) - 1;
    const double churn = loss(segment.annualChurn, Rate::AnnualChurn);
    const double newLogos = segment.newLogosPerMonth * factor(Rate::NewLogosPerMonth);
    return {segment.arr, segment.logos, churn,
        segment.annualLogoChurn ? loss(*segment.annualLogoChurn, Rate::AnnualLogoChurn) : churn,
        loss(segment.annualContraction, Rate::AnnualContraction), monthlyGrowth(growth), newLogos,
        newLogos * segment.newAcv};
}

} // namespace qd::scenario
