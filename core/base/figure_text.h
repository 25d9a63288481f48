#pragma once
#include "core/base/currency.h"

#include <array>
#include <cstdint>
#include <string>

namespace qd {

/// How the numbers of a language are written. The values here are the fixed form of files and packs, which is the same
/// on every machine; the window makes one from its locale (ui/paint/formatting.h).
struct FigureForm {
    std::array<std::string, 10> digits{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    std::string point = ".";
    std::string group = ","; ///< empty for numbers without groups
    std::string percent = "%";
    int groupSize = 3; ///< of the last group
    int nextGroupSize = 3; ///< of those before it
    int leastGrouped = 4; ///< digits from which on a number has groups

    bool operator==(const FigureForm &) const = default;
};
/// The form of files and packs.
[[nodiscard]] const FigureForm &fixedForm();

/// Every figure that a page, a pack, a chart or a command shows as text comes from here. All round half to even
/// (core/base/rounding.h), once, from the exact value. Minus is U+2212, zero has no sign, the space before a percent
/// sign does not break.

/// "$50.97M", "$436k", "$9,120", "CHF 1.20B": the nearest short form of an amount in minor units; in full below 10,000.
[[nodiscard]] std::string shortMoney(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "50.97M": the same without its currency, for a chart whose axis names it.
[[nodiscard]] std::string shortAmount(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "$1,274,740": whole major units.
[[nodiscard]] std::string fullMoney(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "$50,974,909.25": to the minor unit.
[[nodiscard]] std::string exactMoney(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "1,274,740" for tables whose header names the currency.
[[nodiscard]] std::string wholeAmount(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "−164,328.24" for tables that tie out.
[[nodiscard]] std::string exactAmount(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// "50.97": millions with two decimals.
[[nodiscard]] std::string millions(std::int64_t minor, Currency currency, const FigureForm &form = fixedForm());
/// Puts "+" before a text that does not begin with a minus; zero stays without a sign.
[[nodiscard]] std::string withSign(std::string text, const FigureForm &form = fixedForm());
/// "601", "1,274".
[[nodiscard]] std::string countText(std::int64_t count, const FigureForm &form = fixedForm());
/// "12.4" with `decimals` (0..9) digits behind the point; empty for what is not finite.
[[nodiscard]] std::string numberText(double value, int decimals, const FigureForm &form = fixedForm());

/// A share in tenths of a percent, as it is shown: 0.90642 gives 906. Differences of shown rates are taken from these.
[[nodiscard]] std::int64_t shownTenths(double fraction);
/// "90.6 %" of 906; `unit` false gives "90.6".
[[nodiscard]] std::string percentOfTenths(std::int64_t tenths, bool unit = true, const FigureForm &form = fixedForm());
/// "90.6 %" of 0.90642; empty for what is not finite.
[[nodiscard]] std::string percentText(double fraction, int decimals = 1, const FigureForm &form = fixedForm());
/// "24 %" of 0.238.
[[nodiscard]] std::string wholePercent(double fraction, const FigureForm &form = fixedForm());
/// "−2.4 pt" of -24 tenths of a percent; "0.0 pt" of zero.
[[nodiscard]] std::string pointsOfTenths(std::int64_t tenths, bool unit = true, const FigureForm &form = fixedForm());
/// "−2.4 pt" of a difference of fractions; empty for what is not finite.
[[nodiscard]] std::string pointsText(double fraction, int decimals = 1, const FigureForm &form = fixedForm());

/// Minor units in one major unit: 100 for USD, 1 for JPY.
[[nodiscard]] std::int64_t minorPerMajor(Currency currency);
/// An amount as it is shown in whole major units: minor units, a multiple of minorPerMajor().
[[nodiscard]] std::int64_t wholeUnits(std::int64_t minor, Currency currency);

} // namespace qd
