#pragma once
#include "ui/paint/chart/chart_layout.h"

namespace qd::ui {

/// One bar of a waterfall: an end bar from the axis to its total, or a step from the level before to the level after.
struct WaterfallBar {
    int category = 0;
    double from = 0; ///< level before; of an end bar where the axis starts
    double to = 0; ///< level after; the next bar starts there
    bool isTotal = false;
    bool isCut = false; ///< an end bar on an axis that does not start at zero: gets the zigzag
    QRectF box;
    QString label;
    QRectF labelBox; ///< above for up and totals, below for down
};

/// The bars of a waterfall from its first series. Missing steps count as zero; a missing last total is the sum.
[[nodiscard]] QVector<WaterfallBar> waterfallBars(const ChartLayout &layout, const ChartSpec &spec);

} // namespace qd::ui
