#pragma once
#include "core/health/overrides.h"
#include "core/health/scoring.h"

#include <array>

namespace qd::health {

/// The bands of a distribution in reading order: green, yellow, red, and None for accounts without a colour.
inline constexpr std::array AllColours{
    HealthColour::Green, HealthColour::Yellow, HealthColour::Red, HealthColour::None};

/// The colour that counts in a distribution: that of the override in force, else the score's own.
[[nodiscard]] HealthColour shownColour(const AccountScore &score, const OverridesOn &overrides);

/// Accounts of a group by colour, with their ARR.
struct MixRow {
    std::string group;
    struct Part {
        int n = 0;
        std::int64_t arr = 0; ///< base minor units, on the day of the scores
    };
    std::array<Part, AllColours.size()> parts = {}; ///< by AllColours
    int scored = 0; ///< accounts with a score, whatever colour a person gave

    [[nodiscard]] const Part &of(HealthColour colour) const;
    [[nodiscard]] Part all() const;
    [[nodiscard]] std::optional<double> coverage() const; ///< scored / all; nothing without accounts
    [[nodiscard]] std::optional<double> atRiskShare() const; ///< ARR of yellow and red / ARR; nothing without ARR
};

/// The group of an account, by directory index.
using GroupOf = std::function<std::string(int account)>;

/// The distribution of a day as `qdeck health` has it (CONTRACT-ROOMS section 3, `distribution`): all accounts first,
/// called "total", then each group of `groupOf` in byte order, NoGroup last; without `groupOf` the first alone.
[[nodiscard]] std::vector<MixRow> colourMix(
    const DayScores &scores, const OverridesOn &overrides, const GroupOf &groupOf = {});

} // namespace qd::health
