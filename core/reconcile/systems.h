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

/// Whether the left system is the one that is right about a field where the two differ: of an amount the system of
/// record for ARR where it is one of the two, else the left one; of any other field the one that its precedence trusts
/// more, the left one of equals. The other one is to be corrected.
[[nodiscard]] bool isLeftTrusted(
    const portfolio::Portfolio &portfolio, const Reconciliation &pair, const std::string &field);

/// All breaks as CSV with a header: the columns of breaksCsv(), then `system`, the one compared with the reference.
[[nodiscard]] std::string breaksCsv(const SystemsComparison &comparison);

} // namespace qd::reconcile
