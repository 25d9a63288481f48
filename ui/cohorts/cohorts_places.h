#pragma once
#include "ui/cohorts/cohorts_view.h"
#include "ui/paint/chart/chart_painter.h"

#include <QSet>

#include <vector>

namespace qd::ui {

/// Where customers stand in the charts of the page, by their ids, for ChartView::setPlacesOf(): a click there opens a
/// list that has them.

/// In a chart of cohorts with `rows` as pack::cohortBlockRows() or cohortCurveRows() has them, each value that the
/// customer's cohort is in. The values of all cohorts have everybody and say nothing.
[[nodiscard]] QVector<ChartPlace> cohortPlaces(const CohortsView &view, const std::vector<pack::CohortRow> &rows,
    const ChartSpec &chart, const QSet<QString> &customers);
/// On the curve of its group the last reading for which it was still in force.
[[nodiscard]] QVector<ChartPlace> lifePlaces(const CohortsView &view, const QSet<QString> &customers);
/// On the curve of its group the day of its first value; nowhere while it has none, and beyond the last day drawn.
[[nodiscard]] QVector<ChartPlace> valuePlaces(const CohortsView &view, const QSet<QString> &customers);
/// In the parts of the columns in which its loss is.
[[nodiscard]] QVector<ChartPlace> churnPlaces(const CohortsView &view, const QSet<QString> &customers);

} // namespace qd::ui
