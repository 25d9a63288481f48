#include "ui/shell/account_list.h"

#include "ui/paint/formatting.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of these texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(AccountList)
};

QString withUnit(const QString &name, Currency currency)
{
    return name + QStringLiteral(", ") + qt(currency.code());
}

double major(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

} // namespace

void AccountList::add(const QString &id, const QVector<double> &of)
{
    Q_ASSERT(of.size() == measures.size());
    ids << id;
    if (!measures.isEmpty())
        amounts << of;
}

double AccountList::total(qsizetype measure) const
{
    double sum = 0;
    for (const QVector<double> &of : amounts)
        sum += of.value(measure);
    return sum;
}

QString customersText(qint64 shown, qint64 all)
{
    if (shown != all)
        return Texts::tr("%1 of %2 customers").arg(formatCount(shown), formatCount(all));
    return all == 1 ? Texts::tr("1 customer") : Texts::tr("%1 customers").arg(formatCount(all));
}

AccountList arrList(const QString &title, const answers::FigureAccounts &behind, Date day)
{
    AccountList list{title, {}, {withUnit(Texts::tr("ARR %1").arg(formatDate(day)), behind.currency)}};
    for (const answers::FigureRow &row : behind.rows)
        list.add(qt(row.account), {major(row.now, behind.currency)});
    return list;
}

AccountList retentionList(
    const QString &title, const answers::FigureAccounts &behind, const QString &before, const QString &now)
{
    AccountList list{title, {},
        {withUnit(before, behind.currency), withUnit(now, behind.currency),
            withUnit(Texts::tr("Kept"), behind.currency)}};
    for (const answers::FigureRow &row : behind.rows)
        list.add(qt(row.account),
            {major(row.before, behind.currency), major(row.now, behind.currency),
                major(std::min(row.before, row.now), behind.currency)});
    return list;
}

} // namespace qd::ui
