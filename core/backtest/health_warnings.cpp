#include "core/backtest/warning_models.h"
#include "core/health/scoring.h"

#include <algorithm>
#include <map>
#include <ranges>

namespace qd::backtest {

namespace {

constexpr int MonthsBack = 120;

class HealthWarnings final : public WarningModel {
public:
    HealthWarnings(health::HealthModel model, std::string name)
        : WarningModel(std::move(name))
        , m_model(std::move(model))
    {
    }

    [[nodiscard]] Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const override
    {
        const auto known = day.known();
        if (!known)
            return known.error();
        const auto scores = health::scoresOf(m_model, *day.data().history, **known, accounts);
        if (!scores)
            return scores.error();
        std::vector<Warning> warnings(accounts.size());
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            const auto found = std::ranges::lower_bound(*scores, accounts[i], {}, &health::AccountScore::account);
            if (found != scores->end() && found->account == accounts[i] && found->score.score)
                warnings[i] = {found->score.score, portfolio::isAtRisk(found->score.colour), {}};
        }
        return warnings;
    }

    [[nodiscard]] Result<std::vector<std::optional<Date>>> flaggedSince(
        const Lookback &data, const std::vector<Outcome> &lost) const override
    {
        std::vector<std::optional<Date>> since(lost.size());
        std::map<Month, std::vector<std::size_t>> beginning; // by the last month-end before the renewal was over
        for (std::size_t i = 0; i < lost.size(); ++i)
            beginning[Month::lastEndedBy(lost[i].over.plusDays(-1))].push_back(i);
        std::vector<std::size_t> running;
        Month month = beginning.empty() ? Month() : beginning.rbegin()->first;
        for (int i = 0; i < MonthsBack && (!running.empty() || !beginning.empty()); ++i, month = month.plus(-1)) {
            if (const auto own = beginning.find(month); own != beginning.end()) {
                running.insert(running.end(), own->second.begin(), own->second.end());
                beginning.erase(own);
            }
            if (auto stayed = keepFlagged(data, month.lastDay(), lost, running, since); !stayed)
                return stayed.error();
        }
        return since;
    }

private:
    /// Of `running` those flagged on the day; they were so since then.
    [[nodiscard]] Result<void> keepFlagged(const Lookback &data, Date day, const std::vector<Outcome> &lost,
        std::vector<std::size_t> &running, std::vector<std::optional<Date>> &since) const
    {
        if (running.empty())
            return {};
        std::ranges::sort(running, {}, [&](std::size_t i) { return lost[i].account; });
        std::vector<int> accounts;
        for (const std::size_t i : running)
            accounts.push_back(lost[i].account);
        DayView view(data, day);
        const auto warnings = on(view, accounts);
        if (!warnings)
            return warnings.error();
        std::vector<std::size_t> flagged;
        for (std::size_t i = 0; i < running.size(); ++i) {
            if (!(*warnings)[i].flagged.value_or(false))
                continue;
            since[running[i]] = day;
            flagged.push_back(running[i]);
        }
        running = std::move(flagged);
        return {};
    }

    health::HealthModel m_model;
};

} // namespace

std::unique_ptr<const WarningModel> healthWarnings(health::HealthModel model, std::string name)
{
    return std::make_unique<HealthWarnings>(std::move(model), std::move(name));
}

} // namespace qd::backtest
