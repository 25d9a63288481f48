#pragma once
#include "core/base/figure_text.h"
#include "core/base/message.h"
#include "core/base/month.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd::pack {

/// Dates and words as a pack prints them: fixed English forms, whatever the machine's locale, so that the same data
/// give the same document everywhere. Numbers are those of core/base/figure_text.h.

/// "2.4 points", "1.0 point": how far, without direction, for sentences.
[[nodiscard]] std::string pointsInWords(std::int64_t tenths);

/// "30 Sep 2026", "30 Sep", "30 September".
[[nodiscard]] std::string dateText(Date date);
[[nodiscard]] std::string shortDate(Date date);
[[nodiscard]] std::string longDay(Date date);
/// "September", "Sep 2026", "September 2026".
[[nodiscard]] std::string monthName(Month month);
[[nodiscard]] std::string shortMonth(Month month);
[[nodiscard]] std::string longMonth(Month month);

/// "1 customer", "11 customers", "no customers"; `plural` only where it is not `singular` + "s".
[[nodiscard]] std::string counted(std::int64_t n, std::string_view singular, std::string_view plural = {});
/// "a, b and c".
[[nodiscard]] std::string listed(const std::vector<std::string> &parts);

/// The text with its first ASCII letter in upper case, for the beginning of a sentence.
[[nodiscard]] std::string capitalised(std::string text);

/// The sentences of messages, for a page, which is English.
[[nodiscard]] std::vector<std::string> english(const std::vector<Message> &messages);

} // namespace qd::pack
