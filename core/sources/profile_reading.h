#pragma once
#include "core/base/json_value.h"
#include "core/sources/profile.h"

namespace qd::sources {

/// How files of a profile are read, from its `read`: `sheet`, `header` (a line from 1, or "none"), `decimal`,
/// `encoding`, `delimiter`, `quote`, `footers` ("keep"), `ends` ("exclusive") and `date_order`, with the values that
/// the options of `qdeck import` take. Complains of any other.
void readReading(const JsonValue &read, Profile &profile);
/// Digits of minor units by currency code, from its `minor_digits`. Complains of what is no currency or no such number.
void readMinorDigits(const JsonValue &digits, Profile &profile);
/// What readReading() reads as JSON; an empty object where the profile says nothing.
[[nodiscard]] nlohmann::ordered_json readingJson(const Profile &profile);

/// What a person says of a file, and where they say nothing what the profile says.
[[nodiscard]] ReadChoice filledFrom(const ReadChoice &said, const ReadChoice &profile);

} // namespace qd::sources
