#include "core/pack/hazard_charts.h"
#include "ui/cohorts/cohorts_lists.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

const HazardFigures &hazardOf(const CohortsView &view)
{
    return *view.survival->hazard;
}

/// A p-value as people read it; missing where there is none.
QVariant pCell(const std::optional<double> &p)
{
    return p ? QVariant::fromValue(FigureValue{formatChance(*p), *p}) : QVariant();
}

QVariant ratioCell(double ratio)
{
    return QVariant::fromValue(FigureValue{formatNumber(ratio, 2), ratio});
}

} // namespace

QString hazardSubtitle(const CohortsView &view)
{
    const HazardFigures &figures = hazardOf(view);
    if (!figures.model)
        return {};
    return Texts::tr("Cox, ties by Efron; %1 customers, %2 churned")
        .arg(formatCount(figures.model->n), formatCount(figures.model->events));
}

TableSpec hazardTable(const CohortsView &view)
{
    const HazardFigures &figures = hazardOf(view);
    TableSpec spec;
    spec.id = QStringLiteral("hazard-ratios");
    spec.filterRow = false;
    spec.emptyText = figures.missing ? messageText(*figures.missing) : QString();
    spec.columns = {
        tableColumn("input", Texts::tr("Input"), ColumnKind::Key, 0, 160),
        tableColumn("n", Texts::tr("n"), ColumnKind::Figure, 3),
        tableColumn("churned", Texts::tr("Churned"), ColumnKind::Number, 4),
        tableColumn("ratio", Texts::tr("Ratio"), ColumnKind::Figure),
        tableColumn("interval", Texts::tr("95 %"), ColumnKind::Text, 0, 110),
        tableColumn("p", Texts::tr("p"), ColumnKind::Figure, 1),
        tableColumn("proportional", Texts::tr("Constant, p"), ColumnKind::Figure, 2, 100),
    };
    if (!figures.model)
        return spec;
    for (std::size_t i = 0; i < figures.model->rows.size(); ++i) {
        const survival::HazardRow &row = figures.model->rows[i];
        const lifecycle::Driver &driver = figures.drivers.inputs[i];
        spec.rows << TableRow{QString::number(i),
            {messageText(driverTitle(driver)), countCell(driver.n), driver.events, ratioCell(row.hazardRatio),
                Texts::tr("%1 to %2").arg(formatNumber(row.lower, 2), formatNumber(row.upper, 2)), pCell(row.p),
                pCell(row.proportionality ? std::optional(row.proportionality->p) : std::nullopt)}};
    }
    return spec;
}

QString hazardSentence(const CohortsView &view)
{
    const HazardFigures &figures = hazardOf(view);
    const Message said =
        figures.model ? pack::hazardSentence(*figures.model, figures.drivers) : figures.missing.value_or(Message());
    return messageText(inARow({said, pack::hazardBases(figures.drivers)}));
}

QStringList hazardInputs(const CohortsView &view)
{
    QStringList names;
    if (!hazardOf(view).model)
        return names;
    for (const lifecycle::Driver &driver : hazardOf(view).drivers.inputs)
        names << messageText(driverTitle(driver));
    return names;
}

ChartSpec residualSpec(const CohortsView &view, int input)
{
    const HazardFigures &figures = hazardOf(view);
    if (!figures.model || input < 0) {
        ChartSpec none;
        none.title = Texts::tr("Ratio over time");
        none.emptyText = Texts::tr("There is no model to look at over time.");
        return none;
    }
    return chartSpecFrom(
        pack::residualChart(*figures.model, std::size_t(input), figures.drivers.inputs[std::size_t(input)]));
}

AccountList driverAccounts(const CohortsView &view, int row, LifeKind kind)
{
    const HazardFigures &figures = hazardOf(view);
    const lifecycle::Driver &driver = figures.drivers.inputs[std::size_t(row)];
    const survival::HazardData::Input &input = figures.drivers.data.inputs[std::size_t(row)];
    const bool isGroup = driver.dimension != lifecycle::ByFirstArr;
    AccountList list{(kind == LifeKind::Left ? Texts::tr("Churned, %1") : Texts::tr("Customers, %1"))
                         .arg(messageText(driverTitle(driver))),
        {}, {Texts::tr("Days"), Texts::tr("Churned")}, {}};
    for (std::size_t i = 0; i < view.survival->lives.size(); ++i) {
        const lifecycle::CustomerLife &life = view.survival->lives[i];
        if ((isGroup && input.values[i] == 0) || (kind == LifeKind::Left && !life.life.event))
            continue;
        list.add(qt(view.accounts->at(life.account).id), {life.life.time, life.life.event ? 1.0 : 0.0});
    }
    return list;
}

} // namespace qd::ui
