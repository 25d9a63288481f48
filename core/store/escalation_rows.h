#pragma once
#include "core/base/date.h"
#include "core/store/own_rows.h"

#include <cstdint>
#include <optional>
#include <string>

namespace qd::store {

class Workspace;

inline constexpr int EscalationTiers = 4; ///< CSM, manager, director, sponsor

/// An escalation of OwnSource as it is kept; its times are seconds since 1970-01-01 UTC.
struct OwnEscalationRow {
    std::string id;
    std::string accountId; ///< of the customer
    std::string recordSource; ///< a record of the customer, by which it is told after customers merge
    std::string recordId;
    Date known; ///< of the data: first day on which it is known
    std::int64_t opened = 0;
    int tier = 1; ///< 1 to EscalationTiers
    std::string criterion; ///< why it was opened
    std::string owner; ///< empty for none
    std::optional<std::int64_t> responded = {};
    std::optional<std::int64_t> resolved = {};
    std::string edits = {}; ///< what persons did to it, JSON; empty where no person touched it

    bool operator==(const OwnEscalationRow &) const = default;
};

/// Nothing where there is none of that id.
[[nodiscard]] std::optional<OwnEscalationRow> ownEscalation(const Workspace &workspace, const std::string &id);

/// Keeps a new one, or one in the place of that with its id, within the caller's transaction. A new one hangs on the
/// last batch that stands, which there must be.
void keepOwnEscalation(Workspace &workspace, const OwnEscalationRow &row);
void removeOwnEscalation(Workspace &workspace, const std::string &id);

/// "2026-09-30T10:00:00Z", as it is kept and as the audit log says it.
[[nodiscard]] std::string timeText(std::int64_t seconds);

} // namespace qd::store
