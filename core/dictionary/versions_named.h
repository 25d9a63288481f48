#pragma once
#include "core/dictionary/dictionary.h"

namespace qd::dictionary {

/// "Definitions: ARR v1, NRR v2": which versions figures of a day go by, in the order of `metrics`. One that is not
/// in force on the day, or that there is not, is left out; empty where none is left. Addresses in names are masked.
[[nodiscard]] Message versionsNamed(const Dictionary &dictionary, const std::vector<std::string> &metrics, Date day);

} // namespace qd::dictionary
