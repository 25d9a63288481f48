#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/shell/account_list.h"

#include <span>

namespace qd::ui {

/// The customers behind figures of the page, with what each adds.

/// A cell of the heatmap, or those of its members that did one thing. Before and now add up to the cell's ARR; for logo
/// and usage a 1 says who counts.
[[nodiscard]] AccountList cellAccounts(const CohortsView &view, const QString &cell,
    std::span<const retention::CohortMember> members, std::optional<retention::CohortMove> move);

/// The lives of a group, or of all, with their days, and 1 for who left; of those at risk at a reading where one is
/// given, or of those who left.
enum class LifeKind { All, Left };
[[nodiscard]] AccountList lifeAccounts(
    const CohortsView &view, std::optional<int> group, std::optional<int> reading, LifeKind kind = LifeKind::All);

/// The customers of an input of the model with their days, all of them for a number; those who left, or all.
[[nodiscard]] AccountList driverAccounts(const CohortsView &view, int row, LifeKind kind);

/// The cases of a group by how they stand.
enum class ValueKind { All, Reached, Without, Negative };
[[nodiscard]] AccountList valueAccounts(const CohortsView &view, int group, ValueKind kind);
/// Those of a group, or of all, with their first value within so many days.
[[nodiscard]] AccountList reachedAccounts(const CohortsView &view, const std::optional<std::string> &group, int days);
/// A figure of a stage, by the column of the funnel's table.
[[nodiscard]] AccountList stageAccounts(const CohortsView &view, int row, const QString &column);

/// Churned customers of a group with what they had.
[[nodiscard]] AccountList churnAccounts(const CohortsView &view, int group);
/// A part of a column of the chart, by its series and category; a whole column for a series of -1.
[[nodiscard]] AccountList churnAccounts(const CohortsView &view, int series, int quarter);

/// Who had a sign before the renewal was due, of those who lost it or of those who kept it.
[[nodiscard]] AccountList signAccounts(const KnownBeforeView &view, int row, bool ofKept);

/// The opening set of a group with what each had, kept and took to serve.
[[nodiscard]] AccountList economicsAccounts(const CohortsView &view, int group);

/// Everybody behind the view Time to value, Churn.
[[nodiscard]] AccountList allCases(const CohortsView &view);
[[nodiscard]] AccountList allChurned(const CohortsView &view);

} // namespace qd::ui
