#include "core/lifecycle/time_to_value.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>

namespace qd::lifecycle {

namespace {

/// The day a customer's clock began, as known on the day; nothing where it has not.
std::optional<Date> clockOf(const KnownCustomers &customers, int account)
{
    switch (customers.settings.clock) {
    case Clock::Contract: {
        const auto &stay = customers.stays[std::size_t(account)];
        return stay ? std::optional(stay->from) : std::nullopt;
    }
    case Clock::Close: {
        std::optional<Date> first;
        for (const renewals::Opportunity &each : customers.data->opportunities[std::size_t(account)]) {
            if (!equalsIgnoringCase(each.type, "new") || !each.isKnownOn(customers.day))
                continue;
            const renewals::OpportunityState state = each.on(customers.day);
            if (state.isWon && state.close && *state.close <= customers.day)
                first = std::min(first.value_or(*state.close), *state.close);
        }
        return first;
    }
    case Clock::Kickoff:
        return customers.milestones.firstCompletion(account, "kickoff", customers.day);
    }
    return std::nullopt;
}

struct Cases {
    std::vector<statistics::Life> lives;
    int negative = 0;
};

void addCase(const KnownCustomers &customers, int account, Date clock, Cases &cases)
{
    const auto done = customers.milestones.firstCompletion(account, customers.settings.milestone, customers.day);
    if (done && *done < clock) {
        ++cases.negative;
        return;
    }
    const auto &stay = customers.stays[std::size_t(account)];
    const Date end = stay ? stay->seenUntil(customers.day) : customers.day;
    if (done && *done <= end)
        cases.lives.push_back({double(daysBetween(clock, *done)), true});
    else if (clock <= end)
        cases.lives.push_back({double(daysBetween(clock, end)), false});
}

} // namespace

std::optional<double> TimeToValue::median() const
{
    return curve.median();
}

std::optional<double> TimeToValue::within(int days) const
{
    return n > 0 ? std::optional(1 - curve.at(days)) : std::nullopt;
}

Result<std::vector<TimeToValue>> timeToValue(const KnownCustomers &customers, const std::string &by)
{
    const auto groups = customers.groups(by);
    if (!groups)
        return groups.error();
    std::map<std::string, Cases> byGroup;
    if (by.empty())
        byGroup.try_emplace(AllCustomers);
    for (std::size_t account = 0; account < groups->size(); ++account) {
        if (const auto clock = clockOf(customers, int(account)))
            addCase(customers, int(account), *clock, byGroup[(*groups)[account]]);
    }
    std::vector<TimeToValue> rows;
    for (const auto &[group, cases] : byGroup) {
        if (!by.empty() && cases.lives.empty() && cases.negative == 0)
            continue;
        TimeToValue row;
        row.group = group;
        row.n = int(cases.lives.size());
        row.completed = int(std::ranges::count_if(cases.lives, &statistics::Life::event));
        row.negative = cases.negative;
        row.curve = statistics::kaplanMeier(cases.lives, statistics::SurvivalInterval::Log);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace qd::lifecycle
