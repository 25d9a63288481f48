#include "ui/renewals/renewals_view.h"

#include "core/answers/renewal_groups.h"
#include "core/store/workspace.h"
#include "ui/renewals/expansion_view.h"
#include "ui/renewals/forecast_view.h"
#include "ui/renewals/register_view.h"

namespace qd::ui {

namespace {

constexpr int MonthsBack = 6;
constexpr int MonthsShown = 18;
constexpr int QuartersShown = 7; ///< that have those months, wherever quarters begin

/// What the part shows beside what is due.
Result<void> addPart(RenewalsView &view, const store::Workspace &workspace, const PageContext &context,
    const RenewalsChoice &choice, Progress &progress)
{
    const FiscalQuarter quarter =
        FiscalQuarter::of(Month::of(view.window.from), view.known->portfolio().fiscalYearStart());
    const auto take = [](auto found, auto &place) -> Result<void> {
        if (!found)
            return found.error();
        place = *found;
        return {};
    };
    switch (choice.part) {
    case RenewalsPart::Due:
        break;
    case RenewalsPart::Forecast:
        return take(computeForecastView(workspace, context, quarter, choice.since, progress), view.forecast);
    case RenewalsPart::Risks:
        return take(computeRegisterView(workspace, context, view.window, progress), view.risks);
    case RenewalsPart::Expansion:
        return take(computeExpansionView(workspace, context, quarter, choice.expansionBy, progress), view.expansion);
    }
    return {};
}

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
    const Month first = Month::lastEndedBy(day).plus(1 - MonthsBack);
    const int yearStart = portfolio->fiscalYearStart();
    auto calendar = choice.byQuarter
        ? renewals::renewalCalendar(*view->known, FiscalQuarter::of(first, yearStart).firstMonth(yearStart),
            QuartersShown, only, renewals::MonthsOfAQuarter)
        : renewals::renewalCalendar(*view->known, first, MonthsShown, only);
    if (!calendar)
        return calendar.error();
    view->calendar = std::move(*calendar);
    if (progress.isCancelled())
        return cancelled();
    view->window = renewals::windowOf(choice.window, day, yearStart);
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
    view->part = choice.part;
    if (auto added = addPart(*view, **workspace, context, choice, progress); !added)
        return added.error();
    return std::shared_ptr<const RenewalsView>(view);
}

} // namespace qd::ui
