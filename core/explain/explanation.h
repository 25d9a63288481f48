#pragma once
#include "core/base/progress.h"
#include "core/explain/explained_metric.h"
#include "core/statistics/kaplan_meier.h"

#include <set>

namespace qd::store {
class Workspace;
}

namespace qd::explain {

/// One customer's part of a figure.
struct ExplainedAccount {
    int account = -1; ///< directory index
    std::int64_t numerator = 0; ///< base minor units, or customers (ExplainedMetric::countsCustomers())
    std::optional<std::int64_t> denominator = std::nullopt; ///< of rates
    double hours = 0; ///< instead of the numerator of `hours`
    bool floored = false; ///< its contracts add up to less than 0, which counts 0
    std::optional<statistics::Life> life = std::nullopt; ///< of survival: days up to which it is seen, and if it left
};

/// A row of a file behind a customer's part.
struct ExplainedRow {
    int account = -1; ///< directory index
    std::string source;
    std::string entity;
    std::string id; ///< of an arr_history "ACCOUNT_ID MONTH"
    std::optional<std::int64_t> amount; ///< base minor units at the rates of the figure; nothing where it gives none
    /// What it adds to: "opening" or "closing" of the customer, "due" of renewals ahead, "left" or "right" of a bridge;
    /// empty where it adds to nothing.
    std::string_view end;
    std::optional<Month> month = std::nullopt; ///< of movements: the month that moved
    std::int64_t batch = 0;
    int line = 0; ///< 1 is the header; 0 where it is not known any more
    std::string file = {};
    std::string sha256 = {};
    std::string sheet = {}; ///< as it was asked for at import; empty where nobody named one
    std::string profile = {};
};

/// What a figure was told over. Of a day only `asOf` is given.
struct ExplainedWindow {
    std::optional<Month> from; ///< of months; s is the last day of `from` for rates, of the month before for movements
    std::optional<Month> to;
    std::optional<Date> firstDay; ///< of renewals
    std::optional<Date> lastDay;
    std::optional<Date> asOf;

    /// The last day it is of.
    [[nodiscard]] Date end() const;
};

struct Explanation {
    ExplainedMetric metric = {};
    Currency currency = {};
    ExplainedWindow window = {};
    std::string group = {}; ///< "total" without one
    std::int64_t numerator = 0; ///< the sum of the accounts', as all totals here
    std::optional<std::int64_t> denominator = std::nullopt; ///< of rates
    double hours = 0;
    std::optional<double> survival = std::nullopt; ///< S(T), which is no quotient where customers were not seen to T
    std::vector<ExplainedAccount> accounts = {}; ///< by id
    std::vector<ExplainedRow> rows = {}; ///< by account, source, entity, id, month and end
    std::vector<Message> warnings = {};
    std::string definition =
        {}; ///< the metric of the dictionary that it is a figure of: "cohort" of "cohort:nrr:2025-01:3"
    /// The version of it in force on the window's last day; nothing where none is: a metric that was retired.
    std::optional<int> version = std::nullopt;

    /// Of a rate, a fraction, S(T) of survival; nothing over nothing.
    [[nodiscard]] std::optional<double> rate() const;
    /// Directory indexes of the accounts.
    [[nodiscard]] std::set<int> customers() const;
};

/// What is asked for. A figure of a window takes `from` and `to`, or the time up to `asOf`; one of a day `asOf`, by
/// default that of the ARR source.
struct Request {
    ExplainedMetric metric;
    std::optional<Month> from = std::nullopt;
    std::optional<Month> to = std::nullopt;
    std::optional<Date> firstDay = std::nullopt; ///< of renewals, instead of months
    std::optional<Date> lastDay = std::nullopt;
    std::optional<Date> asOf = std::nullopt;
    std::string by = {}; ///< a dimension; empty for all customers
    std::string group = {}; ///< its value, by golden values now
};

/// The figure with the customers that add up to it, to the minor unit, and the rows of files that add up to each: the
/// rows of an account with end `opening` are its denominator, those with `closing` its ARR at the end. Without a
/// window: the twelve months to the last month that ended by the as-of date, for movements that month, for renewals the
/// twelve months up to the as-of date. InvalidArgument for a window where there is none, a dimension or group that is
/// none, `product` where it is not told by; NoData for a figure of nobody that ends before the ARR source says
/// anything; errors of the rooms that compute the figure.
[[nodiscard]] Result<Explanation> explain(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Progress &progress);
/// The same; before any data it is of nobody instead of an error: where changes of a figure begin.
[[nodiscard]] Result<Explanation> explainOrNothing(const store::Workspace &workspace,
    const std::shared_ptr<const portfolio::Portfolio> &portfolio, const Request &request, Progress &progress);

} // namespace qd::explain
