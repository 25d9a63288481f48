#pragma once
#include "core/dictionary/dictionary.h"

#include <optional>

namespace qd::dictionary {

/// What metrics have to do with each other, read from their formulas: a definition depends on the metrics whose id or
/// name stands in its formula as whole words, without regard to case, and on `arr` where it writes A(a, t). Never on
/// itself. Words are all there is: a formula in other words depends on nothing.
[[nodiscard]] std::vector<std::string> dependsOn(const Dictionary &dictionary, const Definition &definition);

/// Ids of the metrics whose last version depends on `metric`, in byte order.
[[nodiscard]] std::vector<std::string> usedBy(const Dictionary &dictionary, std::string_view metric);

/// The way round if `definition` stood in the dictionary and depended on itself by way of others: its id, theirs, its
/// id again. Empty where it does not. An id that is no plain word (it has `_` or a digit) may not stand in its own
/// formula either, but before a `=`.
[[nodiscard]] std::vector<std::string> circleOf(const Dictionary &dictionary, const Definition &definition);

/// A word with `_` in a formula that is no metric but nearly one, and that one: a misspelt reference. Other words may
/// be anything, a column of a file say.
struct MisspeltReference {
    std::string word;
    std::string metric;
};
[[nodiscard]] std::optional<MisspeltReference> misspeltReference(
    const Dictionary &dictionary, const Definition &definition);

} // namespace qd::dictionary
