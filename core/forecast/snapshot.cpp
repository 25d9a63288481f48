#include "core/forecast/snapshot.h"

#include "core/base/checked_sum.h"

#include <algorithm>

namespace qd::forecast {

namespace {

using renewals::KnownRenewals;
using renewals::RenewalCase;

Result<SnapshotRow> rowOf(
    const ForecastData &data, const KnownRenewals &known, const RenewalCase &renewal, const SnapshotOptions &options)
{
    SnapshotRow row{known.book().accounts().at(renewal.account).id, renewal.due, renewal.state, renewal.dueArr};
    for (const renewals::DueContract &contract : renewal.contracts)
        row.contracts.push_back(contract.id);
    const StatedForecast *call = options.author.empty() ? data.lastCall(renewal.account, known.day())
                                                        : data.lastStated(renewal.account, options.author, known.day());
    if (call) {
        row.category = call->category;
        row.author = call->author;
    }
    if (renewal.isSettled()) {
        row.amount = renewal.state == renewals::RenewalState::Renewed ? renewal.renewedArr : 0;
    } else if (options.counted == Counted::DueArr) {
        row.amount = renewal.dueArr;
    } else if (call) {
        const auto value =
            known.book().rates().toBase(call->amount.minor, call->amount.currency, std::min(renewal.due, known.day()));
        if (!value)
            return value.error();
        row.amount = *value;
    }
    return row;
}

} // namespace

Result<Snapshot> snapshotOn(
    const ForecastData &data, const renewals::KnownRenewals &known, const SnapshotOptions &options)
{
    const auto cases = known.casesIn(data.window());
    if (!cases)
        return cases.error();
    Snapshot snapshot{known.day(), {}};
    for (const RenewalCase &renewal : *cases) {
        if (options.only && !options.only(renewal.account))
            continue;
        auto row = rowOf(data, known, renewal, options);
        if (!row)
            return row.error();
        snapshot.rows.push_back(std::move(*row));
    }
    std::ranges::sort(snapshot.rows, {}, &SnapshotRow::account);
    return snapshot;
}

OpenCalls openCallsIn(const Snapshot &snapshot)
{
    OpenCalls calls;
    for (const SnapshotRow &row : snapshot.rows) {
        if (row.state != renewals::RenewalState::Pending)
            continue;
        ++calls.open;
        calls.called += row.author.empty() ? 0 : 1;
    }
    return calls;
}

Result<std::int64_t> totalOf(const Snapshot &snapshot)
{
    std::int64_t total = 0;
    for (const SnapshotRow &row : snapshot.rows) {
        if (!addTo(total, row.amount))
            return Error{ErrorCode::Overflow, QD_WORDS("Forecast", "The forecasts are too large to add up.")};
    }
    return total;
}

} // namespace qd::forecast
