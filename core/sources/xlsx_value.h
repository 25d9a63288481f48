#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include <QStringView>

namespace qd::sources {

/// What a number format makes of a number.
enum class NumberShape : std::uint8_t {
    Number,
    Date, ///< a day, with or without a time
    Time, ///< a time of day only
    Duration, ///< hours, minutes or seconds counted past their next unit: [h]:mm
};

/// The shape of a format as Excel writes it, told from its first section. Letters in quotes, brackets, after a
/// backslash, and the letters that `_` and `*` turn into blanks and fillers say nothing, nor does any letter beside
/// digits to be shown.
[[nodiscard]] NumberShape shapeOfFormat(QStringView code);
/// The shape of one of the formats that every workbook has.
[[nodiscard]] NumberShape shapeOfBuiltIn(int id);

/// How many digits a format of zeros alone shows at least, as ids have: 7 for `0000000`; 0 for any other format.
[[nodiscard]] int digitsOfFormat(QStringView code);

/// A number of a cell as text. Dates (1900-03-01 to 9999-12-31) come as ISO text, with a time as UTC; a part of a day
/// in a date or time format as `HH:MM:SS`; durations as seconds; what is out of range as its number. Numbers come
/// without an exponent and with all their digits, but for the noise of binary fractions: 0.30000000000000004 is 0.3.
[[nodiscard]] std::string numberText(std::string_view raw, NumberShape shape, bool epoch1904);

/// A day and time of a cell that has them as ISO text; midnight is the day alone.
[[nodiscard]] std::string dayOrTime(std::string text);

/// `text` with `_x000D_` and its like, by which workbooks keep characters that XML cannot, as what they stand for.
[[nodiscard]] std::string unescaped(const QString &text);

} // namespace qd::sources
