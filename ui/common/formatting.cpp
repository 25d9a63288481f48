#include "ui/common/formatting.h"

#include <QDate>

#include <array>
#include <cmath>
#include <utility>

namespace qd::ui {

namespace {

// Charts and packs are painted in jobs, beside a window that goes on formatting for the screen.
thread_local bool formatsForFile = false;

constexpr QChar Minus(0x2212);
constexpr QChar NoBreakSpace(0x00A0);

/// The locale's text with its own minus replaced by U+2212, wherever the locale puts it.
QString trueMinus(QString text, const QLocale &locale)
{
    return text.replace(locale.negativeSign(), Minus).replace(u'-', Minus);
}

QString signedText(QString text, bool positive)
{
    return positive ? u'+' + text : text;
}

/// Exact fixed-point text of `decimal` by locale: the integer part grouped, the fraction digit by digit. Goes through
/// no double, so that amounts of any size tie out on screen.
QString exactText(const Decimal &decimal, bool withFraction, const QLocale &locale)
{
    const bool negative = decimal.mantissa < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(decimal.mantissa) : static_cast<std::uint64_t>(decimal.mantissa);
    std::uint64_t unit = 1;
    for (int i = 0; i < decimal.scale; ++i)
        unit *= 10;
    std::uint64_t whole = magnitude / unit;
    const std::uint64_t rest = magnitude % unit;
    QString text;
    if (withFraction && decimal.scale > 0) {
        QString digits = locale.toString(static_cast<qulonglong>(rest)).remove(locale.groupSeparator());
        text = locale.decimalPoint() + digits.rightJustified(decimal.scale, locale.zeroDigit().at(0));
    } else if (rest * 2 > unit || (rest * 2 == unit && whole % 2 == 1)) {
        ++whole; // half to even, as core rounds
    }
    text.prepend(locale.toString(static_cast<qulonglong>(whole)));
    return negative && (whole != 0 || (withFraction && rest != 0)) ? Minus + text : text;
}

QString symbolOf(const Currency &currency)
{
    static constexpr std::array<std::pair<const char *, char16_t>, 5> symbols{
        {{"USD", u'$'}, {"EUR", u'\u20AC'}, {"GBP", u'\u00A3'}, {"JPY", u'\u00A5'}, {"INR", u'\u20B9'}}};
    for (const auto &[code, symbol] : symbols) {
        if (currency.code() == code)
            return QChar(symbol);
    }
    return QString::fromStdString(currency.code()) + NoBreakSpace;
}

} // namespace

QLocale shownLocale()
{
    return formatsForFile ? QLocale::c() : QLocale();
}

FileLocale::FileLocale()
    : m_before(std::exchange(formatsForFile, true))
{
}

FileLocale::~FileLocale()
{
    formatsForFile = m_before;
}

QString formatMoney(const Money &money, bool withMinorUnits, const QLocale &locale)
{
    return exactText(money.major(), withMinorUnits, locale);
}

QString formatShortMoney(const Money &money, const QLocale &locale)
{
    struct Step {
        double from, unit;
        int decimals;
        char16_t suffix;
    };
    // A step begins where the one below would round up to four digits.
    static constexpr Step steps[] = {{999'995'000.0, 1e9, 2, u'B'}, {999'500.0, 1e6, 2, u'M'}, {999.5, 1e3, 0, u'k'}};
    const double amount = std::abs(money.major().approximate());
    QString text;
    for (const Step &step : steps) {
        if (amount >= step.from) {
            text = locale.toString(amount / step.unit, 'f', step.decimals) + QChar(step.suffix);
            break;
        }
    }
    const bool zero = text.isEmpty() && std::round(amount) == 0;
    if (text.isEmpty())
        text = locale.toString(amount, 'f', 0);
    return (money.minor < 0 && !zero ? QString(Minus) : QString()) + symbolOf(money.currency) + text;
}

QString formatMoneyDelta(const Money &money, bool withMinorUnits, const QLocale &locale)
{
    const QString text = formatMoney(money, withMinorUnits, locale);
    return signedText(text, money.minor > 0 && text != formatMoney({0, money.currency}, withMinorUnits, locale));
}

QString formatNumber(double value, int decimals, const QLocale &locale)
{
    if (!std::isfinite(value))
        return {};
    const double unit = std::pow(10.0, decimals);
    const double shown = std::abs(std::round(value * unit)) < 0.5 ? 0.0 : value; // never a minus zero
    return trueMinus(locale.toString(shown, 'f', decimals), locale);
}

QString formatDelta(double value, int decimals, const QLocale &locale)
{
    const QString text = formatNumber(value, decimals, locale);
    return signedText(text, value > 0 && text != formatNumber(0, decimals, locale));
}

QString formatPercent(double fraction, int decimals, const QLocale &locale)
{
    const QString number = formatNumber(fraction * 100, decimals, locale);
    return number.isEmpty() ? number : number + NoBreakSpace + locale.percent();
}

QString formatPoints(double fraction, int decimals, const QLocale &locale)
{
    const QString number = formatDelta(fraction * 100, decimals, locale);
    return number.isEmpty() ? number : number + NoBreakSpace + QStringLiteral("pt");
}

QString formatDate(Date date, const QLocale &locale)
{
    return locale.toString(QDate(date.year(), date.month(), date.day()), QStringLiteral("d MMM yyyy"));
}

QString formatShortDate(Date date, const QLocale &locale)
{
    return locale.toString(QDate(date.year(), date.month(), date.day()), QStringLiteral("d MMM"));
}

QString formatMonth(Month month, const QLocale &locale)
{
    return locale.toString(QDate(month.year(), month.month(), 1), QStringLiteral("MMM yyyy"));
}

QString formatCount(qint64 count, const QLocale &locale)
{
    return trueMinus(locale.toString(count), locale);
}

QString formatAge(int days)
{
    return formatCount(days) + NoBreakSpace + QStringLiteral("d");
}

QString formatFileSize(qint64 bytes, const QLocale &locale)
{
    static constexpr std::pair<double, const char *> units[] = {{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}};
    const double size = static_cast<double>(bytes);
    for (const auto &[unit, name] : units) {
        if (size >= unit * 0.9995) {
            const int decimals = size / unit < 9.95 ? 1 : 0;
            return locale.toString(size / unit, 'f', decimals) + NoBreakSpace + QLatin1String(name);
        }
    }
    return locale.toString(bytes) + NoBreakSpace + QStringLiteral("B");
}

} // namespace qd::ui
