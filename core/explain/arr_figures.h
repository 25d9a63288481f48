#pragma once
#include "core/explain/explanation.h"
#include "core/explain/group_choice.h"

namespace qd::explain {

/// Where a figure is computed.
struct Scene {
    const store::Workspace &workspace;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    const Request &request;
    const GroupChoice &choice;
    Progress &progress;
};

/// Each fills in the window, the accounts and the rows of `told`, in any order; explain() does the rest. The window is
/// the request's, or what it stands for. Errors as the rooms below.

/// ARR as of a day, as `closing` of movements has it at month-ends.
[[nodiscard]] Result<void> explainArr(const Scene &scene, Explanation &told);
/// NRR, GRR and logo churn, point to point at constant rates, as computeRetention().
[[nodiscard]] Result<void> explainRetention(const Scene &scene, Explanation &told);
/// One kind of movement, as computeMovements(). Rows are of each month in which the customer moved so: those with end
/// `closing` less those with `opening` are what moved; of fx `opening` is the month's contracts at the rates before.
[[nodiscard]] Result<void> explainMovement(const Scene &scene, Explanation &told);
/// A cell of a cohort, each value at the rates of its month, as cohortMembers(). Never of a product.
[[nodiscard]] Result<void> explainCohort(const Scene &scene, Explanation &told);

} // namespace qd::explain
