#pragma once
#include "app/cli/command.h"

#include "core/reconcile/break_work.h"
#include "core/reconcile/systems.h"

namespace qd::cli {

/// A break as CONTRACT has it: account, name, field, type, cause, left, right, delta, left_id, right_id.
[[nodiscard]] Json breakJson(const reconcile::Break &found, const reconcile::Reconciliation &result);
/// A comparison of two systems with bridge and breaks.
[[nodiscard]] Json reconciliationJson(const reconcile::Reconciliation &result);
/// Several systems against the first: totals, each pair, and how often each field agrees, by field and system.
[[nodiscard]] Json systemsJson(const reconcile::SystemsComparison &comparison);
/// The register of a pair on the day of a comparison: its breaks with what is remembered of them, ages, times from
/// found to gone, months, and what lies within tolerance, which a rule settles.
[[nodiscard]] Json registerJson(const portfolio::Portfolio &portfolio, const reconcile::Reconciliation &result,
    const std::vector<reconcile::RegisterEntry> &entries);

} // namespace qd::cli
