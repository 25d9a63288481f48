#pragma once
#include "core/scenario/scenario_file.h"

namespace qd::store {
class Workspace;
}

namespace qd::scenario {

/// A saved scenario in one of its versions.
struct SavedScenario {
    std::string name;
    int version = 0; ///< 1 the first; the latest is the one in force
    std::string savedAt; ///< UTC, ISO 8601 to the second
    std::string savedBy;
    Scenario scenario;
};

/// The latest version of every scenario that was not removed, by name. BadData names one that cannot be read.
[[nodiscard]] Result<std::vector<SavedScenario>> savedScenarios(const store::Workspace &workspace);
/// Every version of one name, newest first, removed or not; empty when there never was one. BadData.
[[nodiscard]] Result<std::vector<SavedScenario>> scenarioVersions(
    const store::Workspace &workspace, const std::string &name);
/// The latest version. NotFound names the nearest there is; BadData.
[[nodiscard]] Result<SavedScenario> loadScenario(const store::Workspace &workspace, const std::string &name);

/// Each of the following is one transaction with an entry in the audit log; nothing is kept half-way. All give ReadOnly
/// for a workspace that cannot be written, and throw SQLite::Exception like everything that writes.

/// Saves under scenario.name as a new version, and gives its number; the present one when nothing changed.
/// InvalidArgument without a name, or for what checkScenario() refuses.
[[nodiscard]] Result<int> saveScenario(store::Workspace &workspace, const Scenario &scenario);
/// NotFound; AlreadyExists when `to` is another saved scenario; InvalidArgument for an empty name. Where `to` was never
/// used the versions go with the scenario, and renaming back undoes it whole; else the old name keeps its versions and
/// is listed no more.
[[nodiscard]] Result<void> renameScenario(store::Workspace &workspace, const std::string &from, const std::string &to);
/// A copy under another name. Errors as renameScenario().
[[nodiscard]] Result<void> duplicateScenario(
    store::Workspace &workspace, const std::string &from, const std::string &to);
/// Lists it no more; its versions stay. NotFound.
[[nodiscard]] Result<void> removeScenario(store::Workspace &workspace, const std::string &name);
/// Undoes a removal. NotFound when there never was one of that name; nothing happens when it is listed.
[[nodiscard]] Result<void> restoreScenario(store::Workspace &workspace, const std::string &name);

} // namespace qd::scenario
