#pragma once
#include "core/pack/pack_document.h"

#include <cstddef>
#include <vector>

namespace qd::pack {

inline constexpr double TitleHeight = 6.5; ///< mm of a block's own title
inline constexpr double HeaderHeight = 7.0; ///< mm of a table's header row
inline constexpr double ScorecardRowHeight = 7.8;

/// Rows of one page: [first, first + count).
struct RowRange {
    std::size_t first = 0;
    std::size_t count = 0;
    bool operator==(const RowRange &) const = default;
};

/// Splits `rows` rows of `rowHeight` mm into pages. The first page has `firstSpace` mm for rows, the others
/// `nextSpace`; the last one also takes `tailSpace` (a totals row), and never stands with the tail alone: then one row
/// moves over with it. A page takes at least one row, however low; no rows give one empty range.
[[nodiscard]] std::vector<RowRange> breakRows(
    std::size_t rows, double rowHeight, double firstSpace, double nextSpace, double tailSpace = 0);

/// Height of a table with its title, header, rows and totals.
[[nodiscard]] double heightOf(const Table &table);
[[nodiscard]] double heightOf(const Scorecard &scorecard);
/// Room a narrative of 9.5 pt needs in a column `width` mm wide, by a careful count of letters to the line: what is
/// painted takes no more.
[[nodiscard]] double heightOf(const Narrative &narrative, double width);

/// The table in parts that fit `firstSpace`, then `nextSpace` mm; titles of later parts end in "continued", totals
/// stand on the last.
[[nodiscard]] std::vector<Table> brokenTable(const Table &table, double firstSpace, double nextSpace);

} // namespace qd::pack
