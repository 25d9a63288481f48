#pragma once
#include "core/base/progress.h"
#include "core/revenue/retention_rates.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::economics {

/// What one customer of the opening set was worth over a window and what it took to serve; of a product its part.
struct CustomerEconomics {
    int account = -1; ///< directory index
    int group = 0; ///< index in RetentionEconomics::rows
    std::int64_t opening = 0; ///< base minor units at the window's beginning
    std::int64_t closing = 0; ///< at its end; 0 for one that left
    double hours = 0; ///< of the team's work it needed in the window

    [[nodiscard]] std::int64_t kept() const { return closing < opening ? closing : opening; }
    [[nodiscard]] std::int64_t expansion() const { return closing > opening ? closing - opening : 0; }
};

/// The customers of one group: what was kept of their ARR, what they added, and what serving them took.
struct EconomicsRow {
    std::string group;
    int customers = 0; ///< of the opening set: ARR above 0 at the window's beginning
    int left = 0; ///< of them, without ARR at its end
    std::int64_t opening = 0; ///< base minor units
    std::int64_t kept = 0; ///< of each customer the smaller of opening and closing
    std::int64_t expansion = 0; ///< what they have more at the end
    std::optional<double> hours = {}; ///< in the whole window; nothing without a team
    std::optional<double> cost = {}; ///< hours x cost of an hour, base major units; nothing without a cost

    /// kept / opening, which is GRR; nothing without opening ARR. As all rates here, a share of 1.
    [[nodiscard]] std::optional<double> keptRate() const;
    /// expansion / opening.
    [[nodiscard]] std::optional<double> expansionRate() const;
};

struct RetentionEconomics {
    Month from; ///< the window begins at its end
    Month to; ///< and ends at its end
    Currency currency;
    std::vector<EconomicsRow> rows; ///< `total`, then groups in byte order, NoGroup last
    std::vector<CustomerEconomics> customers; ///< by row, then directory index
    std::optional<double> hourCost = {}; ///< of a customer-facing hour, base major units
    std::vector<Message> notes; ///< why there are no hours or no cost; what coverage warns of on the last day

    /// Cost / opening ARR; nothing without either.
    [[nodiscard]] std::optional<double> costRate(const EconomicsRow &row) const;
    /// ARR kept and added for each unit of cost: (kept + expansion) / cost; nothing without cost above 0.
    [[nodiscard]] std::optional<double> arrPerCost(const EconomicsRow &row) const;
};

struct EconomicsOptions {
    Month from;
    Month to; ///< at most 60 months after `from`
    std::string by = "segment"; ///< a dimension, or how customers came (lifecycle/origins.h); empty for `total` alone
    revenue::Filters filters = {};
    revenue::FxMode fx = revenue::FxMode::Constant;
};

/// What keeping customers costs and brings, by group: which segment, product or onboarding path pays (DESIGN section
/// 3). ARR is that of `retention` point to point. Hours are those of `capacity`: on the last day of each month of the
/// window what the touch model in force asks of a customer that is one then, by its lifecycle stage and colour that
/// day, added up. Of a customer that left they end when it did. An hour costs what tech-touch counts with: yearly cost
/// of one FTE on the window's last day / (12 x hours_per_month x utilisation), from the roster, else as stated in the
/// model.
///
/// Groups are values as of the window's beginning. By product a customer's hours are shared by its opening ARR, so that
/// they add up; what it bought besides is expansion of the total alone. InvalidArgument as computeRetention(), for
/// another dimension or a window that is too long; BadData for a model that cannot be read; NoRate, Overflow,
/// Cancelled.
[[nodiscard]] Result<RetentionEconomics> retentionEconomics(const store::Workspace &workspace,
    const portfolio::Portfolio &portfolio, const portfolio::ArrBook &book, const EconomicsOptions &options,
    Progress &progress);

} // namespace qd::economics
