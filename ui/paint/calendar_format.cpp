#include "ui/paint/calendar_format.h"

#include <QDateTime>

#include <unicode/udat.h>
#include <unicode/udatpg.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace qd::ui {

namespace {

constexpr double MillisecondsOfDay = 86'400'000;
constexpr int LongestText = 128;
constexpr QLatin1String EnglishDay("d MMM yyyy"); ///< textOf(Day) as a pattern

/// What is asked of CLDR for each form.
const char16_t *skeletonOf(Day::Form form)
{
    switch (form) {
    case Day::Form::Medium:
        return u"yMMMd";
    case Day::Form::Short:
        return u"MMMd";
    case Day::Form::Long:
        return u"MMMMd";
    }
    return u"yMMMd";
}

const char16_t *skeletonOf(MonthName::Form form)
{
    switch (form) {
    case MonthName::Form::Year:
        return u"yMMMM";
    case MonthName::Form::ShortYear:
        return u"yMMM";
    case MonthName::Form::Alone:
        return u"LLLL";
    case MonthName::Form::ShortAlone:
        return u"LLL";
    }
    return u"yMMMM";
}

bool hasFixedForms(const QLocale &locale)
{
    return locale.language() == QLocale::English || locale.language() == QLocale::C;
}

std::u16string patternOf(const std::string &locale, const char16_t *skeleton)
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::LocalUDateTimePatternGeneratorPointer generator(udatpg_open(locale.c_str(), &error));
    char16_t pattern[LongestText];
    const std::int32_t length = udatpg_getBestPattern(generator.getAlias(), skeleton, -1, pattern, LongestText, &error);
    return U_SUCCESS(error) ? std::u16string(pattern, std::size_t(length)) : u"yyyy-MM-dd";
}

icu::LocalUDateFormatPointer formatWith(const std::string &locale, const std::u16string &pattern)
{
    UErrorCode error = U_ZERO_ERROR;
    icu::LocalUDateFormatPointer format(udat_open(
        UDAT_PATTERN, UDAT_PATTERN, locale.c_str(), u"UTC", -1, pattern.c_str(), std::int32_t(pattern.size()), &error));
    if (format.isValid())
        udat_setLenient(format.getAlias(), false);
    return format;
}

/// Opening one takes long; a window has a few. Each thread has its own, as ICU's are not for two at once.
UDateFormat *formatOf(const QLocale &locale, const char16_t *skeleton)
{
    static thread_local std::map<std::pair<std::string, std::u16string>, icu::LocalUDateFormatPointer> formats;
    const std::string name = locale.bcp47Name().toStdString();
    auto &format = formats[{name, skeleton}];
    if (format.isNull())
        format = formatWith(name, patternOf(name, skeleton));
    return format.getAlias();
}

QString formatted(Date date, const QLocale &locale, const char16_t *skeleton)
{
    UErrorCode error = U_ZERO_ERROR;
    char16_t text[LongestText];
    const std::int32_t length = udat_format(
        formatOf(locale, skeleton), double(date.days()) * MillisecondsOfDay, text, LongestText, nullptr, &error);
    return U_SUCCESS(error) ? QString::fromUtf16(text, length) : QString::fromStdString(date.iso());
}

std::optional<Date> dateOf(const QDate &day)
{
    return day.isValid() ? Date::of(day.year(), day.month(), day.day()) : std::nullopt;
}

/// In the short form of the locale with all digits of the year: "30.09.2026".
std::optional<Date> inShortForm(const QString &text, const QLocale &locale)
{
    QString pattern = locale.dateFormat(QLocale::ShortFormat);
    if (!pattern.contains(QLatin1String("yyyy")))
        pattern.replace(QLatin1String("yy"), QLatin1String("yyyy"));
    return dateOf(locale.toDate(text, pattern));
}

/// As formatted() writes it; spaces are plain, as people type them.
std::optional<Date> asFormatted(const QString &text, const QLocale &locale)
{
    std::u16string pattern = patternOf(locale.bcp47Name().toStdString(), skeletonOf(Day::Form::Medium));
    for (const char16_t unbroken : {u'\u00A0', u'\u202F'})
        std::replace(pattern.begin(), pattern.end(), unbroken, u' ');
    const auto format = formatWith(locale.bcp47Name().toStdString(), pattern);
    const std::u16string letters = text.toStdU16String();
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t end = 0;
    const double moment = udat_parse(format.getAlias(), letters.c_str(), std::int32_t(letters.size()), &end, &error);
    if (U_FAILURE(error) || end != std::int32_t(letters.size()))
        return std::nullopt;
    return Date(std::int32_t(moment / MillisecondsOfDay));
}

/// What an editor of days shows as it stands.
QString quoted(QString words)
{
    if (words.isEmpty())
        return words;
    return QLatin1Char('\'') + words.replace(QLatin1Char('\''), QLatin1String("''")) + QLatin1Char('\'');
}

QString editPattern(const QLocale &locale)
{
    if (hasFixedForms(locale))
        return QString(EnglishDay);
    QString pattern =
        QString::fromStdU16String(patternOf(locale.bcp47Name().toStdString(), skeletonOf(Day::Form::Medium)));
    pattern.replace(QLatin1Char('L'), QLatin1Char('M'));
    return pattern.replace(QLatin1Char('y'), QLatin1String("yyyy"));
}

} // namespace

QString calendarText(const Day &day, const QLocale &locale)
{
    return hasFixedForms(locale) ? QString::fromStdString(textOf(day))
                                 : formatted(day.date, locale, skeletonOf(day.form));
}

QString calendarText(const MonthName &month, const QLocale &locale)
{
    return hasFixedForms(locale) ? QString::fromStdString(textOf(month))
                                 : formatted(month.month.firstDay(), locale, skeletonOf(month.form));
}

QString momentText(const QDateTime &moment, const QLocale &locale)
{
    const QDateTime local = moment.toLocalTime();
    const auto day = dateOf(local.date());
    if (!day)
        return {};
    const QString time = hasFixedForms(locale) ? local.time().toString(QStringLiteral("HH:mm"))
                                               : locale.toString(local.time(), QLocale::ShortFormat);
    return calendarText(Day{*day}, locale) + QStringLiteral(", ") + time;
}

std::optional<Date> dayFromText(const QString &text, const QLocale &locale)
{
    const QString plain = text.simplified();
    if (const auto iso = Date::fromIso(plain.toStdString()))
        return iso;
    if (hasFixedForms(locale))
        return dateOf(QLocale::c().toDate(plain, QString(EnglishDay)));
    if (const auto shown = asFormatted(plain, locale))
        return shown;
    return inShortForm(plain, locale);
}

QString dayEditPattern(const QLocale &locale, const QString &words)
{
    const qsizetype place = words.indexOf(QLatin1String("%1"));
    return quoted(words.left(place)) + editPattern(locale) + quoted(words.mid(place + 2));
}

} // namespace qd::ui
