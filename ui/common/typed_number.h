#pragma once
#include <QString>

#include <optional>

namespace qd::ui {

/// A number as somebody typed it, with the separators of the locale or a point: NaN for any other text, an empty one
/// included, so that core says what is missing.
[[nodiscard]] double typedNumber(const QString &text);
/// The same, but nothing for an empty text.
[[nodiscard]] std::optional<double> typedOptional(const QString &text);
/// As few digits as tell it from its neighbours, grouped by locale; "?" for NaN, which typedNumber() takes back.
[[nodiscard]] QString shownNumber(double value);
[[nodiscard]] QString shownOptional(const std::optional<double> &value);
/// A fraction as a percentage without its sign: 0.07 is "7". typedPercent() takes it back.
[[nodiscard]] QString shownPercent(double fraction);
/// The fraction of a percentage as somebody typed it, with its sign or without: "92.5 %" is 0.925. NaN for any other
/// text.
[[nodiscard]] double typedPercent(const QString &text);

} // namespace qd::ui
