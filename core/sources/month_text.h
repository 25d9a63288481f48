#pragma once
#include "core/base/month.h"
#include "core/sources/date_text.h"

namespace qd::sources {

/// One value of a column of months: a month, two between which nothing decides, or none.
struct MonthReading {
    std::optional<Month> month = std::nullopt;
    std::optional<Month> otherReading = std::nullopt; ///< set together with `month` when the order is open
};

/// Reads `2026-01`, `2026-1`, `01/2026`, `202601`, `Jan-26`, `26-Jan`, `January 2026`, and any date that readDate()
/// reads for the month it lies in. Of a date in digits whose order is open the reading at either end of a month is
/// meant, where that is one of the two; else the style decides.
[[nodiscard]] MonthReading readMonth(std::string_view text, const DateStyle &style = {});

} // namespace qd::sources
