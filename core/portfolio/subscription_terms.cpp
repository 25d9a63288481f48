#include "core/portfolio/subscription_terms.h"

#include <algorithm>

namespace qd::portfolio {

namespace {

bool ranOut(const SubscriptionDates &dates)
{
    return dates.end && (!dates.cancelled || *dates.cancelled > *dates.end);
}

} // namespace

InForce statedDays(const SubscriptionDates &dates)
{
    Date until = dates.end ? dates.end->plusDays(1) : EndOfTime;
    if (dates.cancelled)
        until = std::min(until, *dates.cancelled);
    return {dates.start, until};
}

std::vector<InForce> daysInForce(const std::vector<SubscriptionDates> &subscriptions, int graceDays, Date asOf)
{
    std::vector<InForce> days;
    std::vector<Date> starts;
    for (const SubscriptionDates &dates : subscriptions) {
        days.push_back(statedDays(dates));
        if (days.back().until > days.back().from)
            starts.push_back(dates.start);
    }
    if (graceDays <= 0)
        return days;
    std::sort(starts.begin(), starts.end());
    for (std::size_t i = 0; i < subscriptions.size(); ++i) {
        if (!ranOut(subscriptions[i]) || days[i].until <= days[i].from)
            continue;
        const Date end = *subscriptions[i].end;
        const auto successor = std::upper_bound(starts.begin(), starts.end(), end);
        if (successor != starts.end() && daysBetween(end, *successor) <= graceDays) {
            days[i].until = *successor;
        } else if (asOf > end && asOf <= end.plusDays(graceDays)) {
            days[i].until = end.plusDays(graceDays + 1);
            days[i].pendingRenewal = true;
        }
    }
    return days;
}

} // namespace qd::portfolio
