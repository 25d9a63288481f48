#include "core/sources/xlsx_value.h"

#include "core/sources/date_text.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace qd::sources {

namespace {

std::optional<double> realOf(std::string_view text)
{
    double value = 0;
    if (text.starts_with('+'))
        text.remove_prefix(1);
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
        return std::nullopt;
    return value;
}

std::string fixedText(double value, std::optional<int> precision = std::nullopt)
{
    char text[400]; // 309 digits before the point, or 324 behind it, and 17 that count
    if (!precision) {
        const auto made = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
        return {text, made.ptr};
    }
    char rounded[40];
    const auto short_ = std::to_chars(rounded, rounded + sizeof rounded, value, std::chars_format::general, *precision);
    return fixedText(realOf({rounded, short_.ptr}).value_or(value));
}

/// Digits that count: without leading zeros, zeros behind a fraction and the point.
std::size_t significant(std::string_view digits)
{
    std::string kept;
    for (const char c : digits) {
        if (c >= '0' && c <= '9' && (c != '0' || !kept.empty()))
            kept += c;
    }
    if (digits.find('.') != std::string_view::npos)
        kept.erase(kept.find_last_not_of('0') + 1);
    return kept.size();
}

std::string plainNumber(std::string_view raw)
{
    const auto value = realOf(raw);
    if (!value)
        return std::string(raw);
    const bool exponent = raw.find_first_of("eE") != std::string_view::npos;
    const bool whole = raw.find_first_not_of("-0123456789") == std::string_view::npos;
    if (whole || (!exponent && significant(raw) <= 15))
        return std::string(raw.starts_with('+') ? raw.substr(1) : raw);
    // What was typed has few digits; a binary fraction shows its noise in the last of seventeen.
    constexpr int ShownDigits = 15;
    constexpr std::size_t TypedDigits = 13;
    std::string shown = fixedText(*value, ShownDigits);
    if (significant(shown) <= TypedDigits)
        return shown;
    return !exponent && significant(raw) <= 16 ? std::string(raw) : fixedText(*value);
}

std::string clockText(std::int64_t seconds)
{
    const auto two = [](std::int64_t value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    return two(seconds / 3600) + ':' + two(seconds / 60 % 60) + ':' + two(seconds % 60);
}

std::string durationText(double days)
{
    constexpr double Thousandths = 1000.0 * double(SecondsPerDay);
    if (std::abs(days) > 1e9)
        return fixedText(days);
    return fixedText(double(std::llround(days * Thousandths)) / 1000.0);
}

/// What one section of a format is made of.
struct FormatMarks {
    bool day = false; ///< y or d, or g of an era
    bool month = false; ///< m: a month or a minute
    bool clock = false; ///< h or s
    bool elapsed = false; ///< [h], [mm], [s]
    bool digits = false; ///< # ? or 0, but for fractions of a second
};

/// Notes `[...]` that begins at `at`; past its end.
qsizetype takeBracket(QStringView code, qsizetype at, FormatMarks &marks)
{
    const qsizetype end = code.indexOf(QLatin1Char(']'), at);
    const QStringView inner = code.mid(at + 1, (end < 0 ? code.size() : end) - at - 1);
    const auto counts = [](QChar c) { return QStringView(u"hmsHMS").contains(c); };
    marks.elapsed = marks.elapsed || (!inner.isEmpty() && std::all_of(inner.begin(), inner.end(), counts));
    return end < 0 ? code.size() : end + 1;
}

FormatMarks marksOf(QStringView code)
{
    FormatMarks marks;
    bool second = false; // the mark before was s, so that zeros behind a point are fractions of it
    for (qsizetype i = 0; i < code.size();) {
        const char16_t c = code.at(i).toLower().unicode();
        if (c == u';')
            break;
        if (c == u'[') {
            i = takeBracket(code, i, marks);
            second = marks.elapsed;
            continue;
        }
        if (c == u'"') {
            const qsizetype end = code.indexOf(QLatin1Char('"'), i + 1);
            i = end < 0 ? code.size() : end + 1;
            continue;
        }
        constexpr QStringView General = u"general"; // as many digits as there are, wherever it stands
        if (code.mid(i).startsWith(General, Qt::CaseInsensitive)) {
            marks.digits = true;
            i += General.size();
            continue;
        }
        marks.day = marks.day || c == u'y' || c == u'd' || c == u'g';
        marks.month = marks.month || c == u'm';
        marks.clock = marks.clock || c == u'h' || c == u's';
        marks.digits = marks.digits || c == u'#' || c == u'?' || (c == u'0' && !second);
        second = c == u's' || (second && (c == u'.' || c == u'0' || c == u','));
        i += c == u'\\' || c == u'_' || c == u'*' ? 2 : 1;
    }
    return marks;
}

} // namespace

NumberShape shapeOfFormat(QStringView code)
{
    const FormatMarks marks = marksOf(code);
    if (marks.digits)
        return NumberShape::Number;
    if (marks.elapsed)
        return NumberShape::Duration;
    if (marks.day || (marks.month && !marks.clock))
        return NumberShape::Date;
    return marks.clock ? NumberShape::Time : NumberShape::Number;
}

int digitsOfFormat(QStringView code)
{
    const bool zeros = code.size() > 1 && std::ranges::all_of(code, [](QChar c) { return c == u'0'; });
    return zeros ? int(code.size()) : 0;
}

NumberShape shapeOfBuiltIn(int id)
{
    if (id == 46)
        return NumberShape::Duration;
    if ((id >= 18 && id <= 21) || id == 45 || id == 47 || id == 32 || id == 33)
        return NumberShape::Time;
    const bool date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    return date ? NumberShape::Date : NumberShape::Number;
}

std::string numberText(std::string_view raw, NumberShape shape, bool epoch1904)
{
    const auto value = shape == NumberShape::Number ? std::nullopt : realOf(raw);
    if (!value)
        return plainNumber(raw);
    if (shape == NumberShape::Duration)
        return durationText(*value);
    // Excel counts a 29 February 1900 that never was; a day count before that tells nobody which day is meant.
    const double first = epoch1904 ? 1 : 61;
    const double past = epoch1904 ? 2957004 : 2958466;
    if (*value >= first && *value < past) {
        const Date epoch = epoch1904 ? *Date::of(1904, 1, 1) : *Date::of(1899, 12, 30);
        const std::int64_t seconds = std::llround(*value * double(SecondsPerDay));
        if (seconds >= std::int64_t(past) * SecondsPerDay)
            return plainNumber(raw);
        DateReading reading{epoch.plusDays(int(seconds / SecondsPerDay))};
        reading.secondOfDay = int(seconds % SecondsPerDay);
        return reading.secondOfDay > 0 ? reading.isoTime() : reading.date->iso();
    }
    const bool clock = shape == NumberShape::Time || (*value > 0 && *value < 1);
    return clock && *value >= 0 && *value < first ? clockText(std::llround(*value * double(SecondsPerDay)))
                                                  : plainNumber(raw);
}

std::string dayOrTime(std::string text)
{
    const auto midnight = text.find("T00:00:00");
    if (midnight != std::string::npos && text.find_first_not_of("0.Z", midnight + 9) == std::string::npos)
        text.erase(midnight);
    return text;
}

std::string unescaped(const QString &text)
{
    constexpr qsizetype Length = 7; // _xHHHH_
    QString plain;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(u"_x"); at >= 0; at = text.indexOf(u"_x", at)) {
        bool hex = at + Length <= text.size() && text.at(at + Length - 1) == QLatin1Char('_');
        const char16_t code = hex ? QStringView(text).mid(at + 2, 4).toUShort(&hex, 16) : char16_t(0);
        if (!hex) {
            ++at;
            continue;
        }
        plain += QStringView(text).mid(done, at - done);
        if (code != 0) // text has no zero
            plain += QChar(code);
        done = at += Length;
    }
    return done == 0 ? text.toStdString() : plain.append(QStringView(text).mid(done)).toStdString();
}

} // namespace qd::sources
