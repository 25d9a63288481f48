#include "core/metrics/metric.h"
#include "core/revenue/convention_words.h"
#include "ui/common/table/count_cell.h"
#include "ui/explain/conventions_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

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

/// "Finance, RevOps": the teams that go by a convention.
QVariant teamsOf(const ConventionsView &view, const Convention &convention)
{
    QStringList teams;
    for (const explain::ConventionUse &use : view.uses) {
        if (use.convention == convention && !teams.contains(qt(use.team)))
            teams << qt(use.team);
    }
    return teams.isEmpty() ? QVariant() : QVariant(teams.join(QStringLiteral(", ")));
}

} // namespace

QString conventionText(const Convention &convention)
{
    return Texts::tr("%1, %2, grace %3, rates %4")
        .arg(word(revenue::ruleName(convention.rule)), word(revenue::nameOf(convention.grain)))
        .arg(convention.graceDays)
        .arg(word(revenue::nameOf(convention.fx)));
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
        tableColumn("usedBy", Texts::tr("Used by"), ColumnKind::Text, 5, 90),
    };
    const ConventionFigure *ours = view.oursOf(metric);
    const auto base = ours ? ours->value() : std::nullopt;
    for (const std::size_t i : view.figuresOf(metric)) {
        const ConventionFigure &figure = view.conventions.figures[i];
        const auto value = figure.value();
        const QVariant apart = value && base ? QVariant(*value - *base) : QVariant();
        const bool isOurs = ours && figure.convention == ours->convention;
        spec.rows << TableRow{QString::number(i),
            {word(revenue::ruleName(figure.convention.rule)), word(revenue::nameOf(figure.convention.grain)),
                figure.convention.graceDays, word(revenue::nameOf(figure.convention.fx)), rate(value), apart,
                countCell(figure.n),
                isOurs ? QVariant::fromValue(StateValue{Mark::Good, Texts::tr("in force")}) : QVariant(),
                teamsOf(view, figure.convention)}};
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
