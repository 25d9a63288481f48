#include "core/answers/renewal_outlook.h"

#include "core/backtest/readiness.h"
#include "core/base/rounding.h"
#include "core/forecast/snapshot.h"
#include "core/forecast/targets.h"
#include "core/portfolio/renewal.h"

namespace qd::answers {

namespace {

/// What is due soon: whether it is prepared, and what is wrong with it.
Result<void> addDue(const forecast::ForecastData &data, const renewals::KnownRenewals &known,
    const std::function<bool(int)> &only, RenewalOutlook &outlook)
{
    const auto marks = renewals::AccountMarks::on(known);
    if (!marks)
        return marks.error();
    const Date day = known.day();
    const auto listed = renewals::listedRenewals(
        known, *marks, {{day.plusDays(1), day.plusDays(portfolio::RenewalsAheadDays)}, std::nullopt, {}, only});
    if (!listed)
        return listed.error();
    for (const renewals::ListedRenewal &each : *listed) {
        const int account = each.renewal.account;
        RenewalOutlook::Due due{known.book().accounts().at(account).id,
            backtest::preparationOn(*data.events, known.data(), account, day).isReady(), int(each.exceptions.size())};
        outlook.ready += due.isReady ? 1 : 0;
        outlook.exceptions += due.exceptions;
        outlook.withExceptions += due.exceptions > 0 ? 1 : 0;
        outlook.due.push_back(std::move(due));
    }
    return {};
}

Result<void> addForecast(const store::Workspace &workspace, const forecast::ForecastData &data,
    const renewals::KnownRenewals &known, const std::function<bool(int)> &only, RenewalOutlook &outlook)
{
    const auto calls = forecast::snapshotOn(data, known, {forecast::Counted::Calls, {}, only});
    if (!calls)
        return calls.error();
    const auto called = forecast::totalOf(*calls);
    if (!called)
        return called.error();
    const forecast::OpenCalls open = forecast::openCallsIn(*calls);
    outlook.called = *called;
    outlook.open = open.open;
    outlook.openCalled = open.called;
    if (only) // of some customers there is no target
        return {};
    const auto target = forecast::Targets::read(workspace, "renewals", outlook.quarter.text()).of("");
    outlook.target = target && *target > 0 ? target : std::nullopt;
    return {};
}

} // namespace

std::optional<double> RenewalOutlook::shareOfTarget(Currency currency) const
{
    return target ? std::optional(Money{called, currency}.major().approximate() / *target) : std::nullopt;
}

Result<RenewalOutlook> renewalOutlook(
    const store::Workspace &workspace, Date asOf, const std::function<bool(int)> &only, Progress &progress)
{
    RenewalOutlook outlook;
    outlook.isOfSome = bool(only);
    const int yearStart = portfolio::Portfolio::of(workspace)->fiscalYearStart();
    outlook.quarter = FiscalQuarter::of(Month::of(asOf.plusDays(1)), yearStart);
    const auto data = forecast::ForecastData::read(workspace, outlook.quarter);
    if (!data)
        return data.error();
    const auto known = data->known(asOf);
    if (!known)
        return known.error();
    if (auto added = addDue(*data, *known, only, outlook); !added)
        return added.error();
    if (progress.isCancelled())
        return cancelled();
    if (auto added = addForecast(workspace, *data, *known, only, outlook); !added)
        return added.error();
    return outlook;
}

} // namespace qd::answers
