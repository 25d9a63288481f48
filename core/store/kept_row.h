#pragma once
#include "core/store/audit.h"
#include "core/store/own_judgements.h"

namespace qd::store {

/// A row of OwnSource that was kept, and the one with its key whose place it took.
template <typename Row>
struct KeptRow {
    Row now;
    std::optional<Row> before;
};

/// Keeps a row, with an entry `action` in the audit log, within the caller's transaction.
template <typename Row>
[[nodiscard]] KeptRow<Row> keepRecorded(Workspace &workspace, Row row, const std::string &action)
{
    auto before = ownRow(workspace, row);
    keepOwnRow(workspace, row);
    recordChange(
        workspace, action, auditKey(row), before ? std::optional(auditText(*before)) : std::nullopt, auditText(row));
    return {std::move(row), std::move(before)};
}

/// Undoes it the same way: its place goes back to the one before. False, and nothing is changed, where another row is
/// in its place by now.
template <typename Row>
[[nodiscard]] bool takeBackRecorded(Workspace &workspace, const KeptRow<Row> &kept, const std::string &action)
{
    if (ownRow(workspace, kept.now) != kept.now)
        return false;
    if (kept.before)
        keepOwnRow(workspace, *kept.before);
    else
        removeOwnRow(workspace, kept.now);
    recordChange(workspace, action, auditKey(kept.now), auditText(kept.now),
        kept.before ? std::optional(auditText(*kept.before)) : std::nullopt);
    return true;
}

} // namespace qd::store
