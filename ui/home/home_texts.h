#pragma once
#include "core/answers/briefing.h"
#include "ui/common/table/table_spec.h"
#include "ui/common/tile.h"
#include "ui/paint/chart/chart_painter.h"
#include "ui/shell/account_list.h"

namespace qd::ui {

/// The headline tiles in order: ARR, NRR, GRR, logo churn, renewals due, ARR match, health, who moved, renewals ready,
/// forecast against target, renewal exceptions, late and escalated actions.
[[nodiscard]] QVector<TileContent> headlineTiles(const answers::Briefing &briefing);
/// Opening, movements and closing of the last month, by category in that order.
[[nodiscard]] ChartSpec monthBridge(const answers::Briefing &briefing);
/// Where customers stand in it, by their ids: the kinds by which they moved.
[[nodiscard]] QVector<ChartPlace> bridgePlaces(const answers::Briefing &briefing, const QSet<QString> &customers);
/// What "What changed" is of: the two days, the currency and, where the bridge shows, that its axis is cut. A `narrow`
/// panel leaves out the days, which stand under the bars, or shortens them.
[[nodiscard]] QString changedSubtitle(const answers::Briefing &briefing, bool withBridge, bool narrow);
/// The customers with the largest movements; row ids are account ids.
[[nodiscard]] TableSpec largestChanges(const answers::Briefing &briefing);
/// Row ids are positions in findings.
[[nodiscard]] TableSpec findingsTable(const answers::Briefing &briefing);
[[nodiscard]] AccountList findingAccounts(const answers::Briefing &briefing, std::size_t index);
/// Customers whose renewal falls in the next 90 days.
[[nodiscard]] AccountList renewalAccounts(const answers::Briefing &briefing);

/// Customers with yellow or red health, with their ARR.
[[nodiscard]] AccountList atRiskAccounts(const answers::Briefing &briefing);
/// Customers with a better or a worse colour than before.
[[nodiscard]] AccountList movedAccounts(const answers::Briefing &briefing);

} // namespace qd::ui
