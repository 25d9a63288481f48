#include "core/revenue/arr_cells.h"

#include <algorithm>

namespace qd::revenue {

namespace {

using Pieces = std::vector<const portfolio::ArrPiece *>;

/// Pieces of the cells of which any is a credit, by cell.
std::map<int, Pieces> piecesWithCredits(const portfolio::ArrBook &book, const std::vector<int> &cellOfPiece)
{
    std::map<int, Pieces> found;
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        if (cellOfPiece[i] >= 0 && book.pieces()[i].annualMinor < 0)
            found.try_emplace(cellOfPiece[i]);
    }
    for (std::size_t i = 0; i < book.pieces().size() && !found.empty(); ++i) {
        if (const auto cell = found.find(cellOfPiece[i]); cell != found.end())
            cell->second.push_back(&book.pieces()[i]);
    }
    return found;
}

/// The first month-end from `first` on, up to the last piece's beginning or the book's day, on which they add up to
/// more than nothing. What cannot be converted or added counts as such: who asks for its value hears why.
std::optional<Month> firstAboveZero(const portfolio::ArrBook &book, const Pieces &pieces, Month first)
{
    Date last = book.asOf();
    for (const portfolio::ArrPiece *piece : pieces)
        last = std::max(last, piece->from);
    for (Month month = first; month.firstDay() <= last; month = month.plus(1)) {
        std::int64_t sum = 0;
        for (const portfolio::ArrPiece *piece : pieces) {
            if (!piece->inForceOn(month.lastDay()))
                continue;
            const auto worth = book.rates().toBase(piece->annualMinor, piece->currency, month.lastDay());
            if (!worth || __builtin_add_overflow(sum, *worth, &sum))
                return month;
        }
        if (sum > 0)
            return month;
    }
    return std::nullopt;
}

ArrCells cellsByUnit(const portfolio::ArrBook &book, const Grouping &grouping)
{
    ArrCells cells;
    std::vector<int> cellOfUnit(std::size_t(book.accounts().size()), -1);
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const int unit = grouping.unit[std::size_t(book.customerOf(piece))];
        if (unit < 0) {
            cells.cellOfPiece.push_back(-1);
            continue;
        }
        int &cell = cellOfUnit[std::size_t(unit)];
        if (cell < 0) {
            cell = int(cells.unitOfCell.size());
            cells.unitOfCell.push_back(unit);
            cells.groupOfCell.push_back(grouping.group.empty() ? 0 : grouping.group[std::size_t(unit)]);
        }
        cells.cellOfPiece.push_back(cell);
    }
    return cells;
}

std::string productOf(const portfolio::ArrBook &book, const portfolio::ArrPiece &piece)
{
    return piece.product < 0 ? std::string(NoGroup) : book.products()[std::size_t(piece.product)];
}

ArrCells cellsByProduct(const portfolio::ArrBook &book, const Grouping &grouping)
{
    ArrCells cells;
    std::map<std::string, int> names;
    const auto nameOf = [&](const portfolio::ArrPiece &piece) { return productOf(book, piece); };
    for (const portfolio::ArrPiece &piece : book.pieces())
        names.emplace(nameOf(piece), 0);
    for (auto &[name, position] : names) {
        if (name == NoGroup)
            continue;
        position = int(cells.groupNames.size());
        cells.groupNames.push_back(name);
    }
    if (const auto none = names.find(NoGroup); none != names.end()) {
        none->second = int(cells.groupNames.size());
        cells.groupNames.emplace_back(NoGroup);
    }
    std::map<std::pair<int, int>, int> cellOf;
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const int unit = grouping.unit[std::size_t(book.customerOf(piece))];
        if (unit < 0) {
            cells.cellOfPiece.push_back(-1);
            continue;
        }
        const auto [it, isNew] = cellOf.try_emplace({unit, piece.product}, int(cells.size()));
        if (isNew) {
            cells.unitOfCell.push_back(unit);
            cells.groupOfCell.push_back(names.at(nameOf(piece)));
        }
        cells.cellOfPiece.push_back(it->second);
    }
    return cells;
}

/// Where each unit and product is found, with a cell for everybody to whom a merger gives something: it may have
/// nothing of its own.
void noteMergers(const portfolio::ArrBook &book, const Grouping &grouping, ArrCells &cells)
{
    if (!book.accounts().hasMergers())
        return;
    cells.unitOfAccount = grouping.unit;
    for (const portfolio::ArrPiece &piece : book.pieces()) {
        const int product = cells.byProduct ? piece.product : -1;
        for (const identity::Holding &holding : book.accounts().holdingsOf(book.customerOf(piece))) {
            const int unit = grouping.unit[std::size_t(holding.account)];
            if (unit < 0 || cells.cellOf.contains({unit, product}))
                continue;
            cells.cellOf.emplace(std::pair(unit, product), int(cells.size()));
            cells.unitOfCell.push_back(unit);
            const auto named = std::ranges::find(cells.groupNames, productOf(book, piece));
            cells.groupOfCell.push_back(cells.byProduct ? int(named - cells.groupNames.begin())
                    : grouping.group.empty()            ? 0
                                                        : grouping.group[std::size_t(unit)]);
        }
    }
}

