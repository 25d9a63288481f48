#pragma once
#include "core/base/message.h"
#include "core/reconcile/reconciliation.h"
#include "core/sources/freshness.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// What people call a system, in the middle of a sentence and where one begins: "billing", "Billing". A language may
/// write the two alike or not, so that both are words.
struct SourceLabel {
    Message::Value within;
    Message::Value atStart;
};
/// "CRM", "billing", "CS platform": by kind; its name when the kind is none of these.
[[nodiscard]] SourceLabel sourceLabel(const std::string &name, const std::string &kind);

/// What the two sides are called: by kind, or by name where both are of one kind.
struct PairLabels {
    SourceLabel left;
    SourceLabel right;
};
[[nodiscard]] PairLabels pairLabels(const reconcile::Reconciliation &reconciliation);

/// "CRM is $164,328.24 higher than billing" or "CRM and billing agree on $50,974,909.25".
[[nodiscard]] Message reconcileTitle(const reconcile::Reconciliation &reconciliation);

/// The age of a source on the day of a pack.
struct SourceAge {
    SourceLabel label;
    std::optional<int> days; ///< nothing when it has no batch
    bool late = false;
};
/// "All 7 sources are fresh" or "2 of 7 sources are late: support (12 days) and survey (9 days)"; with exchange rates
/// that are old: "All 7 sources are fresh; the exchange rate of EUR is 61 days old".
[[nodiscard]] Message freshnessTitle(
    const std::vector<SourceAge> &sources, const std::vector<portfolio::StaleRate> &staleRates = {});

/// "billing is 40 days behind, ... crm is 9 days behind.": which sources are late on a day, the oldest first; empty
/// where none is. For the foot of packs whose pages do not tell it.
[[nodiscard]] Message lateSourcesLine(const store::Workspace &workspace, Date day);

} // namespace qd::pack
