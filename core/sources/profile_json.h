#pragma once
#include "core/base/json_value.h"
#include "core/sources/profile.h"
#include "core/store/entities.h"

namespace qd::sources {

/// The conversions by the names that profiles have for them; the first is none.
[[nodiscard]] const std::vector<std::pair<std::string_view, Conversion>> &conversions();

/// Complains at `text` that `name` is no column of the entity, with the nearest one.
void complainOfColumn(const JsonValue &text, const store::Entity &entity, const std::string &name);

/// A profile out of its JSON (docs/profiles.md). BadData is one sentence that names the place: a key that is missing,
/// unknown (with the nearest known one) or of another type, an unknown entity, column, kind or conversion.
[[nodiscard]] Result<Profile> profileOf(const nlohmann::ordered_json &text);

} // namespace qd::sources
