#include "core/pack/targets.h"

#include "core/base/text.h"
#include "core/store/settings.h"
#include "core/store/target_rows.h"
#include "core/store/workspace.h"

#include <algorithm>
#include <array>

namespace qd::pack {

namespace {

constexpr std::array<const char *, 7> Metrics{
    "arr", "nrr", "grr", "logo_churn", "at_risk_share", "arr_match", "health_coverage"};

std::string metricKey(std::string_view name)
{
    std::string key = lowered(name);
    std::replace(key.begin(), key.end(), ' ', '_');
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
}

double asGiven(const std::string &metric, double value)
{
    return metric != "arr" && value > 2 ? value / 100 : value;
}

} // namespace

Targets loadTargets(const store::Workspace &workspace, Month month)
{
    Targets targets;
    for (const char *metric : Metrics) {
        if (const auto target = store::targetSetting(workspace, metric))
            targets[metric] = asGiven(metric, *target);
    }
    const std::string quarter = FiscalQuarter::of(month, workspace.fiscalYearStart()).text();
    const std::vector<store::TargetRow> rows = store::targetRows(workspace);
    for (const std::string &period : {std::to_string(month.year()), quarter, month.iso()}) { // the nearest wins
        for (const store::TargetRow &row : rows) {
            const std::string metric = metricKey(row.metric);
            if (row.period == period && std::find(Metrics.begin(), Metrics.end(), metric) != Metrics.end())
                targets[metric] = asGiven(metric, row.value);
        }
    }
    return targets;
}

} // namespace qd::pack
