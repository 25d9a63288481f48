#pragma once
#include "core/base/date.h"

#include <string>
#include <vector>

namespace qd::identity {
class AccountDirectory;
}
namespace qd::store {
class Workspace;
}

namespace qd::forecast {

/// Days for which a team is new.
inline constexpr int NewTeamDays = 90;

/// Teams of each customer that are new on `day`, by directory index and name: roles of contacts, without regard to
/// case, whose first contact a file first held in the NewTeamDays up to the day, of a customer who had contacts before
/// that. Contacts without a role are of no team; who came with a customer's first contacts is not new; nobody can be
/// told where all files are of one day. As known on the day: files of later days say nothing. Linear in contacts.
[[nodiscard]] std::vector<std::vector<std::string>> newTeams(
    const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day);

} // namespace qd::forecast
