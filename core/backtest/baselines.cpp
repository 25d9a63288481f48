#include "core/backtest/warning_models.h"

#include "core/base/month.h"

#include <cmath>
#include <map>

namespace qd::backtest {

namespace {

class ConstantBaseline final : public WarningModel {
public:
    ConstantBaseline()
        : WarningModel("constant")
    {
    }
    [[nodiscard]] Result<std::vector<Warning>> on(DayView & /*day*/, std::span<const int> accounts) const override
    {
        return std::vector<Warning>(accounts.size(), Warning{0.0, {}, {}});
    }
};

class TenureBaseline final : public WarningModel {
public:
    TenureBaseline()
        : WarningModel("tenure")
    {
    }
    [[nodiscard]] Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const override
    {
        const auto known = day.known();
        if (!known)
            return known.error();
        const auto months = day.data().history->values({signs::SignalKind::TenureMonths, {}}, **known, accounts);
        if (!months)
            return months.error();
        std::vector<Warning> warnings(accounts.size());
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            if (const double value = (*months)[std::size_t(accounts[i])]; !std::isnan(value))
                warnings[i].score = value;
        }
        return warnings;
    }
};

class LastQuarterBaseline final : public WarningModel {
public:
    explicit LastQuarterBaseline(Event event)
        : WarningModel("last_quarter")
        , m_event(event)
    {
    }
    [[nodiscard]] Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const override
    {
        const Date told = Month::of(day.day()).firstDay();
        auto known = m_rates.find(told);
        if (known == m_rates.end()) {
            auto rates = ratesOn(day.data(), told);
            if (!rates)
                return rates.error();
            known = m_rates.emplace(told, std::move(*rates)).first;
        }
        const Rates &rates = known->second;
        std::vector<Warning> warnings(accounts.size());
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            const auto rate = rates.find(day.data().groupOn("segment", accounts[i], day.day()));
            if (rate == rates.end())
                continue;
            const double share = double(rate->second.events) / rate->second.n;
            warnings[i] = {100 * (1 - share), {}, share};
        }
        return warnings;
    }

private:
    struct Rate {
        int n = 0;
        int events = 0;
    };
    using Rates = std::map<std::string, Rate>; ///< by segment
    /// Of each segment that had a renewal whose settled day had come.
    [[nodiscard]] Result<Rates> ratesOn(const Lookback &data, Date day) const
    {
        const int fiscalStart = data.portfolio->fiscalYearStart();
        const Month first = FiscalQuarter::of(Month::of(day), fiscalStart).firstMonth(fiscalStart).plus(-3);
        const auto then = renewals::KnownRenewals::on(data.portfolio, data.renewalData, day, data.now.book().source());
        if (!then)
            return then.error();
        const auto cases = then->casesIn({first.firstDay(), first.plus(2).lastDay()});
        if (!cases)
            return cases.error();
        Rates rates;
        for (const renewals::RenewalCase &renewal : *cases) {
            if (!renewal.isSettled() || renewal.settled > day)
                continue; // those renewed early, taken alone, would be all that is known of the rest
            Rate &rate = rates[data.groupOn("segment", renewal.account, day)];
            ++rate.n;
            rate.events += isEvent(renewal, m_event) ? 1 : 0;
        }
        return rates;
    }

    Event m_event;
    mutable std::map<Date, Rates> m_rates; ///< by the day they are told of: a book as known takes its time
};

} // namespace

std::unique_ptr<const WarningModel> constantBaseline()
{
    return std::make_unique<ConstantBaseline>();
}

std::unique_ptr<const WarningModel> tenureBaseline()
{
    return std::make_unique<TenureBaseline>();
}

std::unique_ptr<const WarningModel> lastQuarterBaseline(Event event)
{
    return std::make_unique<LastQuarterBaseline>(event);
}

} // namespace qd::backtest
