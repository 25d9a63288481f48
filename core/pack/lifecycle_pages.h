#pragma once
#include "core/lifecycle/customer_lives.h"
#include "core/lifecycle/time_to_value.h"
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/pack/survival_charts.h"

namespace qd::pack {

/// How customers fare from their first day on, measured once for the pages about it.
struct LifecycleMeasures {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    std::vector<lifecycle::CustomerLife> lives; ///< by segment
    MonthlyCurves stay;
    lifecycle::LifecycleSettings settings;
    std::vector<lifecycle::ValueCase> cases; ///< by segment
    std::vector<lifecycle::TimeToValue> values; ///< of the same
    survival::ReadCurves value;
    Month churnFrom;
    Month churnTo;
    lifecycle::ChurnAnalysis churn; ///< by reason, of the 24 months to the pack's
};

/// Measures as known at the end of `month`, of the customers for which `filters` hold: what `needs` names of
/// Need::Lifecycle and Need::Value, the rest stays empty. Errors as customerLives(), valueCases() and analyseChurn().
[[nodiscard]] Result<LifecycleMeasures> measureLifecycle(const store::Workspace &workspace, Month month,
    const revenue::Filters &filters, const std::set<Need> &needs, Progress &progress);

/// Survival by segment with those at risk, and what the test between segments says; nothing without a life. Pure, as
/// the next two.
[[nodiscard]] std::vector<Page> survivalPages(const LifecycleMeasures &measures, const NarrativeHeight &heightOfText);
/// Time to value by segment; nothing without a case.
[[nodiscard]] std::vector<Page> valuePages(const LifecycleMeasures &measures, const NarrativeHeight &heightOfText);
/// Whether anybody has reached the first value, so that there is a time to it.
[[nodiscard]] bool isValueReached(const LifecycleMeasures &measures);
/// Churn by quarter and reason; nothing without churn.
[[nodiscard]] std::vector<Page> churnPages(const LifecycleMeasures &measures);

} // namespace qd::pack
