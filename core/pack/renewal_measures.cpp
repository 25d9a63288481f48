#include "core/pack/renewal_pages.h"
#include "core/renewals/renewal_calendar.h"
#include "core/signals/account_events.h"
#include "core/store/renewal_rows.h"
#include "core/store/workspace.h"

namespace qd::pack {

namespace {

std::function<bool(int)> passing(const portfolio::Portfolio &portfolio, const revenue::Filters &filters)
{
    return [&portfolio, &filters](int account) { return revenue::passes(portfolio.accounts().at(account), filters); };
}

FiscalQuarter quarterBefore(FiscalQuarter quarter, int fiscalYearStart)
{
    return FiscalQuarter::of(quarter.firstMonth(fiscalYearStart).plus(-1), fiscalYearStart);
}

} // namespace

Result<RiskMeasures> measureRisks(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto data = renewals::RenewalData::read(workspace, *portfolio);
    if (!data)
        return data.error();
    auto known = renewals::KnownRenewals::on(portfolio, *data, asOf);
    if (!known)
        return known.error();
    RiskMeasures measures;
    measures.known = std::move(*known);
    const int start = portfolio->fiscalYearStart();
    measures.window = renewals::windowOf(renewals::NamedWindow::NextYear, measures.known->day(), start);
    auto cases = measures.known->casesIn(measures.window);
    if (!cases)
        return cases.error();
    const auto passes = passing(*portfolio, filters);
    std::erase_if(*cases, [&](const renewals::RenewalCase &renewal) { return !passes(renewal.account); });
    const signs::AccountEvents events(workspace, portfolio->accounts());
    const auto scored = health::coloursInForce(workspace, events, progress);
    if (!scored)
        return scored.error();
    const health::KnownColours colours(*scored, health::overrides(workspace), portfolio->accounts());
    auto rows = backtest::riskRegister(*measures.known, *cases, colours);
    if (!rows)
        return rows.error();
    measures.rows = std::move(*rows);
    auto quarters = backtest::quarterRisks(measures.rows, start);
    auto groups = backtest::riskGroups(measures.rows, start);
    if (!quarters)
        return quarters.error();
    if (!groups)
        return groups.error();
    measures.quarters = std::move(*quarters);
    measures.groups = std::move(*groups);
    return measures;
}

Result<std::optional<ForecastMeasures>> measureForecast(
    const store::Workspace &workspace, Date asOf, const revenue::Filters &filters, Progress &progress)
{
    if (!store::hasForecasts(workspace))
        return std::optional<ForecastMeasures>();
    const int start = workspace.fiscalYearStart();
    const renewals::DueWindow window = renewals::windowOf(renewals::NamedWindow::ThisQuarter, asOf, start);
    ForecastMeasures measures;
    measures.quarter = FiscalQuarter::of(Month::of(window.from), start);
    measures.before = quarterBefore(measures.quarter, start);
    const auto data = forecast::ForecastData::read(workspace, measures.quarter);
    if (!data)
        return data.error();
    measures.portfolio = data->portfolio;
    const auto only = passing(*data->portfolio, filters);
    const auto known = data->known(asOf);
    if (!known)
        return known.error();
    measures.day = known->day();
    const auto scored = health::coloursInForce(workspace, *data->events, progress);
    if (!scored)
        return scored.error();
    auto found = forecast::renewalForecast(*data, *scored, measures.day, {}, progress, only);
    if (!found)
        return found.error();
    measures.forecast = std::move(*found);
    const auto calls = forecast::snapshotOn(*data, *known, {forecast::Counted::Calls, {}, only});
    if (!calls)
        return calls.error();
    const auto called = forecast::totalOf(*calls);
    if (!called)
        return called.error();
    measures.called = *called;
    measures.calls = forecast::openCallsIn(*calls);
    const auto last = forecast::ForecastData::read(workspace, measures.before);
    if (!last)
        return last.error();
    auto accuracy = forecast::forecastAccuracy(*last, measures.day, only);
    if (!accuracy)
        return accuracy.error();
    measures.accuracy = forecast::widestFirst(std::move(*accuracy));
    return std::optional(std::move(measures));
}

} // namespace qd::pack
