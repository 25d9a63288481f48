#include "core/health/known_colours.h"

#include "core/signals/account_events.h"

namespace qd::health {

ScoredColour coloursOfLastScores(const signs::AccountEvents &events)
{
    return [&events](int account, Date day) { return Result<HealthColour>(events.lastColour(account, day)); };
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
