#pragma once
#include "core/reconcile/reconciliation.h"

namespace qd::reconcile {

/// What one of several systems counts in all.
struct SystemTotal {
    portfolio::ArrSource source;
    std::int64_t total = 0; ///< base minor units on the as-of date
};

/// Several systems, of which the first is the reference.
struct SystemsComparison {
    Date asOf;
    Currency currency;
    std::vector<SystemTotal> systems; ///< as asked for
    std::vector<Reconciliation> pairs; ///< the reference against each other one, as reconcile() has it
};

/// Compares each system after the first with the first; of `options` the sources are ignored, and the as-of date is by
/// default the latest of all systems. InvalidArgument for fewer than two systems or one named twice; else as
/// reconcile(). Linear in customers and pairs.
[[nodiscard]] Result<SystemsComparison> compareSystems(const portfolio::Portfolio &portfolio,
    const std::vector<portfolio::ArrSource> &systems, const ReconcileOptions &options, Progress &progress);

/// All breaks as CSV with a header: the columns of breaksCsv(), then `system`, the one compared with the reference.
[[nodiscard]] std::string breaksCsv(const SystemsComparison &comparison);

} // namespace qd::reconcile
