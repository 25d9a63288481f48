#pragma once
#include "core/base/result.h"

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
};

/// The sheet that `wanted` names, else counts from 1, else the first visible one that has cells, else the first.
/// BadData with the names where there is no such sheet, or where only hidden ones have cells: those are read by choice.
/// Precondition: `sheets` is not empty.
[[nodiscard]] Result<SheetChoice> chooseSheet(const std::string &path, const std::vector<NamedSheet> &sheets,
    const std::optional<std::string> &wanted, const std::function<bool(std::size_t)> &hasCells);

} // namespace qd::sources
