#include "core/pack/renewal_charts.h"
#include "core/renewals/words.h"
#include "core/revenue/dimension_words.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"
#include "ui/renewals/renewals_view.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Renewals)
};

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

QVariant rate(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant dateCell(Date date)
{
    return QDate(date.year(), date.month(), date.day());
}

int withExceptions(const RenewalsView &view)
{
    return int(std::ranges::count_if(
        view.report.contracts, [](const renewals::ListedRenewal &each) { return !each.exceptions.empty(); }));
}

/// What is listed for every renewal and every customer without a date.
struct ExceptionRow {
    renewals::Exception exception;
    int account = -1;
    const renewals::RenewalCase *renewal = nullptr; ///< none of a customer without a date
};

std::vector<ExceptionRow> exceptionRows(const RenewalsView &view)
{
    std::vector<ExceptionRow> rows;
    for (const renewals::ListedRenewal &listed : view.report.contracts) {
        for (const renewals::Exception exception : listed.exceptions)
            rows.push_back({exception, listed.renewal.account, &listed.renewal});
    }
    for (const int account : view.report.undated)
        rows.push_back({renewals::Exception::NoDate, account, nullptr});
    return rows;
}

/// What nobody answers for stops a renewal; the rest is to be looked at.
Mark markOf(renewals::Exception exception)
{
    switch (exception) {
    case renewals::Exception::NoDate:
    case renewals::Exception::NoOwner:
    case renewals::Exception::OwnerLeft:
    case renewals::Exception::NoOpportunity:
    case renewals::Exception::PastDueOpen:
        return Mark::Bad;
    default:
        return Mark::Warn;
    }
}

} // namespace

QString windowText(const renewals::DueWindow &window)
{
    return Texts::tr("%1 to %2").arg(formatDate(window.from), formatDate(window.to));
}

QString renewalsFact(const RenewalsView &view)
{
    const renewals::RenewalRow &total = view.report.rows.front();
    return Texts::tr("%1, %2 due %3; %4")
        .arg(Texts::tr("%Ln renewals", nullptr, total.due), formatShortMoney({total.dueArr, view.currency()}),
            windowText(view.window), Texts::tr("%Ln with exceptions", nullptr, withExceptions(view)));
}

ChartSpec calendarChart(const RenewalsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::renewalCalendarChart(view.calendar, view.currency()));
    spec.isNamedBeside = true;
    if (!view.stale.empty())
        spec.subtitle += QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
    return spec;
}

ChartSpec readinessChart(const RenewalsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::readinessHeatmap(view.readiness));
    spec.emptyText = Texts::tr("No renewal of the window has reached a checkpoint yet.");
    if (std::ranges::all_of(view.readiness.rows, [](const backtest::ReadinessRow &row) { return row.due == 0; }))
        spec.series.clear();
    return spec;
}

TableSpec ratesTable(const RenewalsView &view, const std::string &by)
{
    TableSpec spec;
    spec.id = QStringLiteral("renewal-rates");
    spec.filterRow = false;
    const QString code = qt(view.currency().code());
    spec.columns = {
        tableColumn("group", word(revenue::dimensionTitle(by)), ColumnKind::Key, 0, 120),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Figure),
        tableColumn("dueArr", Texts::tr("Due, %1").arg(code), ColumnKind::Money),
        tableColumn("renewed", Texts::tr("Renewed"), ColumnKind::Number, 3),
        tableColumn("lost", Texts::tr("Lost"), ColumnKind::Number, 3),
        tableColumn("pending", Texts::tr("Pending"), ColumnKind::Number, 1),
        tableColumn("rateLogos", Texts::tr("Renewed, %"), ColumnKind::Percent, 2),
        tableColumn("rateArr", Texts::tr("ARR kept, %"), ColumnKind::Percent),
        tableColumn("onTime", Texts::tr("On time, %"), ColumnKind::Percent, 4),
    };
    for (TableColumn &column : spec.columns) {
        if (column.kind == ColumnKind::Percent)
            column.decimals = 1;
    }
    spec.whole = QStringLiteral("0");
    spec.columns[2].adds = true;
    for (std::size_t i = 0; i < view.report.rows.size(); ++i) {
        const renewals::RenewalRow &row = view.report.rows[i];
        spec.rows << TableRow{QString::number(i),
            {i == 0 ? Texts::tr("All customers") : groupName(row.group), countCell(row.due),
                amount(row.dueArr, view.currency()), row.renewed, row.lost, row.pending, rate(row.rateLogos()),
                rate(row.rateArr()), rate(row.onTimeRate())}};
    }
    return spec;
}

TableSpec exceptionsTable(const RenewalsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("renewal-exceptions");
    spec.noun = Texts::tr("exceptions");
    spec.nounOfOne = Texts::tr("exception");
    spec.emptyText = view.report.contracts.empty() ? Texts::tr("Nothing is due in this window.")
                                                   : Texts::tr("Every renewal of this window is in order.");
    spec.columns = {
        tableColumn("exception", Texts::tr("Exception"), ColumnKind::State, 0, 150),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 2, 120),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Date, 0, 100),
        tableColumn("arr", Texts::tr("Due, %1").arg(qt(view.currency().code())), ColumnKind::Money, 1),
        tableColumn("state", Texts::tr("State"), ColumnKind::Text, 4, 90),
        tableColumn("fix", Texts::tr("What to do"), ColumnKind::Text, 3, 260),
    };
    spec.sortColumn = 3;
    int position = 0;
    for (const ExceptionRow &each : exceptionRows(view)) {
        const identity::Account &account = view.accounts().at(each.account);
        const std::string &owner = account.field("owner");
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(position++).arg(qt(account.id)),
            {QVariant::fromValue(StateValue{markOf(each.exception), word(renewals::nameOf(each.exception))}),
                qt(account.name), owner.empty() ? QVariant() : QVariant(qt(owner)),
                each.renewal ? dateCell(each.renewal->due) : QVariant(),
                each.renewal ? amount(each.renewal->dueArr, view.currency()) : QVariant(),
                each.renewal ? QVariant(word(renewals::nameOf(each.renewal->state))) : QVariant(),
                word(renewals::remedyFor(each.exception))}};
    }
    return spec;
}

QString exceptionsSubtitle(const RenewalsView &view)
{
    const QString listed =
        Texts::tr("%1 in %2")
            .arg(formatCount(qint64(exceptionRows(view).size())),
                Texts::tr("%Ln customers", nullptr, withExceptions(view) + int(view.report.undated.size())));
    const auto hygiene = view.report.hygiene.rate();
    if (view.isFiltered || !hygiene) // hygiene is of all customers
        return listed;
    return Texts::tr("%1; hygiene %2 of %3 due in %4 days")
        .arg(listed, formatPercent(*hygiene), formatCount(view.report.hygiene.due))
        .arg(renewals::HygieneDays);
}

} // namespace qd::ui
