#include "ui/shell/figure_lists.h"

#include "core/store/workspace.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

namespace qd::ui {

using revenue::AccountMovement;
using revenue::MovementKind;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(FigureLists)
};

/// Looks behind a figure of the open workspace.
template <typename Look>
Result<answers::FigureAccounts> lookInto(const PageContext &context, Look look)
{
    const auto portfolio = portfolioOf(context);
    if (!portfolio)
        return portfolio.error();
    return look(**portfolio);
}

} // namespace

AccountList movementAccounts(const MonthMovements &of, Month month, std::optional<MovementKind> kind)
{
    const QString unit = qt(of.currency.code());
    const QString name = kind ? word(nameOf(*kind)) : Texts::tr("Movement");
    AccountList list{kind ? Texts::tr("%1 in %2").arg(name, formatMonth(month))
                          : Texts::tr("Movements in %1").arg(formatMonth(month)),
        {},
        {Texts::tr("%1, %2").arg(name, unit), Texts::tr("Before, %1").arg(unit),
            (kind == MovementKind::Fx ? Texts::tr("After, %1") : Texts::tr("After, opening rates, %1")).arg(unit)}};
    if (kind)
        list.figure = FigureTarget{QString::fromLatin1(revenue::toString(*kind)), month, month};
    const auto major = [&](std::int64_t minor) { return Money{minor, of.currency}.major().approximate(); };
    for (const AccountMovement &movement : of.details) {
        const bool wanted = kind ? movement.kind == *kind : movement.kind != MovementKind::Fx;
        if (movement.group != 0 || movement.month != month || !wanted)
            continue;
        const std::int64_t amount = movement.change();
        // Before and movement are at the rates of the opening; what rates did since stands apart, as FX.
        const bool isFx = movement.kind == MovementKind::Fx;
        list.add(qt(of.accounts.at(movement.account).id),
            {major(amount), major(movement.before), major(isFx ? movement.after : movement.before + amount)});
    }
    return list;
}

Result<AccountList> arrAccounts(const PageContext &context, revenue::Grain grain, Month month)
{
    auto list = arrAccounts(context, grain, month.lastDay());
    if (list)
        list->title = Texts::tr("ARR at the end of %1").arg(formatMonth(month));
    return list;
}

Result<AccountList> arrAccounts(const PageContext &context, revenue::Grain grain, Date day)
{
    const auto behind = lookInto(context, [&](const portfolio::Portfolio &portfolio) {
        return answers::arrBehind(portfolio, figureScope(context, grain), day);
    });
    if (!behind)
        return behind.error();
    AccountList list = arrList(Texts::tr("ARR on %1").arg(formatDate(day)), *behind, day);
    if (grain == revenue::Grain::Account)
        list.figure = FigureTarget{QStringLiteral("arr"), {}, {}, day};
    return list;
}

Result<AccountList> movementAccounts(
    const PageContext &context, Month month, std::optional<MovementKind> kind, Progress &progress)
{
    const auto portfolio = portfolioOf(context);
    if (!portfolio)
        return portfolio.error();
    const auto book = (*portfolio)->book(context.asOf);
    if (!book)
        return book.error();
    const auto movements = revenue::computeMovements(**portfolio, *book, {month, month, context.grouping()}, progress);
    if (!movements)
        return movements.error();
    return movementAccounts({movements->details, book->accounts(), book->currency()}, month, kind);
}

Result<AccountList> retentionAccounts(
    const PageContext &context, revenue::Grain grain, Month month, Progress &progress, const char *metric)
{
    const auto behind = lookInto(context, [&](const portfolio::Portfolio &portfolio) {
        return answers::openingSetBehind(portfolio, figureScope(context, grain), month, context.fx, progress);
    });
    if (!behind)
        return behind.error();
    AccountList list = retentionList(Texts::tr("Retention, 12 months to %1").arg(formatMonth(month)), *behind,
        formatMonth(month.plus(-12)), formatMonth(month));
    if (grain == revenue::Grain::Account && context.fx == revenue::FxMode::Constant) // as explain tells it
        list.figure = FigureTarget{QString::fromLatin1(metric), month.plus(-12), month};
    return list;
}

answers::FigureScope figureScope(const PageContext &context, revenue::Grain grain)
{
    answers::FigureScope scope{context.asOf, context.grouping()};
    scope.grouping.grain = grain;
    return scope;
}

} // namespace qd::ui
