// The table of quarter ends: measures as rows, quarters as columns.
#include "core/base/rounding.h"
#include "ui/paint/formatting.h"
#include "ui/scenario/scenario_texts.h"

#include <QCoreApplication>

#include <cmath>

namespace qd::ui {

namespace {

constexpr double Thousands = 1'000;
constexpr double LongArr = 1'000'000; // from here on ARR is shown in thousands
constexpr double LongCost = 10'000;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Scenario)
};

using Months = std::vector<scenario::ComparedMonth>;
using Figure = std::function<std::optional<double>(const scenario::MonthFigures &)>;

/// One measure: how a month's figure is written.
struct Measure {
    QString id;
    QString title;
    int decimals = 0;
    Figure figure;

    /// Rounded as printed, so that differences can be checked by eye.
    [[nodiscard]] std::optional<double> shown(const scenario::MonthFigures &month) const
    {
        const auto value = figure(month);
        return value ? std::optional(shownValue(*value, decimals)) : std::nullopt;
    }
};

/// "USD k", or "k" below a line that names the currency.
QString thousandsOf(const QString &unit)
{
    return unit.isEmpty() ? Texts::tr("k", "thousands") : Texts::tr("%1 k").arg(unit);
}

Measure moneyMeasure(const QString &id, const QString &title, const QString &unit, int decimalsOfThousands,
    bool inThousands, double scenario::MonthFigures::*member)
{
    const double factor = inThousands ? Thousands : 1;
    return {id, Texts::tr("%1, %2", "measure, unit").arg(title, inThousands ? thousandsOf(unit) : unit),
        inThousands ? decimalsOfThousands : 0,
        [factor, member](const scenario::MonthFigures &month) { return std::optional(month.*member / factor); }};
}

std::vector<Measure> measuresOf(const Comparison &comparison, const Months &months)
{
    double cost = 0;
    for (const scenario::ComparedMonth &month : months)
        cost = std::max({cost, month.base.cost, month.scenario.cost});
    const QString unit = qt(comparison.view->currency.code());
    std::vector<Measure> measures;
    measures.push_back(moneyMeasure(
        QStringLiteral("arr"), Texts::tr("ARR"), unit, 0, arrScale(comparison) > 1, &scenario::MonthFigures::arr));
    measures.push_back({QStringLiteral("use"), Texts::tr("Utilisation, %"), 1,
        [](const auto &month) { return month.utilisation ? std::optional(*month.utilisation * 100) : std::nullopt; }});
    measures.push_back(moneyMeasure(QStringLiteral("cost"), Texts::tr("CSM cost a month"),
        cost >= LongCost ? QString() : unit, 1, cost >= LongCost, &scenario::MonthFigures::cost));
    return measures;
}

QVariant figureCell(const std::optional<double> &value, int decimals, bool isDifference, FigureValue::Weight weight)
{
    if (!value)
        return {};
    const QString text = isDifference ? formatDelta(*value, decimals) : formatNumber(*value, decimals);
    return QVariant::fromValue(FigureValue{text, *value, weight});
}

/// Base, scenario and difference of a measure; the scenario alone where both are the same.
void addRows(TableSpec &spec, const Comparison &comparison, const Measure &measure, const Months &months)
{
    using Weight = FigureValue::Weight;
    const QString blank(QChar(0x00a0)); // the measure is named once
    const auto row = [&](const QString &id, const QString &first, const QString &name, auto cell) {
        TableRow made{measure.id + QLatin1Char('/') + id, {first}};
        if (!comparison.same)
            made.values << name;
        for (const scenario::ComparedMonth &month : months)
            made.values << cell(month);
        spec.rows << made;
    };
    const auto base = [&](const auto &month) { return measure.shown(month.base); };
    const auto other = [&](const auto &month) { return measure.shown(month.scenario); };
    if (!comparison.same)
        row(QStringLiteral("base"), measure.title, comparison.baseName,
            [&](const auto &month) { return figureCell(base(month), measure.decimals, false, Weight::Quiet); });
    row(QStringLiteral("scenario"), comparison.same ? measure.title : blank, comparison.scenarioName,
        [&](const auto &month) { return figureCell(other(month), measure.decimals, false, Weight::Plain); });
    if (comparison.same)
        return;
    row(QStringLiteral("difference"), blank, Texts::tr("Difference"), [&](const auto &month) {
        const auto left = base(month);
        const auto right = other(month);
        const auto difference = left && right ? std::optional(*right - *left) : std::nullopt;
        return figureCell(difference, measure.decimals, true, Weight::Strong);
    });
}

/// Years first, then half years: what stays longest where there is no room for every quarter. The end always stays.
int priorityOf(std::size_t beforeEnd)
{
    if (beforeEnd == 0)
        return 0;
    return beforeEnd % 4 == 0 ? 1 : beforeEnd % 2 == 0 ? 2 : 3;
}

} // namespace

double arrScale(const Comparison &comparison)
{
    const double highest = std::max(comparison.base->summary.closingArr, comparison.scenario->summary.closingArr);
    return highest >= LongArr ? Thousands : 1;
}

TableSpec quarterTable(const Comparison &comparison)
{
    const Months months = compareQuarterEnds(*comparison.base, *comparison.scenario, comparison.view->fiscalYearStart);
    TableSpec spec;
    spec.id = comparison.same ? QStringLiteral("scenario-quarters-one") : QStringLiteral("scenario-quarters");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns << tableColumn("measure", Texts::tr("Measure"), ColumnKind::Key);
    if (!comparison.same)
        spec.columns << tableColumn("line", QString(QChar(0x00a0)), ColumnKind::Text);
    for (std::size_t i = 0; i < months.size(); ++i)
        spec.columns << tableColumn(months[i].month.iso().c_str(), formatMonth(months[i].month), ColumnKind::Figure,
            priorityOf(months.size() - 1 - i));
    for (const Measure &measure : measuresOf(comparison, months))
        addRows(spec, comparison, measure, months);
    return spec;
}

QString quarterSentence(const Comparison &comparison)
{
    const Months months = compareQuarterEnds(*comparison.base, *comparison.scenario, comparison.view->fiscalYearStart);
    const scenario::ComparedMonth *last = months.empty() ? nullptr : &months.back();
    if (!last || !last->scenario.utilisation)
        return Texts::tr("quarter ends");
    const QString month = formatMonth(last->month);
    const QString use = formatPercent(*last->scenario.utilisation, 0);
    if (comparison.same || !last->base.utilisation)
        return Texts::tr("quarter ends; utilisation in %1 %2").arg(month, use);
    return Texts::tr("quarter ends; utilisation in %1 %2 against %3")
        .arg(month, use, formatPercent(*last->base.utilisation, 0));
}

} // namespace qd::ui
