#pragma once
#include "core/base/progress.h"
#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace qd::query {

/// What a query gave, as it leaves for another program.
struct ResultRows {
    const std::vector<std::string> &columns;
    const std::vector<std::vector<nlohmann::json>> &rows; ///< parallel to the columns
    std::string sql; ///< which tells whose columns are (personal_columns.h)
    bool personal = false; ///< with personal data; else masked
};

/// What a sheet of an XLSX workbook holds at most: rows with the heading, columns, characters of a text.
inline constexpr std::size_t SheetRows = 1'048'576;
inline constexpr std::size_t SheetColumns = 16'384;
inline constexpr std::size_t SheetText = 32'767;

/// Writes rows as a workbook of one sheet, under a heading that stays in sight. Numbers are numbers, days (YYYY-MM-DD,
/// from 1900-03-01) are days, everything else is text, never a formula: with an apostrophe in front where a spreadsheet
/// might run it (guarded(), as in CSV). Whole numbers of more than 15 digits, which a spreadsheet would round, are
/// text. Equal rows give an equal file. InvalidArgument past the limits above, and nothing is written then; Cancelled;
/// Io where there is no room for temporary files; errors as store::writeOutput().
[[nodiscard]] Result<void> writeWorkbook(const std::string &path, const ResultRows &result, Progress &progress);

} // namespace qd::query
