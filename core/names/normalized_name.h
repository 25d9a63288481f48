#pragma once
#include <string>
#include <string_view>

namespace qd::names {

/// A company name as it is compared: without case, accents, punctuation, legal forms (Inc, LLC, GmbH, S.A., Pty Ltd,
/// K.K. ..., legal_forms.h) and a leading "The"; word order and digits stay (CONTRACT section 2, Identity).
/// "The Kestrel Logistics, Inc." -> "kestrel logistics". Letters of other scripts are kept. Empty when nothing remains;
/// a name that is nothing but a legal form keeps it.
[[nodiscard]] std::string normalizedName(std::string_view name);

/// A domain as it is compared: lower case, without scheme, user, path, port, trailing dot and a leading "www.".
/// "https://www.Acme.com/about" and "info@acme.com" -> "acme.com". Empty when there is no dot in it.
[[nodiscard]] std::string normalizedDomain(std::string_view website);

} // namespace qd::names
