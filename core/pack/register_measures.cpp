#include "core/pack/register_measures.h"

#include "core/portfolio/portfolio.h"

namespace qd::pack {

namespace {
constexpr std::size_t MostMonths = 12;
}

Result<RegisterMeasures> measureRegister(
    const store::Workspace &workspace, const MonthMeasures &month, Progress &progress)
{
    const reconcile::Reconciliation &found = *month.reconciliation;
    const auto portfolio = portfolio::Portfolio::of(workspace);
    const identity::AccountDirectory &accounts = portfolio->accounts();
    auto entries = reconcile::registerEntries(workspace, found.left.name, found.right.name);
    std::erase_if(entries, [&](const reconcile::RegisterEntry &entry) {
        const int account = accounts.indexOf(entry.account);
        return account >= 0 && !revenue::passes(accounts.at(account), month.filters);
    });
    RegisterMeasures measures;
    for (const reconcile::RegisterEntry &entry : entries) {
        if (entry.closed.empty())
            measures.known.emplace(entry.key, entry.known);
    }
    measures.times = reconcile::fixTimes(*portfolio, found, entries);
    measures.months = reconcile::registerMonths(entries, month.asOf);
    if (measures.months.size() > MostMonths)
        measures.months.erase(measures.months.begin(), measures.months.end() - std::ptrdiff_t(MostMonths));
    for (const reconcile::AgeCount &age : reconcile::agesOf(found, measures.known))
        measures.overdue += age.overdue;
    auto standings = signoff::standings(workspace, {month.month.iso(), found.left.name, found.right.name}, progress);
    if (!standings)
        return standings.error();
    measures.standing = std::move(standings->front());
    return measures;
}

} // namespace qd::pack
