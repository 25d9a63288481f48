// How the scores of the book moved: its months, who changed colour, how far the distribution went.
#include "core/health/words.h"
#include "core/pack/health_charts.h"
#include "ui/health/health_texts.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/chart/chart_text.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>
#include <QDate>

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

/// What people call the rows that a signal is told from.
QString inputWord(const std::string &input)
{
    if (input == "activities")
        return Texts::tr("Activities");
    if (input == "tickets")
        return Texts::tr("Tickets");
    if (input == "surveys")
        return Texts::tr("Surveys");
    return input == "invoices" ? Texts::tr("Invoices") : Texts::tr("Scores");
}

QDate dateOf(Date day)
{
    return {day.year(), day.month(), day.day()};
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

ChartSpec scoreHistory(const HealthView &view, int account)
{
    const std::string name = account < 0 ? std::string() : view.accounts().at(account).name;
    ChartSpec spec = chartSpecFrom(pack::scoreHistoryChart(view.history, account, name));
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

TableSpec incidentsTable(const HealthView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-incidents");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("In the last %1 days no source's usage fell away for many customers at once.")
                         .arg(health::IncidentDays);
    spec.columns = {tableColumn("source", Texts::tr("Usage of"), ColumnKind::Key, 0, 120),
        tableColumn("day", Texts::tr("Fell on"), ColumnKind::Date, 0, 90),
        tableColumn("fell", Texts::tr("Customers"), ColumnKind::Figure, 0),
        tableColumn("changed", Texts::tr("Other colour"), ColumnKind::Number, 1)};
    for (std::size_t i = 0; i < view.incidents.size(); ++i) {
        const health::Incident &incident = view.incidents[i].incident;
        const auto fell = qint64(incident.accounts.size());
        spec.rows << TableRow{QString::number(i),
            {qt(incident.source), dateOf(incident.from),
                QVariant::fromValue(FigureValue{formatCount(fell), double(fell)}),
                qint64(view.incidents[i].changed.size())}};
    }
    return spec;
}

TableSpec quietTable(const HealthView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-quiet");
    spec.filterRow = false;
    spec.columns = {tableColumn("input", Texts::tr("Quiet"), ColumnKind::Key, 0, 120),
        tableColumn("last", Texts::tr("Last on"), ColumnKind::Date, 0, 90),
        tableColumn("rows", Texts::tr("In %1 days").arg(health::QuietDays), ColumnKind::Number),
        tableColumn("usual", Texts::tr("Usual"), ColumnKind::Number, 1),
        tableColumn("signals", Texts::tr("Signals"), ColumnKind::Text, 2, 110)};
    for (const health::QuietInput &each : view.quiet) {
        QStringList signalNames;
        for (const std::string &name : each.touched)
            signalNames << messageText(health::partName(name));
        spec.rows << TableRow{qt(each.input + ':' + each.source),
            {Texts::tr("%1, %2").arg(inputWord(each.input), qt(each.source)), dateOf(each.last), qint64(each.rows),
                each.usual, signalNames.join(QStringLiteral(", "))}};
    }
    return spec;
}

} // namespace qd::ui
