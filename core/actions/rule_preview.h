#pragma once
#include "core/actions/evaluation.h"

#include "core/base/month.h"

namespace qd::actions {

/// What an evaluation opened, as it stands in the log from then on.
[[nodiscard]] std::vector<Action> actionsOf(const Evaluation &evaluation, const identity::AccountDirectory &accounts);

/// The last days of months `from` to `to`, both included, that are not after `latest`.
[[nodiscard]] std::vector<Date> monthEnds(Month from, Month to, Date latest);

/// What the rules would have opened on `days`, which ascend, one after the other: what they open on one is there, and
/// open, on the next. The same as evaluating and opening on each day. Writes nothing. Errors as AccountFacts::on();
/// Cancelled.
[[nodiscard]] Result<std::vector<Evaluation>> previewOn(const RuleSet &rules, const signs::Signals &history,
    const health::KnownColours &colours, ActionLog log, const std::vector<Date> &days, Progress &progress);

} // namespace qd::actions
