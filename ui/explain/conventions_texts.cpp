#include "core/metrics/metric.h"
#include "ui/common/table/count_cell.h"
#include "ui/explain/conventions_view.h"
#include "ui/paint/formatting.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

using revenue::Convention;
using revenue::ConventionFigure;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Conventions)
};

QString ruleText(std::string_view rule)
{
    if (rule == "point")
        return Texts::tr("Point to point");
    if (rule == "point_total")
        return Texts::tr("Cap on the total");
    if (rule == "movement_none")
        return Texts::tr("Flow, none won back");
    if (rule == "movement_opening")
        return Texts::tr("Flow, won back of the set");
    if (rule == "movement_all")
        return Texts::tr("Flow, all won back");
    if (rule == "event")
        return Texts::tr("Churn events");
    return Texts::tr("Flow");
}

QString grainText(revenue::Grain grain)
{
    return grain == revenue::Grain::Parent ? Texts::tr("parents") : Texts::tr("customers");
}

QString ratesText(revenue::WindowFx fx)
{
    switch (fx) {
    case revenue::WindowFx::AsOf:
        return Texts::tr("each day's");
    case revenue::WindowFx::Start:
        return Texts::tr("the start's");
    case revenue::WindowFx::Constant:
        break;
    }
    return Texts::tr("the end's");
}

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QString rateText(const std::optional<double> &value)
{
    return value ? formatPercent(*value) : Texts::tr("no value");
}

TableColumn percent(const char *id, const QString &title, ColumnKind kind, int priority = 0)
{
    TableColumn column = tableColumn(id, title, kind, priority);
    column.decimals = 2;
    return column;
}

} // namespace

QString conventionText(const Convention &convention)
{
    return Texts::tr("%1, %2, grace %3, rates %4")
        .arg(ruleText(convention.rule), grainText(convention.grain))
        .arg(convention.graceDays)
        .arg(ratesText(convention.fx));
}

QString spreadText(const ConventionsView &view, const std::string &metric)
{
    std::vector<double> values;
    for (const std::size_t i : view.figuresOf(metric)) {
        if (const auto value = view.conventions.figures[i].value())
            values.push_back(*value);
    }
    const QString window = Texts::tr("%1 to %2").arg(formatMonth(view.from), formatMonth(view.to));
    if (values.empty())
        return window;
    const auto [least, most] = std::ranges::minmax(values);
    return Texts::tr("%1; %2 to %3").arg(window, formatPercent(least), formatPercent(most));
}

TableSpec conventionsTable(const ConventionsView &view, const std::string &metric)
{
    TableSpec spec;
    spec.id = QStringLiteral("explain-conventions");
    spec.noun = Texts::tr("conventions");
    spec.columns = {
        tableColumn("rule", Texts::tr("Rule"), ColumnKind::Key, 0, 130),
        tableColumn("grain", Texts::tr("Of"), ColumnKind::Text, 1, 80),
        tableColumn("grace", Texts::tr("Grace, d"), ColumnKind::Number, 2, 60),
        tableColumn("rates", Texts::tr("Rates"), ColumnKind::Text, 2, 80),
        percent("value", Texts::tr("Rate, %"), ColumnKind::Percent),
        percent("toOurs", Texts::tr("To ours, pt"), ColumnKind::Points),
        tableColumn("n", Texts::tr("n"), ColumnKind::Figure, 3),
        tableColumn("ours", Texts::tr("Ours"), ColumnKind::State, 4, 60),
    };
    const ConventionFigure *ours = view.oursOf(metric);
    const auto base = ours ? ours->value() : std::nullopt;
    for (const std::size_t i : view.figuresOf(metric)) {
        const ConventionFigure &figure = view.conventions.figures[i];
        const auto value = figure.value();
        const QVariant apart = value && base ? QVariant(*value - *base) : QVariant();
        const bool isOurs = ours && figure.convention == ours->convention;
        spec.rows << TableRow{QString::number(i),
            {ruleText(figure.convention.rule), grainText(figure.convention.grain), figure.convention.graceDays,
                ratesText(figure.convention.fx), rate(value), apart, countCell(figure.n),
                isOurs ? QVariant::fromValue(StateValue{Mark::Good, Texts::tr("in force")}) : QVariant()}};
    }
    return spec;
}

TableSpec comparisonTable(const ConventionsView &view, const revenue::ConventionComparison &comparison)
{
    TableSpec spec;
    spec.id = QStringLiteral("explain-comparison");
    spec.filterRow = false;
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("No customer makes these two differ.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 130),
        percent("a", Texts::tr("First, pt"), ColumnKind::Points, 1),
        percent("b", Texts::tr("Second, pt"), ColumnKind::Points, 1),
        percent("difference", Texts::tr("Difference, pt"), ColumnKind::Points),
    };
    spec.columns[3].total = true;
    for (const revenue::ConventionDifference &each : comparison.accounts) {
        const identity::Account &account = view.accounts->at(each.account);
        spec.rows << TableRow{qt(account.id), {qt(account.name), each.a, each.b, each.difference()}};
    }
    return spec;
}

QString comparisonText(const revenue::ConventionComparison &comparison)
{
    const auto apart = comparison.difference();
    return Texts::tr("%1 and %2, %3")
        .arg(rateText(comparison.a.value()), rateText(comparison.b.value()),
            apart ? formatPoints(*apart, 2) : Texts::tr("no value"));
}

} // namespace qd::ui
