#pragma once
#include "core/dictionary/dictionary.h"

namespace qd::dictionary {

/// What metrics have to do with each other, read from their formulas: a definition depends on the metrics whose id or
/// name stands in its formula as whole words, without regard to case, and on `arr` where it writes A(a, t). Never on
/// itself. Words are all there is: a formula in other words depends on nothing.
[[nodiscard]] std::vector<std::string> dependsOn(const Dictionary &dictionary, const Definition &definition);

/// Ids of the metrics whose last version depends on `metric`, in byte order.
[[nodiscard]] std::vector<std::string> usedBy(const Dictionary &dictionary, std::string_view metric);

} // namespace qd::dictionary
