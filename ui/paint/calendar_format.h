#pragma once
#include "core/base/calendar_text.h"

#include <QLocale>
#include <QString>

class QDateTime;

namespace qd::ui {

/// Days and months as people of a locale write them, in every form that pages and packs have: the patterns are those
/// of CLDR, asked of ICU. English has the forms of files ("30 Sep 2026"), which no reader takes for another day,
/// whichever side of an ocean.
[[nodiscard]] QString calendarText(const Day &day, const QLocale &locale);
[[nodiscard]] QString calendarText(const MonthName &month, const QLocale &locale);

/// A moment in local time, "30 Sep 2026, 14:05"; empty for what is not valid.
[[nodiscard]] QString momentText(const QDateTime &moment, const QLocale &locale);

/// The day that a person typed: as calendarText() writes it, in the locale's short form, or as YYYY-MM-DD; nothing for
/// any other text.
[[nodiscard]] std::optional<Date> dayFromText(const QString &text, const QLocale &locale);

/// The pattern of Day::Form::Medium in the letters of QDateTimeEdit, at "%1" of `words`: "As of 30 Sep 2026".
[[nodiscard]] QString dayEditPattern(const QLocale &locale, const QString &words = QStringLiteral("%1"));

} // namespace qd::ui
