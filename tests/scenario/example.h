#pragma once
#include "core/scenario/scenario.h"

#include <cmath>

namespace qd::test {

/// An annual loss that is `monthly` each month, so that worked examples can be followed by hand.
inline double annualLossOf(double monthly)
{
    return 1 - std::pow(1 - monthly, 12);
}
inline double annualGrowthOf(double monthly)
{
    return std::pow(1 + monthly, 12) - 1;
}

/// 1,200,000 of 100 customers; each month 1 % churns, 0.5 % of the rest contracts, 2 % of that rest expands, and two
/// customers of 50,000 come. Five hours a customer and 105 productive hours an FTE; four FTE at 120,000.
inline scenario::CompleteScenario workedExample(int months)
{
    scenario::Segment segment;
    segment.name = "Enterprise";
    segment.logos = 100;
    segment.arr = 1'200'000;
    segment.annualChurn = annualLossOf(0.01);
    segment.annualContraction = annualLossOf(0.005);
    segment.annualExpansion = annualGrowthOf(0.02);
    segment.newLogosPerMonth = 2;
    segment.newAcv = 50'000;
    segment.hoursPerAccount = 5;
    scenario::CompleteScenario example;
    example.name = "Base";
    example.start = Month(2026, 10);
    example.months = months;
    example.segments = {segment};
    example.team = {4, 120'000, {}, {}};
    example.hoursPerMonth = 140;
    example.utilisation = 0.75;
    example.ramp = {0.25, 0.5, 0.75, 1.0};
    return example;
}

/// Six segments unlike each other, with hires, leavers, overload and price, for property tests.
inline scenario::CompleteScenario sixSegments(int months)
{
    scenario::CompleteScenario example = workedExample(months);
    const scenario::Segment first = example.segments.front();
    for (int i = 1; i < 6; ++i) {
        scenario::Segment segment = first;
        segment.name = "Segment " + std::to_string(i);
        segment.logos = 100 + 70 * i;
        segment.arr = 1'200'000.0 / i;
        segment.annualChurn = 0.05 * i;
        segment.annualLogoChurn = i % 2 ? std::optional(0.04 * i) : std::nullopt;
        segment.annualContraction = 0.01 * i;
        segment.annualExpansion = 0.3 / i;
        segment.annualPriceUplift = i == 2 ? 0.03 : 0;
        segment.newLogosPerMonth = i;
        segment.newAcv = 9'000.0 / i;
        segment.hoursPerAccount = 6.0 - i;
        example.segments.push_back(segment);
    }
    example.team = {30, 120'000, {{Month(2027, 1), 2}, {Month(2027, 6), 3}}, {{Month(2027, 3), 1}}};
    example.overloadElasticity = 0.4;
    return example;
}

} // namespace qd::test
