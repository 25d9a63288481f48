#include "core/portfolio/subscription_terms.h"

#include <algorithm>

namespace qd::portfolio {

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
        if (!subscriptions[i].end || days[i].until <= days[i].from)
            continue;
        const Date end = *subscriptions[i].end;
        const Date cancelled = subscriptions[i].cancelled.value_or(EndOfTime); // no longer billed, in a grace neither
        const Date graceEnd = std::min(end.plusDays(graceDays + 1), cancelled);
        const auto successor = std::upper_bound(starts.begin(), starts.end(), end);
        if (successor != starts.end() && daysBetween(end, *successor) <= graceDays) {
            days[i].until = std::min(*successor, cancelled);
        } else if (asOf > end && asOf < graceEnd) {
            days[i].until = graceEnd;
            days[i].pendingRenewal = true;
        }
    }
    return days;
}

} // namespace qd::portfolio
