#pragma once
#include "app/cli/health_models.h"

#include "core/health/incidents.h"

namespace qd::cli {

/// Incidents of usage from `from`, by default IncidentDays before, to `day`, and what they did to the colours of the
/// day by the model; and other inputs that are quiet on the day.
[[nodiscard]] Exit showIncidents(const store::Workspace &workspace, const ChosenModel &chosen,
    const signs::Signals &history, std::optional<Date> from, Date day, bool json);

/// Says on stderr which incidents of the IncidentDays before changed colours of the day, and how many; and which other
/// inputs of the model are quiet. Errors as health::effectsOf().
[[nodiscard]] Result<void> warnOfIncidents(const store::Workspace &workspace, const health::HealthModel &model,
    const signs::Signals &history, const health::DayScores &scores);

} // namespace qd::cli
