#pragma once
#include "core/base/progress.h"
#include "core/coverage/books.h"

namespace qd::economics {

/// What customers asked of the team over some months.
struct ServedHours {
    std::vector<double> hours; ///< by directory index
    std::optional<double> hourCost = {}; ///< of a customer-facing hour on the last day, base major units
    std::vector<Message> warnings; ///< those of coverage on the last day
};

/// Adds up the monthly hours of every customer on the last days of the months after `from` up to `to`, as `capacity`
/// has them with the touch model `model` and the colours shown on each day; none before it has ARR. What has become
/// part of another customer by the last day counts to that one. NoData without a roster; errors as coverageOf();
/// Cancelled.
[[nodiscard]] Result<ServedHours> servedHours(const portfolio::Portfolio &portfolio,
    const coverage::CapacityModel &model, const coverage::ColoursOn &colours, Month from, Month to, Progress &progress);

} // namespace qd::economics
