#pragma once
#include "core/base/month.h"
#include "core/portfolio/arr_book.h"
#include "core/revenue/grouping.h"

#include <map>

namespace qd::revenue {

/// The units that movements and rates classify: one per customer (account or ultimate parent), or, split by product,
/// one per customer and product. Each cell is in one group.
struct ArrCells {
    std::vector<int> cellOfPiece; ///< by position in portfolio::ArrBook::pieces(); -1 when filtered out
    std::vector<int> unitOfCell; ///< directory index of the customer
    std::vector<int> groupOfCell; ///< index in groupNames
    std::vector<std::string> groupNames;
    std::vector<std::optional<Month>> firstMonth; ///< firstMonths()
    std::map<std::pair<int, int>, int> cellOf = {}; ///< by unit and product (-1 unless split by it); with mergers alone
    std::vector<int> unitOfAccount = {}; ///< as Grouping::unit; with mergers alone
    bool byProduct = false;

    [[nodiscard]] std::size_t size() const { return unitOfCell.size(); }
};

/// The first month-end on which the pieces of each of `cells` cells add up to more than nothing in the base currency,
/// nothing where there never is one; cellOfPiece is as in ArrCells. What follows it is no `new` ARR
/// (docs/calculation.md). What has no rate yet counts as a value. Linear in the pieces; where a cell has credits, also
/// in its months.
[[nodiscard]] std::vector<std::optional<Month>> firstMonths(
    const portfolio::ArrBook &book, const std::vector<int> &cellOfPiece, std::size_t cells);

/// Cells of one group `total`.
[[nodiscard]] ArrCells totalCells(const portfolio::ArrBook &book, const Grouping &grouping);
/// Cells by the grouping's dimension, or by product when `byProduct`; groups that any customer has are listed even if
/// none of them has ARR.
[[nodiscard]] ArrCells groupedCells(const portfolio::ArrBook &book, const Grouping &grouping, bool byProduct);

/// ARR of each cell on `day` at the rates of `rateDay`, never below 0. With `only`, pieces of cells where only[cell]
/// is 0 are left out, so that they need no rate.
[[nodiscard]] Result<std::vector<std::int64_t>> cellValues(const portfolio::ArrBook &book, const ArrCells &cells,
    Date day, Date rateDay, const std::vector<std::int64_t> *only = nullptr);

/// The same on `day` of the customers as they are on `counted`, the end of what is compared: what a merger until then
/// gave to another customer is in that one's cell, so that no movement arises from it.
[[nodiscard]] Result<std::vector<std::int64_t>> cellValuesAsOf(
    const portfolio::ArrBook &book, const ArrCells &cells, Date day, Date rateDay, Date counted);

} // namespace qd::revenue
