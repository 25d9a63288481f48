#pragma once
#include "core/base/words.h"
#include "core/lifecycle/customer_lives.h"

#include <functional>

namespace qd::lifecycle {

/// The groups of landmarkLives().
inline constexpr const char *WithValue = QT_TRANSLATE_NOOP("Words", "With first value");
inline constexpr const char *WithoutValue = QT_TRANSLATE_NOOP("Words", "Without it by then");

/// A group of lives as people read it: AllCustomers, WithValue and WithoutValue are words, any other is data.
[[nodiscard]] Message groupTitle(const std::string &group);

/// How long customers stay after the day on which they have been there for `days` days, by whether they had their first
/// value by then: a landmark analysis (J. R. Anderson, K. C. Cain, R. D. Gelber, 1983), so that nobody counts as kept
/// for having lived long enough to reach it. Days run from the clock of time to value; days after the landmark are a
/// life's time, its end is the first day not in force as of KnownCustomers::stays.
///
/// Who was not in force on the landmark, or has not come to it by the day, is in neither group; nor is who had the
/// value before the clock began, a date to mend. That very day counts as by then. By directory index; of those for
/// which `only` holds, all without it. `days` is 0 or more. Errors as valueCases().
[[nodiscard]] Result<std::vector<CustomerLife>> landmarkLives(
    const KnownCustomers &customers, int days, const std::function<bool(int)> &only = {});

} // namespace qd::lifecycle
