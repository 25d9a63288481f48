#pragma once
#include "core/pack/month_measures.h"
#include "core/pack/pack_document.h"
#include "core/reconcile/accuracy_months.h"
#include "core/reconcile/break_work.h"
#include "core/signoff/signoff.h"

namespace qd::pack {

/// What the register of breaks of the pair reconciled first says on a pack's as-of date.
struct RegisterMeasures {
    std::map<std::string, reconcile::RegisteredBreak> known; ///< registeredOn() the comparison's day
    reconcile::FixTimes times; ///< of the customers for which the pack's filters hold
    std::vector<reconcile::RegisterMonth> months; ///< of the same; the last twelve at most
    std::vector<reconcile::AccuracyMonth> accuracy; ///< of the same months and customers
    signoff::SignoffStanding standing; ///< of the month; of all customers, whatever the filters
    int overdue = 0; ///< breaks of the comparison
};

/// Of measures with a reconciliation. Errors of signoff::standings().
[[nodiscard]] Result<RegisterMeasures> measureRegister(
    const store::Workspace &workspace, const MonthMeasures &month, Progress &progress);

/// How it stands: totals, match rates of the key fields against their target, breaks by state.
[[nodiscard]] Page reconcileStatusPage(const MonthMeasures &month, const RegisterMeasures &measures);
/// What each owner has to correct in each system, how old it is, and how long corrections took; by month. As many
/// pages as it takes; none without a register.
[[nodiscard]] std::vector<Page> ageingPages(const MonthMeasures &month, const RegisterMeasures &measures);
/// The amounts that no rule explains, largest first; none without any.
[[nodiscard]] std::vector<Page> unexplainedPages(const MonthMeasures &month, const RegisterMeasures &measures);
/// Who prepared and who signed the month, and what has come out otherwise since. Says that it is a record, not an
/// access control.
[[nodiscard]] Page signoffPage(const MonthMeasures &month, const RegisterMeasures &measures);

} // namespace qd::pack
