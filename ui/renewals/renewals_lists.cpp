#include "ui/renewals/renewals_lists.h"

#include "core/answers/renewal_groups.h"
#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <array>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Renewals)
};

AccountList dueList(const RenewalsView &view, const QString &title)
{
    return {title, {}, {Texts::tr("Due, %1").arg(qt(view.currency().code()))}, {}};
}

void add(AccountList &list, const RenewalsView &view, int account, std::int64_t arr)
{
    list.add(qt(view.accounts().at(account).id), {Money{arr, view.currency()}.major().approximate()});
}

} // namespace

AccountList dueAccounts(const RenewalsView &view, int series, int category)
{
    const renewals::CalendarMonth &month = view.calendar[std::size_t(category)];
    const std::array parts{&month.renewed, &month.lost, &month.inOrder, &month.toMend};
    const QString of = series < 0 ? Texts::tr("Due in %1") : Texts::tr("Due in %1: %2");
    AccountList list = dueList(view,
        series < 0 ? of.arg(calendarName(view, category))
                   : of.arg(calendarName(view, category), calendarChart(view).series.at(series).name));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (series >= 0 && int(i) != series)
            continue;
        for (const renewals::CalendarPart::Due &due : parts[i]->renewals)
            add(list, view, due.account, due.arr);
    }
    return list;
}

AccountList rateAccounts(const RenewalsView &view, const std::string &by, int row)
{
    const std::string &group = view.report.rows[std::size_t(row)].group;
    AccountList list = dueList(view,
        row == 0 ? Texts::tr("Due %1").arg(windowText(view.window))
                 : Texts::tr("Due %1: %2").arg(windowText(view.window), renewalGroupName(by, group)));
    const auto groups = answers::renewalGroups(by, *view.known);
    if (!groups)
        return list;
    for (const renewals::ListedRenewal &listed : view.report.contracts) {
        if (row == 0 || !groups->groupOf) {
            add(list, view, listed.renewal.account, listed.renewal.dueArr);
            continue;
        }
        const std::vector<renewals::RenewalCase> parts =
            groups->partsOf ? groups->partsOf(listed.renewal) : std::vector{listed.renewal};
        for (const renewals::RenewalCase &part : parts) {
            if (groups->groupOf(part) == group)
                add(list, view, part.account, part.dueArr);
        }
    }
    return list;
}

Result<AccountList> readinessAccounts(const PageContext &context, const RenewalsView &view, int row, int column)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const signs::AccountEvents events(**workspace, view.accounts());
    const int checkpoint = view.readiness.rows[std::size_t(row)].checkpoint;
    const bool isAll = column < 0 || column >= int(backtest::AllRequirements.size());
    const QString what =
        isAll ? Texts::tr("Ready") : word(backtest::nameOf(backtest::AllRequirements[std::size_t(column)]));
    AccountList list{Texts::tr("%1, %Ln days before due", nullptr, checkpoint).arg(what), {}, {what}, {}};
    for (const renewals::ListedRenewal &listed : view.report.contracts) {
        const Date day = listed.renewal.due.plusDays(-checkpoint);
        if (day > view.known->day())
            continue;
        const backtest::Preparation found =
            backtest::preparationOn(events, view.known->data(), listed.renewal.account, day);
        const bool has = isAll ? found.isReady() : found.has(backtest::AllRequirements[std::size_t(column)]);
        list.add(qt(view.accounts().at(listed.renewal.account).id), {has ? 1.0 : 0.0});
    }
    return list;
}

} // namespace qd::ui
