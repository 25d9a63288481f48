#pragma once
#include <string>

namespace qd::quality {

/// What is checked (CONTRACT-ROOMS section 2, *Quality*), in the order of their names.
enum class Check {
    Completeness, ///< customers, or a source's records of them, without a value of a field
    Drift, ///< a source's last file of an entity against the one before
    Duplicates, ///< records of one source that are alike
    Freshness, ///< age of a source's data
    Gaps, ///< contracts followed by the next one too late
    Orphans, ///< rows of an account that nobody describes
    Overlap, ///< contracts of one customer and product in force at once
    StaleRates, ///< exchange rates that are too old
    StaleStage, ///< customers in a lifecycle stage for longer than its SLA
    Validity, ///< rows of the last file that were not taken
};
inline constexpr int Checks = 10;

/// "Stale rates", for the context "Words" (ui/paint/words.h).
[[nodiscard]] const char *nameOf(Check check);
/// "stale_rates", as commands and settings write it.
[[nodiscard]] std::string keyOf(Check check);

enum class Status { Ok, Warn, Fail };
/// "ok", "warn", "fail".
[[nodiscard]] std::string keyOf(Status status);

} // namespace qd::quality
