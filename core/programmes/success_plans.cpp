#include "core/programmes/success_plans.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/programme_rows.h"

#include <QtGlobal> // QT_TRANSLATE_NOOP

#include <algorithm>
#include <set>
#include <tuple>

namespace qd::programmes {

namespace {

PlanState stateOf(std::string_view status)
{
    const std::string word = lowered(trimmed(status));
    if (word == "met")
        return PlanState::Met;
    if (word == "missed")
        return PlanState::Missed;
    return word == "dropped" ? PlanState::Dropped : PlanState::Open;
}

void count(PlanFigures &row, const Plan &plan, Date day)
{
    constexpr int YearMonths = 12;
    const PlanState state = plan.stateOn(day);
    if (state == PlanState::Open) {
        ++row.open;
        row.late += plan.isLateOn(day) ? 1 : 0;
        row.untouched += plan.isUntouchedOn(day) ? 1 : 0;
        return;
    }
    if (!plan.closed || *plan.closed <= day.plusMonths(-YearMonths))
        return;
    row.met += state == PlanState::Met ? 1 : 0;
    row.missed += state == PlanState::Missed ? 1 : 0;
    row.dropped += state == PlanState::Dropped ? 1 : 0;
}

std::optional<double> share(int part, int whole)
{
    return whole > 0 ? std::optional(double(part) / whole) : std::nullopt;
}

} // namespace

const char *nameOf(PlanState state)
{
    switch (state) {
    case PlanState::Open:
        return QT_TRANSLATE_NOOP("Words", "Open");
    case PlanState::Met:
        return QT_TRANSLATE_NOOP("Words", "Met");
    case PlanState::Missed:
        return QT_TRANSLATE_NOOP("Words", "Missed");
    case PlanState::Dropped:
        break;
    }
    return QT_TRANSLATE_NOOP("Words", "Dropped");
}

PlanState Plan::stateOn(Date day) const
{
    return closed.value_or(changed) > day ? PlanState::Open : said;
}

bool Plan::isLateOn(Date day) const
{
    return stateOn(day) == PlanState::Open && due && *due < day;
}

bool Plan::isUntouchedOn(Date day) const
{
    const Date last = changed <= day ? std::max(created, changed) : created; // what came later is not known yet
    return stateOn(day) == PlanState::Open && last < day.plusDays(-UntouchedDays);
}

std::vector<Plan> readPlans(const store::Workspace &workspace, const identity::AccountDirectory &accounts, Date day)
{
    std::vector<Plan> plans;
    store::forEachPlan(workspace, [&](const store::PlanRow &row) {
        const int account = accounts.holderOfRecord(row.source, row.accountId, day);
        if (account >= 0)
            plans.push_back({account, std::string(row.id), std::string(row.objective), std::string(row.kind),
                std::string(row.owner), row.created, row.due, row.closed, stateOf(row.status), row.value, row.changed});
    });
    std::ranges::stable_sort(
        plans, {}, [](const Plan &plan) { return std::tuple(plan.account, plan.created, std::string_view(plan.id)); });
    return plans;
}

std::optional<double> PlanFigures::planRate() const
{
    return share(withPlan, customers);
}

std::optional<double> PlanFigures::metRate() const
{
    return share(met, met + missed);
}

std::vector<PlanFigures> planFigures(const std::vector<Plan> &plans, const Asked &asked)
{
    ByGroup<PlanFigures> groups(asked);
    for (std::size_t i = 0; i < asked.isAsked.size(); ++i) {
        if (asked.isAsked[i] != 0)
            groups.count(int(i), [](PlanFigures &row) { ++row.customers; });
    }
    std::set<int> withPlan;
    for (const Plan &plan : plans) {
        if (!asked.has(plan.account) || !plan.isKnownOn(asked.day))
            continue;
        const bool isFirst = plan.stateOn(asked.day) == PlanState::Open && withPlan.insert(plan.account).second;
        groups.count(plan.account, [&](PlanFigures &row) {
            count(row, plan, asked.day);
            row.withPlan += isFirst ? 1 : 0;
        });
    }
    return groups.rows();
}

} // namespace qd::programmes
