#pragma once
#include "core/reconcile/reconciliation.h"
#include "core/revenue/retention_rates.h"

namespace qd::answers {

/// The numbers a month begins with; what `qdeck headline` prints and Home shows.
struct Headline {
    std::int64_t recordsIn = 0; ///< rows accepted by all imports
    std::int64_t quarantined = 0; ///< sources::rowsInQuarantine()
    int customers = 0;
    Currency currency;
    std::optional<Month> month; ///< last month that has ended by the ARR source's as-of date
    std::vector<std::pair<std::string, std::int64_t>> arrBySource; ///< base minor units on the source's as-of date
    std::optional<reconcile::Reconciliation> reconciliation; ///< the default pair
    std::optional<revenue::Retention> retention; ///< twelve months to `month`, point, constant rates
    std::vector<Message> notes; ///< why something is missing, what is held back, and old exchange rates
};

/// Reads them; parts without data are absent and say why. Cancelled.
[[nodiscard]] Result<Headline> headline(const store::Workspace &workspace, Progress &progress);

} // namespace qd::answers
