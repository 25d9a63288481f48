#include "core/pack/targets.h"

#include "core/base/text.h"
#include "core/metrics/metric.h"
#include "core/store/settings.h"
#include "core/store/target_rows.h"
#include "core/store/workspace.h"

#include <algorithm>

namespace qd::pack {

namespace {

std::string metricKey(std::string_view name)
{
    std::string key = lowered(name);
    std::replace(key.begin(), key.end(), ' ', '_');
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
}

double asGiven(const metrics::TargetTerms &terms, double value)
{
    return terms.unit == metrics::TargetTerms::Unit::Rate && value > 2 ? value / 100 : value;
}

} // namespace

Targets loadTargets(const store::Workspace &workspace, Month month)
{
    Targets targets;
    for (const metrics::Metric &metric : metrics::all()) {
        if (!metric.target)
            continue;
        if (const auto target = store::targetSetting(workspace, std::string(metric.key)))
            targets.emplace(metric.key, asGiven(*metric.target, *target));
    }
    const std::string quarter = FiscalQuarter::of(month, workspace.fiscalYearStart()).text();
    const std::vector<store::TargetRow> rows = store::targetRows(workspace);
    for (const std::string &period : {std::to_string(month.year()), quarter, month.iso()}) { // the nearest wins
        for (const store::TargetRow &row : rows) {
            const metrics::Metric *metric = row.period == period ? metrics::find(metricKey(row.metric)) : nullptr;
            if (metric && metric->target)
                targets.insert_or_assign(std::string(metric->key), asGiven(*metric->target, row.value));
        }
    }
    return targets;
}

} // namespace qd::pack
