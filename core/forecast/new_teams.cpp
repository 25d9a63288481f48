#include "core/forecast/new_teams.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/signal_rows.h"

#include <algorithm>
#include <map>
#include <optional>

namespace qd::forecast {

namespace {

struct Team {
    Date since;
    std::string name; ///< as its first contact has it
};

struct Customer {
    std::optional<Date> since; ///< first contact of any role, or none
    std::map<std::string, Team> teams; ///< by role in lower case
};

} // namespace

std::vector<std::vector<std::string>> newTeams(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::map<int, Customer> customers;
    store::forEachContact(workspace, [&](const store::ContactRow &row) {
        const int owner = accounts.ownerOfRecord(row.source, row.accountId);
        if (owner < 0 || !row.seen || *row.seen > day)
            return;
        Customer &customer = customers[accounts.customerOn(owner, day)];
        customer.since = std::min(customer.since.value_or(*row.seen), *row.seen);
        const std::string_view role = trimmed(row.role);
        if (role.empty())
            return;
        const auto [team, isNew] = customer.teams.try_emplace(caseFolded(role), Team{*row.seen, std::string(role)});
        if (!isNew && *row.seen < team->second.since)
            team->second = {*row.seen, std::string(role)};
    });
    std::vector<std::vector<std::string>> found(std::size_t(accounts.size()));
    for (const auto &[account, customer] : customers) {
        const Date oldest = day.plusDays(-NewTeamDays);
        for (const auto &[role, team] : customer.teams) {
            if (team.since > oldest && team.since > *customer.since)
                found[std::size_t(account)].push_back(team.name);
        }
    }
    return found;
}

} // namespace qd::forecast
