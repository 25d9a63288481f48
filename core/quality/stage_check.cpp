#include "core/quality/findings.h"

#include "core/lifecycle/funnel.h"

namespace qd::quality {

Result<void> checkStages(const QualityData &data, Findings &findings)
{
    const auto customers = lifecycle::KnownCustomers::read(data.workspace, data.portfolio, data.day);
    if (!customers) {
        if (customers.error().code != ErrorCode::NoData)
            findings.note(customers.error().message);
        return {};
    }
    const auto funnel = lifecycle::funnelOf(data.workspace, *customers, Window{data.day.plusDays(-1), data.day}, {});
    if (!funnel)
        return funnel.error();
    std::int64_t limited = 0;
    for (const lifecycle::FunnelRow &row : funnel->rows)
        limited += row.stuck ? row.inStage : 0;
    if (limited == 0)
        return {};
    const int figure = findings.begin(Check::StaleStage, {}, {}, {}, limited);
    for (const lifecycle::FunnelRow &row : funnel->rows) {
        if (row.whoIsStuck.empty())
            continue;
        const auto &stage = customers->settings.stages[std::size_t(customers->settings.placeOf(row.stage))];
        const int detail = findings.detail({QD_WORDS("Quality", "In the stage %1 for more than its %2 days."),
            {row.stage, std::to_string(stage.slaDays.value_or(0))}});
        for (const int account : row.whoIsStuck)
            findings.fail(figure, account, -1, detail);
    }
    return {};
}

} // namespace qd::quality
