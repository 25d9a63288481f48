#include "core/backtest/warning_models.h"
#include "core/health/scoring.h"

#include <algorithm>
#include <functional>
#include <map>
#include <ranges>

namespace qd::backtest {

namespace {

constexpr int MonthsBack = 120;

class HealthWarnings final : public WarningModel {
public:
    /// The model of a day; nullptr where there is none.
    using ModelOn = std::function<const health::HealthModel *(Date)>;

    HealthWarnings(ModelOn modelOn, std::string name)
        : WarningModel(std::move(name))
        , m_modelOn(std::move(modelOn))
    {
    }

    [[nodiscard]] Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const override
    {
        std::vector<Warning> warnings(accounts.size());
        const health::HealthModel *model = m_modelOn(day.day());
        if (!model)
            return warnings;
        const auto known = day.known();
        if (!known)
            return known.error();
        const auto scores = health::scoresOf(*model, *day.data().history, **known, accounts);
        if (!scores)
            return scores.error();
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

    ModelOn m_modelOn;
};

} // namespace

std::unique_ptr<const WarningModel> healthWarnings(health::HealthModel model, std::string name)
{
    return std::make_unique<HealthWarnings>(
        [model = std::move(model)](Date /*day*/) { return &model; }, std::move(name));
}

std::unique_ptr<const WarningModel> warningsInForce(health::ModelsInForce models)
{
    return std::make_unique<HealthWarnings>(
        [models = std::move(models)](Date day) {
            const health::VersionedModel *inForce = models.on(day);
            return inForce ? &inForce->model : nullptr;
        },
        "in_force");
}

} // namespace qd::backtest
