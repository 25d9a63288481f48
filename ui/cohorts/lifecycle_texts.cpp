#include "core/revenue/dimension_words.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <array>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

constexpr std::array RiskMonths{0, 6, 12, 24, 36, 48, 60};
constexpr std::array ShareMonths{12, 24, 36};

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

/// Days by which half are lost, or have it; of few events nothing can be said.
QVariant medianCell(const std::optional<double> &median)
{
    return QVariant::fromValue(median ? FigureValue{formatNumber(*median, 0), *median}
                                      : FigureValue{Texts::tr("not reached"), 0, FigureValue::Weight::Quiet});
}

QString limitsText(const statistics::SurvivalCurve &curve)
{
    const auto text = [](const std::optional<double> &limit) {
        return limit ? formatNumber(*limit, 0) : Texts::tr("none");
    };
    if (!curve.medianLower())
        return Texts::tr("none");
    return Texts::tr("%1 to %2").arg(text(curve.medianLower()), text(curve.medianUpper()));
}

QString byTitle(const std::string &by)
{
    return by.empty() ? Texts::tr("Group") : word(revenue::dimensionTitle(by));
}

QString sentences(const Message &first, const Message &second)
{
    return messageText(inARow({first, second}));
}

} // namespace

ChartSpec survivalSpec(const CohortsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::survivalChart(view.survival->curves, view.survival->by, view.survival->shown));
    spec.emptyText = Texts::tr("No customer has such a life yet.");
    if (view.survival->landmark > 0 && view.survival->shown == pack::CurveShown::Survival)
        spec.subtitle = Texts::tr("% still in force, months since day %1, of those who were there then; bands 95 %")
                            .arg(view.survival->landmark);
    return spec;
}

TableSpec survivalTable(const CohortsView &view)
{
    const SurvivalFigures &figures = *view.survival;
    TableSpec spec;
    spec.id = QStringLiteral("survival-groups");
    spec.filterRow = false;
    spec.columns = {
        tableColumn("group", byTitle(figures.by), ColumnKind::Key, 0, 110),
        tableColumn("n", Texts::tr("n"), ColumnKind::Figure),
        tableColumn("churned", Texts::tr("Churned"), ColumnKind::Number),
        tableColumn("median", Texts::tr("Half lost, days"), ColumnKind::Figure, 1),
        tableColumn("limits", Texts::tr("95 %"), ColumnKind::Text, 4, 90),
    };
    for (const int months : ShareMonths) {
        TableColumn column = tableColumn(qPrintable(QStringLiteral("after%1").arg(months)),
            Texts::tr("%Ln months, %", nullptr, months), ColumnKind::Percent, months == ShareMonths.front() ? 2 : 3);
        column.decimals = 1;
        spec.columns << column;
    }
    const auto tau = figures.curves.read.analysis.tau;
    spec.columns << tableColumn(
        "mean", tau ? Texts::tr("Mean to %1 d").arg(formatNumber(*tau, 0)) : Texts::tr("Mean"), ColumnKind::Number, 5);
    for (std::size_t i = 0; i < figures.curves.read.analysis.groups.size(); ++i) {
        const survival::GroupSurvival &group = figures.curves.read.analysis.groups[i];
        TableRow row{QString::number(i),
            {cohortGroupTitle(group.group), countCell(group.n), group.events, medianCell(group.curve.median()),
                limitsText(group.curve)}};
        for (const int months : ShareMonths) {
            const auto reading = figures.curves.after(i, months);
            row.values << (reading ? QVariant(reading->survival) : QVariant());
        }
        row.values << group.restrictedMean.mean;
        spec.rows << row;
    }
    return spec;
}

TableSpec riskTable(const CohortsView &view)
{
    const SurvivalFigures &figures = *view.survival;
    TableSpec spec;
    spec.id = QStringLiteral("survival-risk");
    spec.filterRow = false;
    spec.columns = {tableColumn("group", byTitle(figures.by), ColumnKind::Key, 0, 110)};
    int priority = 0;
    for (const int months : RiskMonths)
        spec.columns << tableColumn(
            qPrintable(QStringLiteral("month%1").arg(months)), formatCount(months), ColumnKind::Figure, priority++);
    for (std::size_t i = 0; i < figures.curves.read.analysis.groups.size(); ++i) {
        TableRow row{QString::number(i), {cohortGroupTitle(figures.curves.read.analysis.groups[i].group)}};
        for (const int months : RiskMonths) {
            const auto reading = figures.curves.after(i, months);
            row.values << (reading ? countCell(int(reading->atRisk)) : QVariant());
        }
        spec.rows << row;
    }
    return spec;
}

QString survivalSentence(const CohortsView &view)
{
    const survival::ReadCurves &read = view.survival->curves.read;
    return sentences(pack::logRankSentence(read.analysis), pack::thinSentence(read, pack::CurveUnit::Months));
}

ChartSpec valueSpec(const CohortsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::timeToValueChart(view.value->curves, view.value->by));
    spec.emptyText = Texts::tr("No customer has started yet.");
    return spec;
}

