#pragma once
#include "core/base/result.h"
#include "core/sources/encoding.h"

namespace qd::sources {

/// The encoding of text that is no Unicode, of which at least one byte is no ASCII (guessEncoding()).
[[nodiscard]] EncodingGuess guessCodePage(std::string_view sample);

/// BadData: more than one encoding gives sensible text of the file; names the guess and its rivals, and what to do.
[[nodiscard]] Error undecidedEncoding(const std::string &path, const EncodingGuess &guess);

/// The share of bytes above ASCII that read like a western language in Windows-1252: letters within words, at most two
/// of them in a row, and marks that stand where marks do. 1 where there are none.
[[nodiscard]] double westernShare(std::string_view sample);

} // namespace qd::sources
