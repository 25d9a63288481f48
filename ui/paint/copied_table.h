#pragma once
#include "core/base/csv_text.h"

#include <QString>

#include <optional>
#include <vector>

namespace qd::ui {

/// A table on its way to other programs: the first row is the header. Numbers, dates and booleans are raw cells in the
/// form of files; text is neutralised wherever it goes.
using CopiedRows = std::vector<std::vector<CsvCell>>;

/// A number in fixed notation with at most `decimals` of them and no zeros at its end; empty for none.
[[nodiscard]] CsvCell numberCell(const std::optional<double> &value, int decimals);

[[nodiscard]] QString csvOf(const CopiedRows &rows);
/// Cells by tabs, rows by line ends; blanks for such signs within a text.
[[nodiscard]] QString tsvOf(const CopiedRows &rows);
/// A table that spreadsheets take with its types: numbers whatever their locale writes, text as text ("00123").
[[nodiscard]] QString htmlOf(const CopiedRows &rows);

/// Puts a table on the clipboard as TSV and, up to 200,000 cells, as HTML.
void copyTable(const CopiedRows &rows);

} // namespace qd::ui
