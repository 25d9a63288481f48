#include "core/pack/renewal_charts.h"
#include "core/renewals/risk_changes.h"
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

QVariant textCell(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

/// What files say of a risk may be any word; those of the register have a name.
QVariant riskCell(const std::string &status)
{
    const char *name = renewals::nameOfRiskWord(status);
    return name ? QVariant(word(name)) : textCell(status);
}

std::string riskOf(const RenewalsView &view, int account)
{
    const renewals::Risk *risk = view.known->data().lastRisk(account, view.known->day());
    return risk ? risk->status : std::string();
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

QString renewalGroupName(const std::string &by, const std::string &group)
{
    return by == "risk" && renewals::nameOfRiskWord(group) ? riskCell(group).toString() : groupName(group);
}

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
    ChartSpec spec = chartSpecFrom(
        pack::renewalCalendarChart(view.calendar, view.currency(), view.known->portfolio().fiscalYearStart()));
    spec.isNamedBeside = true;
    if (!view.stale.empty())
        spec.subtitle += QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
    return spec;
}

QString calendarName(const RenewalsView &view, int category)
{
    const renewals::CalendarMonth &month = view.calendar[std::size_t(category)];
    if (month.months == 1)
        return formatMonth(month.month);
    return qt(FiscalQuarter::of(month.month, view.known->portfolio().fiscalYearStart()).text());
}

ChartSpec readinessChart(const RenewalsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::readinessHeatmap(view.readiness, view.currency()));
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
            {i == 0 ? Texts::tr("All customers") : renewalGroupName(by, row.group), countCell(row.due),
                amount(row.dueArr, view.currency()), row.renewed, row.lost, row.pending, rate(row.rateLogos()),
                rate(row.rateArr()), rate(row.onTimeRate())}};
    }
    return spec;
}

bool hasExceptions(const RenewalsView &view)
{
    return !exceptionRows(view).empty();
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
        tableColumn("segment", Texts::tr("Segment"), ColumnKind::Text, 5, 100),
        tableColumn("region", Texts::tr("Region"), ColumnKind::Text, 6, 90),
        tableColumn("quarter", Texts::tr("Quarter"), ColumnKind::Text, 7, 80),
        tableColumn("risk", Texts::tr("Risk"), ColumnKind::Text, 8, 80),
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
                word(renewals::remedyFor(each.exception)), textCell(account.field("segment")),
                textCell(account.field("region")),
                each.renewal ? textCell(
                    FiscalQuarter::of(Month::of(each.renewal->due), view.known->portfolio().fiscalYearStart()).text())
                             : QVariant(),
                riskCell(riskOf(view, each.account))}};
    }
    return spec;
}

TableSpec openEndedTable(const RenewalsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("renewal-open-ended");
    spec.noun = Texts::tr("contracts");
    spec.nounOfOne = Texts::tr("contract");
    spec.emptyText = Texts::tr("Every contract in force has an end.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("kind", Texts::tr("Runs"), ColumnKind::Text, 0, 120),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money),
        tableColumn("since", Texts::tr("Since"), ColumnKind::Date, 2, 100),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 1, 120),
        tableColumn("contract", Texts::tr("Contract"), ColumnKind::Id, 3, 110),
        tableColumn("segment", Texts::tr("Segment"), ColumnKind::Text, 4, 100),
    };
    spec.columns[2].total = true;
    int position = 0;
    for (const renewals::OpenEndedContract &each : view.report.openEnded) {
        const identity::Account &account = view.accounts().at(each.account);
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(position++).arg(qt(account.id)),
            {qt(account.name), word(renewals::nameOf(each.kind)), amount(each.arr, view.currency()),
                dateCell(each.start), textCell(account.field("owner")), qt(each.id),
                textCell(account.field("segment"))}};
    }
    return spec;
}

QString openEndedSubtitle(const RenewalsView &view)
{
    std::int64_t sum = 0;
    for (const renewals::OpenEndedContract &each : view.report.openEnded)
        sum += each.arr;
    return Texts::tr("%1, %2, come up for no renewal")
        .arg(Texts::tr("%Ln contracts", nullptr, int(view.report.openEnded.size())),
            formatShortMoney({sum, view.currency()}));
}

TableSpec aheadTable(const RenewalsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("renewals-ahead");
    spec.filterRow = false;
    spec.sortable = false;
    spec.columns = {
        tableColumn("figure", Texts::tr("Ahead"), ColumnKind::Key, 0, 190),
        tableColumn("rate", Texts::tr("Share, %"), ColumnKind::State, 0, 90),
        tableColumn("of", Texts::tr("Due"), ColumnKind::Figure),
        tableColumn("have", Texts::tr("Have it"), ColumnKind::Number, 1),
        tableColumn("dueArr", Texts::tr("Due, %1").arg(qt(view.currency().code())), ColumnKind::Money, 3),
        tableColumn("haveArr", Texts::tr("Have it, %1").arg(qt(view.currency().code())), ColumnKind::Money, 2),
    };
    const auto share = [](const std::optional<double> &value, double target) {
        return QVariant::fromValue(value ? StateValue{*value >= target ? Mark::Good : Mark::Warn, formatPercent(*value)}
                                         : StateValue{Mark::None, Texts::tr("none")});
    };
    for (const renewals::RiskCoverage &row : view.report.riskCoverage)
        spec.rows << TableRow{QString::number(row.window),
            {Texts::tr("Status and action, %1 days").arg(row.window), share(row.rate(), renewals::RiskCoverageTarget),
                countCell(row.due), row.covered, amount(row.dueArr, view.currency()),
                amount(row.coveredArr, view.currency())}};
    const renewals::Hygiene &hygiene = view.report.hygiene;
    spec.rows << TableRow{QStringLiteral("hygiene"),
        {Texts::tr("Date, owner and opportunity, %1 days").arg(renewals::HygieneDays),
            share(hygiene.rate(), renewals::HygieneTarget), countCell(hygiene.due), hygiene.complete, QVariant(),
            QVariant()}};
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
