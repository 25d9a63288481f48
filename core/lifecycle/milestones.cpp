#include "core/lifecycle/milestones.h"

#include "core/base/text.h"
#include "core/identity/account_directory.h"
#include "core/store/signal_rows.h"

#include <algorithm>

namespace qd::lifecycle {

Milestones::Milestones(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
    : m_rows(std::size_t(accounts.size()))
{
    store::forEachMilestone(workspace, [&](const store::MilestoneRow &row) {
        if (const int account = accounts.indexOfRecord(row.source, row.accountId); account >= 0)
            m_rows[std::size_t(account)].push_back({caseFolded(row.name), row.completed});
    });
}

std::vector<Date> Milestones::completions(int account, std::string_view name) const
{
    const std::string wanted = caseFolded(name);
    std::vector<Date> days;
    for (const Row &row : m_rows[std::size_t(account)]) {
        if (row.completed && row.name == wanted)
            days.push_back(*row.completed);
    }
    std::ranges::sort(days);
    return days;
}

std::optional<Date> Milestones::firstCompletion(int account, std::string_view name, Date through) const
{
    const std::vector<Date> days = completions(account, name);
    return days.empty() || days.front() > through ? std::nullopt : std::optional(days.front());
}

} // namespace qd::lifecycle
