#include "core/forecast/forecast_data.h"

#include "core/base/text.h"
#include "core/base/words.h"
#include "core/identity/own_subjects.h"
#include "core/store/own_rows.h"
#include "core/store/renewal_rows.h"

#include <algorithm>

namespace qd::forecast {

namespace {

/// A month or a fiscal quarter, in any case.
bool isPeriod(std::string_view text)
{
    std::string upper(text);
    std::ranges::replace(upper, 'q', 'Q');
    return Month::fromIso(upper) || FiscalQuarter::fromText(upper);
}

renewals::DueWindow windowOf(Month first)
{
    return {first.firstDay(), first.plus(2).lastDay()};
}

/// Rows of `forecasts`, and those of them that do not count.
struct Stated {
    std::vector<std::vector<StatedForecast>> byPlace;
    std::vector<LeftOutForecast> leftOut;
};

Stated statedIn(const store::Workspace &workspace, const identity::AccountDirectory &accounts,
    const renewals::RenewalData &data, FiscalQuarter quarter)
{
    using Why = LeftOutForecast::Why;
    Stated stated;
    stated.byPlace.resize(std::size_t(data.customers.size()));
    const std::string period = quarter.text();
    const bool isHeldBack = data.knowing == portfolio::Knowing::Seen;
    store::forEachForecast(workspace, [&](const store::ForecastRow &row) {
        const std::string_view own = trimmed(row.period);
        const Date knownFrom = isHeldBack ? std::max(row.date, row.seen.value_or(row.date)) : row.date;
        const auto leaveOut = [&](Why why) {
            stated.leftOut.push_back(
                {why, std::string(row.period), std::string(row.source), std::string(row.accountId), knownFrom});
        };
        if (!equalsIgnoringCase(own, period)) {
            if (!isPeriod(own))
                leaveOut(Why::NoPeriod);
            return;
        }
        if (row.amountMinor < 0)
            return leaveOut(Why::BelowZero);
        const int owner = identity::ownerOfRow(accounts, row.source, row.accountId, row.recordSource, row.recordId);
        if (owner < 0)
            return;
        data.customers.forEachPlaceOf(owner, [&](int place) {
            stated.byPlace[std::size_t(place)].push_back({row.date, std::string(row.author),
                Money{row.amountMinor, row.currency}, lowered(trimmed(row.category)), knownFrom});
        });
    });
    return stated;
}

} // namespace

Result<ForecastData> ForecastData::read(
    const store::Workspace &workspace, FiscalQuarter quarter, portfolio::Knowing knowing)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto data = renewals::RenewalData::read(workspace, *portfolio, knowing);
    if (!data)
        return data.error();
    Stated stated = statedIn(workspace, portfolio->accounts(), **data, quarter);
    return ForecastData{portfolio, *data, std::make_unique<signs::AccountEvents>(workspace, portfolio->accounts()),
        std::make_unique<signs::KnownFields>(workspace, portfolio, knowing), health::overrides(workspace), quarter,
        std::move(stated.byPlace), store::standingDays(workspace), std::move(stated.leftOut)};
}

Result<renewals::KnownRenewals> ForecastData::known(std::optional<Date> day) const
{
    return renewals::KnownRenewals::on(portfolio, renewals, day);
}

renewals::DueWindow ForecastData::window() const
{
    return windowOf(quarter.firstMonth(portfolio->fiscalYearStart()));
}

renewals::DueWindow ForecastData::windowBefore(Date day, int quarters) const
{
    const int start = portfolio->fiscalYearStart();
    return windowOf(FiscalQuarter::of(Month::of(day), start).firstMonth(start).plus(-3 * quarters));
}

std::string ForecastData::segmentOn(int account, Date day) const
{
    const std::string &segment = fields->on("segment", day)[std::size_t(account)];
    return segment.empty() ? std::string(NoGroup) : segment;
}

const std::vector<StatedForecast> &ForecastData::statedOf(int account, Date day) const
{
    return stated[std::size_t(renewals->customers.placeOn(account, day))];
}

bool ForecastData::isStatedBy(int account, Date day) const
{
    return std::ranges::any_of(
        statedOf(account, day), [day](const StatedForecast &row) { return row.knownFrom <= day; });
}

const StatedForecast *ForecastData::lastStated(int account, const std::string &author, Date day) const
{
    const StatedForecast *last = nullptr;
    for (const StatedForecast &row : statedOf(account, day)) {
        if (row.knownFrom <= day && row.author == author)
            last = &row;
    }
    return last;
}

const StatedForecast *ForecastData::lastCall(int account, Date day) const
{
    const StatedForecast *last = nullptr;
    for (const StatedForecast &row : statedOf(account, day)) {
        if (row.knownFrom <= day)
            last = &row;
    }
    return last;
}

} // namespace qd::forecast
