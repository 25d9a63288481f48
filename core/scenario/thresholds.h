#pragma once
#include "core/scenario/scenario_file.h"

#include <cstdint>

namespace qd::scenario {

/// A customer with ARR at the end of the start month.
struct StartCustomer {
    std::string id;
    int segment = 0; ///< index in StartBook::segments, as the golden record has it
    std::int64_t arr = 0; ///< minor units
};

/// Who the scenario starts with; what thresholds sort.
struct StartBook {
    std::vector<std::string> segments;
    std::vector<StartCustomer> customers;
    int digits = 2; ///< of the currency
    /// Neighbours by mean ARR, smallest first, each with the ARR that parts the two with the fewest on the wrong side.
    std::vector<Threshold> ladder;
};

/// A book with its ladder; customers without a segment ("(none)") stand in no pair. O(n log n) of the customers.
[[nodiscard]] std::shared_ptr<const StartBook> makeStartBook(
    std::vector<std::string> segments, std::vector<StartCustomer> customers, int digits);

/// How many customers one threshold takes to its upper and to its lower segment.
struct ThresholdMoves {
    int up = 0;
    int down = 0;
};

/// Puts `thresholds` in the place of those in force, one after another, and sets customers and ARR of every segment
/// that either names; rates and hours a customer stay those of the segment, so that who moves is served and behaves
/// like the new one. Customers and ARR of all segments together stay the same. Without a start book nothing changes.
void applyThresholds(CompleteScenario &scenario, std::vector<Threshold> thresholds);
/// Sets the threshold between two segments; 0 takes it away. A new one comes after the others.
void setThreshold(CompleteScenario &scenario, const std::string &from, const std::string &to, double arr);
/// Its ARR; 0 for none.
[[nodiscard]] double thresholdOf(const CompleteScenario &scenario, const std::string &from, const std::string &to);
/// By threshold in force; empty without a start book.
[[nodiscard]] std::vector<ThresholdMoves> thresholdMoves(const CompleteScenario &scenario);
/// Whether customers and ARR of the segment are those of the start book under the thresholds in force, so that a
/// threshold may sort them.
[[nodiscard]] bool followsStartBook(const CompleteScenario &scenario, const std::string &segment);

/// "thresholds[0] ..." for one that cannot be applied to what the file states (see checkScenario()); else empty.
[[nodiscard]] Message thresholdFault(const Scenario &scenario);

} // namespace qd::scenario
