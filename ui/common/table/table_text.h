#pragma once
#include "ui/common/table/table_model.h"

#include <vector>

namespace qd::ui {

/// Rows and columns of a table for the clipboard: tab separated, a header line, one line per row, `\n` at each end.
/// Numbers without groups in the locale's decimal point, dates as ISO 8601, missing values empty; tabs and line breaks
/// in texts become spaces, and a text that a spreadsheet would run gets an apostrophe in front.
[[nodiscard]] QString tsvText(
    const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns, const QLocale &locale);

/// The same as RFC 4180 CSV with plain numbers (a point, no groups).
[[nodiscard]] QString csvText(const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns);

} // namespace qd::ui
