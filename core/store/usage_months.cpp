#include "core/store/usage_months.h"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>

namespace qd::store {

namespace {

enum Measure : std::size_t { ActiveUsers, LicensedUsers, Events, Minutes };

void add(double &sum, double value)
{
    if (!std::isnan(value))
        sum = std::isnan(sum) ? value : sum + value;
}

/// The months of days, where neighbouring rows have the same few.
class MonthOfDay {
public:
    std::int32_t of(std::int32_t day)
    {
        if (day < m_first || day > m_last) {
            const Month month = Month::of(Date(day));
            m_month = month.index();
            m_first = month.firstDay().days();
            m_last = month.lastDay().days();
        }
        return m_month;
    }

private:
    std::int32_t m_month = 0;
    std::int32_t m_first = 1;
    std::int32_t m_last = 0;
};

} // namespace

double UsageMonth::meanActiveUsers() const
{
    return activeDays == 0 ? std::nan("") : activeUsers / activeDays;
}

void UsageMonths::addSegment(const UsageSegments &segments)
{
    const UsageColumns &columns = segments.columns();
    // Rows come by account and day: the few features of an account in a month are looked up once each.
    std::unordered_map<std::uint32_t, std::uint32_t> places;
    std::uint32_t account = 0;
    std::int32_t month = 0;
    bool isNew = true;
    MonthOfDay months;
    for (std::size_t i = segments.begin(); i < columns.size() && !segments.isPast(i); ++i) {
        if (!segments.wants(i))
            continue;
        const std::int32_t its = months.of(columns.day[i]);
        if (isNew || columns.account[i] != account || its != month) {
            account = columns.account[i];
            month = its;
            places.clear();
            isNew = false;
        }
        auto [place, first] = places.try_emplace(columns.feature[i], 0);
        if (first) {
            const Key key{std::uint64_t{account} << 32U | columns.feature[i], month};
            const auto [known, added] = m_places.try_emplace(key, std::uint32_t(m_rows.size()));
            if (added)
                m_rows.push_back({account, columns.feature[i], month, 0, std::nan(""), std::nan(""), 0, 0});
            place->second = known->second;
        }
        UsageMonth &row = m_rows[place->second];
        ++row.days;
        add(row.events, columns.measures[Events][i]);
        add(row.minutes, columns.measures[Minutes][i]);
        if (const double users = columns.measures[ActiveUsers][i]; !std::isnan(users)) {
            row.activeUsers += users;
            ++row.activeDays;
        }
    }
}

/// By numbers that stand for the order of the names: comparing texts a million times over would take longer.
void UsageMonths::sort()
{
    std::unordered_map<std::uint32_t, std::uint32_t> features;
    std::unordered_map<std::uint32_t, std::uint32_t> accounts;
    for (const UsageMonth &row : m_rows) {
        features.try_emplace(row.feature, 0);
        accounts.try_emplace(row.account, 0);
    }
    const auto rank = [](auto &numbers, const auto &nameOf) {
        std::vector<std::uint32_t> keys;
        for (const auto &[key, place] : numbers)
            keys.push_back(key);
        std::ranges::sort(keys, {}, nameOf);
        for (std::size_t i = 0; i < keys.size(); ++i)
            numbers[keys[i]] = std::uint32_t(i);
    };
    rank(features, [this](std::uint32_t key) -> const std::string & { return m_segments->feature(key); });
    rank(
        accounts, [this](std::uint32_t key) -> const auto & { return m_segments->account(key); });
    std::ranges::sort(m_rows, {}, [&](const UsageMonth &row) {
        return std::tuple(row.month, features.find(row.feature)->second, accounts.find(row.account)->second);
    });
}

int UsageMonths::read(sqlite3 *connection, const UsageFilter &filter)
{
    m_rows.clear();
    m_places.clear();
    m_segments = std::make_unique<UsageSegments>(connection, filter);
    while (m_segments->next())
        addSegment(*m_segments);
    m_places.clear();
    if (m_segments->status() != SQLITE_OK)
        return m_segments->status();
    for (const UsageMonth &row : m_rows) {
        if (!m_months.contains(row.month))
            m_months.emplace(row.month, Month().plus(row.month - Month().index()).iso());
    }
    sort();
    return SQLITE_OK;
}

const std::string &UsageMonths::featureOf(const UsageMonth &row) const
{
    return m_segments->feature(row.feature);
}

const std::string &UsageMonths::monthOf(const UsageMonth &row) const
{
    return m_months.find(row.month)->second;
}

std::int64_t UsageMonths::rowIdOf(const UsageMonth &row) const
{
    constexpr std::int64_t Months = 1 << 15; // index() of year 2730
    constexpr std::int64_t Features = 1 << 20;
    return (std::int64_t{row.account} * Features + row.feature % Features) * Months + row.month % Months;
}

} // namespace qd::store
