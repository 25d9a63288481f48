#include "ui/paint/chart/chart_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::ui {
namespace {

constexpr int MaxTicks = 6;
constexpr std::array<double, 4> Mantissas{1.0, 2.0, 2.5, 5.0};
constexpr double Dust = 1e-9; // of a step: 0.30000000000000004 is 0.3

ValueScale scaleWithStep(double low, double high, double step)
{
    return {std::floor(low / step + Dust) * step, std::ceil(high / step - Dust) * step, step};
}

int tickCount(const ValueScale &scale)
{
    return static_cast<int>(std::lround((scale.high - scale.low) / scale.step)) + 1;
}

void widenIfEqual(double &low, double &high)
{
    if (high > low)
        return;
    if (low == 0.0) {
        high = 1.0;
        return;
    }
    const double margin = std::abs(low) * 0.05;
    low -= margin;
    high += margin;
}

} // namespace

QVector<double> ValueScale::ticks() const
{
    QVector<double> result;
    const auto first = std::llround(low / step);
    const auto last = std::llround(high / step);
    for (auto index = first; index <= last; ++index)
        result.append(static_cast<double>(index) * step);
    return result;
}

double ValueScale::place(double value, double top, double bottom) const
{
    return bottom - (value - low) / (high - low) * (bottom - top);
}

ValueScale niceScale(double low, double high, bool wholeSteps)
{
    widenIfEqual(low, high);
    // Each candidate is at most twice the one before, so the first with few enough ticks still has at least four.
    double power = std::pow(10.0, std::floor(std::log10((high - low) / MaxTicks)) - 1.0);
    for (;; power *= 10.0) {
        for (const double mantissa : Mantissas) {
            const double step = mantissa * power;
            if (wholeSteps && (step < 1.0 || step != std::round(step)))
                continue;
            const ValueScale scale = scaleWithStep(low, high, step);
            if (tickCount(scale) <= MaxTicks)
                return scale;
        }
    }
}

} // namespace qd::ui
