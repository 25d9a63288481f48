#include "core/pack/lifecycle_pages.h"

#include "core/portfolio/portfolio.h"

namespace qd::pack {

namespace {

constexpr int ChurnMonths = 24;
constexpr const char *Dimension = "segment";

} // namespace

Result<LifecycleMeasures> measureLifecycle(
    const store::Workspace &workspace, Month month, const revenue::Filters &filters, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book(month.lastDay());
    if (!book)
        return book.error();
    LifecycleMeasures measures;
    measures.accounts = book->accountsPtr();
    const auto passes = [&](int account) { return revenue::passes(measures.accounts->at(account), filters); };
    auto lives = lifecycle::customerLives(workspace, portfolio, *book, {Dimension, {}, {}});
    if (!lives)
        return lives.error();
    for (lifecycle::CustomerLife &life : *lives) {
        if (passes(life.account))
            measures.lives.push_back(std::move(life));
    }
    measures.stay = monthlyCurves({measures.lives.begin(), measures.lives.end()});
    const auto customers = lifecycle::KnownCustomers::read(workspace, portfolio, month.lastDay());
    if (!customers)
        return customers.error();
    measures.settings = customers->settings;
    auto cases = lifecycle::valueCases(*customers, Dimension, passes);
    if (!cases)
        return cases.error();
    measures.cases = std::move(*cases);
    measures.values = lifecycle::timeToValue(measures.cases);
    measures.value = dailyCurves(livesOf(measures.cases));
    lifecycle::ChurnOptions options;
    options.from = measures.churnFrom = month.plus(1 - ChurnMonths);
    options.to = measures.churnTo = month;
    options.grouping.filters = filters;
    options.knownOn = month.lastDay();
    auto churn = lifecycle::analyseChurn(workspace, *portfolio, *book, options, progress);
    if (!churn)
        return churn.error();
    measures.churn = std::move(*churn);
    return measures;
}

} // namespace qd::pack
