#pragma once
#include "core/sources/encoding.h"

namespace qd::sources {

/// The encoding of text that is no Unicode, of which at least one byte is no ASCII (guessEncoding()).
[[nodiscard]] EncodingGuess guessCodePage(std::string_view sample);

/// The share of bytes above ASCII that read like a western language in Windows-1252: letters within words, at most two
/// of them in a row, and marks that stand where marks do. 1 where there are none.
[[nodiscard]] double westernShare(std::string_view sample);

} // namespace qd::sources
