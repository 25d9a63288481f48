#pragma once
#include "core/base/date.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

namespace qd::signs {

/// No value.
inline constexpr double Empty = std::numeric_limits<double>::quiet_NaN();

/// Rows of all accounts in one column, an account's side by side and by their `day`; of one day in the order in which
/// they were added. Filled, settled once, then only read.
template <typename Row>
class ByAccount {
public:
    void add(int account, Row row)
    {
        m_accounts.push_back(account);
        m_rows.push_back(std::move(row));
    }
    /// `accounts` of them, by directory index.
    void settle(int accounts)
    {
        m_first.assign(std::size_t(accounts) + 1, 0);
        for (const int account : m_accounts)
            ++m_first[std::size_t(account) + 1];
        for (std::size_t i = 1; i < m_first.size(); ++i)
            m_first[i] += m_first[i - 1];
        std::vector<std::size_t> next(m_first.begin(), m_first.end() - 1);
        std::vector<std::size_t> order(m_rows.size()); // of the rows, by account and as they were added
        for (std::size_t i = 0; i < m_rows.size(); ++i)
            order[next[std::size_t(m_accounts[i])]++] = i;
        std::vector<Row> sorted;
        sorted.reserve(m_rows.size());
        for (const std::size_t i : order)
            sorted.push_back(std::move(m_rows[i]));
        m_rows = std::move(sorted);
        m_accounts = {};
        for (int account = 0; account < accounts; ++account) {
            const auto begin = m_rows.begin() + std::ptrdiff_t(m_first[std::size_t(account)]);
            const auto end = m_rows.begin() + std::ptrdiff_t(m_first[std::size_t(account) + 1]);
            const auto isEarlier = [](const Row &a, const Row &b) { return a.day < b.day; };
            if (!std::is_sorted(begin, end, isEarlier)) // files mostly come by day
                std::stable_sort(begin, end, isEarlier);
        }
    }

    /// How many it was settled for.
    [[nodiscard]] int accounts() const { return m_first.empty() ? 0 : int(m_first.size()) - 1; }
    [[nodiscard]] std::span<const Row> of(int account) const
    {
        const std::size_t first = m_first[std::size_t(account)];
        return std::span(m_rows).subspan(first, m_first[std::size_t(account) + 1] - first);
    }
    /// Those of an account in the days after `after`, through `through`: (after, through].
    [[nodiscard]] std::span<const Row> within(int account, Date after, Date through) const
    {
        const std::span<const Row> rows = of(account);
        const auto first = std::ranges::upper_bound(rows, after, {}, &Row::day);
        const auto last = std::ranges::upper_bound(rows, through, {}, &Row::day);
        return first < last ? std::span<const Row>(first, last) : std::span<const Row>();
    }
    [[nodiscard]] std::span<const Row> until(int account, Date through) const
    {
        const std::span<const Row> rows = of(account);
        return {rows.begin(), std::ranges::upper_bound(rows, through, {}, &Row::day)};
    }
    /// First day of any account's row; a day far ahead where there is none.
    [[nodiscard]] Date firstDay() const
    {
        Date first(std::numeric_limits<std::int32_t>::max());
        for (const Row &row : m_rows)
            first = std::min(first, row.day);
        return first;
    }

private:
    std::vector<int> m_accounts;
    std::vector<Row> m_rows;
    std::vector<std::size_t> m_first;
};

} // namespace qd::signs
