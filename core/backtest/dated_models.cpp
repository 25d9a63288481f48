#include "core/backtest/warning_models.h"

namespace qd::backtest {

namespace {

/// What somebody or something wrote down on a day.
struct DatedScore {
    Date day;
    std::optional<double> score;
    std::optional<bool> flagged;
};

/// A model that speaks on days of its own.
class DatedModel : public WarningModel {
public:
    using WarningModel::WarningModel;

    [[nodiscard]] Result<std::vector<Warning>> on(DayView &day, std::span<const int> accounts) const override
    {
        std::vector<Warning> warnings;
        warnings.reserve(accounts.size());
        for (const int account : accounts) {
            const auto last = inForce(day.data(), account, day.day());
            warnings.push_back(last && last->score ? Warning{last->score, last->flagged, {}} : Warning());
        }
        return warnings;
    }

    [[nodiscard]] Result<std::vector<std::optional<Date>>> flaggedSince(
        const Lookback &data, const std::vector<Outcome> &lost) const override
    {
        std::vector<std::optional<Date>> since(lost.size());
        for (std::size_t i = 0; i < lost.size(); ++i) {
            auto at = inForce(data, lost[i].account, lost[i].over.plusDays(-1));
            while (at && at->score && at->flagged.value_or(false)) {
                since[i] = at->day;
                at = inForce(data, lost[i].account, at->day.plusDays(-1));
            }
        }
        return since;
    }

private:
    [[nodiscard]] virtual std::optional<DatedScore> lastOn(const Lookback &data, int account, Date day) const = 0;
    [[nodiscard]] std::optional<DatedScore> inForce(const Lookback &data, int account, Date day) const
    {
        const auto last = lastOn(data, account, day);
        return last && daysBetween(last->day, day) <= ScoreDays ? last : std::nullopt;
    }
};

class VendorModel final : public DatedModel {
public:
    VendorModel(const std::string &model, bool highIsRisk)
        : DatedModel("vendor:" + model)
        , m_model(model)
        , m_highIsRisk(highIsRisk)
    {
    }
    [[nodiscard]] bool highIsRisk() const override { return m_highIsRisk; }

private:
    [[nodiscard]] std::optional<DatedScore> lastOn(const Lookback &data, int account, Date day) const override
    {
        const signs::AccountEvents &events = data.history->eventsOn(day);
        const signs::VendorScore *last = events.vendorScore(events.vendorModel(m_model), account, day);
        if (!last)
            return std::nullopt;
        DatedScore score{last->day, last->score, {}};
        if (last->colour != portfolio::HealthColour::None)
            score.flagged = portfolio::isAtRisk(last->colour);
        return score;
    }

    std::string m_model;
    bool m_highIsRisk;
};

class CallModel final : public DatedModel {
public:
    CallModel()
        : DatedModel("call")
    {
    }

private:
    [[nodiscard]] std::optional<DatedScore> lastOn(const Lookback &data, int account, Date day) const override
    {
        const renewals::Risk *last = data.knowing == signs::Knowing::Seen ? data.renewalData->lastRiskSeen(account, day)
                                                                          : data.renewalData->lastRisk(account, day);
        if (!last)
            return std::nullopt;
        if (last->call == "renew")
            return DatedScore{last->date, 100.0, false};
        if (last->call == "contract")
            return DatedScore{last->date, 50.0, true};
        if (last->call == "churn")
            return DatedScore{last->date, 0.0, true};
        return DatedScore{last->date, {}, {}};
    }
};

} // namespace

std::unique_ptr<const WarningModel> vendorWarnings(const std::string &model, bool highIsRisk)
{
    return std::make_unique<VendorModel>(model, highIsRisk);
}

std::unique_ptr<const WarningModel> callWarnings()
{
    return std::make_unique<CallModel>();
}

} // namespace qd::backtest
