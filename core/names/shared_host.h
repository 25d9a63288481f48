#pragma once
#include <string_view>

namespace qd::names {

/// True for a domain at which many companies have a page or a link, and none its own (linkedin.com and its country
/// hosts, facebook.com, bit.ly ...), or that stands for no domain (example.com, co.uk): like a public mailbox it says
/// nothing about who a customer is. A name below a host of sites (acme.wixsite.com) is a company's own.
[[nodiscard]] bool isSharedHost(std::string_view domain);

} // namespace qd::names
