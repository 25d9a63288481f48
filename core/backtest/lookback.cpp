#include "core/backtest/lookback.h"

#include "core/base/words.h"

namespace qd::backtest {

Result<Lookback> Lookback::read(
    const store::Workspace &workspace, Progress &progress, std::optional<Date> asOf, signs::Knowing knowing)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto data = renewals::RenewalData::read(workspace, *portfolio);
    if (!data)
        return data.error();
    auto now = renewals::KnownRenewals::on(portfolio, *data, asOf);
    if (!now)
        return now.error();
    auto history = signs::Signals::read(workspace, progress, knowing);
    if (!history)
        return history.error();
    return Lookback{
        std::move(*history), portfolio, *data, std::move(*now), health::savedHealthModels(workspace), knowing};
}

std::string Lookback::groupOn(const std::string &dimension, int account, Date day) const
{
    const std::string &value = history->fields().on(dimension, day)[std::size_t(account)];
    return value.empty() ? std::string(NoGroup) : value;
}

Result<const signs::KnownDay *> DayView::known()
{
    if (!m_known) {
        auto known = m_data.history->known(m_day);
        if (!known)
            return known.error();
        m_known = std::move(*known);
    }
    return &*m_known;
}

} // namespace qd::backtest
