#include "core/forecast/forecast_notes.h"

#include "core/base/text.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace qd::forecast {

namespace {

/// History is empty: where it was looked for.
Message noHistory(const ForecastData &data, Date day)
{
    return {
        QD_WORDS("Forecast",
            "No renewal due from %1 to %2 is settled, so that there is no history to judge the open ones of %3 by."),
        {data.windowBefore(day, HistoryQuarters).from, data.windowBefore(day, 1).to, data.quarter.text()}};
}

/// "crm A, crm B, ...", each once.
std::string firstOf(std::vector<std::string> names)
{
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    const bool isCut = names.size() > NamedInNotes;
    names.resize(std::min(names.size(), NamedInNotes));
    return joined(names, ", ") + (isCut ? ", ..." : "");
}

} // namespace

std::optional<Message> importedOnce(const ForecastData &data, Date day)
{
    std::vector<Date> known = data.importDays;
    std::erase_if(known, [day](Date each) { return each > day; });
    if (known.size() != 1)
        return std::nullopt;
    return Message(
        QD_WORDS("Forecast",
            "All files are of one day, %1: how ends, amounts, stages and owners were before is not known, so "
            "that changes and accuracy since earlier days rest on what these files say."),
        {known.front()});
}

Result<std::optional<Message>> statedInVain(const ForecastData &data, const renewals::KnownRenewals &known)
{
    const auto cases = known.casesIn(data.window());
    if (!cases)
        return cases.error();
    std::set<int> due;
    for (const renewals::RenewalCase &renewal : *cases)
        due.insert(renewal.account);
    const identity::AccountDirectory &accounts = data.portfolio->accounts();
    std::vector<std::string> idle;
    for (int account = 0; account < accounts.size(); ++account) {
        const bool isCustomer = accounts.customerOn(account, known.day()) == account;
        if (isCustomer && !due.contains(account) && data.isStatedBy(account, known.day()))
            idle.push_back(accounts.at(account).id);
    }
    if (idle.empty())
        return std::optional<Message>();
    const Count count{std::int64_t(idle.size())};
    return std::optional(Message(
        QD_WORDS_N("Forecast", "%1 customers with a forecast of %2 have nothing due in it; it counts nowhere: %3.",
            "%1 customer with a forecast of %2 has nothing due in it; it counts nowhere: %3."),
        {count, data.quarter.text(), firstOf(std::move(idle))}));
}

std::vector<Message> leftOutNotes(const ForecastData &data, Date day)
{
    using Why = LeftOutForecast::Why;
    std::vector<std::string> noPeriod, belowZero;
    for (const LeftOutForecast &each : data.leftOut) {
        if (each.knownFrom > day)
            continue;
        const std::string name = each.source + " " + each.accountId;
        if (each.why == Why::NoPeriod)
            noPeriod.push_back(name + " (\"" + each.period + "\")");
        else
            belowZero.push_back(name);
    }
    std::vector<Message> notes;
    if (!noPeriod.empty())
        notes.emplace_back(QD_WORDS_N("Forecast",
                               "%1 rows of forecasts count nowhere, because their period is neither a month, YYYY-MM, "
                               "nor a fiscal quarter, YYYYQn: %2.",
                               "%1 row of forecasts counts nowhere, because its period is neither a month, YYYY-MM, "
                               "nor a fiscal quarter, YYYYQn: %2."),
            std::vector<Message::Value>{Count{std::int64_t(noPeriod.size())}, firstOf(noPeriod)});
    if (!belowZero.empty())
        notes.emplace_back(
            QD_WORDS_N("Forecast",
                "%1 forecasts of %2 are below zero and left out, as a renewal brings nothing at "
                "least: %3.",
                "%1 forecast of %2 is below zero and left out, as a renewal brings nothing at least: %3."),
            std::vector<Message::Value>{
                Count{std::int64_t(belowZero.size())}, data.quarter.text(), firstOf(belowZero)});
    return notes;
}

Result<std::vector<Message>> forecastNotes(
    const ForecastData &data, const renewals::KnownRenewals &known, const RenewalForecast &forecast)
{
    std::vector<Message> notes;
    if (!forecast.model)
        notes.push_back(noHistory(data, known.day()));
    const auto idle = statedInVain(data, known);
    if (!idle)
        return idle.error();
    std::ranges::move(leftOutNotes(data, known.day()), std::back_inserter(notes));
    for (const std::optional<Message> &note : {*idle, importedOnce(data, known.day())}) {
        if (note)
            notes.push_back(*note);
    }
    return notes;
}

} // namespace qd::forecast
