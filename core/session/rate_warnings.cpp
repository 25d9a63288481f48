#include "core/session/rate_warnings.h"

#include "core/session/actions.h"

#include <map>

namespace qd::session {

std::vector<revenue::StaleRate> staleRates(const store::Workspace &workspace, std::optional<Date> asOf)
{
    std::vector<revenue::ArrSource> sources;
    if (const auto record = revenue::systemOfRecord(workspace))
        sources.push_back(*record);
    if (const auto pair = defaultPair(workspace))
        sources.insert(sources.end(), {pair->left, pair->right});
    std::map<Currency, revenue::StaleRate> found;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (i > 0 && sources[i].name == sources[0].name)
            continue;
        const auto book = revenue::ArrBook::load(workspace, sources[i], asOf);
        if (!book)
            continue;
        for (const revenue::StaleRate &rate : book->staleRatesOn(std::min(book->asOf(), book->lastKnownDay())))
            found.emplace(rate.currency, rate);
    }
    std::vector<revenue::StaleRate> rates;
    for (const auto &[currency, rate] : found)
        rates.push_back(rate);
    return rates;
}

} // namespace qd::session
