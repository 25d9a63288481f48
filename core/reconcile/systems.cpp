#include "core/reconcile/systems.h"

#include "core/identity/golden_record.h"

#include <algorithm>
#include <set>

namespace qd::reconcile {

Result<SystemsComparison> compareSystems(const portfolio::Portfolio &portfolio,
    const std::vector<portfolio::ArrSource> &systems, const ReconcileOptions &options, Progress &progress)
{
    if (systems.size() < 2)
        return Error{
            ErrorCode::InvalidArgument, QD_WORDS("Reconciliation", "Name two systems or more, the reference first.")};
    std::set<std::string> names;
    for (const portfolio::ArrSource &system : systems) {
        if (!names.insert(system.name).second)
            return Error{ErrorCode::InvalidArgument,
                {QD_WORDS("Reconciliation", "%1 is named twice; a system is not compared with itself."), {system.name}},
                {system.name}};
    }
    ReconcileOptions each = options;
    each.left = systems.front();
    if (!each.asOf)
        each.asOf = std::ranges::max(systems, {}, &portfolio::ArrSource::asOf).asOf;
    SystemsComparison comparison;
    comparison.asOf = *each.asOf;
    comparison.currency = portfolio.currency();
    for (std::size_t i = 1; i < systems.size(); ++i) {
        each.right = systems[i];
        auto pair = reconcile(portfolio, each, progress);
        if (!pair)
            return pair.error();
        if (i == 1)
            comparison.systems.push_back({systems.front(), pair->leftTotal});
        comparison.systems.push_back({systems[i], pair->rightTotal});
        comparison.pairs.push_back(std::move(*pair));
    }
    return comparison;
}

bool isLeftTrusted(const portfolio::Portfolio &portfolio, const Reconciliation &pair, const std::string &field)
{
    if (field == "arr") {
        const auto record = portfolio.systemOfRecord();
        return !record || record->name != pair.right.name;
    }
    const std::vector<std::string> order = identity::precedence(field, portfolio.setting("precedence." + field));
    return identity::rankOf(pair.left.name, pair.left.kind, order)
        <= identity::rankOf(pair.right.name, pair.right.kind, order);
}

} // namespace qd::reconcile
