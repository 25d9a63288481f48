#pragma once
#include "core/base/result.h"

#include <string>
#include <vector>

namespace qd::store {

class Workspace;

/// A setting people may change, and what it decides.
struct KnownSetting {
    std::string key;
    std::string meaning;
};

/// All of them, by key. base_currency and fiscal_year_start are chosen when a workspace is made.
[[nodiscard]] const std::vector<KnownSetting> &knownSettings();

/// InvalidArgument for an unknown key (with the nearest known one) or a value the key cannot have; an empty value
/// means the default.
[[nodiscard]] Result<void> checkSetting(const std::string &key, const std::string &value);

/// Sets a setting and records the change, both or neither; a value that is there already changes nothing. Errors as
/// checkSetting().
[[nodiscard]] Result<void> changeSetting(Workspace &workspace, const std::string &key, const std::string &value);

} // namespace qd::store
