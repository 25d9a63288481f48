#include "ui/renewals/renewals_view.h"

#include "core/answers/renewal_groups.h"
#include "core/store/workspace.h"

namespace qd::ui {

namespace {

constexpr int MonthsBack = 6;
constexpr int MonthsShown = 18;

} // namespace

Result<std::shared_ptr<const RenewalsView>> computeRenewalsView(
    const PageContext &context, const RenewalsChoice &choice, Progress &progress)
{
    const auto workspace = store::Workspace::open(context.workspacePath, store::Workspace::Mode::ReadOnly);
    if (!workspace)
        return workspace.error();
    const auto portfolio = portfolio::Portfolio::of(**workspace);
    const auto data = renewals::RenewalData::read(**workspace, *portfolio);
    if (!data)
        return data.error();
    auto known = renewals::KnownRenewals::on(portfolio, *data, context.asOf);
    if (!known)
        return known.error();
    auto view = std::make_shared<RenewalsView>();
    view->known = std::move(*known);
    view->isFiltered = !context.filters.empty();
    const std::function<bool(int)> only = [&](int account) { return context.passes(view->accounts().at(account)); };
    const Date day = view->known->day();
    auto calendar =
        renewals::renewalCalendar(*view->known, Month::lastEndedBy(day).plus(1 - MonthsBack), MonthsShown, only);
    if (!calendar)
        return calendar.error();
    view->calendar = std::move(*calendar);
    if (progress.isCancelled())
        return cancelled();
    view->window = renewals::windowOf(choice.window, day, portfolio->fiscalYearStart());
    auto groups = answers::renewalGroups(choice.by, *view->known);
    if (!groups)
        return groups.error();
    auto report = renewals::renewalReport(*view->known, {view->window, std::nullopt, std::move(*groups), only});
    if (!report)
        return report.error();
    view->report = std::move(*report);
    const signs::AccountEvents events(**workspace, portfolio->accounts());
    const auto scored = health::coloursInForce(**workspace, events, progress);
    if (!scored)
        return scored.error();
    auto readiness = backtest::readinessOf(events, *scored, *view->known, view->report.contracts);
    if (!readiness)
        return readiness.error();
    view->readiness = std::move(*readiness);
    view->stale = view->known->book().staleRatesOn(day);
    return std::shared_ptr<const RenewalsView>(view);
}

} // namespace qd::ui
