#pragma once
#include "ui/common/table/table_spec.h"
#include "ui/paint/formatting.h"

#include <QLocale>

#include <optional>

namespace qd::ui {

/// What a person typed under one column header, read once and asked for every row.
///
/// Texts, states and tags: contains, without regard to case; commas mean "one of"; "=x" the whole text.
/// Numbers: ">= n", "<= n", "> n", "< n", "= n", "n..m" (either end may be left out) and a bare n for |x| >= n. Numbers
/// are read in the locale or in plain form, with either minus; percentages as they read ("90" is 90 %).
/// Dates: the same with days "2026-09-30", months "2026-09" or years; a bare one means within.
/// "none" in any column finds the rows whose value is missing.
class ColumnFilter {
public:
    /// Empty or blank text passes everything; nullopt if it does not parse for the kind.
    [[nodiscard]] static std::optional<ColumnFilter> parse(
        const QString &text, ColumnKind kind, const QLocale &locale = shownLocale());

    [[nodiscard]] bool passesAll() const { return m_test == Test::All; }
    [[nodiscard]] bool passes(const QVariant &value) const;

private:
    enum class Test { All, Missing, Range, Magnitude, Words };

    [[nodiscard]] bool readNumber(const QString &text, const QLocale &locale);
    [[nodiscard]] bool readDate(const QString &text);

    ColumnKind m_kind = ColumnKind::Text;
    Test m_test = Test::All;
    double m_low = 0; // numbers, or Julian days
    double m_high = 0;
    bool m_openLow = false; // the end itself does not pass
    bool m_openHigh = false;
    QStringList m_words;
    bool m_whole = false;
};

/// What to write into an empty filter field of a column: "contains", "|x| ≥".
[[nodiscard]] QString filterHint(ColumnKind kind);

} // namespace qd::ui
