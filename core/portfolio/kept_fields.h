#pragma once
#include "core/portfolio/portfolio.h"

#include <optional>
#include <string>
#include <string_view>

namespace qd::portfolio {

/// What a record has of a field that record_history keeps (owner, segment, region, lifecycle_stage, status, health,
/// renewal_date), as it keeps it; empty where it has no value, nothing for any other field.
[[nodiscard]] std::optional<std::string> presentValue(const CustomerRecord &record, std::string_view field);

} // namespace qd::portfolio
