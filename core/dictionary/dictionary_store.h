#pragma once
#include "core/dictionary/dictionary.h"

namespace qd::dictionary {

/// How this room reads and writes what is its own: versions, approvals, the register of conflicts. All of its SQL is
/// here. Writing is within the caller's transaction; times are now, users the machine's. All throw SQLite::Exception.

/// What the workspace keeps, by metric and version: of the program's own definitions only those of metrics that were
/// changed here. A value that only another program can have written reads as its default.
[[nodiscard]] std::vector<DefinitionVersion> keptVersions(const store::Workspace &workspace);
/// The last version of each entry of the register, by metric and team.
[[nodiscard]] std::vector<Conflict> keptConflicts(const store::Workspace &workspace);

/// Writes a version in place of what is kept under its metric and number; not its approvals.
void keepVersion(store::Workspace &workspace, const DefinitionVersion &version);
/// Adds an approval to the version's present review.
void addApproval(store::Workspace &workspace, const DefinitionVersion &version, const Approval &approval);
/// Puts what is kept of a metric back to `before`: later versions go, and approvals that those before do not have.
void keepOnly(store::Workspace &workspace, const std::string &metric, const std::vector<DefinitionVersion> &before);
/// Number of the last version of any entry of the register; 0 for none.
[[nodiscard]] std::int64_t lastConflict(const store::Workspace &workspace);
/// Takes the versions of a metric's entries out that were added after that number.
void dropConflictsAfter(store::Workspace &workspace, const std::string &metric, std::int64_t number);
/// Adds a version of an entry.
void addConflict(store::Workspace &workspace, const Conflict &conflict, const std::string &by);

} // namespace qd::dictionary
