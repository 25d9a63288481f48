#include "core/health/overrides.h"

#include "core/identity/account_directory.h"

namespace qd::health {

OverridesOn::OverridesOn(const std::vector<Override> &all, const identity::AccountDirectory &accounts, Date day)
{
    for (const Override &each : all) {
        const int account = each.made <= day ? accounts.indexOf(each.account) : -1;
        if (account >= 0)
            m_inForce.insert_or_assign(account, each);
    }
    std::erase_if(m_inForce, [day](const auto &each) {
        return each.second.until < day || each.second.colour == portfolio::HealthColour::None;
    });
}

const Override *OverridesOn::find(int account) const
{
    const auto found = m_inForce.find(account);
    return found == m_inForce.end() ? nullptr : &found->second;
}

} // namespace qd::health
