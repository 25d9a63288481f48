#pragma once
#include "core/base/month.h"
#include "core/reconcile/reconciliation.h"

#include <span>

namespace qd::reconcile {

/// How often both systems agreed at the end of a month: what dashboards that rest on either could show rightly.
struct AccuracyMonth {
    Month month;
    Date day; ///< its last day, or the day of the comparison in that one's month
    std::vector<FieldMatch> fields; ///< KeyFields in their order; empty where the day cannot be compared
};

/// The match of the key fields at the end of each of `months`, by comparing anew as of that day what is known of it
/// today: values that stood then, records as they are linked now. A day on which a side knows nothing (NoData) or a
/// rate is missing (NoRate) has no fields. Months after that of `pair` are left out. Errors of reconcile() but these
/// two. A reconciliation each.
[[nodiscard]] Result<std::vector<AccuracyMonth>> accuracyMonths(const portfolio::Portfolio &portfolio,
    const Reconciliation &pair, std::span<const Month> months,
    const std::function<bool(const identity::Account &)> &only, Progress &progress);

} // namespace qd::reconcile
