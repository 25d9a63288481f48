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

/// The narrative in the largest of its sizes in which it takes no more than `space` mm; in the smallest where none
/// does.
[[nodiscard]] Narrative largestFitting(
    Narrative narrative, double width, double space, const NarrativeHeight &heightOfText);
/// The narrative in parts that fit `firstSpace`, then `nextSpace` mm, broken between its headed parts; one that fits no
/// page stands alone. Nothing for an empty one.
[[nodiscard]] std::vector<Narrative> broken(
    const Narrative &narrative, double width, const NarrativeHeight &heightOfText, double firstSpace, double nextSpace);

/// The table in parts that fit `firstSpace`, then `nextSpace` mm; titles of later parts end in "continued", totals
/// stand on the last.
[[nodiscard]] std::vector<Table> brokenTable(const Table &table, double firstSpace, double nextSpace);

} // namespace qd::pack
