#pragma once
#include "core/base/progress.h"
#include "core/retention/used_months.h"
#include "core/revenue/retention_rates.h"

#include <memory>

namespace qd::retention {

enum class CohortMeasure {
    Logo,
    Nrr,
    Grr,
    Arr,
    Usage, ///< share of members with events above 0 in the month
};
enum class CohortPeriod { Month, Quarter };
/// What a value is compared with.
enum class CohortBase {
    Start, ///< the first month
    Previous, ///< the value before, of each member a month (by quarter three) earlier
};

[[nodiscard]] std::optional<CohortMeasure> measureFromText(std::string_view text);
[[nodiscard]] const char *toString(CohortMeasure measure);

/// Customers whose first ARR above 0 stands in one month or fiscal quarter.
struct Cohort {
    std::string label; ///< "YYYY-MM" or "YYYYQn"
    Month first; ///< first month of the period
    int size = 0; ///< customers
    std::int64_t opening = 0; ///< base minor units, each member at its own first month
    /// Value k (k months, or 3k months, after each member's start); arr in minor units. NaN where there is nothing to
    /// compare with: with CohortBase::Previous at k = 0, and after a value 0.
    std::vector<double> values;
    std::vector<int> members; ///< directory indexes
    std::vector<std::int64_t> arr = {}; ///< behind value k: what the members have then, exactly; base minor units
    std::string group = {}; ///< its block, by CohortOptions::group
};

/// The cohorts of one value of CohortOptions::group.
struct CohortBlock {
    std::string group;
    int size = 0; ///< customers of all its cohorts
    std::vector<std::optional<double>> weighted = {}; ///< as Cohorts::weighted, over its own cohorts
};

struct Cohorts {
    CohortMeasure measure = CohortMeasure::Logo;
    CohortPeriod period = CohortPeriod::Month;
    CohortBase base = CohortBase::Start;
    Currency currency;
    Month lastMonth; ///< the last one whose last day is on or before the as-of date
    std::vector<Cohort> rows; ///< by group in byte order, oldest first; cells not reached by every member are absent
    std::vector<std::optional<double>> weighted; ///< per k over all cohorts old enough; nothing for arr, or NaN
    std::vector<CohortBlock> blocks = {}; ///< in the order of rows; one without a name where there is no group
    std::vector<Message> warnings = {}; ///< of rates that were old where they were used
};

struct CohortOptions {
    CohortMeasure measure = CohortMeasure::Logo;
    CohortPeriod period = CohortPeriod::Month;
    std::optional<Date> asOf; ///< default: the book's as-of date
    revenue::FxMode fx = revenue::FxMode::AsOf;
    revenue::GroupingOptions grouping = {}; ///< grain and filters; `by` is not used
    int fiscalYearStart = 1;
    CohortBase base = CohortBase::Start; ///< arr is compared with nothing
    /// A dimension that splits every cohort into blocks, by the golden value on the last day of each member's start
    /// month, qd::NoGroup for none; `product` splits customers themselves. Empty for one block without a name.
    std::string group = {};
    std::shared_ptr<const UsedMonths> used = {}; ///< of the portfolio's customers; needed for Usage
    /// The blocks of customers by directory index, where `group` names none of the dimensions (lifecycle/origins.h):
    /// what a customer came with holds at any start.
    std::shared_ptr<const std::vector<std::string>> groupValues = {};
};

/// Cohorts by start (CONTRACT section 2; CONTRACT-ROOMS, "Cohorts, more"). With CohortBase::Previous nrr = sum A(k) /
/// sum A(k - 1), grr = sum min(A(k), A(k - 1)) / sum A(k - 1), logo and usage the numbers of members in the same way.
/// InvalidArgument for a dimension there is not; NoRate, Overflow, Cancelled. O(months x subscriptions).
[[nodiscard]] Result<Cohorts> computeCohorts(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const CohortOptions &options, Progress &progress);

/// One customer behind a cell of the table.
struct CohortMember {
    int account = -1; ///< directory index
    Month start; ///< its first month with ARR
    std::int64_t opening = 0; ///< base minor units at the end of that month
    std::int64_t now = 0; ///< k months (or 3k) later
    bool used = false; ///< then, by CohortOptions::used
    std::int64_t before = 0; ///< what `now` is compared with: `opening`, or by CohortBase::Previous a step earlier
    bool usedBefore = false; ///< the same of use
};

/// The customers behind value `k` of the cohort called `label`; of all cohorts that have one when `label` is empty (the
/// weighted row), in every group or in `group` alone. Over them the cell is sum of now / sum of before, or its other
/// measure; with CohortBase::Previous at k = 0 nothing was before. NotFound when no cohort is called that or none has
/// reached k; errors as computeCohorts().
[[nodiscard]] Result<std::vector<CohortMember>> cohortMembers(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, const CohortOptions &options, const std::string &label, int k, Progress &progress,
    const std::optional<std::string> &group = std::nullopt);

} // namespace qd::retention
