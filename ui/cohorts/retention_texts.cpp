#include "core/base/ratio.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <cmath>
#include <set>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

QString rates(const CohortsView &view)
{
    return view.fx == revenue::FxMode::Constant ? Texts::tr("constant rates") : Texts::tr("rates of each month");
}

QString withWarning(const QString &subtitle, const CohortsView &view)
{
    return view.stale.empty() ? subtitle
                              : subtitle + QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
}

QString compared(const retention::Cohorts &cohorts)
{
    if (cohorts.measure == retention::CohortMeasure::Arr)
        return Texts::tr("in thousands");
    if (cohorts.base == retention::CohortBase::Start)
        return Texts::tr("% of the start");
    return cohorts.period == retention::CohortPeriod::Quarter ? Texts::tr("% of three months before")
                                                              : Texts::tr("% of the month before");
}

QString retentionSubtitle(const CohortsView &view)
{
    const retention::Cohorts &cohorts = view.retention->cohorts;
    const bool isMoney =
        cohorts.measure != retention::CohortMeasure::Logo && cohorts.measure != retention::CohortMeasure::Usage;
    QString text = Texts::tr("%1, to %2").arg(compared(cohorts), formatMonth(cohorts.lastMonth));
    if (isMoney)
        text += QStringLiteral(", ") + rates(view);
    return isMoney ? withWarning(text, view) : text;
}

double major(const CohortsView &view, std::int64_t minor)
{
    return Money{minor, view.currency}.major().approximate();
}

QString customersText(qint64 customers)
{
    return Texts::tr("%Ln customers", nullptr, int(customers));
}

QString retentionFact(const CohortsView &view)
{
    const retention::Cohorts &cohorts = view.retention->cohorts;
    int customers = 0;
    for (const retention::CohortBlock &block : cohorts.blocks)
        customers += block.size;
    return Texts::tr("%1 in %2")
        .arg(customersText(customers), Texts::tr("%Ln cohorts", nullptr, int(cohorts.rows.size())));
}

} // namespace

QString cohortGroupTitle(const std::string &group)
{
    return messageText(lifecycle::groupTitle(group));
}

QString cohortsFact(const CohortsView &view)
{
    switch (view.part) {
    case CohortsPart::Retention:
        return retentionFact(view);
    case CohortsPart::Survival: {
        int churned = 0;
        for (const lifecycle::CustomerLife &life : view.survival->lives)
            churned += life.life.event ? 1 : 0;
        return Texts::tr("%1, %2 churned")
            .arg(customersText(qint64(view.survival->lives.size())), formatCount(churned));
    }
    case CohortsPart::Value: {
        std::set<int> cases; // by product a customer is a case of several groups
        std::set<int> without;
        for (const lifecycle::ValueCase &each : view.value->cases) {
            if (each.state == lifecycle::ValueCase::State::Negative)
                continue;
            cases.insert(each.account);
            if (each.state != lifecycle::ValueCase::State::Reached)
                without.insert(each.account);
        }
        return Texts::tr("%1, %2 without a first value")
            .arg(customersText(qint64(cases.size())), formatCount(qint64(without.size())));
    }
    case CohortsPart::Churn:
        return (view.churn->analysis.kind == revenue::MovementKind::Churn ? Texts::tr("%1 churned with %2, %3 to %4")
                                                                          : Texts::tr("%1 in downsell of %2, %3 to %4"))
            .arg(customersText(qint64(view.churn->analysis.customers.size())),
                formatShortMoney({view.churn->analysis.arr, view.currency}), formatMonth(view.churn->from),
                formatMonth(view.churn->to));
    case CohortsPart::Economics: {
        const economics::EconomicsRow &all = view.economics->found.rows.front();
        return Texts::tr("%1, %2 kept, %3 to %4")
            .arg(customersText(all.customers), formatShortMoney({all.kept, view.currency}),
                formatMonth(view.economics->found.from), formatMonth(view.economics->found.to));
    }
    }
    return {};
}

ChartSpec retentionChart(const CohortsView &view)
{
    const RetentionFigures &figures = *view.retention;
    ChartSpec spec = chartSpecFrom(pack::cohortBlocks(figures.cohorts, figures.shown));
    spec.subtitle = retentionSubtitle(view);
    spec.emptyText = figures.missing ? messageText(*figures.missing) : Texts::tr("No customer has started yet.");
    return spec;
}

ChartSpec retentionCurves(const CohortsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::cohortCurves(view.retention->cohorts));
    spec.emptyText = Texts::tr("No cohort is old enough for a curve.");
    return spec;
}

