#include "ui/paint/formatting.h"

#include "ui/paint/calendar_format.h"

#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace qd::ui {

namespace {

// Charts and packs are painted in jobs, beside a window that goes on formatting for the screen.
thread_local bool formatsForFile = false;

constexpr QChar NoBreakSpace(0x00A0);
constexpr std::size_t KeptForms = 8;

std::string utf8(const QString &text)
{
    return text.toStdString();
}

/// What a locale does with the digits of a whole number, found out by asking it.
void readGroups(FigureForm &form, const QLocale &locale)
{
    const QString separator = locale.groupSeparator();
    form.group.clear();
    form.leastGrouped = std::numeric_limits<int>::max();
    int digits = 4;
    for (const qlonglong number : {1234LL, 12345LL, 123456LL, 1234567LL}) {
        if (!separator.isEmpty() && locale.toString(number).contains(separator)) {
            form.group = utf8(separator);
            form.leastGrouped = digits;
            break;
        }
        ++digits;
    }
    const QStringList groups = locale.toString(1234567890LL).split(separator);
    if (form.group.empty() || groups.size() < 3)
        return;
    const auto sizeOf = [](const QString &group) { return int(group.toUcs4().size()); };
    form.groupSize = sizeOf(groups.last());
    form.nextGroupSize = sizeOf(groups[groups.size() - 2]);
}

FigureForm readForm(const QLocale &locale)
{
    FigureForm form;
    const QList<uint> zero = locale.zeroDigit().toUcs4();
    for (uint digit = 0; digit < form.digits.size() && !zero.isEmpty(); ++digit) {
        const char32_t code = zero.first() + digit;
        form.digits[digit] = utf8(QString::fromUcs4(&code, 1));
    }
    form.point = utf8(locale.decimalPoint());
    form.percent = utf8(locale.percent());
    readGroups(form, locale);
    return form;
}

QLocale fileLocale()
{
    QLocale locale = QLocale::c();
    locale.setNumberOptions(QLocale::DefaultNumberOptions); // with groups
    return locale;
}

} // namespace

const FigureForm &formOf(const QLocale &locale)
{
    // Asked for with every cell; a window uses one or two. Each thread has its own.
    static thread_local std::vector<std::pair<QLocale, std::unique_ptr<const FigureForm>>> forms;
    for (const auto &[known, form] : forms) {
        if (known == locale)
            return *form;
    }
    if (forms.size() >= KeptForms)
        forms.erase(forms.begin());
    forms.emplace_back(locale, std::make_unique<const FigureForm>(readForm(locale)));
    return *forms.back().second;
}

QLocale shownLocale()
{
    static const QLocale file = fileLocale();
    return formatsForFile ? file : QLocale();
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
    const FigureForm &form = formOf(locale);
    return qt(withMinorUnits ? exactAmount(money.minor, money.currency, form)
                             : wholeAmount(money.minor, money.currency, form));
}

QString formatShortMoney(const Money &money, const QLocale &locale)
{
    return qt(shortMoney(money.minor, money.currency, formOf(locale)));
}

QString formatShortMoneyDelta(const Money &money, const QLocale &locale)
{
    const FigureForm &form = formOf(locale);
    return qt(withSign(shortAmount(money.minor, money.currency, form), form));
}

QString formatMoneyDelta(const Money &money, bool withMinorUnits, const QLocale &locale)
{
    return qt(withSign(formatMoney(money, withMinorUnits, locale).toStdString(), formOf(locale)));
}

QString formatFullMoneyDelta(const Money &money, const QLocale &locale)
{
    const FigureForm &form = formOf(locale);
    return qt(withSign(fullMoney(money.minor, money.currency, form), form));
}

QString formatPercentChange(double fraction, const QLocale &locale)
{
    const FigureForm &form = formOf(locale);
    return qt(withSign(percentText(fraction, 1, form), form));
}

QString formatNumber(double value, int decimals, const QLocale &locale)
{
    return qt(numberText(value, decimals, formOf(locale)));
}

QString formatChance(double p, const QLocale &locale)
{
    constexpr double Least = 0.001;
    constexpr int Decimals = 3;
    return p < Least ? QStringLiteral("< ") + formatNumber(Least, Decimals, locale) : formatNumber(p, Decimals, locale);
}

QString formatDelta(double value, int decimals, const QLocale &locale)
{
    const FigureForm &form = formOf(locale);
    const std::string number = numberText(value, decimals, form);
    return qt(number.empty() ? number : withSign(number, form));
}

QString formatPercent(double fraction, int decimals, const QLocale &locale)
{
    return qt(percentText(fraction, decimals, formOf(locale)));
}

QString formatPoints(double fraction, int decimals, const QLocale &locale)
{
    return qt(pointsText(fraction, decimals, formOf(locale)));
}

QString formatDate(Date date, const QLocale &locale)
{
    return calendarText(Day{date, Day::Form::Medium}, locale);
}

QString formatShortDate(Date date, const QLocale &locale)
{
    return calendarText(Day{date, Day::Form::Short}, locale);
}

QString formatMonth(Month month, const QLocale &locale)
{
    return calendarText(MonthName{month, MonthName::Form::ShortYear}, locale);
}

QString formatMonthAlone(Month month, const QLocale &locale)
{
    return calendarText(MonthName{month, MonthName::Form::ShortAlone}, locale);
}

QString formatCount(qint64 count, const QLocale &locale)
{
    return qt(countText(count, formOf(locale)));
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
            return formatNumber(size / unit, decimals, locale) + NoBreakSpace + QLatin1String(name);
        }
    }
    return formatCount(bytes, locale) + NoBreakSpace + QStringLiteral("B");
}

} // namespace qd::ui
