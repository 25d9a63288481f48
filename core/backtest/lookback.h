#pragma once
#include "core/health/saved_models.h"
#include "core/renewals/known_renewals.h"
#include "core/signals/signals.h"

namespace qd::backtest {

/// What a model is judged from: what became of renewals by now, and what was known of accounts on any day before. Read
/// once; it uses the workspace's connection and keeps what it worked out, so one of these stays on its thread, and the
/// workspace must outlive it.
struct Lookback {
    std::unique_ptr<const signs::Signals> history;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    std::shared_ptr<const renewals::RenewalData> renewalData;
    renewals::KnownRenewals now; ///< as known on the day it was read for
    std::vector<health::SavedHealthModel> saved; ///< health models of the workspace
    signs::Knowing knowing = signs::Knowing::ByDates; ///< what models were told; outcomes are told of all rows

    /// What became of renewals is told as of `asOf`; nothing: the latest as-of date of the ARR source. Errors as
    /// Signals::read(), RenewalData::read() and KnownRenewals::on().
    [[nodiscard]] static Result<Lookback> read(const store::Workspace &workspace, Progress &progress,
        std::optional<Date> asOf = std::nullopt, signs::Knowing knowing = signs::Knowing::ByDates);

    [[nodiscard]] const identity::AccountDirectory &accounts() const { return portfolio->accounts(); }
    /// The golden value of a dimension that an account had on a day; NoGroup without one.
    [[nodiscard]] std::string groupOn(const std::string &dimension, int account, Date day) const;
};

/// A day as all models look at it: what they share is worked out once.
class DayView {
public:
    /// `data` must outlive it.
    DayView(const Lookback &data, Date day)
        : m_data(data)
        , m_day(day)
    {
    }

    [[nodiscard]] const Lookback &data() const { return m_data; }
    [[nodiscard]] Date day() const { return m_day; }
    /// The book of the day. NoRate, Overflow.
    [[nodiscard]] Result<const signs::KnownDay *> known();

private:
    const Lookback &m_data;
    Date m_day;
    std::optional<signs::KnownDay> m_known;
};

} // namespace qd::backtest
