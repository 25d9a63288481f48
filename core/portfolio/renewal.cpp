#include "core/portfolio/renewal.h"

#include "core/base/checked_sum.h"
#include "core/portfolio/due_contracts.h"

#include <algorithm>

namespace qd::portfolio {

Result<std::vector<RenewalDue>> renewalsDue(const ArrBook &book, Date from, Date to, Date rateDay)
{
    std::vector<RenewalDue> due;
    for (const ArrPiece &piece : book.pieces()) { // by account
        const auto end = endOf(book, piece);
        if (!isDue(book, piece, end, from, from, to))
            continue;
        const auto value = book.rates().toBase(piece.annualMinor, piece.currency, rateDay);
        if (!value)
            return value.error();
        if (due.empty() || due.back().account != piece.account)
            due.push_back({piece.account, *end, 0});
        RenewalDue &last = due.back();
        last.due = std::max(last.due, *end);
        if (!addTo(last.arr, *value))
            return Error{ErrorCode::Overflow,
                {QD_WORDS("Accounts", "The ARR due of %1 is too large to add up."),
                    {book.accounts().at(piece.account).name}}};
    }
    std::erase_if(due, [](const RenewalDue &each) { return each.arr <= 0; }); // credits eat all up
    return due;
}

Result<std::vector<RenewalDue>> renewalsAhead(const ArrBook &book, Date day, int days)
{
    return renewalsDue(book, day.plusDays(1), day.plusDays(days), day);
}

Result<std::vector<std::vector<ContractEnd>>> contractEnds(const ArrBook &book, Date day, Date rateDay)
{
    std::vector<std::vector<ContractEnd>> ends(std::size_t(book.accounts().size()));
    for (const ArrPiece &piece : book.pieces()) {
        const auto end = endOf(book, piece);
        if (!isDue(book, piece, end, day.plusDays(1), day.plusDays(1), EndOfTime))
            continue;
        const auto value = book.rates().toBase(piece.annualMinor, piece.currency, rateDay);
        if (!value)
            return value.error();
        ends[std::size_t(piece.account)].push_back({*end, *value});
    }
    for (std::vector<ContractEnd> &own : ends)
        std::sort(own.begin(), own.end(), [](const ContractEnd &a, const ContractEnd &b) { return a.end < b.end; });
    return ends;
}

std::optional<std::int64_t> arrDue(const std::vector<ContractEnd> &ends, Date from, Date to)
{
    std::optional<std::int64_t> due;
    for (const ContractEnd &contract : ends) {
        if (contract.end >= from && contract.end <= to)
            due = due.value_or(0) + contract.arr;
    }
    return due && *due >= 0 ? due : std::nullopt; // credits eat all up and more
}

bool knowsRenewals(const ArrBook &book)
{
    return std::any_of(book.pieces().begin(), book.pieces().end(),
        [&](const ArrPiece &piece) { return endOf(book, piece).has_value(); });
}

} // namespace qd::portfolio
