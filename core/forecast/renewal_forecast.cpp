#include "core/forecast/renewal_forecast.h"

#include "core/base/checked_sum.h"

#include <algorithm>
#include <array>
#include <map>

namespace qd::forecast {

namespace {

using renewals::RenewalCase;

Error renewalsTooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
}

/// What history says of an open renewal.
struct Outlook {
    std::string segment;
    std::optional<double> p; ///< nothing without any history
    double r = 1;
};

/// The open renewals of a cell that are as far from due.
struct OpenPart {
    int open = 0;
    std::int64_t openArr = 0; ///< base minor units
    std::optional<double> p;
};
using OpenParts = std::map<int, OpenPart>; ///< by lead

/// Their rates weighted by ARR; where all agree that rate to the last digit.
std::optional<double> meanRate(const OpenParts &parts)
{
    const std::optional<double> first = parts.begin()->second.p;
    if (!first || std::ranges::all_of(parts, [&](const auto &each) { return each.second.p == first; }))
        return first;
    double weighted = 0;
    double arr = 0; // above 0: what is due has a value
    for (const auto &[lead, part] : parts) {
        weighted += double(part.openArr) * part.p.value_or(0);
        arr += double(part.openArr);
    }
    return weighted / arr;
}

/// Cells in the making; history is looked at once for each lead of a cell.
class CellBuilder {
public:
    CellBuilder(const ForecastData &data, const PastRenewals &past, const health::KnownColours &colours, Date day)
        : m_data(data)
        , m_past(past)
        , m_colours(colours)
        , m_day(day)
    {
    }

    /// The outlook of an open renewal, which is added to its cell.
    [[nodiscard]] Result<Outlook> add(const RenewalCase &renewal)
    {
        const auto colour = m_colours.on(renewal.account, m_day);
        if (!colour)
            return colour.error();
        const CellKey key{*colour, m_data.segmentOn(renewal.account, m_day)};
        Draft &draft = m_drafts[{health::tierName(key.colour), key.segment}];
        draft.key = key;
        const std::array leads{leadStep(daysBetween(m_day, renewal.due))};
        auto part = draft.parts.find(leads.front());
        if (part == draft.parts.end()) {
            const auto history = tallyOf(m_past, m_colours, key, leads);
            if (!history)
                return history.error();
            part = draft.parts.emplace(leads.front(), OpenPart{0, 0, m_past.rate(key.segment, *history)}).first;
        }
        ++part->second.open;
        if (!addTo(part->second.openArr, renewal.dueArr))
            return renewalsTooLarge();
        return Outlook{key.segment, part->second.p, m_past.retainedShare(key.segment)};
    }

    [[nodiscard]] Result<std::vector<ForecastCell>> cells() const
    {
        std::vector<ForecastCell> all;
        for (const auto &[place, draft] : m_drafts) {
            ForecastCell cell{draft.key, {}, 0, 0, {}, meanRate(draft.parts), m_past.retainedShare(draft.key.segment)};
            for (const auto &[lead, part] : draft.parts) {
                cell.leads.push_back(lead);
                cell.open += part.open;
                if (!addTo(cell.openArr, part.openArr))
                    return renewalsTooLarge();
            }
            const auto history = tallyOf(m_past, m_colours, cell.key, cell.leads);
            if (!history)
                return history.error();
            cell.history = *history;
            all.push_back(std::move(cell));
        }
        return all;
    }

private:
    struct Draft {
        CellKey key;
        OpenParts parts;
    };

    const ForecastData &m_data;
    const PastRenewals &m_past;
    const health::KnownColours &m_colours;
    Date m_day;
    std::map<std::pair<std::string, std::string>, Draft> m_drafts; ///< by name of the colour and segment
};

/// Due, settled and renewed.
Result<void> addUp(std::span<const RenewalCase> cases, RenewalForecast &forecast)
{
    for (const RenewalCase &renewal : cases) {
        ++forecast.due.count;
        forecast.settled.count += renewal.isSettled() ? 1 : 0;
        const bool isRenewed = renewal.state == renewals::RenewalState::Renewed;
        forecast.renewed += isRenewed ? 1 : 0;
        if (!addTo(forecast.due.arr, renewal.dueArr)
            || !addTo(forecast.settled.arr, isRenewed ? renewal.renewedArr : 0))
            return renewalsTooLarge();
    }
    return {};
}

} // namespace

std::optional<double> RenewalForecast::shareOfDue(std::int64_t amount) const
{
    return due.arr > 0 ? std::optional(double(amount) / double(due.arr)) : std::nullopt;
}

Result<PastRenewals> pastRenewals(const ForecastData &data, const renewals::KnownRenewals &known)
{
    std::vector<PastRenewal> past;
    for (int quarters = HistoryQuarters; quarters > 0; --quarters) {
        const auto cases = known.casesIn(data.windowBefore(known.day(), quarters));
        if (!cases)
            return cases.error();
        for (const RenewalCase &renewal : *cases) {
            if (!renewal.isSettled())
                continue;
            const bool isRenewed = renewal.state == renewals::RenewalState::Renewed;
            past.push_back({renewal.account, data.segmentOn(renewal.account, known.day()), renewal.due, isRenewed,
                renewal.dueArr, isRenewed ? renewal.retained() : 0});
        }
    }
    return PastRenewals(std::move(past));
}

Result<RenewalForecast> renewalForecast(const ForecastData &data, const health::ScoredColour &scored,
    std::optional<Date> asOf, const SimulationOptions &options, Progress &progress,
    const std::function<bool(int)> &only)
{
    const auto known = data.known(asOf);
    if (!known)
        return known.error();
    auto cases = known->casesIn(data.window());
    if (!cases)
        return cases.error();
    if (only)
        std::erase_if(*cases, [&only](const RenewalCase &renewal) { return !only(renewal.account); });
    const auto past = pastRenewals(data, *known);
    if (!past)
        return past.error();
    RenewalForecast forecast;
    forecast.asOf = known->day();
    forecast.staleRates = known->book().staleRates(known->day());
    if (auto added = addUp(*cases, forecast); !added)
        return added.error();

    const health::KnownColours colours(scored, data.overrides, data.portfolio->accounts());
    CellBuilder cells(data, *past, colours, known->day());
    std::vector<RenewalChance> chances;
    bool isTold = true;
    for (const RenewalCase &renewal : *cases) {
        if (renewal.isSettled())
            continue;
        const auto outlook = cells.add(renewal);
        if (!outlook)
            return outlook.error();
        isTold = isTold && outlook->p;
        chances.push_back({outlook->segment, double(renewal.dueArr), outlook->p.value_or(0), outlook->r});
    }
    auto by = cells.cells();
    if (!by)
        return by.error();
    forecast.by = std::move(*by);
    const auto model = renewalDistribution(
        chances, {double(forecast.settled.arr), forecast.renewed}, options, progress); // also checks rho
    if (!model)
        return model.error();
    if (isTold)
        forecast.model = *model;

    const auto pipeline = renewalPipeline(*known, *cases, forecast.settled.arr);
    if (!pipeline)
        return pipeline.error();
    forecast.pipeline = *pipeline;
    const auto untouched = untouchedOf(data, *known, *cases);
    if (!untouched)
        return untouched.error();
    forecast.untouched = *untouched;
    return forecast;
}

} // namespace qd::forecast
