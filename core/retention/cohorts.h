#pragma once
#include "core/base/progress.h"
#include "core/revenue/retention_rates.h"

namespace qd::retention {

enum class CohortMeasure { Logo, Nrr, Grr, Arr };
enum class CohortPeriod { Month, Quarter };

[[nodiscard]] std::optional<CohortMeasure> measureFromText(std::string_view text);
[[nodiscard]] const char *toString(CohortMeasure measure);

/// Customers whose first ARR above 0 stands in one month or fiscal quarter.
struct Cohort {
    std::string label; ///< "YYYY-MM" or "YYYYQn"
    Month first; ///< first month of the period
    int size = 0; ///< customers
    std::int64_t opening = 0; ///< base minor units, each member at its own first month
    std::vector<double> values; ///< value k (k months, or 3k months, after each member's start); arr in minor units
    std::vector<int> members; ///< directory indexes
    std::vector<std::int64_t> arr = {}; ///< behind value k: what the members have then, exactly; base minor units
};

struct Cohorts {
    CohortMeasure measure = CohortMeasure::Logo;
    CohortPeriod period = CohortPeriod::Month;
    Currency currency;
    Month lastMonth; ///< the last one whose last day is on or before the as-of date
    std::vector<Cohort> rows; ///< oldest first; cells not reached by every member are absent
    std::vector<std::optional<double>> weighted; ///< per k over all cohorts old enough; nothing for arr
};

struct CohortOptions {
    CohortMeasure measure = CohortMeasure::Logo;
    CohortPeriod period = CohortPeriod::Month;
    std::optional<Date> asOf; ///< default: the book's as-of date
    revenue::FxMode fx = revenue::FxMode::AsOf;
    revenue::GroupingOptions grouping = {}; ///< grain and filters; `by` is not used
    int fiscalYearStart = 1;
};

/// Cohorts by start (CONTRACT section 2). NoRate, Overflow, Cancelled. O(months x subscriptions).
[[nodiscard]] Result<Cohorts> computeCohorts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, Progress &progress);

/// One customer behind a cell of the table.
struct CohortMember {
    int account = -1; ///< directory index
    Month start; ///< its first month with ARR
    std::int64_t opening = 0; ///< base minor units at the end of that month
    std::int64_t now = 0; ///< k months (or 3k) later
};

/// The customers behind value `k` of the cohort called `label`; of all cohorts that have one when `label` is empty (the
/// weighted row). Over them the cell is sum of now / sum of opening, or its other measure. NotFound when no cohort is
/// called that or none has reached k; errors as computeCohorts().
[[nodiscard]] Result<std::vector<CohortMember>> cohortMembers(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const CohortOptions &options, const std::string &label, int k, Progress &progress);

} // namespace qd::retention
