#pragma once
#include "ui/common/table/table_model.h"
#include "ui/paint/copied_table.h"

#include <vector>

namespace qd::ui {

/// Rows and columns of a table for other programs, under a header: numbers as exact as they are held, without groups
/// and with a point, dates as ISO 8601, missing values empty.
[[nodiscard]] CopiedRows tableRows(
    const TableModel &model, const std::vector<int> &rows, const std::vector<int> &columns);

} // namespace qd::ui
