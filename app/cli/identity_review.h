#pragma once
#include "app/cli/command.h"

#include <optional>

namespace qd::cli {

/// Prints what the page Identity lists: pairs to look at from the probability `least` on, customers that do not hang
/// together, parents that cannot be; as JSON or a line each.
[[nodiscard]] Exit showIdentityReview(
    const store::Workspace &workspace, double least, const std::optional<Date> &asOf, bool json);

} // namespace qd::cli
