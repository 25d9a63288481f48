#pragma once
#include "ui/health/health_view.h"
#include "ui/paint/chart/chart_painter.h"

#include <QSet>

namespace qd::ui {

/// Where customers stand in the charts of the page, by their ids, for ChartView::setPlacesOf(): a click there opens a
/// list that has them. What is of all customers, as the mean score, says nothing of one.

/// ARR by colour: in the part of its group that has its colour.
[[nodiscard]] QVector<ChartPlace> mixPlaces(const HealthView &view, const QSet<QString> &customers);
/// Customers by month: in each month the part of its colour then.
[[nodiscard]] QVector<ChartPlace> monthPlaces(const HealthView &view, const QSet<QString> &customers);
/// The cell of its colour then and now.
[[nodiscard]] QVector<ChartPlace> transitionPlaces(const HealthView &view, const QSet<QString> &customers);
/// The cells of the models and leads that a renewal of its is judged in.
[[nodiscard]] QVector<ChartPlace> courtPlaces(const HealthView &view, const QSet<QString> &customers);

} // namespace qd::ui
