#pragma once

namespace qd::portfolio {

/// Since when a row is known (CONTRACT-ROOMS section 2, "Known on day D").
enum class Knowing {
    ByDates, ///< since its own date: a file that came late says what was known then
    Seen, ///< and not before the as-of date of the batch that first held it
};

} // namespace qd::portfolio
