#pragma once
#include "core/renewals/known_renewals.h"

#include <functional>

namespace qd::renewals {

/// The renewals of one group in a window. Amounts are base minor units. due = renewed + lost + pending; rates leave
/// pending ones out above and below.
struct RenewalRow {
    std::string group;
    int due = 0; ///< customers
    std::int64_t dueArr = 0;
    int renewed = 0;
    std::int64_t renewedArr = 0; ///< may be above what was due
    std::int64_t retainedArr = 0; ///< sum of min(renewed, due)
    int lost = 0;
    std::int64_t lostArr = 0; ///< due ARR of the lost ones; what others renewed for less is no part of it
    int pending = 0;
    std::int64_t pendingArr = 0; ///< due ARR of the pending ones
    int automatic = 0; ///< auto_renew on all contracts due, whatever became of them
    int onTime = 0; ///< of the renewed ones

    [[nodiscard]] std::optional<double> rateLogos() const; ///< renewed / (renewed + lost)
    [[nodiscard]] std::optional<double> rateArr() const; ///< retained / (due - pending)
    [[nodiscard]] std::optional<double> onTimeRate() const; ///< on time / renewed
};

/// How cases are split into groups.
struct RenewalGroups {
    std::function<std::string(const RenewalCase &)> groupOf = {}; ///< nothing for `total` alone
    /// The parts of a case that count in its groups, the case itself where nothing is given: byProduct().
    std::function<std::vector<RenewalCase>(const RenewalCase &)> partsOf = {};
};

/// Row `total`, then one for each group in byte order, NoGroup last. Groups add up to the total; of parts of cases due
/// ARR does, counts need not. Overflow.
[[nodiscard]] Result<std::vector<RenewalRow>> renewalRows(
    const std::vector<RenewalCase> &cases, const RenewalGroups &groups = {});

} // namespace qd::renewals
