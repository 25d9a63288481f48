#pragma once
#include "core/base/currency.h"
#include "core/base/month.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qd::pack {

/// Figures as a pack prints them: fixed English forms, whatever the machine's locale, so that the same data give the
/// same document everywhere. Minus is U+2212, the space before a percent sign does not break.

/// "$50.97M", "$436k", "$9,120", "CHF 1.20B": the nearest short form of an amount in minor units.
[[nodiscard]] std::string shortMoney(std::int64_t minor, Currency currency);
/// "$1,274,740": whole major units, rounded half away from zero.
[[nodiscard]] std::string fullMoney(std::int64_t minor, Currency currency);
/// "$50,974,909.25": to the minor unit.
[[nodiscard]] std::string exactMoney(std::int64_t minor, Currency currency);
/// "1,274,740" for tables whose header names the currency.
[[nodiscard]] std::string wholeAmount(std::int64_t minor, Currency currency);
/// "−164,328.24" for tables that tie out.
[[nodiscard]] std::string exactAmount(std::int64_t minor, Currency currency);
/// "50.97": millions with two decimals.
[[nodiscard]] std::string millions(std::int64_t minor, Currency currency);
/// Puts "+" before a text that does not begin with a minus; zero stays without a sign.
[[nodiscard]] std::string withSign(std::string text);
/// "601", "1,274".
[[nodiscard]] std::string countText(std::int64_t count);

/// A share in tenths of a percent, as it is shown: 0.90642 gives 906. Differences of shown rates are taken from these.
[[nodiscard]] std::int64_t shownTenths(double fraction);
/// "90.6 %" of 906; `unit` false gives "90.6".
[[nodiscard]] std::string percentOfTenths(std::int64_t tenths, bool unit = true);
/// "90.6 %" of 0.90642.
[[nodiscard]] std::string percentText(double fraction);
/// "24 %" of 0.238.
[[nodiscard]] std::string wholePercent(double fraction);
/// "−2.4 pt" of -24 tenths of a percent; "0.0 pt" of zero.
[[nodiscard]] std::string pointsOfTenths(std::int64_t tenths, bool unit = true);
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

/// Rounds `parts` to multiples of `unit` so that they add up to their sum rounded to `unit` (half away from zero), by
/// largest remainder; ties go to the earlier part. Each differs from its exact value by less than one unit.
[[nodiscard]] std::vector<std::int64_t> roundedParts(const std::vector<std::int64_t> &parts, std::int64_t unit);
/// Minor units in one major unit: 100 for USD, 1 for JPY.
[[nodiscard]] std::int64_t minorPerMajor(Currency currency);

} // namespace qd::pack
