#include "core/lifecycle/landmark_lives.h"

#include "core/lifecycle/time_to_value.h"

namespace qd::lifecycle {

Message groupTitle(const std::string &group)
{
    if (group == AllCustomers)
        return QD_WORDS("Charts", "All customers");
    for (const char *word : {WithValue, WithoutValue}) {
        if (group == word)
            return Word{word};
    }
    return Message::of(groupValue(group));
}

Result<std::vector<CustomerLife>> landmarkLives(
    const KnownCustomers &customers, int days, const std::function<bool(int)> &only)
{
    const auto cases = valueCases(customers, {}, only);
    if (!cases)
        return cases.error();
    std::vector<CustomerLife> lives;
    for (const ValueCase &each : *cases) {
        const auto &stay = customers.stays[std::size_t(each.account)];
        if (!stay || each.state == ValueCase::State::Negative)
            continue;
        const Date landmark = each.clock.plusDays(days);
        const bool inForce = stay->from <= landmark && (!stay->over || landmark < *stay->over);
        if (landmark > customers.day || !inForce)
            continue;
        const bool reached = each.state == ValueCase::State::Reached && each.days <= days;
        const Date end = stay->seenUntil(customers.day);
        CustomerLife life{
            {{double(daysBetween(landmark, end)), stay->over.has_value()}, reached ? WithValue : WithoutValue},
            each.account, stay->from};
        lives.push_back(std::move(life));
    }
    return lives;
}

} // namespace qd::lifecycle
