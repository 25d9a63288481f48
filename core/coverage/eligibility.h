#pragma once
#include "core/coverage/books.h"

namespace qd::coverage {

/// Why an account may not be served by a CSM, as the end of a sentence: "who does not serve region EMEA". Empty when
/// it may be.
[[nodiscard]] Message obstacle(const CoverageInput &input, const AccountLoad &load, int csm);

/// Index in `input.accounts` of the account with this id, its own or a source's. InvalidArgument names the id when
/// nobody has it or two sources use it for different accounts.
[[nodiscard]] Result<int> accountOfId(const identity::AccountDirectory &accounts, const std::string &id);

} // namespace qd::coverage
