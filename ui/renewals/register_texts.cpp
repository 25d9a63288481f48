#include "core/base/words.h"
#include "core/portfolio/health.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"
#include "ui/renewals/register_view.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this part's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(RiskRegister)
};

QVariant dateCell(Date date)
{
    return QDate(date.year(), date.month(), date.day());
}

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

/// What files say may be any word; those of the register have a name.
QVariant riskWord(const std::string &text)
{
    if (text.empty())
        return {};
    const char *name = renewals::nameOfRiskWord(text);
    return name ? word(name) : qt(text);
}

StateValue colourCell(health::HealthColour colour)
{
    switch (colour) {
    case health::HealthColour::Green:
        return {Mark::HealthGreen, word(portfolio::nameOf(colour))};
    case health::HealthColour::Yellow:
        return {Mark::HealthYellow, word(portfolio::nameOf(colour))};
    case health::HealthColour::Red:
        return {Mark::HealthRed, word(portfolio::nameOf(colour))};
    default:
        return {Mark::None, Texts::tr("none")};
    }
}

/// What is to be looked at first.
StateValue attentionCell(const backtest::RegisterRow &row)
{
    if (row.isAtRisk && (!row.risk || row.risk->nextAction.empty()))
        return {Mark::Bad, Texts::tr("No action")};
    if (row.isOverdue)
        return {Mark::Bad, Texts::tr("Overdue")};
    if (row.disagrees)
        return {Mark::Warn, Texts::tr("Disagrees")};
    return row.isAtRisk ? StateValue{Mark::Warn, Texts::tr("At risk")} : StateValue{Mark::Good, Texts::tr("On track")};
}

QString reasonName(const std::string &reason)
{
    return reason == NoGroup ? Texts::tr("No reason set") : riskWord(reason).toString();
}

} // namespace

TableSpec registerTable(const RegisterView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("risk-register");
    spec.noun = Texts::tr("renewals");
    spec.nounOfOne = Texts::tr("renewal");
    spec.emptyText = Texts::tr("No renewal of this window is open.");
    spec.columns = {
        tableColumn("attention", Texts::tr("Look at"), ColumnKind::State, 0, 130),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 140),
        tableColumn("due", Texts::tr("Due"), ColumnKind::Date, 0, 95),
        tableColumn("arr", Texts::tr("Due, %1").arg(qt(view.currency().code())), ColumnKind::Money, 1),
        tableColumn("colour", Texts::tr("Health"), ColumnKind::State, 2, 85),
        tableColumn("status", Texts::tr("Status"), ColumnKind::Text, 3, 85),
        tableColumn("reason", Texts::tr("Reason"), ColumnKind::Text, 1, 110),
        tableColumn("call", Texts::tr("Call"), ColumnKind::Text, 3, 80),
        tableColumn("action", Texts::tr("Next action"), ColumnKind::Text, 1, 180),
        tableColumn("actionDate", Texts::tr("By"), ColumnKind::Date, 1, 95),
        tableColumn("author", Texts::tr("Author"), ColumnKind::Text, 4, 90),
    };
    for (const backtest::RegisterRow &row : view.rows) {
        const identity::Account &account = view.accounts().at(row.account);
        const renewals::Risk risk = row.risk ? *row.risk : renewals::Risk();
        spec.rows << TableRow{qt(account.id),
            {QVariant::fromValue(attentionCell(row)), qt(account.name), dateCell(row.due),
                amount(row.dueArr, view.currency()), QVariant::fromValue(colourCell(row.colour)), riskWord(risk.status),
                riskWord(risk.reason), riskWord(risk.call),
                risk.nextAction.empty() ? QVariant() : QVariant(qt(risk.nextAction)),
                risk.nextActionDate ? dateCell(*risk.nextActionDate) : QVariant(),
                risk.author.empty() ? QVariant() : QVariant(qt(risk.author))}};
    }
    return spec;
}

QString registerSubtitle(const RegisterView &view)
{
    const auto atRisk = std::ranges::count_if(view.rows, &backtest::RegisterRow::isAtRisk);
    return Texts::tr("%1 of %2 open ones at risk")
        .arg(formatCount(qint64(atRisk)), formatCount(qint64(view.rows.size())));
}

TableSpec reasonsTable(const RegisterView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("risk-reasons");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No open renewal of this window is at risk.");
    spec.columns = {
        tableColumn("reason", Texts::tr("Reason"), ColumnKind::Key, 0, 130),
        tableColumn("quarter", Texts::tr("Quarter"), ColumnKind::Text, 0, 80),
        tableColumn("count", Texts::tr("Renewals"), ColumnKind::Number, 0),
        tableColumn("arr", Texts::tr("Due, %1").arg(qt(view.currency().code())), ColumnKind::Money),
    };
    spec.columns[2].total = true;
    spec.columns[3].total = true;
    spec.noun = Texts::tr("reasons");
    spec.nounOfOne = Texts::tr("reason");
    for (const backtest::RiskGroup &group : view.groups)
        spec.rows << TableRow{QString::number(spec.rows.size()),
            {reasonName(group.reason), qt(group.quarter.text()), group.count, amount(group.arr, view.currency())}};
    return spec;
}

AccountList reasonAccounts(const RegisterView &view, std::size_t group)
{
    const backtest::RiskGroup &chosen = view.groups[group];
    AccountList list{Texts::tr("At risk in %1: %2").arg(qt(chosen.quarter.text()), reasonName(chosen.reason)), {},
        {Texts::tr("Due, %1").arg(qt(view.currency().code()))}, {}};
    for (const backtest::RegisterRow &row :
        backtest::rowsOf(chosen, view.rows, view.known->portfolio().fiscalYearStart()))
        list.add(qt(view.accounts().at(row.account).id), {Money{row.dueArr, view.currency()}.major().approximate()});
    return list;
}

} // namespace qd::ui
