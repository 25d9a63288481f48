#pragma once
#include "core/base/figure_text.h"
#include "core/base/money.h"
#include "core/base/month.h"

#include <QLocale>
#include <QString>

#include <optional>

namespace qd::ui {

/// The locale of numbers, dates and names of months: the machine's on screen, and the same everywhere in files, where
/// the bytes must not follow the machine.
[[nodiscard]] QLocale shownLocale();

/// While it lives, what this thread formats is for a file.
class FileLocale {
public:
    FileLocale();
    ~FileLocale();
    FileLocale(const FileLocale &) = delete;
    FileLocale &operator=(const FileLocale &) = delete;

private:
    bool m_before;
};

/// How `locale` writes numbers. Where it is that of files, fixedForm(). The reference holds until the thread has asked
/// for some other locales.
[[nodiscard]] const FigureForm &formOf(const QLocale &locale = shownLocale());

/// Figures as people read them: the texts of core/base/figure_text.h in the form of a locale. A missing value is an
/// empty text for the caller to fill. "1,274,740" or with cents "-164,328.24"
[[nodiscard]] QString formatMoney(
    const Money &money, bool withMinorUnits = false, const QLocale &locale = shownLocale());
/// "$50.97M", "$436k", "$9,120", "CHF 1.20B"; symbols for the currencies that have a common one.
[[nodiscard]] QString formatShortMoney(const Money &money, const QLocale &locale = shownLocale());
/// "+50.97M", without the currency.
[[nodiscard]] QString formatShortMoneyDelta(const Money &money, const QLocale &locale = shownLocale());
/// "+1,274,740" or "-27,312" with a true minus.
[[nodiscard]] QString formatMoneyDelta(
    const Money &money, bool withMinorUnits = false, const QLocale &locale = shownLocale());
/// "+$1,274,740" or "-$27,312": the same with its currency, where no header names it.
[[nodiscard]] QString formatFullMoneyDelta(const Money &money, const QLocale &locale = shownLocale());
[[nodiscard]] QString formatNumber(double value, int decimals, const QLocale &locale = shownLocale());
/// A p-value as "0.038"; below 0.001 "< 0.001".
[[nodiscard]] QString formatChance(double p, const QLocale &locale = shownLocale());
[[nodiscard]] QString formatDelta(double value, int decimals, const QLocale &locale = shownLocale());
/// A fraction as "94.7 %" with a no-break space.
[[nodiscard]] QString formatPercent(double fraction, int decimals = 1, const QLocale &locale = shownLocale());
/// A growth as "+1.0 %".
[[nodiscard]] QString formatPercentChange(double fraction, const QLocale &locale = shownLocale());
/// A difference of fractions as "-2.4 pt".
[[nodiscard]] QString formatPoints(double fraction, int decimals = 1, const QLocale &locale = shownLocale());
/// "30 Sep 2026"; the other forms of days and months are calendarText()'s (ui/paint/calendar_format.h).
[[nodiscard]] QString formatDate(Date date, const QLocale &locale = shownLocale());
/// "30 Sep" in tables of one year; "Sep 2026" for months, "Sep" where the year is clear.
[[nodiscard]] QString formatShortDate(Date date, const QLocale &locale = shownLocale());
[[nodiscard]] QString formatMonth(Month month, const QLocale &locale = shownLocale());
[[nodiscard]] QString formatMonthAlone(Month month, const QLocale &locale = shownLocale());
/// Counts: ungrouped below 1,000... by locale.
[[nodiscard]] QString formatCount(qint64 count, const QLocale &locale = shownLocale());
/// "12 d"
[[nodiscard]] QString formatAge(int days);
/// "611 MB"
[[nodiscard]] QString formatFileSize(qint64 bytes, const QLocale &locale = shownLocale());

[[nodiscard]] inline QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace qd::ui
