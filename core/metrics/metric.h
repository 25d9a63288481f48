#pragma once
#include "core/base/message.h"

#include <optional>
#include <span>
#include <string_view>

namespace qd::metrics {

/// What a company may set itself for a metric.
struct TargetTerms {
    enum class Better { Higher, Lower };
    enum class Unit { Rate, Money };

    Better better = Better::Higher;
    Unit unit = Unit::Rate; ///< a rate is a fraction in files and percent on screen
    MessageWords hint; ///< what to give, for who sets it
};

/// A metric as the program ships it: what it is called, and what it means in words. Its whole definition stands in
/// docs/metrics.md, the rule as it is computed in docs/calculation.md.
struct Metric {
    std::string_view key; ///< in JSON, targets and settings: "logo_churn"
    int version = 1;
    MessageWords name; ///< "Logo churn"
    MessageWords formula = {}; ///< a sentence for packs; empty for what packs only compare with its target
    MessageWords edgeCases = {};
    std::optional<TargetTerms> target = {};
    bool inScorecard = false; ///< named in the definitions at the foot of a pack's pages
    bool onHome = false; ///< a tile of Home; in tables the others give way first where room is short
};

inline constexpr std::string_view Arr = "arr";
inline constexpr std::string_view Nrr = "nrr";
inline constexpr std::string_view Grr = "grr";
inline constexpr std::string_view LogoChurn = "logo_churn";
inline constexpr std::string_view AtRiskShare = "at_risk_share";
inline constexpr std::string_view ArrMatch = "arr_match";
inline constexpr std::string_view HealthCoverage = "health_coverage";

/// All of them, in reading order; keys are distinct.
[[nodiscard]] std::span<const Metric> all();
/// The metric of a key; nullptr when there is none.
[[nodiscard]] const Metric *find(std::string_view key);

} // namespace qd::metrics
