#include "core/pack/lifecycle_pages.h"

#include "core/portfolio/portfolio.h"
#include "core/store/signal_rows.h"

namespace qd::pack {

namespace {

constexpr const char *Dimension = "segment";

/// What is to be measured, and of whom.
struct Wanted {
    const store::Workspace &workspace;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    const portfolio::ArrBook &book;
    Month month;
    const revenue::Filters &filters;

    [[nodiscard]] bool passes(int account) const { return revenue::passes(book.accounts().at(account), filters); }
};

Result<void> measureStays(LifecycleMeasures &measures, const Wanted &wanted, Progress &progress)
{
    auto lives = lifecycle::customerLives(wanted.workspace, wanted.portfolio, wanted.book, {Dimension, {}, {}});
    if (!lives)
        return lives.error();
    for (lifecycle::CustomerLife &life : *lives) {
        if (wanted.passes(life.account))
            measures.lives.push_back(std::move(life));
    }
    measures.stay = monthlyCurves({measures.lives.begin(), measures.lives.end()});
    lifecycle::ChurnOptions options;
    options.from = measures.churnFrom = wanted.month.plus(1 - ChurnMonths);
    options.to = measures.churnTo = wanted.month;
    options.grouping.filters = wanted.filters;
    options.knownOn = wanted.month.lastDay();
    auto churn = lifecycle::analyseChurn(wanted.workspace, *wanted.portfolio, wanted.book, options, progress);
    if (!churn)
        return churn.error();
    measures.churn = std::move(*churn);
    return {};
}

Result<void> measureValue(LifecycleMeasures &measures, const Wanted &wanted)
{
    const auto customers = lifecycle::KnownCustomers::read(wanted.workspace, wanted.portfolio, wanted.month.lastDay());
    if (!customers)
        return customers.error();
    measures.settings = customers->settings;
    auto cases = lifecycle::valueCases(*customers, Dimension, [&](int account) { return wanted.passes(account); });
    if (!cases)
        return cases.error();
    measures.cases = std::move(*cases);
    measures.values = lifecycle::timeToValue(measures.cases);
    measures.value = dailyCurves(livesOf(measures.cases));
    return {};
}

bool hasMilestoneRows(const store::Workspace &workspace)
{
    bool any = false;
    store::forEachMilestone(workspace, [&](const store::MilestoneRow &) { any = true; });
    return any;
}

} // namespace

Result<LifecycleMeasures> measureLifecycle(const store::Workspace &workspace, Month month,
    const revenue::Filters &filters, const std::set<Need> &needs, Progress &progress)
{
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const auto book = portfolio->book(month.lastDay());
    if (!book)
        return book.error();
    LifecycleMeasures measures;
    measures.accounts = book->accountsPtr();
    const Wanted wanted{workspace, portfolio, *book, month, filters};
    Result<void> done;
    const bool isOfStays = needs.contains(Need::Lifecycle);
    if (isOfStays)
        done = measureStays(measures, wanted, progress);
    // Where nobody can have reached one, no customer needs to be read to see that.
    if (!isOfStays && !hasMilestoneRows(workspace)) {
        const auto settings = lifecycle::LifecycleSettings::read(workspace);
        if (!settings)
            return settings.error();
        measures.settings = *settings;
        return measures;
    }
    if (done && needs.contains(Need::Value))
        done = measureValue(measures, wanted);
    if (!done)
        return done.error();
    return measures;
}

} // namespace qd::pack
