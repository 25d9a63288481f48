#include "core/retention/used_months.h"

#include "core/identity/account_directory.h"
#include "core/store/usage_months.h"
#include "core/store/usage_reader.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace qd::retention {

UsedMonths::UsedMonths(std::vector<std::vector<Month>> months)
    : m_months(std::move(months))
{
}

Result<UsedMonths> UsedMonths::read(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    store::UsageMonths usage;
    if (const auto read = store::usageRead(usage.read(workspace.handle(), {})); !read)
        return read.error();
    if (usage.rows().empty())
        return Error{ErrorCode::NoData, QD_WORDS("Cohorts", "No usage was imported, so nobody's use can be followed.")};
    struct Record {
        int account = -1;
        std::unordered_map<std::int32_t, double> events = {}; ///< by month, over its features
    };
    std::unordered_map<std::uint32_t, Record> records; // by their number
    for (const store::UsageMonth &row : usage.rows()) {
        const auto [place, isNew] = records.try_emplace(row.account);
        if (isNew)
            place->second.account = accounts.indexOfRecord(usage.sourceOf(row), usage.accountOf(row));
        if (!std::isnan(row.events))
            place->second.events[row.month] += row.events;
    }
    std::vector<std::vector<Month>> months(std::size_t(accounts.size()));
    for (const auto &[number, record] : records) {
        for (const auto &[month, events] : record.events) {
            if (record.account >= 0 && events > 0)
                months[std::size_t(record.account)].push_back(Month().plus(month - Month().index()));
        }
    }
    for (std::vector<Month> &each : months) { // an account may have several records
        std::ranges::sort(each);
        const auto repeated = std::ranges::unique(each);
        each.erase(repeated.begin(), repeated.end());
    }
    return UsedMonths(std::move(months));
}

} // namespace qd::retention
