#pragma once
#include "core/scenario/scenario_file.h"

#include <limits>
#include <span>

namespace qd::scenario {

/// A number of S.json: its key, where it stands, and the values it may have.
template <typename Owner>
struct NumberKey {
    const char *key;
    std::optional<double> Owner::*member;
    double lowest = 0;
    double highest = std::numeric_limits<double>::infinity();
    bool mayBeLowest = true; ///< false: must be above `lowest`
};

/// The numbers of a segment, in the order in which they are written.
[[nodiscard]] std::span<const NumberKey<SegmentValues>> segmentKeys();
/// Those of "csms".
[[nodiscard]] std::span<const NumberKey<Scenario>> teamKeys();
/// Those of the scenario itself.
[[nodiscard]] std::span<const NumberKey<Scenario>> scenarioKeys();

/// "annual_churn must be between 0 and 1, not 1.4." if `value` is out of the key's range; else empty.
template <typename Owner>
[[nodiscard]] Message rangeFault(const NumberKey<Owner> &key, double value);
/// A number as people write it: 0.25, 12, 1.5e9.
[[nodiscard]] std::string numberText(double value);

} // namespace qd::scenario
