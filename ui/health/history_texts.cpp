// How the scores of the book moved: its months, who changed colour, how far the distribution went.
#include "core/health/words.h"
#include "core/pack/health_charts.h"
#include "ui/health/health_texts.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

constexpr int PsiDecimals = 4;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QVariant psiCell(const std::optional<double> &psi, FigureValue::Weight weight)
{
    return psi ? QVariant::fromValue(FigureValue{formatNumber(*psi, PsiDecimals), *psi, weight}) : QVariant();
}

} // namespace

QString sinceText(const HealthView &view)
{
    return Texts::tr("%1 to %2").arg(formatDate(view.since), formatDate(view.day()));
}

ChartSpec colourHistory(const HealthView &view)
{
    ChartSpec spec = chartSpecFrom(pack::colourHistoryChart(view.history));
    spec.isNamedBeside = true;
    return spec;
}

ChartSpec scoreHistory(const HealthView &view)
{
    ChartSpec spec = chartSpecFrom(pack::scoreHistoryChart(view.history));
    spec.startAtZero = false;
    if (const QString start = axisStartSentence(spec); !start.isEmpty())
        spec.subtitle = start;
    return spec;
}

ChartSpec transitions(const HealthView &view)
{
    ChartSpec spec = chartSpecFrom(pack::transitionHeatmap(view.stability));
    spec.emptyText = Texts::tr("Nobody had ARR on both days.");
    return spec;
}

TableSpec stabilityTable(const HealthView &view)
{
    const health::Stability &stability = view.stability;
    TableSpec spec;
    spec.id = QStringLiteral("health-stability");
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("Nobody had ARR on one of the days.");
    spec.columns = {tableColumn("step", Texts::tr("Moved by"), ColumnKind::Key, 0, 140),
        tableColumn("psi", Texts::tr("PSI"), ColumnKind::Figure)};
    if (!stability.psi)
        return spec;
    for (const health::StabilityStep &step : stability.steps)
        spec.rows << TableRow{
            qt(step.step), {messageText(health::partName(step.step)), psiCell(step.psi, FigureValue::Weight::Plain)}};
    spec.rows << TableRow{
        QStringLiteral("psi"), {Texts::tr("Together"), psiCell(stability.psi, FigureValue::Weight::Strong)}};
    spec.rows << TableRow{
        QStringLiteral("limit"), {Texts::tr("By chance, up to"), psiCell(stability.limit, FigureValue::Weight::Quiet)}};
    return spec;
}

} // namespace qd::ui
