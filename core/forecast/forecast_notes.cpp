#include "core/forecast/forecast_notes.h"

#include "core/base/text.h"

#include <algorithm>
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
    std::ranges::sort(idle);
    const Count count{std::int64_t(idle.size())};
    const bool isCut = idle.size() > NamedInNotes;
    idle.resize(std::min(idle.size(), NamedInNotes));
    return std::optional(Message(
        QD_WORDS_N("Forecast", "%1 customers with a forecast of %2 have nothing due in it; it counts nowhere: %3.",
            "%1 customer with a forecast of %2 has nothing due in it; it counts nowhere: %3."),
        {count, data.quarter.text(), joined(idle, ", ") + (isCut ? ", ..." : "")}));
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
    for (const std::optional<Message> &note : {*idle, importedOnce(data, known.day())}) {
        if (note)
            notes.push_back(*note);
    }
    return notes;
}

} // namespace qd::forecast
