#pragma once
#include "ui/common/table/column_choice.h"
#include "ui/common/table/filter_header.h"

#include <vector>

namespace qd::ui {

/// What each column of the model needs to show its values, its total and its title whole. Reads every row, but formats
/// only the few that can be the widest.
[[nodiscard]] std::vector<ColumnRoom> measureColumns(
    const TableModel &model, const RowFilter &rows, const CellDelegate &cells, const FilterHeader &header);

/// Orders, hides and sizes the sections of the header by the user's choice and the room there is. Returns the titles
/// of the columns left out for lack of room.
QStringList layOutColumns(FilterHeader &header, const TableSpec &spec, const ColumnChoice &choice,
    const std::vector<ColumnRoom> &rooms, int available);

} // namespace qd::ui
