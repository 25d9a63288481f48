#pragma once
#include "core/base/month.h"
#include "core/coverage/books.h"

namespace qd::coverage {

/// Need and means of one group in one month.
struct CapacityRow {
    Month month;
    std::string group; ///< "total", a segment of the model, a region, or "(none)"
    double requiredHours = 0;
    double requiredFte = 0; ///< requiredHours / (hours_per_month x utilisation)
    double availableFte = 0; ///< FTE x ramp, so that it is hours too

    [[nodiscard]] double gapFte() const { return availableFte - requiredFte; }
    /// required / available; nothing without anybody available.
    [[nodiscard]] std::optional<double> utilisation() const;
};

struct CapacityOptions {
    int months = 12; ///< 1..120; the first is the month of the as-of date
};

/// Required against available FTE month by month, with the books of the as-of date.
struct Capacity {
    std::vector<Month> months;
    /// By month; in each `total` first, then the model's segments in its order, then "(none)" if a CSM serves no
    /// segment of the model. Required hours and available FTE of the segments and "(none)" add up to `total`.
    std::vector<CapacityRow> rows;
    /// The same by region: by name, "(none)" for accounts without one and idle CSMs of no region; no `total`.
    std::vector<CapacityRow> regions;
    Books books;
    std::vector<std::string> warnings;
};

/// Holds the accounts of the as-of date against the team of each month. Each row is a day: the as-of date in the first
/// month, else the month's last day. Start and end dates and ramp are those of the day; leave takes its share of the
/// month's weekdays off in every month but the first, where CONTRACT's formula stands alone (as it does in the books).
/// InvalidArgument for a number of months outside 1..120.
[[nodiscard]] Result<Capacity> computeCapacity(const CoverageInput &input, const CapacityOptions &options = {});

} // namespace qd::coverage
