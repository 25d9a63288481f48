#pragma once
#include <string>
#include <string_view>

namespace qd::names {

/// Texts as record linkage compares them (docs/identity.md). Each is empty where the text says nothing, which counts as
/// a missing value; what it gives is for comparing, never for showing.

/// normalizedName() in Latin letters; empty for a placeholder (placeholder_name.h). "ООО «Газпром»" -> "gazprom".
[[nodiscard]] std::string comparableCompany(std::string_view text);
/// A person's name: plainText() in Latin letters; word order stays.
[[nodiscard]] std::string comparablePerson(std::string_view text);
/// normalizedDomain(); empty for a public mail provider and for a host that many share (public_mail.h, shared_host.h).
[[nodiscard]] std::string comparableDomain(std::string_view text);
/// The digits of a phone number in any script, without its extension ("x12", "ext. 12", "#12"), the international
/// prefix 00 and the trunk zero in brackets ("+49 (0) 30 1234"). No country is assumed: a national number and the
/// international form of it stay different and near by Jaro-Winkler. Empty under five digits.
[[nodiscard]] std::string comparablePhone(std::string_view text);
/// plainText() in Latin letters with the usual abbreviations written out: "Main St." is "main street", and
/// "Hauptstraße" is "hauptstr".
[[nodiscard]] std::string comparableStreet(std::string_view text);
/// plainText() in Latin letters.
[[nodiscard]] std::string comparableCity(std::string_view text);
/// Letters and digits in lower case, without gaps: "SW1A 1AA" -> "sw1a1aa".
[[nodiscard]] std::string comparablePostcode(std::string_view text);

} // namespace qd::names
