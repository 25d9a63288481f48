#pragma once
#include "core/lifecycle/churn_reasons.h"

namespace qd::lifecycle {

/// What churn is told apart by, besides the dimensions of customers.
inline constexpr const char *ByReason = "reason";
inline constexpr const char *ByTenure = "tenure"; ///< from the first month in force to the one of the churn
inline constexpr const char *ByQuarter = "quarter"; ///< fiscal

/// One churn, or one downsell: a customer that leaves twice has two.
struct ChurnedCustomer {
    Month month;
    FiscalQuarter quarter;
    int account = -1; ///< directory index
    std::int64_t arr = 0; ///< what it took with it, base minor units, as in the movements
    std::string reason; ///< NoGroup for none
    std::optional<int> tenureMonths = {}; ///< nothing where the first day in force is not known
};

/// What churned of one group.
struct ChurnGroup {
    struct Part {
        std::size_t customer = 0; ///< position in ChurnAnalysis::customers
        std::int64_t arr = 0; ///< of it in this group
    };
    Message::Value name; ///< as people read it
    std::vector<Part> parts; ///< in the order of customers
    std::int64_t arr = 0;

    [[nodiscard]] int customers() const { return int(parts.size()); }
};

struct ChurnAnalysis {
    revenue::MovementKind kind = revenue::MovementKind::Churn;
    Currency currency;
    std::vector<FiscalQuarter> quarters; ///< those of the window, oldest first
    std::vector<ChurnedCustomer> customers; ///< by month
    std::vector<ChurnGroup>
        groups; ///< those with churn; by ARR, the most first, but tenure and quarters in their order
    std::int64_t arr = 0; ///< of all customers; by any but a product the groups add up to it

    /// Of the ARR lost; nothing where there is none.
    [[nodiscard]] std::optional<double> shareOf(const ChurnGroup &group) const;
};

struct ChurnOptions {
    Month from; ///< first month
    Month to; ///< last month
    std::string by = ByReason; ///< the three above, or a dimension with its values now
    revenue::GroupingOptions grouping = {}; ///< filters; grain and `by` are not used
    revenue::MovementKind kind = revenue::MovementKind::Churn; ///< or Contraction: downsell
    std::optional<Date> knownOn = {}; ///< by when reasons were known; default: the latest as-of date
};

/// Who churned in a window, and of what kind they were (CONTRACT-ROOMS, "Churn by reason"): the churn of the movements
/// of all customers, so that the months add up to it. By product only what the customers who left had: who gives up a
/// product and stays is no churn. It is downsell: with Contraction the same is told of customers who pay less and stay;
/// by product then what each had less of, also where another product grew, so that these add up to more.
///
/// InvalidArgument for another `by`, another kind or a window that ends before it begins; errors as computeMovements()
/// and ChurnReasons::read().
[[nodiscard]] Result<ChurnAnalysis> analyseChurn(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, const ChurnOptions &options,
    Progress &progress);

} // namespace qd::lifecycle
