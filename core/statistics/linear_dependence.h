#pragma once
#include <optional>
#include <span>
#include <vector>

namespace qd::statistics {

/// The first of `columns`, all of one length, that a constant and the columns before it make up but for rounding, so
/// that no regression can tell it from them; nothing where there is none. A column that is the same throughout is one.
/// O(rows x columns^2).
[[nodiscard]] std::optional<std::size_t> firstDependentColumn(std::span<const std::vector<double>> columns);

} // namespace qd::statistics
