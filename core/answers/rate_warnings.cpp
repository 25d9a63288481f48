#include "core/answers/rate_warnings.h"

#include <map>

namespace qd::answers {

std::vector<portfolio::StaleRate> staleRates(const portfolio::Portfolio &portfolio, std::optional<Date> asOf)
{
    std::vector<portfolio::ArrSource> sources;
    if (const auto record = portfolio.book(asOf))
        sources.push_back(record->source());
    if (const auto pair = portfolio.defaultPair())
        sources.insert(sources.end(), {pair->left, pair->right});
    std::map<Currency, portfolio::StaleRate> found;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (i > 0 && sources[i].name == sources[0].name)
            continue;
        const auto book = portfolio.book(sources[i], asOf);
        if (!book)
            continue;
        for (const portfolio::StaleRate &rate : book->staleRatesOn(book->day()))
            found.emplace(rate.currency, rate);
    }
    std::vector<portfolio::StaleRate> rates;
    for (const auto &[currency, rate] : found)
        rates.push_back(rate);
    return rates;
}

} // namespace qd::answers
