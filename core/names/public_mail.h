#pragma once
#include <string_view>

namespace qd::names {

/// True for a domain at which anybody can have a mailbox (gmail.com, outlook.com, qq.com, t-online.de ...): such a
/// domain says nothing about who a customer is and never links two records. `domain` as from normalizedDomain().
[[nodiscard]] bool isPublicMailDomain(std::string_view domain);

} // namespace qd::names
