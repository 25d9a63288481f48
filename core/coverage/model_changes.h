#pragma once
#include "core/base/message.h"
#include "core/coverage/capacity_model.h"

#include <optional>
#include <vector>

namespace qd::coverage {

/// One value that differs between two models, in the words of M.json.
struct ModelChange {
    Message what; ///< "utilisation", "Enterprise hours_per_account", "Enterprise rule on arr"
    std::optional<Message> before; ///< nothing: was not there, or said nothing
    std::optional<Message> after; ///< nothing: is no longer there

    bool operator==(const ModelChange &) const = default;
};

/// What differs from `before` to `after`, in the order of M.json; empty for equal models. Segments are matched by name
/// without regard to case, so one that was renamed is one gone and one come; the order of segments, which decides which
/// rule wins, is a value of its own.
[[nodiscard]] std::vector<ModelChange> changesBetween(const CapacityModel &before, const CapacityModel &after);

} // namespace qd::coverage
