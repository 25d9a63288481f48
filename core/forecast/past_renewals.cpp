#include "core/forecast/past_renewals.h"

#include <algorithm>
#include <array>

namespace qd::forecast {

int leadStep(int days)
{
    constexpr std::array Steps{30, 60, 90, 120, 180};
    for (const int step : Steps) {
        if (days <= step)
            return step;
    }
    return Steps.back();
}

void Tally::add(bool isRenewed)
{
    ++n;
    renewed += isRenewed ? 1 : 0;
}

double Tally::smoothed(double towards) const
{
    return (renewed + Smoothing * towards) / (n + Smoothing);
}

PastRenewals::PastRenewals(std::vector<PastRenewal> all)
    : m_all(std::move(all))
{
    std::ranges::stable_sort(m_all, {}, &PastRenewal::segment);
    for (const PastRenewal &past : m_all) {
        m_total.add(past.isRenewed);
        Segment &segment = m_segments[past.segment];
        segment.tally.add(past.isRenewed);
        if (past.isRenewed) {
            segment.dueArr += double(past.dueArr);
            segment.retained += double(past.retained);
        }
    }
}

std::span<const PastRenewal> PastRenewals::of(const std::string &segment) const
{
    const auto found = std::ranges::equal_range(m_all, segment, {}, &PastRenewal::segment);
    return {found.begin(), found.end()};
}

std::optional<double> PastRenewals::rate(const std::string &segment) const
{
    if (m_total.n == 0)
        return std::nullopt;
    const double overall = double(m_total.renewed) / m_total.n;
    const auto found = m_segments.find(segment);
    return found == m_segments.end() ? overall : found->second.tally.smoothed(overall);
}

std::optional<double> PastRenewals::rate(const std::string &segment, const Tally &cell) const
{
    const std::optional<double> whole = rate(segment);
    return whole ? std::optional(cell.smoothed(*whole)) : std::nullopt;
}

double PastRenewals::retainedShare(const std::string &segment) const
{
    const auto found = m_segments.find(segment);
    return found == m_segments.end() || !(found->second.dueArr > 0) ? 1 : found->second.retained / found->second.dueArr;
}

Result<Tally> tallyOf(
    const PastRenewals &past, const health::KnownColours &colours, const CellKey &cell, std::span<const int> leads)
{
    Tally tally;
    for (const PastRenewal &renewal : past.of(cell.segment)) {
        bool isOfCell = false;
        for (std::size_t i = 0; i < leads.size() && !isOfCell; ++i) {
            const auto colour = colours.on(renewal.account, renewal.due.plusDays(-leads[i]));
            if (!colour)
                return colour.error();
            isOfCell = *colour == cell.colour;
        }
        if (isOfCell)
            tally.add(renewal.isRenewed);
    }
    return tally;
}

} // namespace qd::forecast
