#pragma once
#include "core/base/currency.h"
#include "core/base/json_value.h"
#include "core/sources/mapping.h"
#include "core/sources/typed_row.h"

namespace qd::sources {

/// The checks of a profile for `entity`, from its JSON: a list of objects with `column` and some of `from`, `to`,
/// `one_of` and `needed`. Complains of an unknown column, of bounds for what holds no numbers, and of a check that asks
/// nothing.
[[nodiscard]] std::vector<ValueCheck> valueChecksOf(const JsonValue &list, const store::Entity &entity);
[[nodiscard]] nlohmann::ordered_json jsonOf(const ValueCheck &check);

/// Holds a typed row back that fails a check of its mapping's profile: its first fault stays. Amounts of the row are of
/// `currency`.
void checkValues(const Mapping &mapping, Currency currency, TypedRow &row);

} // namespace qd::sources
