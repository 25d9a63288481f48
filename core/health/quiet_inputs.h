#pragma once
#include "core/health/health_model.h"

#include "core/base/date.h"

#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::health {

/// Days that are compared with the same number of days before, four times. Five weeks: any of them hold one or two ends
/// of months, so that what comes once a month is never found to be less than half.
inline constexpr int QuietDays = 35;
/// Rows in QuietDays from which on an input is expected to go on: of 20 that come by chance, fewer than half are left
/// in one of 200 such times.
inline constexpr int UsualRows = 20;

/// An input other than usage whose rows became few all over the book: a late or broken file, or a connection that was
/// lost. It says nothing about customers.
struct QuietInput {
    std::string input; ///< the entity: activities, tickets, surveys, invoices, health_scores
    std::string source;
    Date last; ///< of its last row by the day
    int rows = 0; ///< in the QuietDays to the day
    double usual = 0; ///< median of the four QuietDays before
    /// Signals of the model that are told from it, by name, in the order of the segments; each once.
    std::vector<std::string> touched;
};

/// Those of a day, by input, then source: each of the four QuietDays before had a row, their median is UsualRows or
/// more, and the QuietDays to the day had less than half of it. Sees no row dated later.
[[nodiscard]] std::vector<QuietInput> quietInputs(
    const store::Workspace &workspace, const HealthModel &model, Date day);

} // namespace qd::health
