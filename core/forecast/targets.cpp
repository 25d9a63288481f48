#include "core/forecast/targets.h"

#include "core/base/text.h"
#include "core/store/target_rows.h"

namespace qd::forecast {

Targets Targets::read(const store::Workspace &workspace, std::string_view metric, std::string_view period)
{
    Targets targets;
    for (const store::TargetRow &row : store::groupedTargetRows(workspace)) {
        if (equalsIgnoringCase(trimmed(row.metric), metric) && equalsIgnoringCase(trimmed(row.period), period))
            targets.m_byGroup.insert_or_assign(caseFolded(trimmed(row.group)), row.value);
    }
    return targets;
}

std::optional<double> Targets::of(std::string_view group) const
{
    const auto found = m_byGroup.find(caseFolded(group));
    return found == m_byGroup.end() ? std::nullopt : std::optional(found->second);
}

} // namespace qd::forecast
