#pragma once
#include "core/base/month.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/portfolio/portfolio.h"
#include "core/scenario/thresholds.h"

#include <map>

namespace qd::scenario {

/// What a segment was and did in the twelve months up to a month's end. Money in major units of the base currency, all
/// at the rates of that last day.
struct SegmentFigures {
    double logos = 0; ///< customers at the end
    double arr = 0; ///< ARR at the end
    double opening = 0; ///< ARR of those there at the opening, twelve months before
    double churned = 0; ///< of it, of customers with none at the end
    double contracted = 0; ///< of it, lost by customers still there
    double expanded = 0; ///< gained by customers of the opening
    double newLogos = 0; ///< first-time customers of the twelve months
    double newArr = 0; ///< their first annual value

    /// Rates in the order of the projection, so that (1 - churn)(1 - contraction)(1 + expansion) is the NRR; nothing
    /// where there is nothing to divide by.
    [[nodiscard]] std::optional<double> annualChurn() const;
    [[nodiscard]] std::optional<double> annualContraction() const;
    [[nodiscard]] std::optional<double> annualExpansion() const;
    /// Mean first annual value; nothing without new customers.
    [[nodiscard]] std::optional<double> newAcv() const;
};

/// The customers behind a segment's figures, by workspace id in the order of the directory.
struct SegmentCustomers {
    std::vector<std::string> held; ///< with ARR at the end
    std::vector<std::string> opening; ///< with ARR twelve months before
    std::vector<std::string> churned;
    std::vector<std::string> contracted;
    std::vector<std::string> expanded;
    std::vector<std::string> joined; ///< first-time customers of the twelve months
};

/// Dimension = value: only customers with it count; all must hold.
using CustomerFilters = std::vector<std::pair<std::string, std::string>>;

struct MeasuredSegments {
    std::map<std::string, SegmentFigures> figures; ///< by golden segment; "(none)" for customers without
    std::vector<std::string> names; ///< sorted as groupings are, "(none)" last
    std::vector<Message> warnings;
    std::map<std::string, SegmentCustomers> customers; ///< by golden segment, as figures
    std::shared_ptr<const StartBook> startBook; ///< of the last day of the month
};

/// The trailing twelve months of every segment up to the last day of `month`, of the customers that pass `filters`.
/// NoData when the ARR history ends before it; NoRate, Overflow, Cancelled.
[[nodiscard]] Result<MeasuredSegments> measureSegments(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, Month month, const CustomerFilters &filters, Progress &progress);

} // namespace qd::scenario
