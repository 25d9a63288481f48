#pragma once
#include "core/explain/conventions_in_force.h"
#include "ui/common/table/table_spec.h"
#include "ui/shell/page_context.h"

namespace qd::ui {

/// NRR, GRR and logo churn of a window under every convention, of all customers: one job's result.
struct ConventionsView {
    std::shared_ptr<const identity::AccountDirectory> accounts;
    Month from;
    Month to;
    revenue::Conventions conventions;
    /// The convention of the definition in force at the end of the window, by rate: "nrr", "grr", "logo_churn".
    std::map<std::string, revenue::Convention, std::less<>> ours;
    std::vector<explain::ConventionUse> uses; ///< which team goes by which, at the end of the window

    /// Positions in conventions.figures of one rate, in their order.
    [[nodiscard]] std::vector<std::size_t> figuresOf(const std::string &metric) const;
    /// The figure that we go by; nullptr for a rate there is not.
    [[nodiscard]] const revenue::ConventionFigure *oursOf(const std::string &metric) const;
};

/// Reads and computes; runs in a job. Without months the twelve to the last one that ended. NoData where nothing has
/// ARR.
[[nodiscard]] Result<std::shared_ptr<const ConventionsView>> computeConventionsView(
    const PageContext &context, std::optional<Month> from, std::optional<Month> to, Progress &progress);

/// Two conventions with the customers that make them differ; runs in a job.
using ComparisonPtr = std::shared_ptr<const revenue::ConventionComparison>;
[[nodiscard]] Result<ComparisonPtr> computeComparison(const PageContext &context, Month from, Month to,
    const std::pair<revenue::Convention, revenue::Convention> &both, Progress &progress);

/// "Point to point, customers, no grace, rates of the end".
[[nodiscard]] QString conventionText(const revenue::Convention &convention);
/// "12 months to Oct 2026; 65.5 % to 90.9 % over 72 conventions".
[[nodiscard]] QString spreadText(const ConventionsView &view, const std::string &metric);
/// A row for each convention of a rate; row ids are positions in conventions.figures.
[[nodiscard]] TableSpec conventionsTable(const ConventionsView &view, const std::string &metric);
/// The customers that differ; row ids are ids of customers.
[[nodiscard]] TableSpec comparisonTable(const ConventionsView &view, const revenue::ConventionComparison &comparison);
/// "83.6 % and 65.5 %, -18.2 pt".
[[nodiscard]] QString comparisonText(const revenue::ConventionComparison &comparison);

} // namespace qd::ui
