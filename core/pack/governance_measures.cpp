#include "core/pack/governance_pages.h"

#include "core/pack/month_measures.h"
#include "core/portfolio/portfolio.h"

namespace qd::pack {

namespace {

constexpr int Year = 12;

} // namespace

Result<GovernanceMeasures> measureGovernance(const store::Workspace &workspace, Month month, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = bookOfMonth(*portfolio, month);
    if (!book)
        return book.error();
    auto conventions = revenue::computeConventions(*portfolio, *book, month.plus(-Year), month, progress);
    if (!conventions)
        return conventions.error();
    GovernanceMeasures measures{month.plus(-Year), month, std::move(*conventions), {},
        dictionary::Dictionary::read(workspace), {}, month.plus(-MonthsBetweenReviews).lastDay(), month.lastDay()};
    measures.ours = explain::conventionsInForce(measures.dictionary, measures.day);
    for (const auto &[metric, convention] : measures.ours) {
        auto restated = explain::restatementOf(measures.dictionary, metric, *portfolio, measures.day, progress);
        if (!restated)
            return restated.error();
        if (*restated)
            measures.proposed.push_back({metric, std::move(**restated)});
    }
    return measures;
}

} // namespace qd::pack
