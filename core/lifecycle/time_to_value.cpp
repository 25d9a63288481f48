#include "core/lifecycle/time_to_value.h"

#include "core/base/text.h"
#include "core/lifecycle/origins.h"

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
        for (const renewals::Opportunity &each : customers.data->opportunitiesOf(account, customers.day)) {
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

/// The case of a customer whose clock began; nothing for one who left before it, without its value.
std::optional<ValueCase> caseOf(const KnownCustomers &customers, int account, Date clock)
{
    using State = ValueCase::State;
    const auto done = customers.milestones.firstCompletion(account, customers.settings.milestone, customers.day);
    if (done && *done < clock)
        return ValueCase{account, {}, State::Negative, clock, daysBetween(clock, *done)};
    const auto &stay = customers.stays[std::size_t(account)];
    const Date end = stay ? stay->seenUntil(customers.day) : customers.day;
    if (done && *done <= end)
        return ValueCase{account, {}, State::Reached, clock, daysBetween(clock, *done)};
    if (clock <= end)
        return ValueCase{account, {}, stay && stay->over ? State::Left : State::Open, clock, daysBetween(clock, end)};
    return std::nullopt;
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

Result<std::vector<ValueCase>> valueCases(
    const KnownCustomers &customers, const std::string &by, const std::function<bool(int)> &only)
{
    const auto groups = customers.groups(by);
    if (!groups)
        return groups.error();
    CustomerGroups each;
    for (const std::string &group : *groups)
        each.push_back({group});
    return groupedCases(customers, each, only);
}

std::vector<ValueCase> groupedCases(
    const KnownCustomers &customers, const CustomerGroups &groups, const std::function<bool(int)> &only)
{
    std::vector<ValueCase> cases;
    for (std::size_t account = 0; account < groups.size(); ++account) {
        if (only && !only(int(account)))
            continue;
        const auto clock = clockOf(customers, int(account));
        auto found = clock ? caseOf(customers, int(account), *clock) : std::nullopt;
        if (!found)
            continue;
        for (const std::string &group : groups[account]) {
            found->group = group;
            cases.push_back(*found);
        }
    }
    return cases;
}

Result<CustomerGroups> valueGroups(
    const store::Workspace &workspace, const KnownCustomers &customers, const std::string &by)
{
    if (by == "product")
        return customers.products;
    const auto found =
        isOrigin(by) ? originsOf(by, workspace, *customers.portfolio, customers.day) : customers.groups(by);
    if (!found)
        return found.error();
    CustomerGroups groups;
    for (const std::string &group : *found)
        groups.push_back({group});
    return groups;
}

std::vector<survival::GroupedLife> livesOf(const std::vector<ValueCase> &cases)
{
    std::vector<survival::GroupedLife> lives;
    for (const ValueCase &each : cases) {
        if (each.state != ValueCase::State::Negative)
            lives.push_back({{double(each.days), each.state == ValueCase::State::Reached}, each.group});
    }
    return lives;
}

std::vector<TimeToValue> timeToValue(const std::vector<ValueCase> &cases)
{
    std::map<std::string, std::vector<ValueCase>> byGroup;
    for (const ValueCase &each : cases)
        byGroup[each.group].push_back(each);
    std::vector<TimeToValue> rows;
    for (const auto &[group, members] : byGroup) {
        std::vector<statistics::Life> lives;
        for (const survival::GroupedLife &one : livesOf(members))
            lives.push_back(one.life);
        TimeToValue row;
        row.group = group;
        row.n = int(lives.size());
        row.completed = int(std::ranges::count_if(lives, &statistics::Life::event));
        row.negative = int(members.size() - lives.size());
        row.curve = statistics::kaplanMeier(lives, statistics::SurvivalInterval::Log);
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<std::vector<TimeToValue>> timeToValue(const KnownCustomers &customers, const std::string &by)
{
    const auto cases = valueCases(customers, by);
    if (!cases)
        return cases.error();
    std::vector<TimeToValue> rows = timeToValue(*cases);
    if (by.empty() && rows.empty()) {
        rows.emplace_back();
        rows.back().group = AllCustomers;
    }
    return rows;
}

} // namespace qd::lifecycle
