#pragma once
#include "core/portfolio/portfolio.h"
#include "core/retention/cohorts.h"

namespace qd::answers {

/// One customer behind a figure.
struct FigureRow {
    std::string account; ///< id in the directory
    std::int64_t before = 0; ///< base minor units: at the window's or the cohort's start; 0 where nothing is compared
    std::int64_t now = 0;
};

/// The customers behind a figure, with amounts that add up to it.
struct FigureAccounts {
    Currency currency;
    std::vector<FigureRow> rows;
};

/// What the figure was computed over: the same chips, grain and as-of date.
struct FigureScope {
    std::optional<Date> asOf;
    revenue::GroupingOptions grouping;
};

/// Everybody with ARR above 0 on `day`, or at a month's end: `now` adds up to it. Errors as revenue::arrOnDay().
[[nodiscard]] Result<FigureAccounts> arrBehind(
    const portfolio::Portfolio &portfolio, const FigureScope &scope, Date day);
[[nodiscard]] Result<FigureAccounts> arrBehind(
    const portfolio::Portfolio &portfolio, const FigureScope &scope, Month month);

/// The opening set of the twelve months to `month` (CONTRACT section 2), with ARR at both ends: NRR is the sum of `now`
/// over that of `before`. Errors as revenue::computeRetention().
[[nodiscard]] Result<FigureAccounts> openingSetBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope,
    Month month, revenue::FxMode fx, Progress &progress);

/// A cohort's cell (retention::cohortMembers(), `label` empty for the weighted row); `options` without its grouping.
[[nodiscard]] Result<FigureAccounts> cohortBehind(const portfolio::Portfolio &portfolio, const FigureScope &scope,
    retention::CohortOptions options, const std::string &label, int k, Progress &progress);

/// Customers that a batch has rows of, by id; empty for entities without accounts and custom tables. Reads all usage of
/// the source for a batch of usage. NotFound for a batch there is not.
[[nodiscard]] Result<std::vector<std::string>> batchAccounts(const store::Workspace &workspace, std::int64_t batch);

} // namespace qd::answers
