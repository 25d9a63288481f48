#pragma once
#include "core/forecast/calls.h"
#include "core/renewals/risk_changes.h"
#include "ui/shell/edit.h"

namespace qd::ui {

/// What persons say of renewals, as edits of the workspace that can be undone.

/// Calls renewals; undo leaves each as it was called before.
[[nodiscard]] Edit callingRenewals(const QString &text, const forecast::CallSheet &sheet);
/// Freezes the calls of an owner as the submission of the week; undo takes it back.
[[nodiscard]] Edit submittingCalls(const QString &text, FiscalQuarter quarter, Date day, const std::string &owner);
/// Judges the risk of a renewal; undo leaves it as it was judged before.
[[nodiscard]] Edit judgingRisk(const QString &text, const renewals::RiskEntry &entry);

} // namespace qd::ui