void noteCells(const portfolio::ArrBook &book, ArrCells &cells)
{
    for (std::size_t i = 0; book.accounts().hasMergers() && i < book.pieces().size(); ++i) {
        const int cell = cells.cellOfPiece[i];
        if (cell >= 0)
            cells.cellOf.emplace(
                std::pair(cells.unitOfCell[std::size_t(cell)], cells.byProduct ? book.pieces()[i].product : -1), cell);
    }
}

} // namespace

std::vector<std::optional<Month>> firstMonths(
    const portfolio::ArrBook &book, const std::vector<int> &cellOfPiece, std::size_t cells)
{
    std::vector<std::optional<Month>> firsts(cells);
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const portfolio::ArrPiece &piece = book.pieces()[i];
        if (cellOfPiece[i] < 0 || piece.annualMinor <= 0)
            continue;
        const Month month = Month::of(piece.from);
        if (month.lastDay() >= piece.until)
            continue; // gone before the month ended
        if (const auto worth = book.rates().toBase(piece.annualMinor, piece.currency, month.lastDay());
            worth && *worth == 0)
            continue; // rounds to nothing in the base currency
        auto &first = firsts[std::size_t(cellOfPiece[i])];
        first = first ? std::min(*first, month) : month;
    }
    for (const auto &[cell, pieces] : piecesWithCredits(book, cellOfPiece)) {
        if (auto &first = firsts[std::size_t(cell)])
            first = firstAboveZero(book, pieces, *first);
    }
    return firsts;
}

ArrCells totalCells(const portfolio::ArrBook &book, const Grouping &grouping)
{
    ArrCells cells = cellsByUnit(book, grouping);
    noteCells(book, cells);
    noteMergers(book, grouping, cells);
    cells.groupNames = {"total"};
    std::fill(cells.groupOfCell.begin(), cells.groupOfCell.end(), 0);
    cells.firstMonth = firstMonths(book, cells.cellOfPiece, cells.size());
    return cells;
}

ArrCells groupedCells(const portfolio::ArrBook &book, const Grouping &grouping, bool byProduct)
{
    ArrCells cells = byProduct ? cellsByProduct(book, grouping) : cellsByUnit(book, grouping);
    cells.byProduct = byProduct;
    if (!byProduct)
        cells.groupNames = grouping.names;
    noteCells(book, cells);
    noteMergers(book, grouping, cells);
    cells.firstMonth = firstMonths(book, cells.cellOfPiece, cells.size());
    return cells;
}

Result<std::vector<std::int64_t>> cellValues(const portfolio::ArrBook &book, const ArrCells &cells, Date day,
    Date rateDay, const std::vector<std::int64_t> *only)
{
    std::vector<std::int64_t> values(cells.size(), 0);
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const portfolio::ArrPiece &piece = book.pieces()[i];
        const int cell = cells.cellOfPiece[i];
        if (cell < 0 || !piece.inForceOn(day) || (only != nullptr && (*only)[std::size_t(cell)] == 0))
            continue;
        auto value = book.rates().toBase(piece.annualMinor, piece.currency, rateDay);
        if (!value)
            return value.error();
        const auto sum = Money{values[std::size_t(cell)], book.currency()}.plus({*value, book.currency()});
        if (!sum)
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Movements", "The ARR of %1 is too large to add up."),
                    {book.accounts().at(book.customerOf(piece)).name}}};
        values[std::size_t(cell)] = sum->minor;
    }
    return portfolio::withSum(std::move(values), day);
}

Result<std::vector<std::int64_t>> cellValuesAsOf(
    const portfolio::ArrBook &book, const ArrCells &cells, Date day, Date rateDay, Date counted)
{
    std::vector<std::pair<std::size_t, int>> moved; // pieces and their cells then
    for (std::size_t i = 0; book.accounts().hasMergers() && i < book.pieces().size(); ++i) {
        const portfolio::ArrPiece &piece = book.pieces()[i];
        const int own = book.customerOf(piece);
        const int customer = book.accounts().customerOn(own, counted);
        if (customer == own || !piece.inForceOn(day))
            continue;
        const int unit = cells.unitOfAccount[std::size_t(customer)];
        moved.emplace_back(i, unit < 0 ? -1 : cells.cellOf.at({unit, cells.byProduct ? piece.product : -1}));
    }
    if (moved.empty())
        return cellValues(book, cells, day, rateDay);
    ArrCells then = cells;
    for (const auto &[piece, cell] : moved)
        then.cellOfPiece[piece] = cell;
    return cellValues(book, then, day, rateDay);
}

} // namespace qd::revenue
