#pragma once
#include "core/base/result.h"
#include "core/sources/named_range.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace qd::sources {

/// A sheet as its workbook lists it.
struct NamedSheet {
    std::string name;
    bool hidden = false;
};

/// Which sheet of a workbook is read, and which others have something to read.
struct SheetChoice {
    std::size_t chosen = 0;
    std::vector<std::string> unread; ///< names, a hidden one with "(hidden)"
    std::optional<NamedRange> range = std::nullopt; ///< of that sheet alone these cells

    /// The reader of the chosen sheet, for what was chosen of it.
    [[nodiscard]] std::unique_ptr<RecordReader> of(std::unique_ptr<RecordReader> sheet) const
    {
        return range ? croppedTo(*range, std::move(sheet)) : std::move(sheet);
    }
};

/// The sheet that `wanted` names, else the range (a table, database range or named range) it names, else the sheet it
/// counts from 1; without it the first visible sheet that has cells, else the first. BadData with the names where there
/// is none such, or where only hidden sheets have cells: those are read by choice.
/// Precondition: `sheets` is not empty.
[[nodiscard]] Result<SheetChoice> chooseSheet(const std::string &path, const std::vector<NamedSheet> &sheets,
    const std::vector<NamedRange> &ranges, const std::optional<std::string> &wanted,
    const std::function<bool(std::size_t)> &hasCells);

} // namespace qd::sources
