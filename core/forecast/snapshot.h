#pragma once
#include "core/forecast/forecast_data.h"

#include <functional>

namespace qd::forecast {

/// What an open renewal counts in a snapshot.
enum class Counted {
    DueArr, ///< all that is due
    Calls, ///< what was called of it; 0 without a call
};

/// A renewal of a quarter as it stood on a day. Amounts are base minor units.
struct SnapshotRow {
    std::string account; ///< the workspace's id
    Date due;
    renewals::RenewalState state = renewals::RenewalState::Pending;
    std::int64_t dueArr = 0;
    std::int64_t amount = 0; ///< ARR renewed of a settled one, else as Counted says
    std::string category = {}; ///< of the call; empty without one
    std::string author = {}; ///< of the call
    std::vector<std::string> contracts = {}; ///< ids of those due

    bool operator==(const SnapshotRow &) const = default;
};

/// The renewals of a quarter as they stood on a day, by account id. What is kept of one is never computed again.
struct Snapshot {
    Date day;
    std::vector<SnapshotRow> rows;

    bool operator==(const Snapshot &) const = default;
};

/// Which renewals a snapshot has, and what their open ones count.
struct SnapshotOptions {
    Counted counted = Counted::DueArr;
    std::string author = {}; ///< whose calls count; empty for the last one of anybody
    std::function<bool(int)> only = {}; ///< customers by directory index; nothing for all
};

/// All renewals due in the quarter as known on the day of `known`. Calls are at the rates of the due date, or of the
/// day where that is earlier, as due ARR is. NoRate, Overflow.
[[nodiscard]] Result<Snapshot> snapshotOn(
    const ForecastData &data, const renewals::KnownRenewals &known, const SnapshotOptions &options);

/// How many renewals of a snapshot are open, and how many of these somebody called.
struct OpenCalls {
    int open = 0;
    int called = 0;
};
[[nodiscard]] OpenCalls openCallsIn(const Snapshot &snapshot);

/// Sum of what its renewals count. Overflow.
[[nodiscard]] Result<std::int64_t> totalOf(const Snapshot &snapshot);

} // namespace qd::forecast
