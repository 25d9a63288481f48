#pragma once
#include "core/sources/source_list.h"

#include <functional>

namespace qd::sources {

/// How many days old a source's data may be before people are warned, and before it counts as failed.
struct FreshnessLimits {
    int warn = 7;
    int error = 30;
};

/// By kind (CONTRACT section 2, "Quality"): 7 and 30 days; of a survey 14 and 30, of people and finance 31 and 62.
/// `setting` is `freshness.SOURCE` as "warn,error", or empty.
[[nodiscard]] FreshnessLimits freshnessLimits(const std::string &kind, const std::string &setting);

/// A source's age on a day.
struct SourceFreshness {
    std::string name;
    std::string kind;
    std::optional<Date> asOf; ///< nothing where it has no batch
    std::optional<int> ageDays; ///< up to the day; below 0 where the source is later
    FreshnessLimits limits;
    std::int64_t rows = 0;
    std::vector<std::string> entities = {}; ///< of which it has rows

    /// Over the days to warn after; also a source without any data.
    [[nodiscard]] bool late() const { return !ageDays || *ageDays > limits.warn; }
    /// Over the days to fail after; not a source without any data.
    [[nodiscard]] bool tooOld() const { return ageDays && *ageDays > limits.error; }
};

/// All sources, by name. `settingOf` gives a setting by key, empty for none.
[[nodiscard]] std::vector<SourceFreshness> freshnessOn(const std::vector<SourceState> &sources, Date day,
    const std::function<std::string(const std::string &)> &settingOf);

} // namespace qd::sources