QString retentionNote(const CohortsView &view)
{
    const retention::Cohorts &cohorts = view.retention->cohorts;
    QStringList sentences{Texts::tr("Empty: not every customer of the cohort is so old yet."),
        Texts::tr("Hatched: fewer than %1 customers.").arg(chart::SmallNumber)};
    if (cohorts.measure != retention::CohortMeasure::Arr)
        sentences << Texts::tr("The last row weighs all cohorts old enough.");
    return sentences.join(QLatin1Char(' '));
}

QString cellTitle(const CohortsView &view, const std::optional<pack::CohortRow> &row, int k)
{
    const retention::Cohorts &cohorts = view.retention->cohorts;
    const int months = cohorts.period == retention::CohortPeriod::Quarter ? 3 * k : k;
    QString name = Texts::tr("All old enough");
    if (row) {
        const QString group = groupName(row->group);
        name = row->label.empty() ? group
            : row->group.empty()  ? qt(row->label)
                                  : group + QLatin1Char(' ') + qt(row->label);
    }
    return Texts::tr("%1, %Ln months on", nullptr, months).arg(name);
}

TableSpec movesTable(const CohortsView &view, const std::vector<retention::CohortMember> &members)
{
    TableSpec spec;
    spec.id = QStringLiteral("cohort-moves");
    spec.filterRow = false;
    spec.sortable = false;
    spec.emptyText = Texts::tr("Choose a cell to see what its customers did.");
    const QString code = qt(view.currency.code());
    spec.columns = {
        tableColumn("move", Texts::tr("What they did"), ColumnKind::Key, 0, 110),
        tableColumn("customers", Texts::tr("n"), ColumnKind::Number),
        tableColumn("before", Texts::tr("Before, %1").arg(code), ColumnKind::Money, 1),
        tableColumn("now", Texts::tr("Then, %1").arg(code), ColumnKind::Money, 1),
    };
    if (members.empty())
        return spec;
    spec.whole = QStringLiteral("all");
    for (const int column : {2, 3})
        spec.columns[column].adds = true;
    const std::vector<retention::CohortMoveRow> moves = retention::movesOf(members);
    for (const retention::CohortMoveRow &row : moves)
        spec.rows << TableRow{QString::number(int(row.move)),
            {word(nameOf(row.move)), row.customers, major(view, row.before), major(view, row.now)}};
    const retention::CohortMoveRow all = retention::sumOf(moves);
    spec.rows << TableRow{QStringLiteral("all"),
        {Texts::tr("All with ARR"), all.customers, major(view, all.before), major(view, all.now)}};
    return spec;
}

TableSpec comparisonTable(
    const CohortsView &view, const retention::CohortComparison &comparison, const QString &first, const QString &second)
{
    const bool isAmount = comparison.measure == retention::CohortMeasure::Arr;
    const QString code = qt(view.currency.code());
    TableSpec spec;
    spec.id = QStringLiteral("cohort-comparison");
    spec.noun = Texts::tr("customers");
    spec.filterRow = false;
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 110),
        tableColumn("cell", Texts::tr("Of"), ColumnKind::Text, 1, 100),
        tableColumn("before", Texts::tr("Before, %1").arg(code), ColumnKind::Money, 2),
        tableColumn("now", Texts::tr("Then, %1").arg(code), ColumnKind::Money, 2),
        isAmount ? tableColumn("part", Texts::tr("Part, %1").arg(code), ColumnKind::Money)
                 : tableColumn("part", Texts::tr("Part, points"), ColumnKind::Points),
    };
    spec.columns[4].decimals = isAmount ? 0 : 2;
    spec.columns[4].total = true;
    int position = 0;
    for (const retention::ComparedMember &each : comparison.parts) {
        const identity::Account &account = view.accounts->at(each.member.account);
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(position++).arg(qt(account.id)),
            {qt(account.name), each.ofFirst ? first : second, major(view, each.member.before),
                major(view, each.member.now), isAmount ? major(view, std::llround(each.part)) : each.part}};
    }
    return spec;
}

QString comparisonSentence(
    const CohortsView &view, const retention::CohortComparison &comparison, const QString &first, const QString &second)
{
    if (comparison.measure == retention::CohortMeasure::Arr) {
        const auto money = [&](double minor) { return formatShortMoney({std::llround(minor), view.currency}); };
        return Texts::tr("%1: %2; %3: %4; difference %5")
            .arg(first, money(comparison.first), second, money(comparison.second), money(comparison.difference()));
    }
    return Texts::tr("%1: %2; %3: %4; difference %5 points")
        .arg(first, formatPercent(comparison.first), second, formatPercent(comparison.second),
            formatNumber(100 * shownDifference(comparison.first, comparison.second), 1));
}

} // namespace qd::ui
