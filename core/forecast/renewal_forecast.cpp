#include "core/forecast/renewal_forecast.h"

#include "core/base/checked_sum.h"

#include <algorithm>
#include <tuple>

namespace qd::forecast {

namespace {

using renewals::RenewalCase;

Error tooLarge()
{
    return {ErrorCode::Overflow, QD_WORDS("Renewals", "The ARR of the renewals is too large to add up.")};
}

/// Cells in the making; history is looked at once for each lead.
class CellBuilder {
public:
    CellBuilder(const ForecastData &data, const PastRenewals &past, const KnownColours &colours, Date day)
        : m_data(data)
        , m_past(past)
        , m_colours(colours)
        , m_day(day)
    {
    }

    /// The cell of an open renewal, which it is added to.
    [[nodiscard]] Result<const ForecastCell *> add(const RenewalCase &renewal)
    {
        const auto colour = m_colours.on(renewal.account, m_day);
        if (!colour)
            return colour.error();
        const int lead = leadStep(daysBetween(m_day, renewal.due));
        const CellKey key{*colour, m_data.segmentOn(renewal.account, m_day)};
        auto at = m_cells.find({tierName(key.colour), key.segment, lead});
        if (at == m_cells.end()) {
            auto made = cellOf(key, lead);
            if (!made)
                return made.error();
            at = m_cells.emplace(Place{tierName(key.colour), key.segment, lead}, std::move(*made)).first;
        }
        ++at->second.open;
        if (!addTo(at->second.openArr, renewal.dueArr))
            return tooLarge();
        return &at->second;
    }

    [[nodiscard]] std::vector<ForecastCell> cells() const
    {
        std::vector<ForecastCell> all;
        for (const auto &[place, cell] : m_cells)
            all.push_back(cell);
        return all;
    }

private:
    using Place = std::tuple<std::string, std::string, int>; ///< colour, segment, lead

    [[nodiscard]] Result<ForecastCell> cellOf(const CellKey &key, int lead)
    {
        auto history = m_histories.find(lead);
        if (history == m_histories.end()) {
            auto cells = cellsAt(m_past, m_colours, lead);
            if (!cells)
                return cells.error();
            history = m_histories.emplace(lead, std::move(*cells)).first;
        }
        ForecastCell cell{key, lead, 0, 0, {}, std::nullopt, m_past.retainedShare(key.segment)};
        if (const auto found = history->second.find(key); found != history->second.end())
            cell.history = found->second;
        cell.p = m_past.rate(key.segment, cell.history);
        return cell;
    }

    const ForecastData &m_data;
    const PastRenewals &m_past;
    const KnownColours &m_colours;
    Date m_day;
    std::map<int, std::map<CellKey, Tally>> m_histories; ///< by lead
    std::map<Place, ForecastCell> m_cells;
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
            return tooLarge();
    }
    return {};
}

} // namespace

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

Result<RenewalForecast> renewalForecast(const ForecastData &data, const ScoredColour &scored, std::optional<Date> asOf,
    const SimulationOptions &options, Progress &progress)
{
    const auto known = data.known(asOf);
    if (!known)
        return known.error();
    const auto cases = known->casesIn(data.window());
    if (!cases)
        return cases.error();
    const auto past = pastRenewals(data, *known);
    if (!past)
        return past.error();
    RenewalForecast forecast;
    forecast.asOf = known->day();
    forecast.staleRates = known->book().staleRates(known->day());
    if (auto added = addUp(*cases, forecast); !added)
        return added.error();

    const KnownColours colours(scored, data.overrides, data.portfolio->accounts());
    CellBuilder cells(data, *past, colours, known->day());
    std::vector<RenewalChance> chances;
    bool isTold = true;
    for (const RenewalCase &renewal : *cases) {
        if (renewal.isSettled())
            continue;
        const auto cell = cells.add(renewal);
        if (!cell)
            return cell.error();
        const ForecastCell &its = **cell;
        isTold = isTold && its.p;
        chances.push_back({its.key.segment, double(renewal.dueArr), its.p.value_or(0), its.r});
    }
    forecast.by = cells.cells();
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
