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
    int renewals = 0; ///< accounts that renew in the month (in the first one: from the as-of date on)
    std::int64_t renewalArr = 0; ///< their ARR, base minor units

    [[nodiscard]] double gapFte() const { return availableFte - requiredFte; }
    /// required / available; nothing without anybody available.
    [[nodiscard]] std::optional<double> utilisation() const;
};

/// Need and means of one region of one segment.
struct CapacityCell {
    std::string segment;
    CapacityRow row; ///< its group is the region, "(none)" for accounts without one
};

struct CapacityOptions {
    int months = 12; ///< 1..120; the first is the month of the as-of date
    bool knownChanges =
        false; ///< with CoverageInput::changes; without, the accounts of the as-of date stay as they are
    bool leave =
        false; ///< takes off the share of each month's weekdays that somebody is away; CONTRACT's formula has none
    double annualGrowth = 0; ///< of required hours, (-1, 10]; month k (0, 1 ...) needs (1 + g)^(k / 12) as much
};

/// Required against available FTE month by month, with the books of the as-of date.
struct Capacity {
    std::vector<Month> months;
    /// By month; in each `total` first, then the model's segments in its order, then "(none)" if a CSM serves no
    /// segment of the model. Required hours and available FTE of the segments and "(none)" add up to `total`.
    std::vector<CapacityRow> rows;
    /// The same by region: by name, "(none)" for accounts without one and idle CSMs of no region; no `total`.
    std::vector<CapacityRow> regions;
    /// By month, segment and region; those with work or people in any month, in every month. The cells of a segment add
    /// up to its row.
    std::vector<CapacityCell> cells;
    Books books;
    std::vector<Message> warnings;
};

/// Holds the accounts of the as-of date against the team of each month. Each row is a day: the as-of date in the first
/// month, else the month's last day; start and end dates and ramp are those of the day. InvalidArgument for months or
/// growth out of range.
[[nodiscard]] Result<Capacity> computeCapacity(const CoverageInput &input, const CapacityOptions &options = {});

} // namespace qd::coverage
