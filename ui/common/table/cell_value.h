#pragma once
#include "ui/common/table/table_spec.h"
#include "ui/paint/formatting.h"

#include <QLocale>

namespace qd::ui {

/// Nothing to show: no value, an empty text, an invalid date, not a number.
[[nodiscard]] bool isMissing(const QVariant &value, ColumnKind kind);

/// Kinds whose values are compared, filtered and (where asked) summed as numbers.
[[nodiscard]] bool isNumeric(ColumnKind kind);
/// Kinds that stand at the right edge of their column.
[[nodiscard]] bool isRightAligned(ColumnKind kind);
/// Kinds whose values are fractions that people type and read as percentages.
[[nodiscard]] bool isFraction(ColumnKind kind);
/// Kinds that are never cut short: ids, amounts, dates, states, tags.
[[nodiscard]] bool keepsWhole(ColumnKind kind);

/// What a cell reads in the locale; "none" where the value is missing. Both lines of a TwoLine, with a comma between.
[[nodiscard]] QString cellText(const QVariant &value, const TableColumn &column, const QLocale &locale = shownLocale());

/// The text of a value that is a text, a state's word or the lines of a TwoLine; empty for numbers and dates.
[[nodiscard]] QString plainText(const QVariant &value, ColumnKind kind);

/// A number as it is stored, for other programs: no groups, no unit, a plain minus, the locale's decimal point;
/// fractions stay fractions. Dates as ISO 8601. Empty where the value is missing.
[[nodiscard]] QString rawText(const QVariant &value, const TableColumn &column, const QLocale &locale);

} // namespace qd::ui
