#include "ui/revenue/revenue_lists.h"

#include "core/metrics/metric.h"
#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/shell/figure_lists.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Revenue)
};

} // namespace

AccountList groupAccounts(const RevenueView &view, const RevenueChoice &choice, int row, const QString &column)
{
    const bool onlyChurned = column == QLatin1String(metrics::LogoChurn.data());
    const QString group = groupTitle(view.retention.rows[std::size_t(row)].group);
    answers::FigureAccounts behind{view.currency, {}};
    for (const revenue::RetentionPair &pair : view.retention.pairs) {
        if (pair.group == row && (!onlyChurned || pair.closing == 0))
            behind.rows.push_back({view.accounts->at(pair.account).id, pair.opening, pair.closing});
    }
    AccountList list =
        retentionList(onlyChurned ? Texts::tr("Left in the 12 months to %1: %2").arg(formatMonth(view.month), group)
                                  : Texts::tr("Retention, 12 months to %1: %2").arg(formatMonth(view.month), group),
            behind, formatMonth(view.month.plus(-12)), formatMonth(view.month));
    const bool isExplained = choice.variant == revenue::RetentionVariant::Point
        && choice.grain == revenue::Grain::Account && view.fx == revenue::FxMode::Constant;
    if (!isExplained)
        return list; // explain tells the default definition
    list.figure = FigureTarget{onlyChurned                 ? QStringLiteral("logo_churn")
            : column == QLatin1String(metrics::Grr.data()) ? column
                                                           : QStringLiteral("nrr"),
        view.month.plus(-12), view.month};
    if (row > 0) {
        list.figure->by = qt(choice.by);
        list.figure->group = qt(view.retention.rows[std::size_t(row)].group);
    }
    return list;
}

Result<AccountList> cohortAccounts(const PageContext &context, const RevenueView &view, const RevenueChoice &choice,
    int row, int k, Progress &progress)
{
    const auto portfolio = portfolioOf(context);
    if (!portfolio)
        return portfolio.error();
    const std::string label =
        row < 0 ? std::string() : view.cohorts.rows[firstShownCohort(view) + std::size_t(row)].label;
    retention::CohortOptions options = cohortOptions(**portfolio, view.month);
    options.measure = choice.measure;
    options.fx = context.fx;
    const auto behind =
        answers::cohortBehind(**portfolio, figureScope(context, choice.grain), options, label, k, progress);
    if (!behind)
        return behind.error();
    return retentionList(row < 0 ? Texts::tr("All cohorts %1 months after their start").arg(3 * k)
                                 : Texts::tr("Started in %1, %2 months on").arg(qt(label)).arg(3 * k),
        *behind, Texts::tr("At the start"), Texts::tr("%1 months on").arg(3 * k));
}

QVector<ChartPlace> movementPlaces(const RevenueView &view, const ChartSpec &chart, const QSet<QString> &customers)
{
    QVector<ChartPlace> places;
    for (const revenue::AccountMovement &each : view.movements.details) {
        if (!customers.contains(qt(view.accounts->at(each.account).id)))
            continue;
        const auto month = std::ranges::find(view.movements.rows, each.month, &revenue::MovementRow::month);
        const auto series =
            std::ranges::find(chart.series, QString::fromLatin1(revenue::toString(each.kind)), &ChartSeries::id);
        const ChartPlace place{int(series - chart.series.begin()),
            int(month - view.movements.rows.begin())}; // exchange rates have no series
        if (month != view.movements.rows.end() && series != chart.series.end() && !places.contains(place))
            places << place;
    }
    return places;
}

} // namespace qd::ui
