#pragma once
#include "ui/shell/preferences.h"
#include "ui/shell/setting_field.h"
#include "ui/shell/shortcuts.h"
#include "ui/shell/workspace_facts.h"

#include <optional>

namespace qd::ui {

/// What the dialog of settings shows.
struct SettingsInput {
    Preferences preferences;
    QList<Shortcut> shortcuts; ///< every action whose keys can be chosen
    std::optional<WorkspaceSettings> workspace; ///< of the one that is open
};

/// Every field of the dialog, in the order shown within its group.
[[nodiscard]] QList<SettingField> settingFields(const SettingsInput &input);

/// Whether a field is of the workspace, rather than of the person.
[[nodiscard]] bool isOfWorkspace(const SettingField &field);

/// The value of a person's field put into `preferences`; does nothing for one of the workspace.
void takePreference(Preferences &preferences, const SettingField &field, const QString &value);

} // namespace qd::ui
