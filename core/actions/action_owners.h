#pragma once
#include "core/store/team_rows.h"

#include <string>

namespace qd::portfolio {
class Portfolio;
}
namespace qd::identity {
class PersonIndex;
}

namespace qd::actions {

/// What tells owners apart, however files spell them: the CSM's id or a folded name; empty for none.
[[nodiscard]] std::string ownerKey(const identity::PersonIndex &people, const std::string &owner);

/// What an owner is called: the name of the CSM who answers to the text, else the text itself.
[[nodiscard]] std::string ownerName(const portfolio::Portfolio &portfolio, const std::string &owner);

/// Names of the roster who have not left by a day and of everybody who owns a customer, by name, each once: whom an
/// action can be given to.
[[nodiscard]] std::vector<std::string> possibleOwners(const portfolio::Portfolio &portfolio, Date day);

} // namespace qd::actions
