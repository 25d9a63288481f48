#pragma once
#include "core/base/date.h"

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace qd::demo {

/// What somebody who looked on a day saw: nothing, a number, or a word.
using Seen = std::variant<std::monostate, double, std::string>;

/// Something the exports say of a day that nobody could know on it: a rating that came later, a payment, a notice. An
/// analysis of `day` that says `later` instead of `then` has looked into the future.
struct PlantedLeak {
    std::string kind; ///< ticket_rating, payment, cancellation, snapshot, call, override
    std::string file; ///< where it stands, below the folder of the demo; empty for what a person does in the program
    std::string record; ///< id of the row, as it stands there
    std::string account; ///< the customer, by its CRM id
    std::string shows; ///< in what it would be seen: a signal, or segment, under_notice, call, override
    Date day; ///< not yet known
    Date known; ///< first day on which it is
    Seen then; ///< on `day`
    Seen later; ///< on `known`
    std::optional<Date> due = {}; ///< of a renewal that was lost: its due date
};

/// Leaks of each kind are listed until there are so many, whatever else the exports hold.
inline constexpr std::size_t LeaksOfAKind = 3;

/// Whether another leak of that kind is wanted.
[[nodiscard]] bool wanted(const std::vector<PlantedLeak> &leaks, const std::string &kind);

} // namespace qd::demo
