#pragma once
#include "core/coverage/books.h"

namespace qd::coverage {

/// What human touch costs and is believed to be worth. The uplift is an assumption, never measured here: whose it is
/// and why stands beside it wherever a figure made with it is shown.
struct TouchEconomics {
    double annualCostPerFte = 0; ///< base currency, major units, above 0
    double grossMargin = 0.75; ///< (0, 1]
    double retentionUplift = 0.05; ///< by how much human touch raises yearly retention over tech touch, (0, 1]
    std::string owner; ///< who stands behind the uplift
    std::string note; ///< what it rests on
};

/// InvalidArgument names the value that is out of range.
[[nodiscard]] Result<void> check(const TouchEconomics &economics);

/// The economics that the model's assumptions state, the cost from the roster where they state none. InvalidArgument
/// names all that is missing (uplift, owner, note) or the first that is out of range; NoData where neither the roster
/// nor the assumptions know what a CSM costs.
[[nodiscard]] Result<TouchEconomics> economicsOf(const CoverageInput &input, const TechTouchAssumptions &assumptions);

/// The pair of segments to compare: those the assumptions name; where they name none, the tech one is the first with
/// touch "tech" (else the one with the fewest hours), the human one the one with the fewest hours above it. -1 where
/// the model has none.
struct TouchPair {
    int human = -1;
    int tech = -1;
};
[[nodiscard]] TouchPair touchPair(const CapacityModel &model, const TechTouchAssumptions &assumptions);

/// Mean yearly cost of one FTE in base major units, over CSMs in force on the as-of date that have a cost in the base
/// currency and FTE above 0: sum of costs / sum of FTE. Nothing when nobody has.
[[nodiscard]] std::optional<double> annualCostPerFte(const CoverageInput &input);

/// Cost of one customer-facing hour: annual cost / (12 x hours_per_month x utilisation).
[[nodiscard]] double costPerHour(const CapacityModel &model, const TouchEconomics &economics);

/// The contract value at which human touch of segment `human` instead of `tech` pays for itself:
/// (hours of human - hours of tech) x 12 x cost per hour / (gross margin x retention uplift), before factors, in base
/// major units; 0 when human touch needs no more hours. InvalidArgument as check(), or for a segment that is none.
[[nodiscard]] Result<double> breakEvenContractValue(
    const CapacityModel &model, int human, int tech, const TouchEconomics &economics);

/// What serving every account of `human` below a contract value by `tech` would do, in a year.
struct ThresholdEffect {
    int accounts = 0; ///< that would change
    std::int64_t arr = 0; ///< theirs, base minor units
    double hoursFreed = 0; ///< a month, factors included
    double fteFreed = 0; ///< hoursFreed / (hours_per_month x utilisation)
    double costFreed = 0; ///< a year, base major units
    double arrLost = 0; ///< expected, a year: ARR x uplift, base major units
    double marginLost = 0; ///< arrLost x gross margin
    std::vector<int> loads = {}; ///< which: indexes of CoverageInput::loads

    /// Above 0 it pays to move the threshold there.
    [[nodiscard]] double net() const { return costFreed - marginLost; }
};

/// The part that needs no assumption: accounts, ARR, hours and FTE; the rest stays 0. `threshold` in base minor units.
/// InvalidArgument for segments that are none or the same.
[[nodiscard]] Result<ThresholdEffect> movedBelow(
    const CoverageInput &input, int human, int tech, std::int64_t threshold);

/// The whole effect of a threshold: accounts of `human` with less ARR than that change. Errors as above and check().
[[nodiscard]] Result<ThresholdEffect> thresholdEffect(
    const CoverageInput &input, int human, int tech, std::int64_t threshold, const TouchEconomics &economics);

/// thresholdEffect() at each of `thresholds` (base minor units, any order), without the lists of accounts. Sorts once:
/// accounts log accounts + thresholds log accounts.
[[nodiscard]] Result<std::vector<ThresholdEffect>> thresholdEffects(const CoverageInput &input, int human, int tech,
    const std::vector<std::int64_t> &thresholds, const TouchEconomics &economics);

} // namespace qd::coverage
