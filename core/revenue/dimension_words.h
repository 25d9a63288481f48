#pragma once
#include <string_view>

namespace qd::revenue {

/// What people call one of dimensions() at the head of a column or in a list, for the context "Words"
/// (ui/paint/words.h): "Lifecycle stage" of "lifecycle_stage"; also of how customers came
/// (lifecycle/origins.h) and of when and how renewals are due (answers/renewal_groups.h). "Group" for any other text.
[[nodiscard]] const char *dimensionTitle(std::string_view dimension);

} // namespace qd::revenue
