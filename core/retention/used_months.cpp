#include "core/retention/used_months.h"

#include "core/identity/account_directory.h"
#include "core/store/usage_reader.h"

#include <algorithm>

namespace qd::retention {

UsedMonths::UsedMonths(std::vector<std::vector<Month>> months)
    : m_months(std::move(months))
{
}

Result<UsedMonths> UsedMonths::read(const store::Workspace &workspace, const identity::AccountDirectory &accounts)
{
    const auto totals = store::usageTotals(workspace, {}, store::UsageGrain::Month);
    if (!totals)
        return totals.error();
    if (totals->empty())
        return Error{ErrorCode::NoData, QD_WORDS("Cohorts", "No usage was imported, so nobody's use can be followed.")};
    std::vector<std::vector<Month>> months(std::size_t(accounts.size()));
    for (const store::UsageTotal &total : *totals) {
        const int account = accounts.indexOfRecord(total.source, total.accountId);
        if (account >= 0 && total.events > 0) // not where none has a value
            months[std::size_t(account)].push_back(Month::of(total.first));
    }
    for (std::vector<Month> &each : months) { // an account may have several records
        std::ranges::sort(each);
        const auto repeated = std::ranges::unique(each);
        each.erase(repeated.begin(), repeated.end());
    }
    return UsedMonths(std::move(months));
}

} // namespace qd::retention
