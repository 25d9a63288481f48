#pragma once
#include "core/base/ratio.h"
#include "core/metrics/metric.h"
#include "core/revenue/movements.h"

namespace qd::revenue {

enum class RetentionVariant { Point, Flow };
enum class FxMode {
    Constant, ///< all at the rates of the window's end
    AsOf, ///< each value at the rates of its own day
};

/// The rates that are computed of an opening set, in the order in which they are shown: NRR, GRR, expansion rate, logo
/// churn. Tables, packs and commands go over them.
[[nodiscard]] std::span<const metrics::Metric *const> retentionMetrics();

/// Retention of one group over a window (s, e], s and e month-ends (CONTRACT section 2). The opening set is the
/// customers with ARR above 0 at s; rates without one have no value.
struct RetentionRow {
    std::string group;
    std::int64_t opening = 0; ///< base minor units, of the opening set
    std::int64_t closing = 0; ///< of the opening set only
    int logos = 0; ///< customers in the opening set
    int churnedLogos = 0; ///< of them, with ARR 0 at e
    std::vector<Ratio> rates; ///< in the order of retentionMetrics()

    /// The rate of one of retentionMetrics() by its key; without value for another.
    [[nodiscard]] Ratio rate(std::string_view metric) const;
};

/// One customer of the opening set, for the list behind a rate.
struct RetentionPair {
    int account = -1;
    int group = 0; ///< index in Retention::rows
    std::int64_t opening = 0;
    std::int64_t closing = 0;
};

struct Retention {
    Month from;
    Month to;
    RetentionVariant variant = RetentionVariant::Point;
    std::vector<RetentionRow> rows; ///< "total" first; a group appears if any customer has it
    std::vector<RetentionPair> pairs; ///< point values, in row order
    std::vector<Message> warnings;
};

struct RetentionOptions {
    Month from; ///< s is its last day
    Month to; ///< e is its last day
    GroupingOptions grouping;
    RetentionVariant variant = RetentionVariant::Point;
    FxMode fx = FxMode::Constant;
};

/// Whether (from, to] is a window of rates, whatever the data: InvalidArgument when from is not before to.
[[nodiscard]] Result<void> checkWindow(Month from, Month to);

/// Whether rates can be told over (from, to] at all. InvalidArgument when from is not before to; NoData where an ARR
/// history ends before `to`.
[[nodiscard]] Result<void> checkWindow(const portfolio::ArrBook &book, Month from, Month to);

/// The rates of a window. Over the opening set, point: NRR = sum of closing / sum of opening, GRR = sum of min(opening,
/// closing) / sum of opening, between 0 and 1, expansion rate = NRR - GRR, logo churn = customers without ARR at e /
/// all. Flow: (opening + expansion - contraction - churn) / opening over the monthly movements of the opening set up to
/// and including each customer's first churn; GRR without expansion, which is not bounded by 0..1; expansion / opening;
/// logo churn stays point to point. Errors as checkWindow(); InvalidArgument for a dimension that is none; NoRate,
/// Overflow, Cancelled.
[[nodiscard]] Result<Retention> computeRetention(const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book,
    const RetentionOptions &options, Progress &progress);

/// Trailing twelve-month retention (point) of group `total` for each month of from..to.
struct RetentionPoint {
    Month month;
    std::map<std::string_view, std::optional<double>> rates = {}; ///< by key of retentionMetrics()
    int logos = 0; ///< customers in the opening set
    int churnedLogos = 0; ///< of them, with ARR 0 at the month's end
    std::int64_t arr = 0; ///< base minor units at the month's end, all customers

    /// As RetentionRow::rate(), its value.
    [[nodiscard]] std::optional<double> rate(std::string_view metric) const;
};
[[nodiscard]] Result<std::vector<RetentionPoint>> retentionTrend(const portfolio::Portfolio &portfolio,
    const portfolio::ArrBook &book, Month from, Month to, const GroupingOptions &grouping, Progress &progress,
    FxMode fx = FxMode::Constant);

} // namespace qd::revenue
