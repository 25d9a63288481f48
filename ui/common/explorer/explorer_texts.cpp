#include "ui/common/explorer/explorer_texts.h"

#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ExplorerWindow)
};

} // namespace

QString plotNotes(const ChartSpec &spec, const ExplorerPlot &plot)
{
    if (!hasSeries(spec))
        return Texts::tr("This chart has no series over categories and is not drawn here.");
    QStringList notes;
    if (spec.series.size() > ExplorerPlot::MostSeries)
        notes << Texts::tr("Of %1 series the first %2 are drawn.")
                     .arg(formatCount(spec.series.size()), formatCount(ExplorerPlot::MostSeries));
    if (plot.leftOut() > 0)
        notes << Texts::tr("%Ln values of zero or below have no place on a log axis.", nullptr, plot.leftOut());
    if (plot.asPoints() > 0)
        notes << Texts::tr("Series with very many gaps are drawn as points.");
    if (plot.isEmpty())
        notes << Texts::tr("There is no value to draw.");
    return notes.join(u' ');
}

QString chosenText(qsizetype points)
{
    return Texts::tr("%Ln points chosen", nullptr, int(points));
}

QString tooManyText(qsizetype most)
{
    return Texts::tr("Choose at most %1 points to open their customers.").arg(formatCount(most));
}

QString noCustomersText()
{
    return Texts::tr("No customers are known behind these points.");
}

QString chartGoneText()
{
    return Texts::tr("The chart this came from is gone; this is what it showed last.");
}

} // namespace qd::ui
