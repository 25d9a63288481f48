#include "core/signals/usage_days.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace qd::signs {

namespace {

constexpr std::array WeeksBefore{7, 14, 21, 28}; // the same day of the week: few use a product on Sundays
constexpr int LeastDays = 3; // of them with a row, for who is expected
constexpr int LeastAccounts = 10;
constexpr double LeastShare = 0.5;
constexpr double Fallen = 0.5; // of the usual use

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

} // namespace

std::optional<double> UsageDays::useOn(int source, int account, Date day) const
{
    std::optional<double> use;
    for (const RecordDay &each : m_days.within(account, day.plusDays(-1), day)) {
        if (each.source != source)
            continue;
        const double amount = std::isnan(each.events) ? each.active : each.events;
        use = use.value_or(0) + (std::isnan(amount) ? 0 : amount);
    }
    return use;
}

std::optional<bool> UsageDays::hasFallen(int source, int account, Date day) const
{
    std::vector<double> before;
    for (const int days : WeeksBefore) {
        if (const auto use = useOn(source, account, day.plusDays(-days)))
            before.push_back(*use);
    }
    if (int(before.size()) < LeastDays)
        return std::nullopt;
    const auto use = useOn(source, account, day);
    return !use || *use < Fallen * median(std::move(before));
}

std::vector<UsageDrop> UsageDays::drops(Date from, Date to) const
{
    std::vector<UsageDrop> found;
    for (int source = 0; source < int(m_sourceNames.size()); ++source) {
        std::vector<bool> used; // by place: whether there ever was usage of the source
        for (int place = 0; place < m_since.accounts(); ++place)
            used.push_back(
                std::ranges::any_of(m_since.of(place), [source](const Since &each) { return each.source == source; }));
        // Before three weeks of rows, and two weeks after the last, nobody is expected: days far off cost nothing.
        const std::vector<Date> &days = m_sourceDays[std::size_t(source)];
        if (days.empty())
            continue;
        const Date first = std::max(from, days.front().plusDays(WeeksBefore[LeastDays - 1]));
        const Date last = std::min(to, days.back().plusDays(WeeksBefore[WeeksBefore.size() - LeastDays]));
        for (Date day = first; day <= last; day = day.plusDays(1)) {
            UsageDrop drop{m_sourceNames[std::size_t(source)], day, 0, {}};
            for (int account = 0; account < m_customers.customers(); ++account) {
                const int place = m_customers.placeOn(account, day);
                if (!used[std::size_t(place)])
                    continue;
                const auto fallen = hasFallen(source, place, day);
                drop.expected += fallen ? 1 : 0;
                if (fallen.value_or(false))
                    drop.fallen.push_back(account);
            }
            if (drop.expected >= LeastAccounts && double(drop.fallen.size()) >= LeastShare * drop.expected)
                found.push_back(std::move(drop));
        }
    }
    return found;
}

} // namespace qd::signs
