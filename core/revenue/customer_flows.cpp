#include "core/revenue/customer_flows.h"

#include "core/base/checked_sum.h"

namespace qd::revenue {

void FlowSums::add(MovementKind kind, std::int64_t amount)
{
    if (kind == MovementKind::Fx)
        return;
    std::int64_t &sum = kind == MovementKind::Expansion ? expansion
        : kind == MovementKind::Contraction             ? contraction
        : kind == MovementKind::Churn                   ? churn
                                                        : arrivals;
    fits = addTo(sum, amount) && fits;
}

void FlowSums::add(const FlowSums &other)
{
    fits = addTo(arrivals, other.arrivals) && addTo(expansion, other.expansion) && addTo(contraction, other.contraction)
        && addTo(churn, other.churn) && fits && other.fits;
}

std::optional<std::int64_t> FlowSums::keptOf(std::int64_t opening) const
{
    std::int64_t sum = opening;
    return fits && addTo(sum, -contraction) && addTo(sum, -churn) ? std::optional(sum) : std::nullopt;
}

std::optional<std::int64_t> FlowSums::after(std::int64_t opening) const
{
    auto sum = keptOf(opening);
    return sum && addTo(*sum, arrivals) && addTo(*sum, expansion) ? sum : std::nullopt;
}

std::vector<CustomerFlows> customerFlows(const Movements &movements)
{
    struct Walk {
        CustomerFlows flows;
        bool gone = false;
        bool late = false; ///< not in the opening set: its first movement is an arrival
    };
    // A customer can stand in several groups only when split by product, so churn is kept per group.
    std::map<std::pair<int, int>, Walk> customers;
    for (const AccountMovement &movement : movements.details) {
        Walk &walk = customers[{movement.group, movement.account}];
        walk.flows.all.add(movement.kind, movement.amount);
        walk.flows.churns += movement.kind == MovementKind::Churn ? 1 : 0;
        if (movement.kind == MovementKind::New || movement.kind == MovementKind::Reactivation)
            walk.late = walk.late || !walk.gone;
        if (walk.gone || walk.late)
            continue;
        walk.flows.untilChurn.add(movement.kind, movement.amount);
        walk.gone = movement.kind == MovementKind::Churn;
    }
    std::vector<CustomerFlows> flows;
    for (auto &[key, walk] : customers) {
        std::tie(walk.flows.group, walk.flows.account) = key;
        flows.push_back(walk.flows);
    }
    return flows;
}

Error flowsTooLarge(Month from, Month to)
{
    return {ErrorCode::Overflow,
        {QD_WORDS("Retention", "The movements from %1 to %2 are too large to add up; choose a shorter window."),
            {from, to}}};
}

} // namespace qd::revenue
