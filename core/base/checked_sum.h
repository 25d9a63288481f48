#pragma once
#include <cstdint>

namespace qd {

/// Adds `value` to `sum`; false, and nothing added, where 64 bits do not hold it. For money in minor units, whose
/// totals tie out or say that they cannot.
[[nodiscard]] constexpr bool addTo(std::int64_t &sum, std::int64_t value)
{
    if ((value > 0 && sum > INT64_MAX - value) || (value < 0 && sum < INT64_MIN - value))
        return false;
    sum += value;
    return true;
}

} // namespace qd
