#pragma once
#include "core/base/message.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd {

/// A message as a file keeps it: its English words and, beside them, what fills them. Read back, it is the message that
/// was written: its English has the same bytes, and the window shows it in its own language and forms.
///
/// The values are a JSON array. First the context of the words, or [context, singular] where they depend on a count;
/// then the values, one for each place: a text as a string, everything else as an object that names its kind:
/// {"word":"Timing"}, {"count":3}, {"money":[1200,"EUR"]}, {"amount":[1200,"EUR"]}, {"share":0.5},
/// {"date":"2026-10-31"}, {"month":"2026-10"}, {"sentences":[[WORDS,VALUES], ...]}.
///
/// A Figure, a Day and a MonthName, which nothing that is stored has, are kept as their English texts.
///
/// A finished sentence has no values, and neither has what is no UTF-8: it is kept as the English it is.
struct StoredMessage {
    std::string words; ///< with values the template "%1 is no date.", without them the whole sentence
    std::optional<std::string> values; ///< nothing for a finished sentence

    bool operator==(const StoredMessage &) const = default;
};

[[nodiscard]] StoredMessage stored(const Message &message);

/// The message that `words` and `values` are of. Without values, or with ones that are not as above, `words` is a
/// finished sentence.
///
/// The words of a message outlive it (MessageWords points to literals), so what comes out of a file is kept for the
/// life of the program, each text once, up to KeptTextsLimit texts of KeptTextBytes each: a program has some hundreds
/// of templates. What finds no room there, as a file made to fill it would have it, is filled in and is a finished
/// English sentence. Any thread.
[[nodiscard]] Message messageFrom(std::string_view words, const std::optional<std::string> &values);

inline constexpr std::size_t KeptTextsLimit = 4096;
inline constexpr std::size_t KeptTextBytes = 1000;

} // namespace qd
