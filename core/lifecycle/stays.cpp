#include "core/lifecycle/stays.h"

#include <algorithm>
#include <set>

namespace qd::lifecycle {

namespace {

using portfolio::ArrBasis;
using portfolio::ArrPiece;

/// In force from a day up to, not including, another.
struct Stretch {
    Date from;
    Date until;
};
using Stretches = std::vector<std::vector<Stretch>>; ///< by cell

void addPiece(std::vector<Stretch> &stretches, const ArrPiece &piece, bool byDates)
{
    if (piece.annualMinor < 0 || (piece.annualMinor == 0 && !byDates))
        return;
    if (byDates) { // a trial has no part of its own
        const portfolio::InForce stated = portfolio::statedDays({piece.start, piece.statedEnd, piece.cancelled});
        stretches.push_back({stated.from, stated.until});
    }
    stretches.push_back({piece.from, piece.until}); // with its grace
}

/// Those of cells with credits: the days on which something is left.
Result<void> addNetOfCredits(const portfolio::ArrBook &book, const revenue::ArrCells &cells,
    const std::vector<std::int64_t> &withCredits, Stretches &stretches)
{
    std::set<Date> days;
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const int cell = cells.cellOfPiece[i];
        if (cell < 0 || withCredits[std::size_t(cell)] == 0)
            continue;
        for (const Date day : {book.pieces()[i].from, book.pieces()[i].until}) {
            if (day <= book.day())
                days.insert(day);
        }
    }
    for (auto day = days.begin(); day != days.end(); ++day) {
        const auto values = revenue::cellValues(book, cells, *day, *day, &withCredits);
        if (!values)
            return values.error();
        const auto next = std::next(day);
        for (std::size_t cell = 0; cell < cells.size(); ++cell) {
            if ((*values)[cell] > 0)
                stretches[cell].push_back({*day, next == days.end() ? portfolio::EndOfTime : *next});
        }
    }
    return {};
}

std::optional<Stretch> firstWithoutGap(std::vector<Stretch> &stretches)
{
    std::erase_if(stretches, [](const Stretch &each) { return each.until <= each.from; });
    std::ranges::sort(stretches, {}, &Stretch::from);
    std::optional<Stretch> first;
    for (const Stretch &each : stretches) {
        if (!first)
            first = each;
        else if (each.from > first->until)
            break;
        else
            first->until = std::max(first->until, each.until);
    }
    return first;
}

} // namespace

Result<std::vector<std::optional<Stay>>> firstStays(
    const portfolio::ArrBook &book, const revenue::ArrCells &cells, Counted counted)
{
    const bool byDates = counted == Counted::Contracts && book.source().basis == ArrBasis::Subscriptions;
    Stretches stretches(cells.size());
    std::vector<std::int64_t> withCredits(cells.size(), 0);
    bool anyCredits = false;
    if (!byDates) {
        for (std::size_t i = 0; i < book.pieces().size(); ++i) {
            if (cells.cellOfPiece[i] < 0 || book.pieces()[i].annualMinor >= 0)
                continue;
            withCredits[std::size_t(cells.cellOfPiece[i])] = 1;
            anyCredits = true;
        }
    }
    for (std::size_t i = 0; i < book.pieces().size(); ++i) {
        const int cell = cells.cellOfPiece[i];
        if (cell >= 0 && withCredits[std::size_t(cell)] == 0)
            addPiece(stretches[std::size_t(cell)], book.pieces()[i], byDates);
    }
    if (anyCredits) {
        if (auto added = addNetOfCredits(book, cells, withCredits, stretches); !added)
            return added.error();
    }
    std::vector<std::optional<Stay>> stays(cells.size());
    for (std::size_t cell = 0; cell < cells.size(); ++cell) {
        auto first = firstWithoutGap(stretches[cell]);
        if (!first)
            continue;
        if (book.source().basis == ArrBasis::Accounts) {
            const auto start = Date::fromIso(book.accounts().at(cells.unitOfCell[cell]).field("contract_start_date"));
            first->from = start.value_or(first->from);
        }
        if (first->from == portfolio::BeginningOfTime || first->from > book.day() || first->until <= first->from)
            continue;
        stays[cell] = Stay{first->from, {}};
        if (first->until <= book.day())
            stays[cell]->over = first->until;
    }
    return stays;
}

} // namespace qd::lifecycle
