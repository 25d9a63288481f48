#pragma once
#include "core/reconcile/break_work.h"
#include "core/reconcile/reconciliation.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/chart/chart_spec.h"
#include "ui/shell/account_list.h"
#include "ui/shell/inspector_content.h"
#include "ui/shell/palette_entry.h"

#include <map>

namespace qd::ui {

/// A reconciliation with what is remembered of its breaks and where its records came from: one job's result.
struct ReconcileView {
    reconcile::Reconciliation result;
    std::map<std::string, reconcile::RegisteredBreak> known; ///< by reconcile::breakKey()
    std::vector<std::string> sources; ///< all that have ARR, to choose from
    std::map<std::string, std::size_t> places; ///< of breaks in result.breaks, by reconcile::breakKey()
    reconcile::FixTimes times; ///< of the customers that pass the chips
    std::vector<reconcile::RegisterMonth> months; ///< of the same, the latest first

    /// What is remembered of a break; open, without a number, where no import has registered it.
    [[nodiscard]] reconcile::RegisteredBreak remembered(const reconcile::Break &found) const;
};

/// A state of the register (reconcile::breakStates()) with its mark, for people.
[[nodiscard]] StateValue breakState(const std::string &state);
/// "BR-0412"; empty for a break that no import has registered.
[[nodiscard]] QString breakName(const ReconcileView &view, const reconcile::Break &found);

/// Row ids are reconcile::breakKey(), which stay over imports. `field` limits to one field; empty is all.
[[nodiscard]] TableSpec breaksTable(const ReconcileView &view, const QString &field);
/// What each owner has to correct in each system: how many breaks, how old, how many too late, and how long those that
/// are gone took.
[[nodiscard]] TableSpec ageingTable(const ReconcileView &view);
/// Month by month what was found, what went, what was left and how much of that was old.
[[nodiscard]] TableSpec monthsTable(const ReconcileView &view);
/// How the breaks left at the last two month-ends differ; empty where there is one month alone.
[[nodiscard]] QString trendSentence(const ReconcileView &view);
/// "Days from found to fixed: 12 in the median of 8 breaks".
[[nodiscard]] QString fixSentence(const ReconcileView &view);
/// Left total, a step per cause, right total.
[[nodiscard]] ChartSpec bridgeChart(const ReconcileView &view);
/// A palette entry per break, largest first, that calls `open` with its row id.
[[nodiscard]] std::vector<PaletteEntry> breaksForPalette(
    const ReconcileView &view, const std::function<void(const QString &)> &open);
/// The customers behind a cell of the totals: "left", "right", "difference", "unexplained", "match".
[[nodiscard]] AccountList totalAccounts(const ReconcileView &view, const QString &cell);
/// The customers behind a step of the bridge.
[[nodiscard]] AccountList stepAccounts(const ReconcileView &view, reconcile::Cause cause);
/// "Breaks -128,380.54, rounding +1.87: together -128,378.67": how the list of breaks and the difference go together.
[[nodiscard]] QString differenceSentence(const reconcile::Reconciliation &result);
/// What the inspector says of one break, without its source rows.
[[nodiscard]] InspectorContent describeBreak(const ReconcileView &view, std::size_t index);

} // namespace qd::ui
