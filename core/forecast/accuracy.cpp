#include "core/forecast/accuracy.h"

#include "core/base/checked_sum.h"
#include "core/renewals/case_building.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace qd::forecast {

namespace {

using renewals::KnownRenewals;
using renewals::RenewalCase;

Error forecastsTooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Forecast", "The forecasts are too large to add up.")};
}

/// A renewal of the base and what it came to.
struct Actual {
    int account = -1;
    Date due; ///< as known on the lead day
    std::int64_t arr = 0;
};

std::span<const portfolio::ArrPiece> piecesOf(const KnownRenewals &known, int account)
{
    const auto found = std::ranges::equal_range(known.book().pieces(), account, {}, &portfolio::ArrPiece::account);
    return {found.begin(), found.end()};
}

/// Value on the settled day of the contracts that were due and whose end was moved past it.
Result<std::int64_t> extendedArr(const KnownRenewals &now, const RenewalCase &renewal)
{
    std::int64_t sum = 0;
    for (const portfolio::ArrPiece &piece : piecesOf(now, renewal.account)) {
        const bool wasDue = std::ranges::any_of(
            renewal.contracts, [&](const renewals::DueContract &due) { return due.id == piece.recordId; });
        if (!wasDue || !piece.inForceOn(renewal.settled))
            continue;
        const auto value =
            now.book().rates().toBase(piece.annualMinor, piece.currency, std::min(renewal.due, now.day()));
        if (!value)
            return value.error();
        if (!addTo(sum, *value))
            return forecastsTooLarge();
    }
    return std::max<std::int64_t>(sum, 0);
}

/// What became of a renewal of which nothing is due in the quarter any more; nothing while it is pending.
Result<std::optional<std::int64_t>> movedArr(const KnownRenewals &now, const RenewalCase &then)
{
    RenewalCase renewal;
    renewal.account = then.account;
    renewal.due = then.due;
    renewal.dueArr = then.dueArr;
    renewal.contracts = then.contracts;
    if (auto settled = renewals::settleCase({now, piecesOf(now, then.account)}, renewal); !settled)
        return settled.error();
    // Without contracts all that goes on is what was renewed: the piece itself is among the successors.
    const bool hasContracts = now.book().source().basis == portfolio::ArrBasis::Subscriptions;
    const auto extended = hasContracts ? extendedArr(now, renewal) : Result<std::int64_t>(0);
    if (!extended)
        return extended.error();
    std::int64_t arr = renewal.renewedArr;
    if (!addTo(arr, *extended))
        return forecastsTooLarge();
    if (arr == 0 && !renewal.isSettled())
        return std::optional<std::int64_t>();
    return std::optional(arr);
}

/// The base of a lead day.
Result<std::vector<Actual>> actualsOf(const ForecastData &data, const KnownRenewals &now,
    const std::map<int, const RenewalCase *> &settled, Date leadDay, const std::function<bool(int)> &only)
{
    const auto then = data.known(leadDay);
    if (!then)
        return then.error();
    const auto cases = then->casesIn(data.window());
    if (!cases)
        return cases.error();
    std::vector<Actual> actuals;
    for (const RenewalCase &renewal : *cases) {
        if (only && !only(renewal.account))
            continue;
        const auto known = settled.find(renewal.account);
        if (known != settled.end()) {
            if (known->second->isSettled())
                actuals.push_back({renewal.account, known->second->due, known->second->renewedArr});
            continue;
        }
        const auto moved = movedArr(now, renewal);
        if (!moved)
            return moved.error();
        if (*moved)
            actuals.push_back({renewal.account, renewal.due, **moved});
    }
    return actuals;
}

Result<AccuracyRow> rowOf(const ForecastData &data, const KnownRenewals &now, const std::vector<Actual> &actuals,
    const std::string &author, int lead, Date leadDay)
{
    AccuracyRow row{author, lead, 0, 0, 0, int(actuals.size()), 0};
    for (const Actual &actual : actuals) {
        std::int64_t forecast = 0;
        if (const StatedForecast *stated = data.lastStated(actual.account, author, leadDay)) {
            const auto value = now.book().rates().toBase(
                stated->amount.minor, stated->amount.currency, std::min(actual.due, now.day()));
            if (!value)
                return value.error();
            forecast = *value;
        } else {
            ++row.untouched;
        }
        std::int64_t apart = forecast;
        if (!addTo(apart, -actual.arr) || !addTo(row.apart, std::abs(apart)) || !addTo(row.forecast, forecast)
            || !addTo(row.actual, actual.arr))
            return forecastsTooLarge();
    }
    return row;
}

std::set<std::string> authorsBy(const ForecastData &data, Date day)
{
    std::set<std::string> authors;
    for (const auto &rows : data.stated) {
        for (const StatedForecast &row : rows) {
            if (row.date <= day)
                authors.insert(row.author);
        }
    }
    return authors;
}

} // namespace

std::optional<double> AccuracyRow::error() const
{
    const auto share = bias();
    return share ? std::optional(std::abs(*share)) : std::nullopt;
}

std::optional<double> AccuracyRow::bias() const
{
    return actual > 0 ? std::optional((double(forecast) - double(actual)) / double(actual)) : std::nullopt;
}

std::optional<double> AccuracyRow::accuracy() const
{
    const auto net = error();
    return net ? std::optional(std::max(0.0, 1 - *net)) : std::nullopt;
}

std::optional<double> AccuracyRow::wape() const
{
    return actual > 0 ? std::optional(double(apart) / double(actual)) : std::nullopt;
}

Result<std::vector<AccuracyRow>> forecastAccuracy(
    const ForecastData &data, std::optional<Date> asOf, const std::function<bool(int)> &only)
{
    const auto now = data.known(asOf);
    if (!now)
        return now.error();
    const auto cases = now->casesIn(data.window());
    if (!cases)
        return cases.error();
    std::map<int, const RenewalCase *> byAccount;
    for (const RenewalCase &renewal : *cases)
        byAccount.emplace(renewal.account, &renewal);
    std::vector<std::pair<int, std::vector<Actual>>> bases;
    for (const int lead : AccuracyLeads) {
        const Date leadDay = data.window().to.plusDays(-lead);
        if (leadDay > now->day())
            continue;
        auto actuals = actualsOf(data, *now, byAccount, leadDay, only);
        if (!actuals)
            return actuals.error();
        bases.emplace_back(lead, std::move(*actuals));
    }
    std::vector<AccuracyRow> rows;
    for (const std::string &author : authorsBy(data, now->day())) {
        for (const auto &[lead, actuals] : bases) {
            auto row = rowOf(data, *now, actuals, author, lead, data.window().to.plusDays(-lead));
            if (!row)
                return row.error();
            rows.push_back(std::move(*row));
        }
    }
    return rows;
}

std::vector<AccuracyRow> widestFirst(std::vector<AccuracyRow> rows)
{
    std::map<std::string, int> touched; // renewals forecast, over the leads
    for (const AccuracyRow &row : rows)
        touched[row.author] += row.n - row.untouched;
    std::ranges::stable_sort(
        rows, std::ranges::greater(), [&](const AccuracyRow &row) { return touched.at(row.author); });
    return rows;
}

} // namespace qd::forecast
