#pragma once
#include "core/base/progress.h"
#include "core/portfolio/account_overview.h"
#include "core/portfolio/portfolio.h"
#include "core/store/import_batches.h"

namespace qd::quality {

/// A described record of `accounts` as it was known on the day.
struct KnownRecord {
    PooledText id;
    int account = -1; ///< index in the directory: whom it counts to on the day
    std::int64_t batch = 0;
    int line = 0;
    /// Whether it has a value of each of criticalFields().
    std::vector<bool> has = {};
};

/// A contract known on the day, with the value, the end and the cancellation that were known then.
struct KnownContract {
    std::string source;
    std::string id;
    std::string accountId; ///< in its source
    int account = -1; ///< index in the directory: whom it counts to on the day
    std::string product; ///< empty for none
    Date first; ///< in force
    Date until; ///< first day no longer so
    Money annual;
    std::int64_t batch = 0;
    int line = 0;
};

/// Fields whose completeness is checked: the golden ones, and `arr`.
[[nodiscard]] const std::vector<std::string> &criticalFields();

/// What the checks share, read once.
struct QualityData {
    const store::Workspace &workspace;
    std::shared_ptr<const portfolio::Portfolio> portfolio;
    Date day;
    bool isNow = true; ///< the day is the latest as-of date or later: all is as it stands
    Progress &progress;

    std::vector<bool> described = {}; ///< of each customer: whether a record seen by then is more than an id
    std::vector<bool> everDescribed = {}; ///< the same of all records, but for those that were closed by then
    portfolio::Overview overview = {}; ///< of the day; without any ARR where it cannot be told
    std::optional<Message> noArr = {}; ///< why it cannot be told, where there is one
    std::vector<std::optional<Date>> contractEnds = {}; ///< by directory index: latest end in force; empty without ARR
    std::vector<bool> inScope = {}; ///< by directory index: ARR above 0 or status active on the day
    std::vector<bool> hasArr = {}; ///< by directory index: ARR above 0 on the day
    TextMap<std::vector<KnownRecord>> records =
        {}; ///< by source, each by id; not those that were closed or unseen then
    std::vector<KnownContract> contracts = {}; ///< by source, account, product, first day and id
    /// Batches that stand and took or held back any row, as of the day or before; by source, entity, day and number.
    std::vector<store::ImportBatch> batches = {};

    /// Whether a customer is one of the golden records that are checked: never of an id alone. One with ARR is, also
    /// where the files that describe it came later; of status active only one that was seen by then.
    [[nodiscard]] bool isGolden(int account) const
    {
        const auto at = std::size_t(account);
        return inScope[at] && (described[at] || (hasArr[at] && everDescribed[at]));
    }
    /// Latest end of a customer's contracts in force on the day.
    [[nodiscard]] std::optional<Date> contractEnd(int account) const
    {
        return contractEnds.empty() ? std::nullopt : contractEnds[std::size_t(account)];
    }

    [[nodiscard]] static Result<QualityData> read(const store::Workspace &workspace,
        std::shared_ptr<const portfolio::Portfolio> portfolio, Date day, Progress &progress);
};

} // namespace qd::quality
