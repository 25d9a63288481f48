#pragma once
#include "core/renewals/renewal_data.h"
#include "core/revenue/movements.h"

namespace qd::lifecycle {

/// Why customers churned, read once; then read-only.
class ChurnReasons {
public:
    /// As known on `day`. BadData as RenewalData::read().
    [[nodiscard]] static Result<ChurnReasons> read(
        const store::Workspace &workspace, const portfolio::Portfolio &portfolio, Date day);

    /// Of a customer's churn in `month`: the churn_reason of its most trusted record with one; else the loss_reason of
    /// its lost renewal opportunity with one that closed nearest to the month's last day (of equals the earlier, then
    /// the first id; without a date last); else the last reason of a risk dated by that day; else NoGroup.
    [[nodiscard]] std::string of(int account, Month month) const;

private:
    struct Loss {
        std::optional<Date> close;
        std::string id;
        std::string reason;
    };
    struct Customer {
        std::string given; ///< churn_reason
        std::vector<Loss> losses;
        std::vector<std::pair<Date, std::string>> risks; ///< reasons by date; of one day the last holds
    };
    std::vector<Customer> m_customers; ///< by directory index
};

/// What churned in a month for one reason.
struct ChurnReasonRow {
    Month month;
    std::string reason; ///< NoGroup for none
    std::int64_t churn = 0; ///< base minor units
    int logos = 0;
};

/// The churn of `movements` by reason, by month and then by reason in byte order: rows of a month add up to the churn
/// and the churned customers of its group `total` (CONTRACT-ROOMS, "Churn by reason"). At parent grain a family's
/// reason is its ultimate parent's.
[[nodiscard]] std::vector<ChurnReasonRow> churnByReason(
    const revenue::Movements &movements, const ChurnReasons &reasons);

} // namespace qd::lifecycle
