#pragma once
#include "ui/common/explorer/explorer_plot.h"

#include <QString>

namespace qd::ui {

/// What the explorer says of a chart it shows: why it is empty, what it leaves out. Empty where there is nothing.
[[nodiscard]] QString plotNotes(const ChartSpec &spec, const ExplorerPlot &plot);
/// "12 points chosen".
[[nodiscard]] QString chosenText(qsizetype points);
/// That so many points are too many to be opened together.
[[nodiscard]] QString tooManyText(qsizetype most);
/// That nobody knows customers behind such points.
[[nodiscard]] QString noCustomersText();
/// That the chart a window shows is no longer there.
[[nodiscard]] QString chartGoneText();

} // namespace qd::ui
