#include "core/revenue/dimension_words.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

QVariant amount(const CohortsView &view, std::int64_t minor)
{
    return Money{minor, view.currency}.major().approximate();
}

QVariant textOf(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

} // namespace

QString churnDimension(const std::string &by)
{
    if (by == lifecycle::ByReason)
        return Texts::tr("Reason");
    if (by == lifecycle::ByTenure)
        return Texts::tr("Tenure");
    if (by == lifecycle::ByQuarter)
        return Texts::tr("Quarter");
    return word(revenue::dimensionTitle(by));
}

ChartSpec churnSpec(const CohortsView &view)
{
    ChartSpec spec = chartSpecFrom(pack::churnChart(view.churn->analysis, view.churn->by));
    spec.isNamedBeside = true;
    spec.emptyText = Texts::tr("Nothing was lost in these months.");
    if (!view.stale.empty())
        spec.subtitle += QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
    return spec;
}

TableSpec churnTable(const CohortsView &view)
{
    const lifecycle::ChurnAnalysis &analysis = view.churn->analysis;
    TableSpec spec;
    spec.id = QStringLiteral("churn-groups");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("Nothing was lost in these months.");
    spec.columns = {
        tableColumn("group", churnDimension(view.churn->by), ColumnKind::Key, 0, 130),
        tableColumn("customers", Texts::tr("n"), ColumnKind::Figure),
        tableColumn("arr", Texts::tr("Lost, %1").arg(qt(view.currency.code())), ColumnKind::Money),
        tableColumn("share", Texts::tr("Share, %"), ColumnKind::Percent, 1),
    };
    spec.columns[3].decimals = 1;
    for (std::size_t i = 0; i < analysis.groups.size(); ++i) {
        const lifecycle::ChurnGroup &group = analysis.groups[i];
        const auto share = analysis.shareOf(group);
        spec.rows << TableRow{QString::number(i),
            {messageText(Message::of(group.name)), countCell(group.customers()), amount(view, group.arr),
                share ? QVariant(*share) : QVariant()}};
    }
    return spec;
}

TableSpec churnedTable(const CohortsView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("churned-customers");
    spec.noun = Texts::tr("lost");
    spec.emptyText = Texts::tr("Nothing was lost in these months.");
    spec.columns = {
        tableColumn("month", Texts::tr("Month"), ColumnKind::Date, 0, 100),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("arr", Texts::tr("Lost, %1").arg(qt(view.currency.code())), ColumnKind::Money),
        tableColumn("reason", Texts::tr("Reason"), ColumnKind::Text, 0, 130),
        tableColumn("tenure", Texts::tr("Months there"), ColumnKind::Number, 2),
        tableColumn("segment", word(revenue::dimensionTitle("segment")), ColumnKind::Text, 3, 100),
        tableColumn("owner", word(revenue::dimensionTitle("owner")), ColumnKind::Text, 1, 120),
    };
    spec.columns[2].total = true;
    spec.sortColumn = 0;
    spec.sortDescending = true;
    int position = 0;
    for (const lifecycle::ChurnedCustomer &one : view.churn->analysis.customers) {
        const identity::Account &account = view.accounts->at(one.account);
        const Date last = one.month.lastDay();
        spec.rows << TableRow{QStringLiteral("%1:%2").arg(position++).arg(qt(account.id)),
            {QDate(last.year(), last.month(), last.day()), qt(account.name), amount(view, one.arr),
                groupName(one.reason), one.tenureMonths ? QVariant(*one.tenureMonths) : QVariant(),
                textOf(account.field("segment")), textOf(account.field("owner"))}};
    }
    return spec;
}

} // namespace qd::ui
