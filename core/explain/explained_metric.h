#pragma once
#include "core/reconcile/causes.h"
#include "core/retention/cohorts.h"

namespace qd::explain {

enum class MetricKind {
    Arr,
    Nrr,
    Grr,
    LogoChurn,
    Movement,
    Bridge,
    RenewalRate, ///< in ARR
    Cohort,
    Survival, ///< S(T)
    Hours, ///< a month, that customers need
    DueArr, ///< of the next 90 days
};

/// A figure that can be opened (CONTRACT-ROOMS section 3, `explain`).
struct ExplainedMetric {
    MetricKind kind = MetricKind::Arr;
    std::string text; ///< as it was asked for: "nrr", "bridge:timing", "cohort:nrr:2025-01:12"
    revenue::MovementKind movement = revenue::MovementKind::New; ///< of Movement
    reconcile::Cause cause = reconcile::Cause::Unexplained; ///< of Bridge
    retention::CohortMeasure measure = retention::CohortMeasure::Logo; ///< of Cohort, as the two below
    std::string label = {}; ///< "YYYY-MM" or "YYYYQn"
    int k = 0; ///< months or quarters after the start
    int days = 0; ///< T of Survival

    /// Whether numerators have a denominator: rates.
    [[nodiscard]] bool isRate() const;
    /// Whether it is told over a window; else on a day.
    [[nodiscard]] bool isOfWindow() const;
    /// Whether its parts count customers, not money.
    [[nodiscard]] bool countsCustomers() const;
};

/// InvalidArgument names the nearest of what there is, or all.
[[nodiscard]] Result<ExplainedMetric> metricFromText(const std::string &text);

/// What is divided by what, or added up; A(a, t) is the ARR of a customer on a day.
[[nodiscard]] Message formulaOf(const ExplainedMetric &metric);
/// The texts of all metrics of one word, in reading order; those with a `:` take more (metricFromText()).
[[nodiscard]] std::vector<std::string> plainMetrics();
/// "bridge:CAUSE" of every cause.
[[nodiscard]] std::vector<std::string> bridgeMetrics();

} // namespace qd::explain
