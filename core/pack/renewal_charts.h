#pragma once
#include "core/backtest/readiness.h"
#include "core/chart/chart.h"
#include "core/renewals/renewal_calendar.h"

namespace qd::pack {

/// The charts of renewals, built once for pages, packs and `qdeck chart`, as those of charts.h.

/// ARR due in each month by what became of it; the parts stand on each other and add up to what is due.
/// By quarter where the calendar is, which fiscal years name by the calendar month they start in.
[[nodiscard]] chart::Chart renewalCalendarChart(
    const std::vector<renewals::CalendarMonth> &months, Currency currency, int fiscalYearStart = 1);
/// How many of the renewals of a window had what they need, by days before due, with their ARR; a last column for those
/// with all of it. What is below backtest::ReadinessTarget is marked; checkpoints that nobody has reached are empty.
[[nodiscard]] chart::Chart readinessHeatmap(const backtest::Readiness &readiness, Currency currency);

} // namespace qd::pack
