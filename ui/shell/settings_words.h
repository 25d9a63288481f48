#pragma once
#include "ui/shell/setting_field.h"

#include <optional>
#include <string>

namespace qd::ui {

/// A key of core/store/settings.h in words: label, hint, what holds by default, the group, and what it is changed with;
/// without its value. Of a key with a source in it (freshness.SOURCE, full.SOURCE.ENTITY) the label names it. Nothing
/// for a key there are no words for.
[[nodiscard]] std::optional<SettingField> settingWords(const std::string &key);

/// The groups of the dialog in their order; of the workspace's, those that have no field are left out by it.
[[nodiscard]] QList<SettingGroup> settingGroups();

} // namespace qd::ui