TableSpec valueTable(const CohortsView &view)
{
    const ValueFigures &figures = *view.value;
    TableSpec spec;
    spec.id = QStringLiteral("time-to-value");
    spec.filterRow = false;
    spec.columns = {
        tableColumn("group", byTitle(figures.by), ColumnKind::Key, 0, 110),
        tableColumn("n", Texts::tr("n"), ColumnKind::Figure),
        tableColumn("reached", Texts::tr("Reached"), ColumnKind::Number),
        tableColumn("without", Texts::tr("Without"), ColumnKind::Number, 1),
        tableColumn("median", Texts::tr("Half, days"), ColumnKind::Figure),
        tableColumn("limits", Texts::tr("95 %"), ColumnKind::Text, 5, 80),
    };
    for (const int days : lifecycle::ValueDays) {
        TableColumn column = tableColumn(qPrintable(QStringLiteral("within%1").arg(days)),
            Texts::tr("%Ln days, %", nullptr, days), ColumnKind::Percent, 3);
        column.decimals = 1;
        spec.columns << column;
    }
    spec.columns << tableColumn("negative", Texts::tr("Before"), ColumnKind::Number, 4);
    for (std::size_t i = 0; i < figures.rows.size(); ++i) {
        const lifecycle::TimeToValue &group = figures.rows[i];
        TableRow row{QString::number(i),
            {cohortGroupTitle(group.group), countCell(group.n), group.completed, group.without(),
                medianCell(group.median()), limitsText(group.curve)}};
        for (const int days : lifecycle::ValueDays)
            row.values << rate(group.within(days));
        row.values << group.negative;
        spec.rows << row;
    }
    return spec;
}

QString clockText(const CohortsView &view)
{
    const lifecycle::LifecycleSettings &settings = view.value->settings;
    const QString to = qt(settings.milestone);
    switch (settings.clock) {
    case lifecycle::Clock::Contract:
        return Texts::tr("from the first day in force to %1").arg(to);
    case lifecycle::Clock::Close:
        return Texts::tr("from the won opportunity to %1").arg(to);
    case lifecycle::Clock::Kickoff:
        return Texts::tr("from kickoff to %1").arg(to);
    }
    return {};
}

QString valueSentence(const CohortsView &view)
{
    return messageText(pack::valueSentence(view.value->rows, view.value->curves, view.value->settings.milestone));
}

TableSpec funnelTable(const CohortsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("lifecycle-funnel");
    spec.filterRow = false;
    spec.sortable = false; // the stages follow each other
    spec.columns = {
        tableColumn("stage", Texts::tr("Stage"), ColumnKind::Key, 0, 110),
        tableColumn("entered", Texts::tr("Entered"), ColumnKind::Number),
        tableColumn("moved", Texts::tr("Moved on"), ColumnKind::Number, 2),
        tableColumn("rate", Texts::tr("Moved, %"), ColumnKind::Percent, 1),
        tableColumn("median", Texts::tr("Half, days"), ColumnKind::Figure, 3),
        tableColumn("in", Texts::tr("In it"), ColumnKind::Number),
        tableColumn("stuck", Texts::tr("Over SLA"), ColumnKind::Number),
    };
    spec.columns[3].decimals = 1;
    for (std::size_t i = 0; i < view.value->funnel.rows.size(); ++i) {
        const lifecycle::FunnelRow &row = view.value->funnel.rows[i];
        spec.rows << TableRow{QString::number(i),
            {qt(row.stage), row.entered, row.movedOn, rate(row.rate()), medianCell(row.medianDays), row.inStage,
                row.stuck ? QVariant(*row.stuck) : QVariant()}};
    }
    return spec;
}

QString funnelSubtitle(const CohortsView &view)
{
    const ValueFigures &figures = *view.value;
    const QString window = Texts::tr("%1 to %2").arg(formatDate(figures.window.from), formatDate(figures.window.to));
    const auto handoff = figures.funnel.handoff.rate();
    const auto milestones = figures.funnel.milestones.rate();
    if (!handoff || !milestones)
        return window;
    return Texts::tr("%1; of %2 new customers %3 handed over, %4 with milestones")
        .arg(window, formatCount(figures.funnel.handoff.all), formatPercent(*handoff), formatPercent(*milestones));
}

TableSpec openTable(const CohortsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("lifecycle-open");
    spec.noun = Texts::tr("open");
    spec.emptyText = Texts::tr("Nobody waits.");
    spec.columns = {
        tableColumn("waiting", Texts::tr("Waits for"), ColumnKind::State, 0, 130),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 1, 120),
        tableColumn("stage", Texts::tr("Stage"), ColumnKind::Text, 3, 100),
        tableColumn("days", Texts::tr("Days"), ColumnKind::Number),
        tableColumn("limit", Texts::tr("SLA"), ColumnKind::Number, 2),
    };
    int position = 0;
    for (const lifecycle::OpenCase &each : view.value->open) {
        const identity::Account &account = view.accounts->at(each.account);
        const std::string &owner = account.field("owner");
        const Mark mark = each.waiting == lifecycle::Waiting::Stage ? Mark::Bad
            : each.waiting == lifecycle::Waiting::Value             ? Mark::InWork
                                                                    : Mark::Warn;
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(position++).arg(qt(account.id)),
            {QVariant::fromValue(StateValue{mark, word(nameOf(each.waiting))}), qt(account.name),
                owner.empty() ? QVariant() : QVariant(qt(owner)),
                each.stage.empty() ? QVariant() : QVariant(qt(each.stage)), each.days,
                each.limit ? QVariant(*each.limit) : QVariant()}};
    }
    return spec;
}

} // namespace qd::ui
