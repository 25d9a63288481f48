#pragma once
#include "core/base/date.h"
#include "core/base/words.h"

#include <map>
#include <string>
#include <vector>

namespace qd::programmes {

/// Which customers are asked about, and on which day.
struct Asked {
    Date day;
    std::vector<char> isAsked; ///< by directory index; 0: not asked about
    std::vector<std::string> groups; ///< by directory index, empty for none; without any there is only `total`

    [[nodiscard]] bool has(int account) const { return account >= 0 && isAsked[std::size_t(account)] != 0; }
};

/// A row of figures for `total` and for each group, which is what a customer's facts are counted into.
template <typename Row>
class ByGroup {
public:
    explicit ByGroup(const Asked &asked)
        : m_asked(asked)
    {
        m_total.group = "total";
        for (std::size_t i = 0; i < asked.groups.size(); ++i) {
            if (asked.isAsked[i] != 0)
                (void)rowOf(int(i));
        }
    }
    /// Precondition: the customer is asked about.
    template <typename Count>
    void count(int account, const Count &count)
    {
        count(m_total);
        if (!m_asked.groups.empty())
            count(rowOf(account));
    }
    /// `total` first, then in byte order, those without a value last.
    [[nodiscard]] std::vector<Row> rows() const
    {
        std::vector<Row> all{m_total};
        for (const auto &[key, row] : m_rows)
            all.push_back(row);
        return all;
    }

private:
    Row &rowOf(int account)
    {
        const std::string &group = m_asked.groups[std::size_t(account)];
        Row &row = m_rows[{group.empty(), group}];
        row.group = group.empty() ? NoGroup : group;
        return row;
    }

    const Asked &m_asked;
    Row m_total;
    std::map<std::pair<bool, std::string>, Row> m_rows;
};

} // namespace qd::programmes
