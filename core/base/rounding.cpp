#include "core/base/rounding.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace qd {

namespace {

std::uint64_t magnitudeOf(std::int64_t value)
{
    return value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
}

/// Adds `missing` units to the floors of parts, by remainder; takes them away where it is negative. T is whole.
template <typename T>
void spread(
    std::vector<T> &floors, const std::vector<double> &remainders, const std::vector<bool> &isNothing, T missing)
{
    std::vector<std::size_t> order;
    for (const bool alsoNothing : {false, true}) {
        for (std::size_t i = 0; i < floors.size() && (!alsoNothing || order.empty()); ++i) {
            if (alsoNothing || !isNothing[i])
                order.push_back(i);
        }
    }
    if (order.empty())
        return;
    std::stable_sort(
        order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    for (std::size_t i = 0; missing > 0; ++i, --missing)
        ++floors[order[i % order.size()]];
    for (std::size_t i = 0; missing < 0; ++i, ++missing)
        --floors[order[order.size() - 1 - i % order.size()]];
}

} // namespace

std::int64_t dividedHalfEven(std::int64_t value, std::int64_t unit)
{
    const std::uint64_t size = magnitudeOf(value);
    const auto by = static_cast<std::uint64_t>(unit);
    std::uint64_t whole = size / by;
    const std::uint64_t rest = size % by;
    if (rest > by - rest || (rest == by - rest && whole % 2 == 1))
        ++whole;
    return static_cast<std::int64_t>(value < 0 ? 0 - whole : whole);
}

double shownUnits(double value, int decimals)
{
    constexpr double NoFraction = 4503599627370496.0; // 2^52: from here on every double is whole
    const double scale = std::pow(10.0, decimals);
    const double size = std::abs(value);
    if (size * scale >= NoFraction)
        return value * scale;
    // 0.545 x 100 is 54.500000000000007: the value is compared with the tie, not the product with a half.
    const double below = std::floor(size * scale);
    const double tie = (2 * below + 1) / (2 * scale);
    const bool isDown = size < tie || (size == tie && std::fmod(below, 2) == 0);
    return std::copysign(isDown ? below : below + 1, value);
}

double shownValue(double value, int decimals)
{
    return shownUnits(value, decimals) / std::pow(10.0, decimals);
}

std::vector<std::int64_t> roundedParts(const std::vector<std::int64_t> &parts, std::int64_t unit, std::int64_t total)
{
    std::vector<std::int64_t> floors;
    std::vector<double> remainders;
    std::vector<bool> isNothing;
    std::int64_t missing = total / unit;
    for (const std::int64_t part : parts) {
        const std::int64_t remainder = (part % unit + unit) % unit;
        floors.push_back((part - remainder) / unit);
        remainders.push_back(double(remainder));
        isNothing.push_back(part == 0);
        missing -= floors.back();
    }
    spread(floors, remainders, isNothing, missing);
    for (std::int64_t &value : floors)
        value *= unit;
    return floors;
}

std::vector<std::int64_t> roundedParts(const std::vector<std::int64_t> &parts, std::int64_t unit)
{
    const std::int64_t sum = std::accumulate(parts.begin(), parts.end(), std::int64_t(0));
    return roundedParts(parts, unit, dividedHalfEven(sum, unit) * unit);
}

std::vector<double> wholeParts(const std::vector<double> &parts, double total)
{
    std::vector<double> floors;
    std::vector<double> remainders;
    std::vector<bool> isNothing;
    double missing = total;
    for (const double part : parts) {
        floors.push_back(std::floor(part));
        remainders.push_back(part - floors.back());
        isNothing.push_back(part == 0);
        missing -= floors.back();
    }
    spread(floors, remainders, isNothing, missing);
    return floors;
}

std::vector<double> roundedParts(const std::vector<double> &parts, int decimals, double total)
{
    // Binary fractions: 8.6 in tenths is 86 but for the last bit, which must not become a remainder of almost one.
    constexpr double Grain = 1e-6;
    const double scale = std::pow(10.0, decimals);
    std::vector<double> units;
    double sum = 0;
    for (const double part : parts) {
        const double exact = part * scale;
        const double near = std::nearbyint(exact);
        units.push_back(std::abs(exact - near) < Grain ? near : exact);
        sum += units.back();
    }
    std::vector<double> shown;
    if (const double whole = shownUnits(total, decimals); std::abs(sum - whole) < 1)
        shown = wholeParts(units, whole);
    else
        std::transform(
            units.begin(), units.end(), std::back_inserter(shown), [](double unit) { return std::nearbyint(unit); });
    for (double &value : shown)
        value /= scale;
    return shown;
}

} // namespace qd
