#pragma once
#include "core/scenario/scenario_store.h"
#include "ui/shell/edit.h"

namespace qd::ui {

/// Changes of the saved scenarios, for edits: each is one transaction.

/// Saves `scenario` under its name.
[[nodiscard]] inline Edit::Change savingScenario(const scenario::Scenario &scenario)
{
    return [scenario](store::Workspace &workspace) -> Result<void> {
        const auto version = scenario::saveScenario(workspace, scenario);
        return version ? Result<void>() : Result<void>(version.error());
    };
}
[[nodiscard]] inline Edit::Change removingScenario(const std::string &name)
{
    return [name](store::Workspace &workspace) { return scenario::removeScenario(workspace, name); };
}
[[nodiscard]] inline Edit::Change restoringScenario(const std::string &name)
{
    return [name](store::Workspace &workspace) { return scenario::restoreScenario(workspace, name); };
}
[[nodiscard]] inline Edit::Change renamingScenario(const std::string &from, const std::string &to)
{
    return [from, to](store::Workspace &workspace) { return scenario::renameScenario(workspace, from, to); };
}

} // namespace qd::ui
