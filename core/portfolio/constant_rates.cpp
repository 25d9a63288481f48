#include "core/portfolio/constant_rates.h"

#include <algorithm>
#include <set>

namespace qd::portfolio {

std::vector<Message> staleConstantRates(const ArrBook &book, Date rateDay, std::span<const Date> days)
{
    std::set<Currency> used;
    for (const ArrPiece &piece : book.pieces()) {
        if (piece.currency != book.currency() && !used.contains(piece.currency)
            && std::ranges::any_of(days, [&piece](Date day) { return piece.inForceOn(day); }))
            used.insert(piece.currency);
    }
    std::vector<Message> sentences;
    for (const Currency currency : used) {
        const auto rate = book.rates().on(currency, rateDay);
        if (rate && daysBetween(rate->date, rateDay) > FxRates::StaleAfterDays)
            sentences.push_back(sentence({currency, rateDay, rate->date}));
    }
    return sentences;
}

std::vector<Message> staleConstantRates(const ArrBook &book, Date rateDay, Month first, Month last)
{
    std::vector<Date> days;
    for (Month month = first; month <= last; month = month.plus(1))
        days.push_back(month.lastDay());
    return staleConstantRates(book, rateDay, days);
}

} // namespace qd::portfolio
