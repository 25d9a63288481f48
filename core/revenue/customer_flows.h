#pragma once
#include "core/revenue/movements.h"

namespace qd::revenue {

/// Monthly movements added up, all positive, in base minor units. What exchange rates did is no part of it.
struct FlowSums {
    std::int64_t arrivals = 0; ///< new and reactivation
    std::int64_t expansion = 0;
    std::int64_t contraction = 0;
    std::int64_t churn = 0;
    bool fits = true; ///< into 64 bits, though those of each month do

    void add(MovementKind kind, std::int64_t amount);
    void add(const FlowSums &other);
    /// opening + arrivals + expansion - contraction - churn; nothing where 64 bits do not hold it.
    [[nodiscard]] std::optional<std::int64_t> after(std::int64_t opening) const;
    /// The same without arrivals and expansion.
    [[nodiscard]] std::optional<std::int64_t> keptOf(std::int64_t opening) const;
};

/// What one customer's ARR did over the months of some movements.
struct CustomerFlows {
    int group = 0; ///< index in Movements::groups
    int account = -1; ///< directory index (the ultimate parent at parent grain)
    /// Up to and including its first churn; nothing for one whose first movement is an arrival: it does not open the
    /// window.
    FlowSums untilChurn;
    FlowSums all; ///< of every month
    int churns = 0; ///< months in which it churned
};

/// By group and customer; one without any movement is left out, and one that stands in several groups, split by
/// product, is in each.
[[nodiscard]] std::vector<CustomerFlows> customerFlows(const Movements &movements);

/// That the movements of a window cannot be added up.
[[nodiscard]] Error flowsTooLarge(Month from, Month to);

} // namespace qd::revenue
