#pragma once
#include "core/explain/arr_figures.h"

namespace qd::explain {

/// Figures that are no measure of ARR over time. Each fills in `told` as those of arr_figures.h; none but survival is
/// told by product.

/// One step of the bridge between the two systems that are reconciled first (portfolio::defaultPair()), as
/// reconcile(). Rows are of both systems, with ends `left` and `right`. NoData without two systems of ARR.
[[nodiscard]] Result<void> explainBridge(const Scene &scene, Explanation &told);
/// The renewal rate in ARR of those settled, as renewals::renewalRows(): rows with end `opening` are the contracts due,
/// those with `closing` what followed them.
[[nodiscard]] Result<void> explainRenewalRate(const Scene &scene, Explanation &told);
/// ARR due in the 90 days after a day, as portfolio::renewalsAhead(): rows with end `due`.
[[nodiscard]] Result<void> explainDueArr(const Scene &scene, Explanation &told);
/// S(T) of the customers' lives, as lifecycle::customerLives(). An account's numerator is 1 unless it left by T.
/// Rows are its contracts with value that began by the day, without amounts.
[[nodiscard]] Result<void> explainSurvival(const Scene &scene, Explanation &told);
/// Hours a month that customers need by the workspace's capacity model, as `required_hours` of capacity's first month.
/// Rows are the customer's own records. By segment is by the golden one, as everywhere, not by a rule of the model.
[[nodiscard]] Result<void> explainHours(const Scene &scene, Explanation &told);

} // namespace qd::explain
