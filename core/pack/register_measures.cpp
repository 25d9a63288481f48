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
    const auto passes = [&](const identity::Account &account) { return revenue::passes(account, month.filters); };
    const auto entries = reconcile::entriesOf(
        reconcile::registerEntries(workspace, found.left.name, found.right.name), portfolio->accounts(), passes);
    RegisterMeasures measures;
    measures.known = reconcile::registeredOn(entries, found.asOf);
    measures.times = reconcile::fixTimes(*portfolio, found, entries);
    measures.months = reconcile::registerMonths(entries, month.asOf);
    if (measures.months.size() > MostMonths)
        measures.months.erase(measures.months.begin(), measures.months.end() - std::ptrdiff_t(MostMonths));
    std::vector<Month> months;
    for (const reconcile::RegisterMonth &each : measures.months)
        months.push_back(each.month);
    auto accuracy = reconcile::accuracyMonths(*portfolio, found, months, passes, progress);
    if (!accuracy)
        return accuracy.error();
    measures.accuracy = std::move(*accuracy);
    for (const reconcile::AgeCount &age : reconcile::agesOf(found, measures.known))
        measures.overdue += age.overdue;
    auto standings = signoff::standings(workspace, {month.month.iso(), found.left.name, found.right.name}, progress);
    if (!standings)
        return standings.error();
    measures.standing = std::move(standings->front());
    return measures;
}

} // namespace qd::pack
