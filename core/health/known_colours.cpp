#include "core/health/known_colours.h"

#include "core/health/accuracy.h"

#include <array>

namespace qd::health {

namespace {

/// Keeps what it scored. A day asked for once costs one account; asked for another, all of them at once, since where
/// many renewals are due on a day each is asked for.
class InForceScorer {
public:
    InForceScorer(ModelsInForce models, const signs::Signals &history)
        : m_models(std::move(models))
        , m_history(history)
    {
    }

    [[nodiscard]] Result<HealthColour> on(int account, Date day)
    {
        const VersionedModel *inForce = m_models.on(day);
        if (!inForce)
            return m_history.eventsOn(day).lastColour(account, day);
        auto found = m_days.find(day);
        if (found == m_days.end()) {
            const auto colour = scored(inForce->model, account, day);
            if (colour)
                m_days.emplace(day, Day{account, *colour, {}});
            return colour;
        }
        Day &known = found->second;
        if (known.all.empty() && known.account == account)
            return known.colour;
        if (known.all.empty()) {
            auto all = coloursOfModel(inForce->model, m_history)(day);
            if (!all)
                return all.error();
            known.all = std::move(*all);
        }
        return known.all[std::size_t(account)];
    }

private:
    struct Day {
        int account = -1; ///< first one asked for
        HealthColour colour = HealthColour::None; ///< its
        std::vector<HealthColour> all; ///< by directory index; empty until another is asked for
    };

    [[nodiscard]] Result<HealthColour> scored(const HealthModel &model, int account, Date day) const
    {
        const auto known = m_history.known(day);
        if (!known)
            return known.error();
        const auto scores = scoresOf(model, m_history, *known, std::array{account});
        if (!scores)
            return scores.error();
        return scores->empty() ? HealthColour::None : scores->front().score.colour;
    }

    ModelsInForce m_models;
    const signs::Signals &m_history;
    std::map<Date, Day> m_days;
};

/// Colours that keep the signals they are told from.
Result<ScoredColour> coloursOfHistory(ModelsInForce models, Result<std::unique_ptr<const signs::Signals>> read)
{
    if (!read)
        return read.error();
    const std::shared_ptr<const signs::Signals> history = std::move(*read);
    return ScoredColour([history, scored = coloursInForce(std::move(models), *history)](
                            int account, Date day) { return scored(account, day); });
}

} // namespace

ScoredColour coloursOfLastScores(const signs::AccountEvents &events)
{
    return [&events](int account, Date day) { return Result<HealthColour>(events.lastColour(account, day)); };
}

ScoredColour coloursInForce(ModelsInForce models, const signs::Signals &history)
{
    if (models.isEmpty())
        return [&history](int account, Date day) {
            return Result<HealthColour>(history.eventsOn(day).lastColour(account, day));
        };
    const auto scorer = std::make_shared<InForceScorer>(std::move(models), history);
    return [scorer](int account, Date day) { return scorer->on(account, day); };
}

Result<ScoredColour> coloursInForce(
    const store::Workspace &workspace, const signs::AccountEvents &events, Progress &progress)
{
    auto models = ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    if (models->isEmpty())
        return coloursOfLastScores(events);
    return coloursOfHistory(std::move(*models), signs::Signals::read(workspace, progress));
}

Result<ScoredColour> coloursSeen(const store::Workspace &workspace, Progress &progress)
{
    auto models = ModelsInForce::read(workspace);
    if (!models)
        return models.error();
    return coloursOfHistory(std::move(*models), signs::Signals::read(workspace, progress, signs::Knowing::Seen));
}

KnownColours::KnownColours(
    ScoredColour scored, std::vector<Override> overrides, const identity::AccountDirectory &accounts)
    : m_scored(std::move(scored))
    , m_overrides(std::move(overrides))
    , m_accounts(accounts)
{
}

Result<HealthColour> KnownColours::on(int account, Date day) const
{
    if (!m_overrides.empty()) {
        auto inForce = m_inForce.find(day);
        if (inForce == m_inForce.end())
            inForce = m_inForce.emplace(day, OverridesOn(m_overrides, m_accounts, day)).first;
        if (const Override *made = inForce->second.find(account))
            return made->colour;
    }
    return m_scored(account, day);
}

const char *tierName(HealthColour colour)
{
    return colour == HealthColour::None ? "none" : portfolio::toString(colour);
}

} // namespace qd::health
