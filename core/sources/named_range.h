#pragma once
#include "core/sources/record_reader.h"

#include <limits>

namespace qd::sources {

/// Cells from a corner to the opposite one, both included.
struct CellRange {
    std::int64_t firstRow = 1; ///< from 1
    std::int64_t lastRow = std::numeric_limits<std::int64_t>::max();
    std::size_t firstColumn = 0; ///< from 0
    std::size_t lastColumn = std::numeric_limits<std::size_t>::max();

    bool operator==(const CellRange &) const = default;
};

/// A table, database range or named range of a workbook.
struct NamedRange {
    std::string name;
    std::string sheet; ///< name of the sheet in which it lies
    CellRange cells;

    bool operator==(const NamedRange &) const = default;
};

/// What a reference of a workbook covers: one rectangle, whole columns or whole rows of one sheet, as Excel writes them
/// (`'My sheet'!$B$3:$F$20`) or OpenDocument (`$'My sheet'.$B$3:.$F$20`). `sheet` stands where the reference names
/// none, as that of a table does. Nothing for all else: formulas, unions, a single cell, references to what is no
/// longer there.
[[nodiscard]] std::optional<NamedRange> rangeOf(
    const std::string &name, std::string_view reference, const std::string &sheet = {});

/// Reads only the cells of a range through another reader. Rows keep their numbers; ids and widths count from the
/// range's first column; a row without a value in the range is passed over.
[[nodiscard]] std::unique_ptr<RecordReader> croppedTo(const NamedRange &range, std::unique_ptr<RecordReader> reader);

} // namespace qd::sources
