#include "ui/common/chart/chart_legend.h"

#include "ui/common/chart/chart_view.h"
#include "ui/paint/chart/chart_canvas.h"

#include <QVBoxLayout>

namespace qd::ui {

QVector<LegendEntry> legendOf(const ChartSpec &spec)
{
    QVector<LegendEntry> entries;
    for (const ChartSeries &series : spec.series) {
        LegendEntry entry;
        entry.colour = [meaning = series.meaning](const Theme &theme) { return meaningColour(meaning, theme); };
        entry.text = series.name;
        entries.push_back(entry);
    }
    return entries;
}

QWidget *underLegend(LegendStrip *legend, ChartView *chart, QWidget *parent)
{
    auto *both = new QWidget(parent);
    auto *column = new QVBoxLayout(both);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(legend);
    column->addWidget(chart, 1);
    return both;
}

} // namespace qd::ui
